import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import fc from 'fast-check';
import { Lexer, walkTokens } from 'marked';
import sharp from 'sharp';
import { printable, printableLines } from '../lib/cli/print.js';
import { formatTable, type Table } from '../lib/evaluation/table.js';
import { mini } from './support/fixtures.js';

const test = anyTest as TestFn<{ folder: string }>;
const main = join(import.meta.dirname, '../dist/cli/main.js');

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-terminal-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

/** Sets the window's title, clears the screen, deletes a character, starts a line and reverses the text after it. */
const HOSTILE = '\x1b]0;title\x07\x9b2J\x7f\r\n\u202e\u2066';
const VISIBLE = '\\u001b]0;title\\u0007\\u009b2J\\u007f\\r\\n\\u202e\\u2066';
const CONTROL = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;

function cli(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return node(main, ...words);
}

function node(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, words, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

test('control characters are printed as JSON escapes', (t) => {
  t.is(printable(HOSTILE), VISIBLE);
  t.is(printable('é ∞ 日本 \\ "'), 'é ∞ 日本 \\ "', 'other text is unchanged');
  t.is(printableLines('a\nb\x1b\n'), 'a\nb\\u001b\n');
});

test('printed JSON has the same value', (t) => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(HOSTILE));
  fc.assert(
    fc.property(fc.dictionary(anything, anything), (value) => {
      const text = printableLines(JSON.stringify(value, null, 2));
      t.notRegex(text, CONTROL);
      t.is(JSON.stringify(JSON.parse(text)), JSON.stringify(value));
    }),
  );
});

test('errors, skipped scenes and results escape the control characters in names', async (t) => {
  const scenes = join(t.context.folder, `scenes${HOSTILE}`);
  for (const label of ['beach', 'river']) {
    await mkdir(join(scenes, label), { recursive: true });
    const image = sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } });
    await image.png().toFile(join(scenes, label, 'a.png'));
  }
  await writeFile(join(scenes, 'beach', `b${HOSTILE}.png`), 'no picture');
  const out = join(t.context.folder, `m${HOSTILE}.jsonl`);
  const made = ['dataset', scenes, '--count', '2', '--out', out];
  const runs: [string, { code: number; stdout: string; stderr: string }][] = [
    ['an error', await cli('dataset', join(scenes, 'none'), '--count', '2', '--out', out)],
    ['a result', await cli(...made)],
    ['JSON', await cli(...made, '--json')],
    ['an unknown flag', await cli(`--x${HOSTILE}`)],
    ['a wrong value', await cli('dataset', scenes, '--count', HOSTILE, '--out', out)],
    ['an unknown command', await cli(HOSTILE)],
    ['a model', await cli('inspect', join(scenes, 'beach'))],
    ['a model as JSON', await cli('inspect', join(scenes, 'beach'), '--json')],
    ['a manifest', await cli('evaluate', join(scenes, 'none'), '--model', mini.folder, '--out', out)],
  ];
  for (const [what, { stdout, stderr }] of runs) {
    t.notRegex(stdout, CONTROL, what);
    t.notRegex(stderr, CONTROL, what);
    t.true((stdout + stderr).includes('\\u001b]0;title'), what);
  }
  const [, { stderr: error }] = runs[0]!;
  t.is(error.split('\n').length, 2, 'a name starts no line of its own');
  const [, { stdout: result, stderr: skipped }] = runs[1]!;
  t.is(result.split('\n').length, 2);
  t.true(skipped.startsWith(`harmonidiff: skipped beach/b${VISIBLE}.png: `));
  t.is(JSON.parse(runs[2]![1].stdout).out, out);
});

test('warnings and unexpected errors escape control characters, too', async (t) => {
  const later = `process.once('beforeExit', () => {
    process.emitWarning('\\x9bwarned');
    setTimeout(() => { throw new Error('\\x9bthrown'); });
  });`;
  const preload = `data:text/javascript,${encodeURIComponent(later)}`;
  const { code, stderr } = await node('--import', preload, main, 'inspect', mini.folder);
  t.is(code, 1);
  t.notRegex(stderr, CONTROL);
  t.regex(stderr, /^harmonidiff: Warning: \\u009bwarned\nError: \\u009bthrown\n {4}at /);
});

test('a name in the Markdown table cannot add a row, a cell or markup', async (t) => {
  const name = 'a|b`c\n| d | e |\n\x1b<img src=x>[link](x) **bold**';
  const cell = { mean: 1, standardError: null, count: 1, infinite: 0 };
  const table = {
    composites: 1,
    manifest: name,
    model: name,
    classifier: name,
    features: name,
    clip: name,
    settings: { canvas: { width: 1, height: 1 } },
    rows: [{ variant: `harmonidiff@${name}`, cells: { bgd: cell } }],
    incomplete: [{ variant: name, composites: 0 }],
  } as unknown as Table;
  const text = formatTable(table);
  t.notRegex(text, CONTROL);
  const [grid, list, ...rest] = new Lexer().lex(text).filter(({ type }) => type !== 'space');
  t.deepEqual([grid!.type, list!.type, rest.length], ['table', 'list', 0]);
  t.deepEqual(
    (grid as unknown as { rows: unknown[][] }).rows.map((row) => row.length),
    [2],
  );
  const types = new Set<string>();
  await Promise.all(
    walkTokens([list!], ({ type }) => {
      types.add(type);
    }),
  );
  t.deepEqual(
    ['html', 'link', 'strong', 'codespan', 'image'].filter((type) => types.has(type)),
    [],
  );
});

test('an invalid argument is cut short, and its length does not matter', async (t) => {
  const { code, stderr } = await cli('harmonize', '--source-prompt', 'a'.repeat(100_000));
  t.is(code, 1);
  t.regex(stderr, /argument 'a{80}…' is invalid\. It must be a string of at most 10,000 characters\./);
  t.true(stderr.length < 300);
});
