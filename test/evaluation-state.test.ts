import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import anyTest, { type TestFn } from 'ava';
import fc from 'fast-check';
import { Files, fileName } from '../lib/evaluation/files.js';
import { formatRows, type Row, Rows } from '../lib/evaluation/rows.js';
import { type RunSettings, readSettings } from '../lib/evaluation/settings.js';
import { EvaluationError, OutputError } from '../lib/index.js';

const test = anyTest as TestFn<{ files: Files }>;

test.beforeEach(async (t) => {
  t.context.files = new Files(await mkdtemp(join(tmpdir(), 'harmonidiff-state-')));
});
test.afterEach.always((t) => rm(t.context.files.folder, { recursive: true }));

const ROW: Row = {
  id: '0000',
  variant: 'harmonidiff',
  box: { x: 0, y: 8, width: 64, height: 32 },
  timestep: 300,
  measures: {
    bgd: 1.5,
    pasteBgd: 2,
    harmony: 0.25,
    sourceGradients: -0.5,
    sourceSsim: null,
    sourcePsnr: 20,
    outsidePsnr: Number.POSITIVE_INFINITY,
    outsideMax: 0,
    clip: null,
  },
  timings: { seconds: 1.25 },
};

const SETTINGS: RunSettings = {
  evaluation: 'harmonidiff',
  version: '0.1.0',
  manifest: 'a'.repeat(64),
  canvas: { width: 128, height: 128 },
  factor: 8,
  model: 'b'.repeat(64),
  classifier: 'c'.repeat(64),
  clip: null,
  engine: 'onnxruntime on cpu in fp32',
  models: { sd2: 'd'.repeat(64), constructor: 'e'.repeat(64) },
  variants: ['real', 'harmonidiff:steps=4', 'poisson-vae@sd2'],
};

/** The JSON of an object with one field replaced; `undefined` leaves it out. */
function changed(object: object, path: string, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(object));
  const names = path.split('.');
  const last = names.pop()!;
  names.reduce((at, name) => at[name], copy)[last] = value;
  return JSON.stringify(copy);
}

test('rows are read as they were written, and the file stays as it is', async (t) => {
  const { files } = t.context;
  const text = formatRows([ROW, { ...ROW, variant: 'real', timestep: null, timings: { seconds: null } }]);
  for (const variant of ['harmonidiff', 'real']) {
    const path = files.image(ROW.id, variant);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'image');
  }
  await writeFile(files.rows, `${text}{"id":"partial`);
  const rows = await Rows.open(files);
  t.is(rows.size, 2);
  t.deepEqual(rows.get('0000', 'harmonidiff'), ROW);
  t.is(await readFile(files.rows, 'utf8'), text);
  await writeFile(files.rows, 'partial');
  t.is((await Rows.open(files)).size, 0);
  await writeFile(files.rows, '');
  t.is((await Rows.open(files)).size, 0);
});

const wrongRows: [field: string, value: unknown, message: RegExp][] = [
  ['id', 7, /\bid is 7; it must be a non-empty string/],
  ['variant', '', /variant is ""; /],
  ['box', [0, 0, 8, 8], /box is \[ 0, 0, 8, 8 \]; it must be an object/],
  ['box.width', 0, /box\.width is 0; it must be a whole number, 1 to 65536/],
  ['box.x', '0', /box\.x is "0"; /],
  ['box.y', null, /box\.y is null; /],
  ['timestep', 1.5, /timestep is 1\.5; it must be a whole number/],
  ['timestep', 'late', /timestep is "late"; /],
  ['measures', null, /measures is null; it must be an object/],
  ['measures.bgd', '1.5', /measures\.bgd is "1\.5"; it must be a number, "Infinity" or null/],
  ['measures.harmony', 'NaN', /measures\.harmony is "NaN"; /],
  ['measures.clip', {}, /measures\.clip is \{\}; /],
  ['measures.outsidePsnr', undefined, /measures\.outsidePsnr is undefined; /],
  ['measures.outsidePsnr', '-Infinity', /measures\.outsidePsnr is "-Infinity"; /],
  ['timings', undefined, /timings is undefined; /],
  ['timings.seconds', 'soon', /timings\.seconds is "soon"; it must be a number of seconds/],
];

for (const [field, value, message] of wrongRows) {
  test(`a row with ${field} ${JSON.stringify(value)} is refused, and the error names its line`, async (t) => {
    const { files } = t.context;
    await writeFile(files.rows, `${formatRows([ROW])}${changed(ROW, field, value)}\n`);
    const error = await t.throwsAsync(Rows.open(files), { instanceOf: EvaluationError, message });
    t.is(error!.code, 'ROWS_INVALID');
    t.true(error!.message.startsWith(`${files.rows}, line 2, is not a row of an evaluation: `));
  });
}

