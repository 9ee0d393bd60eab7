import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import sharp from 'sharp';
import { mini } from './support/fixtures.js';
import { folderFor } from './support/scene.js';

// `harmonidiff augment` as a user runs it.

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

async function run(folder: string, ...words: string[]): Promise<Outcome> {
  const all = [join(process.cwd(), 'dist/cli/main.js'), 'augment', ...words, '--model', mini.folder];
  return promisify(execFile)(process.execPath, all, { cwd: folder }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

async function picture(path: string, side: number, background: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await sharp({ create: { width: side, height: side, channels: 3, background } }).toFile(path);
}

async function inputs(): Promise<string> {
  const folder = await folderFor();
  for (const name of ['a.png', 'b.jpg', 'c.webp'])
    await picture(join(folder, 'scenes/beach', name), 80, '#444');
  for (const name of ['tank/t.png', 'court/c.png']) await picture(join(folder, 'patches', name), 20, '#aa2');
  await picture(join(folder, 'patches/loose.png'), 20, '#111');
  return folder;
}

const PLAIN = ['--patches', 'patches', '--method', 'copy-paste', '--country', 'USA'];

test('a set from a folder, again from its manifest, and longer', async (t) => {
  const folder = await inputs();
  const made = await run(folder, 'scenes', ...PLAIN, '--count', '3', '--out', 'set');
  t.deepEqual([made.code, made.stdout], [0, 'set/images: 3 composites\nset/labels.json: 3 objects\n']);
  t.regex(
    made.stderr,
    /^harmonidiff: skipped loose\.png: it has no labels .* and is not in a class folder \(FOLDER\/CLASS\/NAME\)\n3 composites of 3 scenes with 3 patches: court [12], tank [12]\n$/,
  );
  t.deepEqual(await readdir(join(folder, 'set/images')), ['0000.png', '0001.png', '0002.png']);

  const again = await run(folder, 'set/manifest.jsonl', '--out', 'again', '--json');
  t.deepEqual([again.code, again.stderr], [0, '']);
  const { counts, resumed, failed } = JSON.parse(again.stdout);
  t.deepEqual([counts, resumed, failed], [{ images: 3, objects: 3 }, 0, []]);
  for (const file of ['labels.json', 'images/0002.png'])
    t.deepEqual(await readFile(join(folder, 'again', file)), await readFile(join(folder, 'set', file)));

  const longer = await run(folder, 'scenes', ...PLAIN, '--count', '5', '--out', 'set');
  t.is(longer.stdout, 'set/images: 5 composites, 3 from an earlier run\nset/labels.json: 5 objects\n');
});

test('a plan is a manifest that is made later, and tells of moved folders and other settings', async (t) => {
  const folder = await inputs();
  const planned = await run(folder, 'scenes', ...PLAIN, '--count', '3', '--plan', 'plan.jsonl');
  t.deepEqual([planned.code, planned.stdout], [0, 'plan.jsonl: 3 composites\n']);
  t.deepEqual((await readdir(folder)).sort(), ['patches', 'plan.jsonl', 'scenes']);
  await run(folder, 'plan.jsonl', '--out', 'later');
  await run(folder, 'scenes', ...PLAIN, '--count', '3', '--out', 'set');
  for (const file of ['manifest.jsonl', 'labels.json', 'images/0002.png'])
    t.deepEqual(await readFile(join(folder, 'later', file)), await readFile(join(folder, 'set', file)));

  await rename(join(folder, 'scenes'), join(folder, 'moved'));
  const changes = ['--scenes', 'moved', '--method', 'poisson', '--plan', 'new.jsonl'];
  t.is((await run(folder, 'plan.jsonl', ...changes)).code, 0);
  const lines = async (name: string) => (await readFile(join(folder, name), 'utf8')).split('\n');
  const [[first, ...items], [header, ...same]] = [await lines('plan.jsonl'), await lines('new.jsonl')];
  t.deepEqual(same, items);
  const before = JSON.parse(first!);
  t.deepEqual(JSON.parse(header!), { ...before, scenes: 'moved', settings: { method: 'poisson' } });

  const piped = await run(folder, 'moved', ...PLAIN, '--count', '3', '--plan', '-');
  t.is(piped.stdout.split('\n').length, 5);
  t.regex(piped.stderr, /standard output: 3 composites\n$/);
});

test('what is wrong is said in one line', async (t) => {
  const folder = await inputs();
  const refused = async (words: string[], message: RegExp) => {
    const { code, stdout, stderr } = await run(folder, ...words);
    t.deepEqual([code, stdout], [1, ''], words.join(' '));
    t.regex(stderr, message);
    t.is(
      stderr
        .trimEnd()
        .split('\n')
        .filter((line) => !/skipped|composites of/.test(line)).length,
      1,
    );
  };
  await refused(['scenes', '--count', '3', '--out', 'set'], /--patches is missing.*\[OPTION_INVALID\]/);
  await refused(['scenes', '--patches', 'patches', '--out', 'set'], /--count is missing/);
  await refused(['scenes', ...PLAIN, '--count', '3'], /--out is missing; .* or pass --plan/);
  const both = ['--plan', 'p.jsonl', '--out', 'set'];
  await refused(
    ['scenes', ...PLAIN, '--count', '3', ...both],
    /'--plan <file>' cannot be used with .*'--out/,
  );
  await refused(['scenes', ...PLAIN, '--count', '3', '--plan', 'none/p.jsonl'], /there is no folder none/);
  await refused(['none', ...PLAIN, '--count', '3', '--out', 'set'], /\[SCENES_NOT_FOUND\]/);
  await refused(['no.jsonl', '--out', 'set'], /\[MANIFEST_NOT_FOUND\]/);
  await refused(['no.jsonl', '--per-scene', '2', '--out', 'set'], /--per-scene is set, but no\.jsonl states/);
  await refused(['scenes', ...PLAIN, '--count', '3', '--avoid', 'road', '--out', 'set'], /avoid is "road"/);
  const lists = ['--avoid', 'road', '--avoid', 'rail,path'];
  await refused(['scenes', ...PLAIN, '--count', '3', ...lists, '--out', 'set'], /avoid is "road"/);
  await refused(['scenes', ...PLAIN, '--count', '3', '--out', 'scenes'], /in the folder of scenes/);
  t.deepEqual((await readdir(folder)).sort(), ['patches', 'scenes']);
});
