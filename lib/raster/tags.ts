import type { FileHandle } from 'node:fs/promises';

/** Number of entries of a directory that are read at most. Real directories have a few dozen. */
const MOST_ENTRIES = 4096;
/** Longest value that is read, in bytes. */
const LONGEST = 65_536;

// Codes of field types
const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const FLOAT = 11;
const DOUBLE = 12;
const LONG8 = 16;

/** Bytes of one value, by the code of its type. Other types do not occur in the tags of a georeference. */
const BYTES: Readonly<Record<number, number>> = {
  [ASCII]: 1,
  [SHORT]: 2,
  [LONG]: 4,
  [FLOAT]: 4,
  [DOUBLE]: 8,
  [LONG8]: 8,
};

export type TagValue = number | string | number[];

/**
 * Reads tags of the first image in a TIFF or BigTIFF. It reads only the `wanted` ones and skips very long values, so
 * that time and memory do not depend on what the file claims. geotiff's own reader allocates memory for as many values
 * as a tag claims to have.
 *
 * @param wanted codes of the tags
 * @returns the values by tag, each a string, a number or a list of numbers, as geotiff expects them. Tags that are
 *   absent or too long are left out.
 * @throws Error for a damaged file
 */
export async function readTags(
  handle: FileHandle,
  wanted: ReadonlySet<number>,
): Promise<Map<number, TagValue>> {
  const [order, version] = await headerOf(handle);
  const bytes = (at: number, length: number) => Bytes.read(handle, at, length, order);
  const layout = LAYOUTS[version];
  if (!layout) throw new Error(`${version} is not a version of TIFF`);
  const { count, offset, room } = layout;
  const entryBytes = 4 + 2 * room;

  const first = (await bytes(room, room)).number(offset, 0);
  const entries = (await bytes(first, BYTES[count]!)).number(count, 0);
  const length = Math.min(entries, MOST_ENTRIES) * entryBytes;
  const directory = await bytes(first + BYTES[count]!, length);
  const tags = new Map<number, TagValue>();
  for (let at = 0; at < length; at += entryBytes) {
    const [tag, type] = [directory.number(SHORT, at), directory.number(SHORT, at + 2)];
    const values = directory.number(offset, at + 4);
    const size = values * (BYTES[type] ?? Number.POSITIVE_INFINITY);
    if (!wanted.has(tag) || tags.has(tag) || size > LONGEST) continue;
    const valueAt = at + 4 + room;
    const value =
      size <= room ? directory.part(valueAt, size) : await bytes(directory.number(offset, valueAt), size);
    tags.set(tag, decode(value, type, values));
  }
  return tags;
}

/** By version: the types of entry counts and of offsets, and the number of bytes that an entry itself can hold. */
const LAYOUTS: Readonly<Record<number, { count: number; offset: number; room: number }>> = {
  42: { count: SHORT, offset: LONG, room: 4 },
  43: { count: LONG8, offset: LONG8, room: 8 },
};

async function headerOf(handle: FileHandle): Promise<[order: Order, version: number]> {
  const header = await Bytes.read(handle, 0, 4, 'little');
  const order = header.number(SHORT, 0) === 0x4949 ? 'little' : 'big';
  return [order, (await Bytes.read(handle, 2, 2, order)).number(SHORT, 0)];
}

function decode(value: Bytes, type: number, count: number): TagValue {
  if (type === ASCII) return value.text();
  const numbers = Array.from({ length: count }, (_, i) => value.number(type, i * BYTES[type]!));
  return numbers.length === 1 ? numbers[0]! : numbers;
}

type Order = 'little' | 'big';

/** Part of a file, with its byte order. */
class Bytes {
  private constructor(
    private readonly view: DataView,
    private readonly order: Order,
  ) {}

  /** @throws Error when the file is too short */
  static async read(handle: FileHandle, at: number, length: number, order: Order): Promise<Bytes> {
    const view = new DataView(new ArrayBuffer(length));
    const { bytesRead } = await handle.read(view, 0, length, at);
    if (bytesRead < length) throw new Error('the file ends too early');
    return new Bytes(view, order);
  }

  part(at: number, length: number): Bytes {
    return new Bytes(new DataView(this.view.buffer, at, length), this.order);
  }

  text(): string {
    return new TextDecoder().decode(this.view);
  }

  number(type: number, at: number): number {
    const little = this.order === 'little';
    if (type === SHORT) return this.view.getUint16(at, little);
    if (type === LONG) return this.view.getUint32(at, little);
    if (type === FLOAT) return this.view.getFloat32(at, little);
    if (type === DOUBLE) return this.view.getFloat64(at, little);
    return Number(this.view.getBigUint64(at, little));
  }
}
