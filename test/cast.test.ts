import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { castWeights, isOfPrecision } from '../lib/model/cast.js';
import { fromBfloat16, fromFloat16, toBfloat16, toFloat16 } from '../lib/model/halves.js';
import { readWeights, type Weights } from '../lib/model/weights.js';
import { copyOf, editHeader } from './support/copies.js';
import { mini, relativeError, sharded } from './support/fixtures.js';
import { randomFloats } from './support/random.js';

const bits = (convert: (values: Float32Array) => Uint16Array, ...values: number[]) => [
  ...convert(Float32Array.from(values)),
];

test('fp16: IEEE 754 numbers, ties to even, values too large become infinite', (t) => {
  t.deepEqual(
    bits(toFloat16, 0, -0, 1, -2, 65504, 2 ** -14, 2 ** -24),
    [0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001],
  );
  t.deepEqual(bits(toFloat16, 1 + 2 ** -11, 1 + 3 * 2 ** -11), [0x3c00, 0x3c02]);
  t.deepEqual(bits(toFloat16, 65519, 65520, -1e6, 2 ** -26), [0x7bff, 0x7c00, 0xfc00, 0x0000]);
  t.deepEqual(
    [...fromFloat16(Uint16Array.of(0x3c00, 0x7bff, 0x0001, 0xfc00))],
    [1, 65504, 2 ** -24, -Infinity],
  );
});

test('bf16: the upper half of an fp32, ties to even, NaN stays NaN', (t) => {
  t.deepEqual(bits(toBfloat16, 0, -0, 1, -2, 3e38), [0x0000, 0x8000, 0x3f80, 0xc000, 0x7f62]);
  t.deepEqual(
    bits(toBfloat16, 1 + 2 ** -8, 1 + 3 * 2 ** -8, 1 + 2 ** -8 + 2 ** -20),
    [0x3f80, 0x3f82, 0x3f81],
  );
  t.deepEqual(bits(toBfloat16, Infinity, 3.4028234e38), [0x7f80, 0x7f80]);
  const payload = new Float32Array(Uint32Array.of(0x7fffffff).buffer);
  t.true(Number.isNaN(fromBfloat16(toBfloat16(payload))[0]));
  t.deepEqual([...fromBfloat16(Uint16Array.of(0x3f80, 0xc000))], [1, -2]);
});

test('both round to within half a unit in the last place', (t) => {
  const { data } = randomFloats(1, 10_000);
  t.true(relativeError(fromFloat16(toFloat16(data)), data) < 2 ** -11);
  t.true(relativeError(fromBfloat16(toBfloat16(data)), data) < 2 ** -8);
});

/** A tensor's numbers, read from its file. */
async function numbers(weights: Weights, name: string): Promise<Float32Array> {
  const { file, offset, length, dtype } = weights.entries.get(name)!;
  const bytes = Uint8Array.from((await readFile(file)).subarray(offset, offset + length));
  if (dtype === 'F32') return new Float32Array(bytes.buffer);
  const words = new Uint16Array(bytes.buffer);
  return dtype === 'F16' ? fromFloat16(words) : fromBfloat16(words);
}

test('weights are cast into one file: names, shapes and other types are unchanged', async (t) => {
  const folder = await copyOf(t);
  const weights = await readWeights(mini.file('classifier'));
  t.true(isOfPrecision(weights, 'fp16'));
  t.false(isOfPrecision(weights, 'fp32'));
  const cast = await castWeights(weights, 'fp32', join(folder, 'cast.safetensors'));
  t.true(isOfPrecision(cast, 'fp32'));
  t.deepEqual([...cast.entries.keys()], [...weights.entries.keys()]);
  for (const [name, { shape, dtype }] of weights.entries) {
    t.deepEqual(cast.get(name, shape).dtype, dtype === 'F16' ? 'F32' : dtype, name);
    // fp16 → fp32 loses nothing.
    if (dtype === 'F16') t.deepEqual(await numbers(cast, name), await numbers(weights, name), name);
  }
});

test('tensors may have the names of properties that every object has', async (t) => {
  const folder = await copyOf(t);
  await editHeader(join(folder, 'classifier/model.safetensors'), (header) => {
    for (const [from, to] of [
      ['fc.bias', '__proto__'],
      ['fc.weight', 'constructor'],
    ] as const) {
      Object.defineProperty(header, to, { value: header[from], enumerable: true });
      delete header[from];
    }
  });
  const weights = await readWeights(join(folder, 'classifier'));
  const cast = await castWeights(weights, 'fp32', join(folder, 'cast.safetensors'));
  t.true(cast.has('__proto__') && cast.has('constructor') && !cast.has('toString'));
});

test('bf16 shards become one fp16 file', async (t) => {
  const folder = await copyOf(t);
  const weights = await readWeights(sharded.file('unet'));
  t.true(isOfPrecision(weights, 'bf16'));
  const cast = await castWeights(weights, 'fp16', join(folder, 'cast.safetensors'));
  t.true(isOfPrecision(cast, 'fp16'));
  const { dtype, length } = cast.get('conv_in.weight');
  t.deepEqual([dtype, length], ['F16', weights.get('conv_in.weight').length]);
  t.true(
    relativeError(await numbers(cast, 'conv_in.weight'), await numbers(weights, 'conv_in.weight')) < 2 ** -11,
  );
});

test('tensors of other types are copied byte for byte, also of a dtype that is not known', async (t) => {
  const folder = await copyOf(t);
  const path = join(folder, 'classifier/model.safetensors');
  const end = 8 + Number((await readFile(path)).readBigUInt64LE());
  const size = (await readFile(path)).length - end;
  await editHeader(path, (header) => {
    header.packed = { dtype: 'F4', shape: [6], data_offsets: [size, size + 3] };
    header.future = { dtype: 'F31', shape: [40], data_offsets: [size + 3, size + 8] };
  });
  await appendFile(path, Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]));
  const cast = await castWeights(
    await readWeights(join(folder, 'classifier')),
    'fp32',
    join(folder, 'cast.safetensors'),
  );
  for (const [name, dtype, content] of [
    ['packed', 'F4', [1, 2, 3]],
    ['future', 'F31', [4, 5, 6, 7, 8]],
  ] as const) {
    const entry = cast.get(name);
    t.is(entry.dtype, dtype);
    const bytes = (await readFile(entry.file)).subarray(entry.offset, entry.offset + entry.length);
    t.deepEqual([...bytes], [...content]);
  }
});
