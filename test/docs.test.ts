import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { readDocuments } from './support/markdown.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const documents = readDocuments(root);
const PROGRAMS = {
  harmonidiff: 'dist/cli/main.js',
  'harmonidiff-service': 'packages/service/bin/harmonidiff-service.js',
};
/** The pages that say how to use the package. */
const guides = documents.filter(({ path }) => path === 'README.md' || path.startsWith('docs/'));

test('every link of the documentation leads to a file and a heading that exist', (t) => {
  const broken: string[] = [];
  for (const { path, links } of documents) {
    for (const link of links.filter((link) => !/^[a-z]+:/.test(link))) {
      const [file = '', anchor] = decodeURI(link).split('#');
      const to = file === '' ? path : normalize(join(path, '..', file));
      const anchors = documents.find((document) => document.path === to)?.anchors;
      if (!existsSync(join(root, to))) broken.push(`${path}: ${link} is not there`);
      else if (anchor && !anchors?.has(anchor)) broken.push(`${path}: ${link} is no heading`);
    }
  }
  t.deepEqual(broken, []);
});

test('every TypeScript example type-checks against the package', async (t) => {
  // Inside the package, where its own name resolves to it.
  const folder = join(root, 'build/docs-examples');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const examples = guides.flatMap(({ path, code }) =>
    code.filter(({ language }) => language === 'ts').map((example) => ({ path, ...example })),
  );
  t.true(examples.length > 0);
  for (const { path, text, line } of examples) {
    const name = `${path.replaceAll('/', '-')}-${line}.ts`;
    // On the same line as in the guide, so that errors name that line.
    await writeFile(join(folder, name), `${'\n'.repeat(line - 1)}${text}\nexport {};\n`);
  }
  // Values that the guide has created earlier.
  await writeFile(
    join(folder, 'context.d.ts'),
    "declare const harmonizer: import('harmonidiff').Harmonizer;\n",
  );
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { rootDir: '.', noEmit: true },
      include: ['.'],
    }),
  );
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { stdout } = await run(tsc, ['-p', folder, '--pretty', 'false']).catch((error) => error);
  t.is(stdout, '');
});

test('every command line and flag in the guides exists', async (t) => {
  const wrong: string[] = [];
  const all = new Set<string>();
  for (const [program, main] of Object.entries(PROGRAMS)) {
    const lines = commandLines(program);
    const names = [...new Set(lines.map(({ words: [name = ''] }) => name))];
    t.true(names.length > 0);
    const known = names.map(async (name) => [name, await flagsOf(main, name)] as const);
    const flags = new Map(await Promise.all(known));
    for (const { path, words } of lines) {
      const [name = '', ...rest] = words;
      const unknown = rest.filter((word) => word.startsWith('--') && !flags.get(name)?.has(word));
      wrong.push(...unknown.map((flag) => `${path}: ${name} has no ${flag}`));
    }
    for (const known of flags.values()) for (const flag of known) all.add(flag);
  }
  for (const { path, inlineCode } of guides) {
    const named = inlineCode.flatMap((text) => /^--[\w-]+/.exec(text) ?? []);
    wrong.push(...named.filter((flag) => !all.has(flag)).map((flag) => `${path}: no command has ${flag}`));
  }
  t.deepEqual(wrong, []);
});

test('every npm script that the documentation runs exists', async (t) => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const called = commandLines('npm run').map(({ words: [script = ''] }) => script);
  t.true(called.length > 0);
  t.deepEqual(
    called.filter((script) => !Object.hasOwn(scripts, script)),
    [],
  );
});

test('docs/errors.md has every code of lib/errors.ts, and no other', async (t) => {
  const source = await readFile(join(root, 'lib/errors.ts'), 'utf8');
  const guide = await readFile(join(root, 'docs/errors.md'), 'utf8');
  const codes = (text: string, pattern: RegExp) =>
    [...new Set([...text.matchAll(pattern)].map(([, code]) => code!))].sort();
  t.deepEqual(codes(guide, /^\| `([A-Z_]+)` \|/gm), codes(source, /['`]([A-Z]+(?:_[A-Z]+)+|CLOSED)['`]/g));
});

test('every test that SECURITY.md names is in the file that it links to', async (t) => {
  const text = await readFile(join(root, 'SECURITY.md'), 'utf8');
  const named = [...text.matchAll(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g)];
  t.is(named.length, text.split('.test.ts)').length - 1);
  t.true(named.length > 0);
  const missing: string[] = [];
  for (const [, title, file] of named) {
    const titles = await titlesIn(join(root, file!));
    if (!titles.has(title!)) missing.push(`${file}: ${title}`);
  }
  t.deepEqual(missing, []);
});

/** The titles of the tests in a file, with … for what a template fills in. */
async function titlesIn(file: string): Promise<Set<string>> {
  const source = await readFile(file, 'utf8');
  const titles = source.matchAll(/^\s*test(?:\.\w+)*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gm);
  return new Set([...titles].map(([, , title]) => title!.replace(/\$\{.*?\}/g, '…').replace(/\\(.)/g, '$1')));
}

/** What follows `program` wherever a shell example calls it. */
function commandLines(program: string): { path: string; words: string[] }[] {
  return documents.flatMap(({ path, code }) =>
    code
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split(/\n|&&/))
      .map((line) =>
        line
          .replace(/#.*/, '')
          .replace(/^\s*npx /, '')
          .trim(),
      )
      .filter((line) => line.startsWith(`${program} `))
      .map((line) => ({ path, words: line.slice(program.length).trim().split(/\s+/) })),
  );
}

/** Help names an alias only in the text of its flag. */
async function flagsOf(main: string, command: string): Promise<Set<string>> {
  const { stdout } = await run(process.execPath, [join(root, main), command, '--help']);
  return new Set(stdout.match(/--[\w-]+/g));
}
