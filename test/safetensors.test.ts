import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import anyTest, { type TestFn } from 'ava';
import { ModelFileError, OutputError, SafetensorsError, TensorError } from '../lib/index.js';
import { readSafetensorsHeader, writeSafetensors } from '../lib/model/safetensors.js';
import { readWeights } from '../lib/model/weights.js';
import { readTensors, sharded } from './support/fixtures.js';

const test = anyTest as TestFn<{ folder: string }>;
test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-weights-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

/** A file with this header, followed by `dataBytes` zero bytes. */
function bytes(header: unknown, dataBytes: number, declared?: bigint): Buffer {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(declared ?? BigInt(text.length));
  return Buffer.concat([prefix, text, Buffer.alloc(dataBytes)]);
}

const tensor = (shape: number[], begin: number, end: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

const NESTED = '['.repeat(1_000_000);

const lies: [string, Buffer, RegExp][] = [
  [
    'a shape nested a million deep',
    bytes(`{"a":{"dtype":"F32","shape":${NESTED}${NESTED.replaceAll('[', ']')}}}`, 4),
    /tensor a has the shape|not JSON/,
  ],
  ['an empty file', Buffer.alloc(0), /only 0 bytes/],
  ['a file of 5 bytes', Buffer.alloc(5), /only 5 bytes/],
  ['a header over 25 MB', bytes({}, 0, 25_000_001n), /claims 25000001 bytes, over the limit of 25000000/],
  ['a header of 2⁶³ bytes', bytes({}, 0, 2n ** 63n), /9223372036854775808 bytes/],
  ['a header past the end', bytes({}, 0, 1000n), /claims 1000 bytes, the file has/],
  ['a header that is not JSON', bytes('{"a":', 0), /not JSON/],
  ['a header that is not UTF-8', bytes(Buffer.from([0x22, 0xff, 0x22]).toString('latin1'), 0), /not/],
  ['a header that is a list', bytes([], 0), /not a JSON object/],
  [
    'a dtype that is a number',
    bytes({ a: { ...tensor([1], 0, 4), dtype: 5 } }, 4),
    /tensor a has the unknown dtype 5/,
  ],
  [
    'a dtype in lower case',
    bytes({ a: tensor([1], 0, 4, 'f32') }, 4),
    /tensor a has the unknown dtype "f32"/,
  ],
  ['a dtype from the prototype', bytes({ a: tensor([1], 0, 4, 'toString') }, 4), /unknown dtype "toString"/],
  ['a negative side', bytes({ a: tensor([-1], 0, 4) }, 4), /tensor a has the shape \[ -1 \]/],
  [
    'offsets that are not two numbers',
    bytes({ a: { dtype: 'F32', shape: [1], data_offsets: [0] } }, 4),
    /offsets \[ 0 \]/,
  ],
  ['offsets out of the file', bytes({ a: tensor([2], 0, 8) }, 4), /tensor a lies at bytes 0 to 8 of 4/],
  ['offsets the wrong way round', bytes({ a: tensor([1], 4, 0) }, 4), /tensor a lies at bytes 4 to 0/],
  [
    'a size that is not shape × dtype',
    bytes({ a: tensor([2], 0, 4) }, 4),
    /tensor a \(F32 \[2\]\) needs 8 bytes and has 4/,
  ],
  ['a size beyond all numbers', bytes({ a: tensor([2 ** 40, 2 ** 40], 0, 4) }, 4), /tensor a .* needs/],
  [
    'half a byte of four bits',
    bytes({ a: tensor([3], 0, 2, 'F4') }, 2),
    /tensor a \(F4 \[3\]\) needs 1\.5 bytes and has 2/,
  ],
  [
    'an unknown dtype with less than a bit for each element',
    bytes({ a: tensor([2 ** 40, 2 ** 40], 0, 4, 'F31') }, 4),
    /tensor a .* needs at least .* bytes and has 4/,
  ],
  [
    'an unknown dtype out of the file',
    bytes({ a: tensor([1], 0, 8, 'F31') }, 4),
    /tensor a lies at bytes 0 to 8 of 4/,
  ],
  [
    'an unknown dtype that overlaps another tensor',
    bytes({ a: tensor([1], 0, 4, 'F31'), b: tensor([1], 2, 6) }, 6),
    /tensor b overlaps/,
  ],
  [
    'an unknown dtype after a gap',
    bytes({ a: tensor([1], 0, 4), b: tensor([1], 6, 8, 'F31') }, 8),
    /gap before tensor b/,
  ],
  ['overlapping tensors', bytes({ a: tensor([2], 0, 8), b: tensor([2], 4, 12) }, 12), /tensor b overlaps/],
  [
    'a gap between tensors',
    bytes({ a: tensor([1], 0, 4), b: tensor([1], 8, 12) }, 12),
    /gap before tensor b/,
  ],
  ['bytes after the last tensor', bytes({ a: tensor([1], 0, 4) }, 8), /bytes that belong to no tensor/],
  ['a tensor that is not an object', bytes({ a: null }, 0), /tensor a has the unknown dtype/],
];

for (const [what, content, message] of lies) {
  test(`refused: ${what}`, async (t) => {
    const path = join(t.context.folder, 'model.safetensors');
    await writeFile(path, content);
    const error = await t.throwsAsync(readSafetensorsHeader(path), {
      instanceOf: SafetensorsError,
      code: 'SAFETENSORS_INVALID',
      message,
    });
    t.true(error!.message.includes(path));
  });
}

test('refused: a truncated file', async (t) => {
  const path = join(t.context.folder, 'model.safetensors');
  await writeSafetensors(path, { a: { shape: [100], data: new Float32Array(100) } });
  await truncate(path, 200);
  await t.throwsAsync(readSafetensorsHeader(path), {
    instanceOf: SafetensorsError,
    message: /tensor a lies at bytes/,
  });
});

test('a written file can be read back; metadata and empty tensors are allowed', async (t) => {
  const path = join(t.context.folder, 'a.safetensors');
  const tensors = {
    one: { shape: [2, 3], data: Float32Array.from([1, 2, 3, 4, 5, 6]) },
    'zwölf.2': { shape: [1], data: Float32Array.from([Math.PI]) },
    none: { shape: [0], data: new Float32Array() },
  };
  await writeSafetensors(path, tensors);
  const { entries } = await readSafetensorsHeader(path);
  t.deepEqual([...entries.keys()].sort(), ['none', 'one', 'zwölf.2']);
  t.is(entries.get('one')!.offset % 8, 0);
  t.deepEqual(readTensors(path), tensors);
  await writeFile(path, bytes({ __metadata__: { format: 'pt' }, a: tensor([], 0, 4) }, 4));
  t.deepEqual((await readSafetensorsHeader(path)).entries.get('a')!.shape, []);
});

test('tensors of any dtype are skipped, also of one that is not known', async (t) => {
  const path = join(t.context.folder, 'model.safetensors');
  // Elements and bytes of each.
  const sizes: Record<string, [elements: number, bytes: number]> = {
    F8_E4M3: [3, 3],
    F8_E5M2: [3, 3],
    F8_E8M0: [3, 3],
    F8_E4M3FNUZ: [3, 3],
    F6_E2M3: [4, 3],
    F6_E3M2: [8, 6],
    F4: [6, 3],
    BOOL: [5, 5],
    I64: [2, 16],
    U16: [2, 4],
    C64: [2, 16],
    F31: [7, 28],
    F2: [16, 4],
  };
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [dtype, [elements, length]] of Object.entries(sizes)) {
    header[`of.${dtype}`] = tensor([elements], end, end + length, dtype);
    end += length;
  }
  header.used = tensor([2], end, end + 8);
  await writeFile(path, bytes(header, end + 8));
  const { entries } = await readSafetensorsHeader(path);
  t.is(entries.size, Object.keys(sizes).length + 1);
  for (const [dtype, [elements, length]] of Object.entries(sizes)) {
    t.like(entries.get(`of.${dtype}`), { dtype, length, shape: [elements] });
  }
  const { offset } = entries.get('used')!;
  t.is(offset, (await readFile(path)).length - 8);
});

