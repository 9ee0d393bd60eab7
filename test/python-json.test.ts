import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { parsePythonJson } from '../lib/files/python-json.js';
import { Harmonizer } from '../lib/index.js';
import { readModelFolder } from '../lib/model/folder.js';
import { readWeights } from '../lib/model/weights.js';
import { copyOf, editJson } from './support/copies.js';
import { mini, sharded } from './support/fixtures.js';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

// What json.loads of Python 3.11 gives.
const values: [string, unknown][] = [
  ['NaN', nan],
  ['Infinity', infinity],
  ['-Infinity', -infinity],
  ['{"a": -Infinity,"b":[NaN,Infinity , 1]}', { a: -infinity, b: [nan, infinity, 1] }],
  ['[1e400, -1e400, 1e308]', [infinity, -infinity, 1e308]],
  ['["NaN", "-Infinity", NaN]', ['NaN', '-Infinity', nan]],
  ['{"NaN": NaN, "a, Infinity": Infinity}', { NaN: nan, 'a, Infinity': infinity }],
  [
    '["\\"NaN", NaN, "\\\\", Infinity, "\\\\\\"", -Infinity]',
    ['"NaN', nan, '\\', infinity, '\\"', -infinity],
  ],
  ['["\\u004eaN", NaN]', ['NaN', nan]],
  ['[" 0 ", NaN, " 1e999  "]', [' 0 ', nan, ' 1e999  ']],
  ['\n{\t"a" :\r\nNaN\n}\n', { a: nan }],
];

for (const [text, value] of values) {
  test(`read as Python reads it: ${JSON.stringify(text)}`, (t) => {
    t.deepEqual(parsePythonJson(text), value);
  });
}

// Each of these is a JSONDecodeError in Python.
for (const text of [
  '',
  'nan',
  'inf',
  'infinity',
  '-NaN',
  '+Infinity',
  '--Infinity',
  '- Infinity',
  '1NaN',
  'NaN1',
  'Infinity5',
  '-1Infinity',
  '1.NaN',
  'NaNNaN',
  '[NaN Infinity]',
  '[NaN,]',
  '{NaN: 1}',
  '{Infinity: 1}',
  "{'a': NaN}",
  '{"a": NaN // a comment\n}',
  '{"a": Nan}',
  'N aN',
  '"NaN',
  '\\NaN',
  '{"a": 0x10, "b": NaN}',
  'undefined',
]) {
  test(`refused, as Python does: ${JSON.stringify(text)}`, (t) => {
    t.throws(() => parsePythonJson(text), { instanceOf: SyntaxError });
  });
}

test('a key "__proto__" is a key like any other', (t) => {
  const value = parsePythonJson('{"__proto__": {"a": 1}, "b": NaN}') as object;
  t.deepEqual(Object.keys(value), ['__proto__', 'b']);
  t.is(Object.getPrototypeOf(value), Object.prototype);
});

test('an error names the position in the text as it is', (t) => {
  const text = '{"a": NaN, "b": -Infinity, "c": Infinity, "d": 1 "e": 2}';
  const error = t.throws(() => parsePythonJson(text), { instanceOf: SyntaxError });
  t.regex(error!.message, new RegExp(`position ${text.indexOf('"e"')}\\b`));
});

test('the time grows with the length only', (t) => {
  const texts = [
    `"${'\\"'.repeat(2_000_000)}NaN`,
    '-'.repeat(4_000_000).concat('NaN'),
    '"'.repeat(4_000_001),
  ];
  for (const text of texts) t.throws(() => parsePythonJson(`${text}Infinity`), { instanceOf: SyntaxError });
  const list = parsePythonJson(`[${'NaN,'.repeat(500_000)}"\\""]`) as unknown[];
  t.is(list.length, 500_001);
});

const CONFIGS = [
  ...['unet', 'vae', 'text_encoder', 'classifier'].map((network) => `${network}/config.json`),
  'scheduler/scheduler_config.json',
  'tokenizer/tokenizer_config.json',
  'tokenizer/special_tokens_map.json',
];

