import { open } from 'node:fs/promises';
import { openRegular } from '../files/read.js';
import { fromBfloat16, fromFloat16, toBfloat16, toFloat16 } from './halves.js';
import type { Precision } from './onnx/graph.js';
import { readSafetensorsHeader, type TensorEntry } from './safetensors.js';
import { changedFile, Weights } from './weights.js';

type Words = Float32Array | Uint16Array;
const WORDS = { F32: Float32Array, F16: Uint16Array, BF16: Uint16Array } as const;
type Castable = keyof typeof WORDS;

const DTYPES: Record<Precision, Castable> = { fp32: 'F32', fp16: 'F16', bf16: 'BF16' };

/** Numbers converted at a time: enough to be fast, with little memory for a model of any size. */
const CHUNK = 1 << 22;

/** Whether every floating-point tensor already has the precision. */
export function isOfPrecision(weights: Weights, precision: Precision): boolean {
  return [...weights.entries.values()].every(
    ({ dtype }) => !isCastable(dtype) || dtype === DTYPES[precision],
  );
}

/**
 * Writes the weights to a new safetensors file, with every floating-point tensor in the given precision. TensorRT's
 * parser needs most weights in the precision in which they are used, and accepts no cast of them.
 */
export async function castWeights(weights: Weights, precision: Precision, path: string): Promise<Weights> {
  const dtype = DTYPES[precision];
  const entries = [...weights.entries];
  let end = 0;
  const header: [name: string, unknown][] = [];
  for (const [name, entry] of entries) {
    const begin = end;
    const to = isCastable(entry.dtype) ? dtype : undefined;
    end += to ? elements(entry) * WORDS[to].BYTES_PER_ELEMENT : entry.length;
    header.push([name, { dtype: to ?? entry.dtype, shape: entry.shape, data_offsets: [begin, end] }]);
  }
  const text = Buffer.from(JSON.stringify(Object.fromEntries(header)));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(text.length));

  const output = await open(path, 'wx', 0o600);
  try {
    await output.writeFile(prefix);
    await output.writeFile(text);
    for (const [, entry] of entries) {
      for await (const bytes of read(entry)) await output.writeFile(convert(bytes, entry.dtype, dtype));
    }
  } finally {
    await output.close();
  }
  return Weights.of(weights.label, [await readSafetensorsHeader(path)]);
}

async function* read(entry: TensorEntry): AsyncGenerator<Buffer> {
  const input = await openRegular(entry.file);
  try {
    const step = CHUNK * (isCastable(entry.dtype) ? WORDS[entry.dtype].BYTES_PER_ELEMENT : 1);
    for (let at = 0; at < entry.length; at += step) {
      const bytes = Buffer.alloc(Math.min(step, entry.length - at));
      const { bytesRead } = await input.read(bytes, 0, bytes.length, entry.offset + at);
      if (bytesRead < bytes.length) throw changedFile(entry.file);
      yield bytes;
    }
  } finally {
    await input.close();
  }
}

function convert(bytes: Buffer, from: string, to: Castable): Uint8Array {
  if (!isCastable(from) || from === to) return bytes;
  const words = new WORDS[from](
    bytes.buffer as ArrayBuffer,
    bytes.byteOffset,
    bytes.length / WORDS[from].BYTES_PER_ELEMENT,
  );
  const result = narrow(widen(words, from), to);
  return new Uint8Array(result.buffer, result.byteOffset, result.byteLength);
}

function widen(words: Words, from: Castable): Float32Array {
  if (from === 'F16') return fromFloat16(words as Uint16Array);
  return from === 'BF16' ? fromBfloat16(words as Uint16Array) : (words as Float32Array);
}

function narrow(values: Float32Array, to: Castable): Words {
  if (to === 'F16') return toFloat16(values);
  return to === 'BF16' ? toBfloat16(values) : values;
}

function isCastable(dtype: string): dtype is Castable {
  return Object.hasOwn(WORDS, dtype);
}

function elements({ shape }: TensorEntry): number {
  return shape.reduce((product, side) => product * side, 1);
}
