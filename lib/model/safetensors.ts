import { type FileHandle, realpath } from 'node:fs/promises';
import { isOurs, SafetensorsError } from '../errors.js';
import { openRegular } from '../files/read.js';
import { type FileState, stateOf } from '../files/state.js';
import { writeAtomically } from '../files/write.js';
import { show } from '../values/show.js';
import { unreadable } from './config.js';

/** Bits per element of the dtypes that the format defines. */
const DTYPE_BITS: ReadonlyMap<string, number> = new Map(Object.entries({
  C64: 64, F64: 64, F32: 32, F16: 16, BF16: 16,
  F8_E4M3: 8, F8_E5M2: 8, F8_E8M0: 8, F8_E4M3FNUZ: 8, F8_E5M2FNUZ: 8, F6_E2M3: 6, F6_E3M2: 6, F4: 4,
  I64: 64, I32: 32, I16: 16, I8: 8, U64: 64, U32: 32, U16: 16, U8: 8, BOOL: 8,
})); // biome-ignore format: a table

/**
 * Where a tensor is stored. `offset`, from the start of the file, and `length` are in bytes. `dtype` may be one that this
 * package does not know: the format gains new ones, and a file may hold tensors that no network uses.
 */
export interface TensorEntry {
  readonly file: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly length: number;
}

/** Enough for 200,000 tensors. A header at the format's own limit, 100 MB, takes gigabytes of memory to parse. */
export const MAX_HEADER_BYTES = 25_000_000;

/** A file's tensors by name, and the state of the file before its header was read. */
export interface SafetensorsFile {
  state: FileState;
  headerBytes: number;
  entries: ReadonlyMap<string, TensorEntry>;
}

/**
 * Reads a safetensors header and checks all of it against the file. No weights are read. `file` in the entries is the
 * real path, since ONNX Runtime refuses weights behind a symbolic link.
 *
 * @param limit most bytes of the header
 * @throws ModelFileError when the file cannot be read, SafetensorsError when it is truncated or contradicts its header
 */
export async function readSafetensorsHeader(
  path: string,
  limit = MAX_HEADER_BYTES,
): Promise<SafetensorsFile> {
  const { file, handle } = await openFile(path);
  try {
    const state = await stateOf(file, handle);
    const size = Number(state.size);
    const fail = (what: string) =>
      new SafetensorsError(`${path} is not a valid safetensors file: ${what}. Copy or download it again.`);

    const prefix = Buffer.alloc(8);
    if ((await handle.read(prefix, 0, 8, 0)).bytesRead < 8) throw fail(`it has only ${size} bytes`);
    const declared = prefix.readBigUInt64LE();
    if (declared > limit) {
      const shards = limit < MAX_HEADER_BYTES ? ' for all shards' : '';
      throw fail(`its header claims ${declared} bytes, over the limit of ${MAX_HEADER_BYTES}${shards}`);
    }
    const headerBytes = Number(declared);
    const dataStart = 8 + headerBytes;
    if (dataStart > size) throw fail(`its header claims ${headerBytes} bytes, the file has ${size}`);

    const text = Buffer.alloc(headerBytes);
    await handle.read(text, 0, headerBytes, 8);
    return { state, headerBytes, entries: parseHeader(text, file, dataStart, size - dataStart, fail) };
  } catch (error) {
    throw isOurs(error) ? error : unreadable(path, error as Error);
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<{ file: string; handle: FileHandle }> {
  try {
    const file = await realpath(path);
    return { file, handle: await openRegular(file) };
  } catch (cause) {
    throw unreadable(path, cause as Error);
  }
}

function parseHeader(
  text: Buffer,
  file: string,
  dataStart: number,
  dataBytes: number,
  fail: (what: string) => SafetensorsError,
): Map<string, TensorEntry> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    throw fail('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw fail('its header is not a JSON object');
  }

  const entries = new Map<string, TensorEntry>();
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets: range } = (value ?? {}) as Record<string, unknown>;
    if (typeof dtype !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(dtype)) {
      throw fail(`tensor ${name} has the unknown dtype ${show(dtype)}`);
    }
    if (!isSizes(shape)) throw fail(`tensor ${name} has the shape ${show(shape)}`);
    if (!isSizes(range) || range.length !== 2) {
      throw fail(`tensor ${name} has the offsets ${show(range)}`);
    }
    const [begin, end] = range as [number, number];
    if (begin > end || end > dataBytes) {
      throw fail(`tensor ${name} lies at bytes ${begin} to ${end} of ${dataBytes}`);
    }
    const length = end - begin;
    const bits = DTYPE_BITS.get(dtype);
    const elements = shape.reduce((product, side) => product * side, 1);
    // Of an unknown dtype it is only known that an element takes at least one bit.
    const needed = bits === undefined ? Math.ceil(elements / 8) : (elements * bits) / 8;
    if (bits === undefined ? length < needed : length !== needed) {
      const least = bits === undefined ? 'at least ' : '';
      throw fail(`tensor ${name} (${dtype} [${shape}]) needs ${least}${needed} bytes and has ${length}`);
    }
    entries.set(name, { file, dtype, shape, offset: dataStart + begin, length });
  }

  let covered = dataStart;
  const ordered = [...entries].sort(([, a], [, b]) => a.offset - b.offset || a.length - b.length);
  for (const [name, entry] of ordered) {
    if (entry.offset < covered) throw fail(`tensor ${name} overlaps the one before it`);
    if (entry.offset > covered) throw fail(`there is a gap before tensor ${name}`);
    covered += entry.length;
  }
  if (covered !== dataStart + dataBytes) throw fail('there are bytes that belong to no tensor');
  return entries;
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((side) => Number.isSafeInteger(side) && side >= 0);
}

/** A tensor in memory, as in a trace. */
export interface FloatTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Writes fp32 tensors to `path` through a temporary file, so that no partial file is ever visible. */
export async function writeSafetensors(path: string, tensors: Record<string, FloatTensor>): Promise<void> {
  const header: Record<string, unknown> = {};
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  // Padded with spaces to a multiple of 8, as the reference writer does, to keep the data aligned.
  let text = JSON.stringify(header);
  text = text.padEnd(Math.ceil(Buffer.byteLength(text) / 8) * 8 - Buffer.byteLength(text) + text.length);
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));

  const views = Object.values(tensors).map(({ data }) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  );
  await writeAtomically(path, [prefix, Buffer.from(text), ...views]);
}