test('a number that is too large for JSON is refused', async (t) => {
  const { files } = t.context;
  await writeFile(files.rows, `${changed(ROW, 'measures.bgd', 1.5).replace('1.5', '1e400')}\n`);
  await t.throwsAsync(Rows.open(files), {
    code: 'ROWS_INVALID',
    message: /measures\.bgd is Infinity; it must be a number, "Infinity" or null/,
  });
});

test('lines that are not objects are refused', async (t) => {
  const { files } = t.context;
  for (const line of ['', '[]', 'null', '7', '{', '{"id":']) {
    await writeFile(files.rows, `${line}\n`);
    await t.throwsAsync(Rows.open(files), { code: 'ROWS_INVALID', message: /line 1,/ }, line);
  }
});

test('settings are read as they were written', async (t) => {
  const { files } = t.context;
  t.is(await readSettings(files.settings), undefined);
  await writeFile(files.settings, JSON.stringify(SETTINGS));
  t.deepEqual(await readSettings(files.settings), SETTINGS);
});

const wrongSettings: [field: string, value: unknown, message: RegExp][] = [
  ['evaluation', 'other', /evaluation is "other"; it must be "harmonidiff"/],
  ['version', 1, /version is 1; /],
  ['manifest', 'ab', /manifest is "ab"; it must be 64 hexadecimal digits/],
  ['canvas', null, /canvas is null; it must be an object/],
  ['canvas.width', 0, /canvas\.width is 0; /],
  ['factor', '8', /factor is "8"; it must be a whole number/],
  ['model', undefined, /model is undefined; /],
  ['classifier', {}, /classifier is \{\}; /],
  ['clip', false, /clip is false; /],
  ['engine', 7, /engine is 7; /],
  ['models', [], /models is \[\]; it must be an object of checksums/],
  ['models', { sd2: 7 }, /models is \{ sd2: 7 \}; /],
  ['variants', {}, /variants is \{\}; it must be an array/],
  ['variants', [7], /variants\[0\] is 7; /],
  ['variants', ['real', 'magic'], /magic.*; it must be a list of variant names/],
  ['variants', Array(10_001).fill('real'), /at most 10000 variants/],
];

for (const [field, value, message] of wrongSettings) {
  test(`settings with ${field} ${String(JSON.stringify(value)).slice(0, 40)} are refused`, async (t) => {
    const { files } = t.context;
    await writeFile(files.settings, changed(SETTINGS, field, value));
    const error = await t.throwsAsync(readSettings(files.settings), { instanceOf: EvaluationError, message });
    t.is(error!.code, 'RUN_DIFFERS');
    t.true(error!.message.startsWith(`${files.settings} was not written by an evaluation: `));
  });
}

test('a pipe or a huge file in place of the state is refused at once', async (t) => {
  const { files } = t.context;
  await promisify(execFile)('mkfifo', [files.rows]);
  await t.throwsAsync(Rows.open(files), { instanceOf: OutputError, message: /not a regular file/ });
  await promisify(execFile)('mkfifo', [files.settings]);
  await t.throwsAsync(readSettings(files.settings), { code: 'RUN_DIFFERS', message: /not a regular file/ });
  await rm(files.settings);
  await writeFile(files.settings, ' '.repeat(4_000_001));
  await t.throwsAsync(readSettings(files.settings), { code: 'RUN_DIFFERS', message: /over the limit/ });
});

test('different texts have different file names, even with lone surrogates', (t) => {
  const texts = ['\ud800', '\udfff', '\ufffd', '%ud800', 'a\ud800', '\ud800a', '\u{1f600}', '\ude00\ud83d'];
  texts.push(...texts.map((text) => text.repeat(100)), ...texts.map((text) => 'x'.repeat(300) + text));
  texts.push(fileName('x'.repeat(300)), 'x'.repeat(300));
  t.is(new Set(texts.map(fileName)).size, texts.length);
  const unit = fc.constantFrom(
    '\ud800',
    '\udfff',
    '\ufffd',
    '%',
    'u',
    'd',
    '8',
    '0',
    ':',
    ',',
    '.',
    'é',
    '/',
  );
  const long = fc.string({ unit, maxLength: 40 });
  fc.assert(
    fc.property(long, long, (a, b) => (a === b) === (fileName(a) === fileName(b))),
    { numRuns: 2000 },
  );
  for (const text of texts) t.regex(fileName(text), /^[\w=@,%-][\w=@,%.-]{0,245}$/);
});
