import { type ByteSource, readBytes } from './tags.js';

// Directories with all their tags unchanged, to be written into another file in the same byte order.

/** A tag with its values as bytes. */
export interface RawTag {
  tag: number;
  type: number;
  count: number;
  bytes: Uint8Array;
}

export interface RawDirectory {
  at: number;
  tags: Map<number, RawTag>;
  /** Directories that a tag points to, by that tag. */
  below: Map<number, RawDirectory[]>;
}

/** Byte order, and whether positions have 64 bits. */
export interface Form {
  littleEndian: boolean;
  isBig: boolean;
}

const [SHORT, LONG, LONG8] = [3, 4, 16] as const;
/** Bytes of a value, by the code of its type: from BYTE to IFD, then LONG8, SLONG8 and IFD8. */
const SIZES: readonly (number | undefined)[] = [
  ...[undefined, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4],
  ...[undefined, undefined, 8, 8, 8],
];
/** Tags that point to directories: further images, EXIF, GPS and interoperability. */
const POINTERS = new Set([330, 34665, 34853, 40965]);
const MOST_DIRECTORIES = 1024;
const MOST_TAGS = 4096;
/** Most bytes that all values of a file's tags take. */
const MOST_BYTES = 512 << 20;

/** @throws Error for a damaged header */
export async function formOf(source: ByteSource): Promise<Form & { first: number }> {
  const header = Buffer.from(await readBytes(source, 0, 16));
  const littleEndian = header.readUInt16LE(0) === 0x4949;
  const isBig = numbers({ type: SHORT, bytes: header.subarray(2, 4) }, littleEndian)[0] === 43;
  const pointer = isBig
    ? { type: LONG8, bytes: header.subarray(8) }
    : { type: LONG, bytes: header.subarray(4, 8) };
  return { littleEndian, isBig, first: numbers(pointer, littleEndian)[0]! };
}

/**
 * Reads all directories of a file, one after the other.
 *
 * @throws Error for a damaged file
 */
export async function readDirectories(source: ByteSource, size: number): Promise<RawDirectory[]> {
  const { first, ...form } = await formOf(source);
  const seen = new Set<number>();
  let bytes = 0;
  const [word, field] = form.isBig ? [8, 20] : [4, 12];
  const pointer = form.isBig ? LONG8 : LONG;
  const read = async (at: number): Promise<RawDirectory & { next: number }> => {
    if (seen.has(at) || seen.size >= MOST_DIRECTORIES) throw new Error('its list of images has no end');
    seen.add(at);
    const short = form.isBig ? LONG8 : SHORT;
    const head = await readBytes(source, at, form.isBig ? 8 : 2);
    const [count] = numbers({ type: short, bytes: head }, form.littleEndian);
    if (count! > MOST_TAGS) throw new Error(`it has ${count} tags`);
    const start = at + head.length;
    const body = await readBytes(source, start, count! * field);
    const tags = new Map<number, RawTag>();
    const below = new Map<number, RawDirectory[]>();
    for (let i = 0; i < body.length; i += field) {
      const part = (from: number, to: number) => body.subarray(i + from, i + to);
      const [tag, type] = numbers({ type: SHORT, bytes: part(0, 4) }, form.littleEndian) as [number, number];
      const [values] = numbers({ type: pointer, bytes: part(4, 4 + word) }, form.littleEndian) as [number];
      // Readers pass over types that they do not know.
      const length = values * (SIZES[type] ?? 0);
      if (length === 0 || tags.has(tag)) continue;
      bytes += length;
      if (length > size || bytes > MOST_BYTES) throw new Error('its tags are longer than the file');
      const inside = part(4 + word, 4 + 2 * word);
      const valuesAt = numbers({ type: pointer, bytes: inside }, form.littleEndian)[0]!;
      const value = length <= word ? inside.slice(0, length) : await readBytes(source, valuesAt, length);
      tags.set(tag, { tag, type, count: values, bytes: value });
      if (!POINTERS.has(tag)) continue;
      const found: RawDirectory[] = [];
      for (const place of numbers({ type, bytes: value }, form.littleEndian)) found.push(await read(place));
      below.set(tag, found);
    }
    // Some writers leave out the position of the next directory at the end of a file.
    const rest = await readBytes(source, start + body.length, word).catch(() => undefined);
    const next = rest ? numbers({ type: pointer, bytes: rest }, form.littleEndian)[0]! : 0;
    return { at, tags, below, next };
  };
  const directories: RawDirectory[] = [];
  for (let at = first; at > 0; ) {
    const directory = await read(at);
    directories.push(directory);
    at = directory.next;
  }
  return directories;
}

/** Values of whole numbers. */
export function numbers({ type, bytes }: Pick<RawTag, 'type' | 'bytes'>, little: boolean): number[] {
  const size = SIZES[type]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) =>
    size === 1
      ? view.getUint8(i)
      : size === 2
        ? view.getUint16(i * 2, little)
        : size === 4
          ? view.getUint32(i * 4, little)
          : Number(view.getBigUint64(i * 8, little)),
  );
}

/** A tag with whole numbers. */
export function tagOf(tag: number, type: 3 | 4 | 16, values: readonly number[], little: boolean): RawTag {
  const size = SIZES[type]!;
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (const [i, value] of values.entries())
    if (size === 2) view.setUint16(i * 2, value, little);
    else if (size === 4) view.setUint32(i * 4, value, little);
    else view.setBigUint64(i * 8, BigInt(value), little);
  return { tag, type, count: values.length, bytes: new Uint8Array(view.buffer) };
}

/**
 * Puts directories one after the other, with the values that do not fit into their entries.
 *
 * @param at position of the first
 * @returns all bytes. Their number depends on the number of values alone.
 */
export function layDirectories(directories: readonly RawDirectory[], at: number, form: Form): Uint8Array {
  const parts: Uint8Array[] = [];
  let end = at;
  const put = (bytes: Uint8Array) => {
    const position = end;
    // Positions are even.
    const padded = new Uint8Array(bytes.length + (bytes.length % 2));
    padded.set(bytes);
    parts.push(padded);
    end += padded.length;
    return position;
  };
  const [word, field, pointer] = form.isBig ? ([8, 20, LONG8] as const) : ([4, 12, LONG] as const);
  const encode = (type: 3 | 4 | 16, ...values: number[]) => tagOf(0, type, values, form.littleEndian).bytes;
  const lay = ({ tags, below }: RawDirectory, isLast: boolean): void => {
    const sorted = [...tags.values()].sort((a, b) => a.tag - b.tag);
    const head = form.isBig ? encode(LONG8, sorted.length) : encode(SHORT, sorted.length);
    const directory = new Uint8Array(head.length + sorted.length * field + word);
    directory.set(head);
    put(directory);
    // `put` has made a copy.
    const placed = parts.at(-1)!;
    for (const [i, tag] of sorted.entries()) {
      const children = below.get(tag.tag);
      const places = children?.map((child) => {
        const place = end;
        lay(child, true);
        return place;
      });
      const { type, count, bytes } = places ? tagOf(tag.tag, pointer, places, form.littleEndian) : tag;
      const start = head.length + i * field;
      placed.set(encode(SHORT, tag.tag, type), start);
      placed.set(encode(pointer, count), start + 4);
      placed.set(bytes.length <= word ? bytes : encode(pointer, put(bytes)), start + 4 + word);
    }
    if (!isLast) placed.set(encode(pointer, end), directory.length - word);
  };
  for (const [i, directory] of directories.entries()) lay(directory, i === directories.length - 1);
  return Buffer.concat(parts);
}
