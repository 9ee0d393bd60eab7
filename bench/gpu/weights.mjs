// Writes random weights as an fp16 safetensors file, tensor by tensor, so that a network of any size needs little memory.
import { createCipheriv, createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { toFloat16 } from '../../dist/model/halves.js';

/** Number of distinct values that a tensor draws from: as many as 16 random bits can select. */
const DRAWS = 65536;
const CHUNK_ELEMENTS = 4 * 1024 * 1024;
const BIAS_STD = 0.02;

/**
 * Writes the tensors of `shapes` (name → shape). Matrices and kernels are normal with standard deviation
 * 1/√(fan-in), which keeps activations near 1 and so finite in fp16; norms scale by 1; biases are small. The same seed
 * gives the same file: each tensor's numbers depend only on the seed and its name.
 */
export function writeRandomWeights(path, shapes, seed) {
  const header = {};
  let end = 0;
  for (const [name, shape] of shapes) {
    const begin = end;
    end += elements(shape) * 2;
    header[name] = { dtype: 'F16', shape, data_offsets: [begin, end] };
  }
  const json = JSON.stringify(header);
  const text = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8)); // all ASCII; the data begins aligned
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(text.length));

  const drawsOf = drawTables(seed);
  const file = openSync(path, 'wx');
  try {
    writeAll(file, prefix);
    writeAll(file, text);
    for (const [name, shape] of shapes) {
      writeTensor(file, drawsOf(distribution(name, shape)), randomBits(`${seed}:${name}`), elements(shape));
    }
  } finally {
    closeSync(file);
  }
}

/** The number of elements in a tensor of this shape. */
export function elements(shape) {
  return shape.reduce((product, side) => product * side, 1);
}

function writeTensor(file, draws, bits, count) {
  for (let left = count; left > 0; left -= CHUNK_ELEMENTS) {
    const chunk = bits(Math.min(left, CHUNK_ELEMENTS));
    for (let i = 0; i < chunk.length; i++) chunk[i] = draws[chunk[i]];
    writeAll(file, Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }
}

function distribution(name, shape) {
  if (shape.length > 1) return { mean: 0, std: 1 / Math.sqrt(elements(shape.slice(1))) };
  if (name.endsWith('.running_var') || name.endsWith('.weight')) return { mean: 1, std: 0 };
  return { mean: 0, std: BIAS_STD };
}

/** Returns DRAWS fp16 numbers of a normal distribution. Each table is made once, since many tensors share one. */
function drawTables(seed) {
  const normals = normalDraws(seed);
  const tables = new Map();
  return ({ mean, std }) => {
    const key = `${mean} ${std}`;
    if (!tables.has(key)) {
      tables.set(key, toFloat16(Float32Array.from(normals, (normal) => mean + std * normal)));
    }
    return tables.get(key);
  };
}

/** Standard normal numbers (Box–Muller transform). */
function normalDraws(seed) {
  const bits = randomBits(`${seed}:normals`)(2 * DRAWS);
  const unit = (i) => (bits[i] + 0.5) / 65536;
  return Float64Array.from(
    { length: DRAWS },
    (_, i) => Math.sqrt(-2 * Math.log(unit(2 * i))) * Math.cos(2 * Math.PI * unit(2 * i + 1)),
  );
}

/** A source of random 16-bit numbers: AES in counter mode, which the processor does in hardware. */
export function randomBits(seed) {
  const key = createHash('sha256').update(seed).digest();
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16, 32));
  return (count) => {
    const bytes = cipher.update(Buffer.alloc(count * 2));
    const aligned = bytes.byteOffset % 2 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
    return new Uint16Array(aligned.buffer, aligned.byteOffset, count);
  };
}

/** writeSync may write less than it is given. */
function writeAll(file, buffer) {
  for (let written = 0; written < buffer.length; ) written += writeSync(file, buffer, written);
}
