/** What tags and pixels are read from: a `FileHandle`, or bytes in memory (`fromBytes`). */
export interface ByteSource {
  read(target: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
}

/** Bytes in memory as a source. */
export function fromBytes(bytes: Uint8Array): ByteSource {
  return {
    async read(target, offset, length, position) {
      const part = bytes.subarray(position, position + length);
      target.set(part, offset);
      return { bytesRead: part.length };
    },
  };
}

/** Number of entries of a directory that are read at most. Real directories have a few dozen. */
const MOST_ENTRIES = 4096;
/** Longest value that is read unless the caller asks for longer ones, in bytes. */
const LONGEST = 65_536;

// Codes of field types
const BYTE = 1;
const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const FLOAT = 11;
const DOUBLE = 12;
const LONG8 = 16;

/** Bytes of one value, by the code of its type. Other types do not occur in the tags that are read. */
const BYTES: Readonly<Record<number, number>> = {
  [BYTE]: 1,
  [ASCII]: 1,
  [SHORT]: 2,
  [LONG]: 4,
  [UNDEFINED]: 1,
  [FLOAT]: 4,
  [DOUBLE]: 8,
  [LONG8]: 8,
};

/** `BYTE` and `UNDEFINED` values are bytes. A single value of another type is a number. */
export type TagValue = number | string | number[] | Uint8Array;

/** Where the values of a tag are in the file. */
export interface Entry {
  /** Code of the type of its values. */
  type: number;
  /** Number of values. */
  count: number;
  /** Position of the entry itself. */
  at: number;
  /** Position of the first value, which is inside the entry if all of them fit. */
  valuesAt: number;
}

/** One image of a TIFF. */
export interface Directory {
  /** Its position. */
  at: number;
  tags: Map<number, TagValue>;
  /** The entries of all wanted tags, including those whose values are too long to be read. */
  entries: Map<number, Entry>;
  /** Position of the next directory; 0 after the last. */
  next: number;
  littleEndian: boolean;
}

/**
 * Reads tags of the first image in a TIFF or BigTIFF.
 *
 * @param wanted codes of the tags
 * @returns the values by tag; absent and overlong ones are left out
 * @throws Error for a damaged file
 */
export async function readTags(
  source: ByteSource,
  wanted: ReadonlySet<number>,
): Promise<Map<number, Exclude<TagValue, Uint8Array>>> {
  // None of the tags of a georeference holds bytes.
  const { tags } = await readDirectory(source, wanted);
  return tags as Map<number, Exclude<TagValue, Uint8Array>>;
}

/**
 * Reads tags of one image in a TIFF or BigTIFF. It reads only the `wanted` ones and skips very long values, so that time
 * and memory do not depend on what the file claims. geotiff's own reader allocates memory for as many values as a tag
 * claims to have.
 *
 * @param at position of the directory; that of the first if left out
 * @param longest longest value that is read, in bytes
 * @throws Error for a damaged file
 */
export async function readDirectory(
  source: ByteSource,
  wanted: ReadonlySet<number>,
  { at, longest = LONGEST }: { at?: number; longest?: number } = {},
): Promise<Directory> {
  const [order, version] = await headerOf(source);
  const bytes = (at: number, length: number) => Bytes.read(source, at, length, order);
  const layout = LAYOUTS[version];
  if (!layout) throw new Error(`${version} is not a version of TIFF`);
  const { count, offset, room } = layout;
  const entryBytes = 4 + 2 * room;

  const first = at ?? (await bytes(room, room)).number(offset, 0);
  const entries = (await bytes(first, BYTES[count]!)).number(count, 0);
  const length = Math.min(entries, MOST_ENTRIES) * entryBytes;
  const directory = await bytes(first + BYTES[count]!, length);
  const tags = new Map<number, TagValue>();
  const found = new Map<number, Entry>();
  for (let at = 0; at < length; at += entryBytes) {
    const [tag, type] = [directory.number(SHORT, at), directory.number(SHORT, at + 2)];
    const values = directory.number(offset, at + 4);
    const size = values * (BYTES[type] ?? Number.POSITIVE_INFINITY);
    if (!wanted.has(tag) || found.has(tag)) continue;
    const valueAt = at + 4 + room;
    const entryAt = first + BYTES[count]! + at;
    const valuesAt = size <= room ? entryAt + 4 + room : directory.number(offset, valueAt);
    found.set(tag, { type, count: values, at: entryAt, valuesAt });
    if (size > longest) continue;
    const value = size <= room ? directory.part(valueAt, size) : await bytes(valuesAt, size);
    tags.set(tag, decode(value, type, values));
  }
  // Some writers leave out the position of the next directory at the end of a file.
  const next = await bytes(first + BYTES[count]! + entries * entryBytes, room).catch(() => undefined);
  return {
    ...{ at: first, tags, entries: found },
    next: next?.number(offset, 0) ?? 0,
    littleEndian: order === 'little',
  };
}

/** By version: the types of entry counts and of offsets, and the number of bytes that an entry itself can hold. */
const LAYOUTS: Readonly<Record<number, { count: number; offset: number; room: number }>> = {
  42: { count: SHORT, offset: LONG, room: 4 },
  43: { count: LONG8, offset: LONG8, room: 8 },
};

async function headerOf(source: ByteSource): Promise<[order: Order, version: number]> {
  const header = await Bytes.read(source, 0, 4, 'little');
  const order = header.number(SHORT, 0) === 0x4949 ? 'little' : 'big';
  return [order, (await Bytes.read(source, 2, 2, order)).number(SHORT, 0)];
}

function decode(value: Bytes, type: number, count: number): TagValue {
  if (type === ASCII) return value.text();
  if (type === BYTE || type === UNDEFINED) return value.bytes();
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
  static async read(source: ByteSource, at: number, length: number, order: Order): Promise<Bytes> {
    return new Bytes(new DataView((await readBytes(source, at, length)).buffer), order);
  }

  part(at: number, length: number): Bytes {
    return new Bytes(new DataView(this.view.buffer, this.view.byteOffset + at, length), this.order);
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.view.buffer, this.view.byteOffset, this.view.byteLength);
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

/** @throws Error when the file is too short */
export async function readBytes(
  source: ByteSource,
  at: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!Number.isSafeInteger(at) || at < 0) throw new Error('it refers to a place outside the file');
  const bytes = new Uint8Array(length);
  const { bytesRead } = length === 0 ? { bytesRead: 0 } : await source.read(bytes, 0, length, at);
  if (bytesRead < length) throw new Error('the file ends too early');
  return bytes;
}