test('a trace that cannot be written leaves nothing behind', async (t) => {
  const path = join(t.context.folder, 'missing', 't.safetensors');
  await t.throwsAsync(writeSafetensors(path, {}), {
    instanceOf: OutputError,
    code: 'OUTPUT_FAILED',
    message: /missing/,
  });
});

// Weights of one network

const good = bytes({ a: tensor([1], 0, 4) }, 4);

test('a .bin checkpoint is refused with a remedy', async (t) => {
  await writeFile(join(t.context.folder, 'diffusion_pytorch_model.bin'), 'pickle');
  await t.throwsAsync(readWeights(t.context.folder), {
    instanceOf: ModelFileError,
    code: 'MODEL_FORMAT',
    message: /diffusion_pytorch_model\.bin.*save the model as \.safetensors/,
  });
});

test('missing weights and a missing folder are refused', async (t) => {
  await t.throwsAsync(readWeights(t.context.folder), { instanceOf: ModelFileError, code: 'MODEL_NOT_FOUND' });
  await t.throwsAsync(readWeights('/nowhere/unet'), { code: 'MODEL_NOT_FOUND', message: /\/nowhere\/unet/ });
});

for (const name of [
  'model.safetensors',
  'diffusion_pytorch_model.safetensors',
  'diffusion_pytorch_model.fp16.safetensors',
]) {
  test(`${name} is found`, async (t) => {
    await writeFile(join(t.context.folder, name), good);
    t.true((await readWeights(t.context.folder)).has('a'));
  });
}

test('full precision is preferred over a variant', async (t) => {
  await writeFile(
    join(t.context.folder, 'model.fp16.safetensors'),
    bytes({ half: tensor([2], 0, 4, 'F16') }, 4),
  );
  await writeFile(join(t.context.folder, 'model.safetensors'), good);
  t.true((await readWeights(t.context.folder)).has('a'));
});