test('infinities and NaN in values that are not used do not matter', async (t) => {
  const folder = await copyOf(t);
  for (const file of CONFIGS) {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.trimEnd().replace(/\}$/, ', "_x": -Infinity, "_y": [NaN, {"z": Infinity}], "_w": 1e400}'),
    );
  }
  const model = await readModelFolder(folder);
  const original = await readModelFolder(mini.folder);
  t.deepEqual(model.noise, original.noise);
  t.deepEqual(model.tokenizer.encode('a harbor, NaN'), original.tokenizer.encode('a harbor, NaN'));
  await using harmonizer = await Harmonizer.load(folder, { device: 'cpu', threads: 1 });
  t.is(harmonizer.canvas.width, mini.golden.size);
});

test('an index of shards may hold them, too', async (t) => {
  const folder = join(await copyOf(t, sharded), 'unet');
  const path = join(folder, 'diffusion_pytorch_model.safetensors.index.json');
  const { weight_map: map } = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, `{"metadata": {"total_size": NaN}, "weight_map": ${JSON.stringify(map)}}`);
  t.is((await readWeights(folder)).entries.size, Object.keys(map).length);
});

/** A file, what is written for a key that is used, and what the error says. */
const used: [file: string, key: string, value: string, code: string, message: RegExp][] = [
  ['scheduler/scheduler_config.json', 'beta_end', 'NaN', 'MODEL_FORMAT', /beta_end is NaN; it must be/],
  [
    'scheduler/scheduler_config.json',
    'beta_start',
    '-Infinity',
    'MODEL_FORMAT',
    /beta_start is -Infinity; it/,
  ],
  [
    'scheduler/scheduler_config.json',
    'steps_offset',
    '1e400',
    'MODEL_FORMAT',
    /steps_offset is Infinity; it/,
  ],
  [
    'scheduler/scheduler_config.json',
    'trained_betas',
    '[0.1, NaN]',
    'MODEL_FORMAT',
    /trained_betas is .*NaN/,
  ],
  ['unet/config.json', 'norm_eps', 'Infinity', 'MODEL_FORMAT', /norm_eps is Infinity; it must be/],
  ['unet/config.json', 'block_out_channels', '[16, NaN]', 'MODEL_FORMAT', /block_out_channels is .*NaN/],
  ['unet/config.json', 'mid_block_scale_factor', 'NaN', 'MODEL_UNSUPPORTED', /mid_block_scale_factor is NaN/],
  ['vae/config.json', 'scaling_factor', 'NaN', 'MODEL_FORMAT', /scaling_factor is NaN; it must be/],
  ['text_encoder/config.json', 'layer_norm_eps', 'NaN', 'MODEL_FORMAT', /layer_norm_eps is NaN; it must be/],
  ['classifier/config.json', 'mean', '[0, Infinity, 0]', 'MODEL_FORMAT', /mean is .*Infinity/],
  [
    'tokenizer/tokenizer_config.json',
    'model_max_length',
    'Infinity',
    'MODEL_FORMAT',
    /length is Infinity; it/,
  ],
  ['tokenizer/vocab.json', 'a', 'NaN', 'MODEL_FORMAT', /the token "a" has the id NaN/],
];

for (const [file, key, value, code, message] of used) {
  test(`refused: ${key} of ${value} in ${file}`, async (t) => {
    const folder = await copyOf(t);
    const path = join(folder, file);
    await editJson(path, { [key]: '?' });
    await writeFile(path, (await readFile(path, 'utf8')).replace(`"${key}":"?"`, `"${key}":${value}`));
    const error = await t.throwsAsync(Harmonizer.load(folder, { device: 'cpu' }), { code, message });
    t.true(error!.message.startsWith(path));
  });
}

test('a file that is not JSON is named, with the place', async (t) => {
  const folder = await copyOf(t);
  const path = join(folder, 'scheduler/scheduler_config.json');
  await writeFile(path, '{"beta_end": NaN, "beta_start": 1 "steps_offset": 1}');
  const error = await t.throwsAsync(Harmonizer.load(folder), { code: 'MODEL_FORMAT' });
  t.true(error!.message.startsWith(`${path} is not JSON (`));
  t.regex(error!.message, /position 34/);
});