test('weights behind a link are read from their real folder', async (t) => {
  const [real, linked] = ['real', 'linked'].map((name) => join(t.context.folder, name));
  for (const folder of [real!, linked!]) await mkdir(folder);
  await writeFile(join(real!, 'blob'), good);
  await symlink(join(real!, 'blob'), join(linked!, 'model.safetensors'));
  const weights = await readWeights(linked!);
  t.regex(weights.folder, /\/real$/);
  t.regex(weights.get('a').file, /\/real\/blob$/);
});

async function shard(folder: string, map: Record<string, unknown>, index = 'model.safetensors.index.json') {
  await writeFile(join(folder, 'model-00001-of-00002.safetensors'), good);
  await writeFile(join(folder, 'model-00002-of-00002.safetensors'), bytes({ b: tensor([1], 0, 4) }, 4));
  await writeFile(join(folder, index), JSON.stringify({ weight_map: map }));
}

test('shards are read through their index', async (t) => {
  await shard(t.context.folder, {
    a: 'model-00001-of-00002.safetensors',
    b: 'model-00002-of-00002.safetensors',
  });
  const weights = await readWeights(t.context.folder);
  t.true(weights.has('a') && weights.has('b'));
  t.is(weights.parameters, 2);
  t.is(weights.bytes, 8);
});

test('the limit of headers is for all shards together', async (t) => {
  const { folder } = t.context;
  const shard = bytes(`${JSON.stringify({ a: tensor([1], 0, 4) })}${' '.repeat(13_000_000)}`, 4);
  for (const name of ['1', '2']) await writeFile(join(folder, `${name}.safetensors`), shard);
  const map = { a: '1.safetensors', b: '2.safetensors' };
  await writeFile(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: map }));
  await t.throwsAsync(readWeights(folder), {
    instanceOf: SafetensorsError,
    message: /2\.safetensors.*over the limit of 25000000 for all shards/,
  });
});

test('a file that cannot be read is named', async (t) => {
  // Its first bytes belong to no memory.
  await symlink('/proc/self/mem', join(t.context.folder, 'model.safetensors'));
  await t.throwsAsync(readWeights(t.context.folder), {
    instanceOf: ModelFileError,
    message: /model\.safetensors cannot be read/,
  });
});

test('an index that lists a missing tensor, a missing shard or a path is refused', async (t) => {
  const { folder } = t.context;
  await shard(folder, { c: 'model-00001-of-00002.safetensors' });
  await t.throwsAsync(readWeights(folder), {
    instanceOf: TensorError,
    code: 'TENSOR_MISSING',
    message: /tensor c/,
  });
  await shard(folder, { a: 'model-00009-of-00002.safetensors' });
  await t.throwsAsync(readWeights(folder), { instanceOf: ModelFileError, message: /model-00009/ });
  await shard(folder, { a: '../other/model.safetensors' });
  await t.throwsAsync(readWeights(folder), { instanceOf: ModelFileError, message: /\.\.\/other/ });
  await shard(folder, { a: 7 });
  await t.throwsAsync(readWeights(folder), { instanceOf: ModelFileError });
});

test('errors about tensors name the tensor and its shape', async (t) => {
  await writeFile(join(t.context.folder, 'model.safetensors'), good);
  const weights = await readWeights(t.context.folder);
  t.throws(() => weights.get('a', [2]), {
    instanceOf: TensorError,
    code: 'TENSOR_SHAPE',
    message: /tensor a is \[1\].*\[2\]/,
  });
  t.throws(() => weights.get('x'), {
    instanceOf: TensorError,
    code: 'TENSOR_MISSING',
    message: /no tensor x/,
  });
});

const changes: [string, (path: string) => Promise<unknown>][] = [
  ['truncated', (path) => truncate(path, 100)],
  ['rewritten in place', (path) => readFile(path).then((content) => writeFile(path, content))],
  [
    'replaced by a file of the same size and time',
    async (path) => {
      const { atime, mtime } = await stat(path);
      await copyFile(path, `${path}.new`);
      await utimes(`${path}.new`, atime, mtime);
      await rename(`${path}.new`, path);
    },
  ],
  ['deleted', (path) => rm(path)],
  ['touched', (path) => utimes(path, 1, 1)],
];

for (const [what, change] of changes) {
  test(`weights notice that one of their files was ${what}`, async (t) => {
    await cp(sharded.file('unet'), t.context.folder, { recursive: true });
    const weights = await readWeights(t.context.folder);
    await weights.checkUnchanged();
    await setTimeout(20); // The clock of a file system may be coarse.
    const path = join(t.context.folder, 'diffusion_pytorch_model-00002-of-00003.safetensors');
    await change(path);
    await t.throwsAsync(weights.checkUnchanged(), {
      instanceOf: ModelFileError,
      code: 'MODEL_CHANGED',
      message: `${path} has changed since it was read; load the model again.`,
    });
  });
}
