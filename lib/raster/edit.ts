import type { FileHandle } from 'node:fs/promises';
import { ImageError } from '../errors.js';
import { TAGS } from './layout.js';
import { type Directory, type Entry, readBytes } from './tags.js';

// Codes of field types, and the bytes of a value
const [SHORT, LONG, LONG8] = [3, 4, 16];
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, [SHORT]: 2, [LONG]: 4, [LONG8]: 8 };
const MOST: Readonly<Record<number, number>> = {
  [SHORT]: 2 ** 16 - 1,
  [LONG]: 2 ** 32 - 1,
  [LONG8]: Number.MAX_SAFE_INTEGER,
};

const GHOST = 'GDAL_STRUCTURAL_METADATA_SIZE=';

/** An open TIFF to which blocks are appended, and whose tags are changed in place. */
export class EditedTiff {
  private constructor(
    readonly handle: FileHandle,
    private readonly label: string,
    /** Whether it is a .msk file or the overviews of one. */
    readonly isMask: boolean,
    /** Bytes of the file, which grows. */
    private end: number,
    readonly littleEndian: boolean,
    private readonly isBig: boolean,
    /** What GDAL's header of a COG promises about its blocks. */
    private readonly promises: ReadonlySet<string>,
  ) {}

  /** @throws Error for a damaged header */
  static async open(handle: FileHandle, label: string, isMask = false): Promise<EditedTiff> {
    const header = Buffer.from(await readBytes(handle, 0, 8));
    const littleEndian = header.readUInt16LE(0) === 0x4949;
    const isBig = (littleEndian ? header.readUInt16LE(2) : header.readUInt16BE(2)) === 43;
    const { size } = await handle.stat();
    const start = isBig ? 16 : 8;
    const ghost = Buffer.from(await readBytes(handle, start, Math.min(size - start, 2048))).toString(
      'latin1',
    );
    const length = ghost.startsWith(GHOST) ? Number.parseInt(ghost.slice(GHOST.length), 10) : 0;
    const lines = ghost.slice(GHOST.length, GHOST.length + 13 + (length || 0)).split('\n');
    // GDAL pads a line with a space before the next.
    const promises = length ? lines.map((line) => line.trim()) : [];
    return new EditedTiff(handle, label, isMask, size, littleEndian, isBig, new Set(promises));
  }

  get size(): number {
    return this.end;
  }

  /** Whether the block of a mask follows that of its image, where GDAL then looks for it. */
  get hasInterleavedMasks(): boolean {
    return this.promises.has('MASK_INTERLEAVED_WITH_IMAGERY=YES');
  }

  /**
   * Appends a block. Where the header promises it, its size comes before it, and its last bytes are repeated after it.
   *
   * @returns its position
   */
  async appendBlock(block: Uint8Array): Promise<number> {
    const parts = [block];
    if (this.promises.has('BLOCK_LEADER=SIZE_AS_UINT4')) {
      const leader = Buffer.alloc(4);
      leader.writeUInt32LE(block.length);
      parts.unshift(leader);
    }
    if (this.promises.has('BLOCK_TRAILER=LAST_4_BYTES_REPEATED')) parts.push(block.subarray(-4));
    const at = await this.append(Buffer.concat(parts));
    return at + (parts[0] === block ? 0 : 4);
  }

  /** Overwrites bytes of the original. */
  async write(bytes: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < bytes.length; )
      done += (await this.handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }

  /**
   * Changes some values of a tag in place. If one is too large for their type, all values move to the end of the file.
   *
   * @param values all of them
   * @param indices those that have changed
   */
  async setValues(
    tag: number,
    entry: Entry,
    values: readonly number[],
    indices: readonly number[],
  ): Promise<void> {
    const { type, valuesAt } = entry;
    const most = indices.reduce((most, i) => Math.max(most, values[i]!), 0);
    if (most > (MOST[type] ?? 0)) return this.moveValues(tag, entry, values);
    for (let i = 0; i < indices.length; ) {
      // Adjacent values are written together.
      let to = i + 1;
      while (to < indices.length && indices[to] === indices[to - 1]! + 1) to++;
      const run = indices.slice(i, to).map((index) => values[index]!);
      await this.write(this.encode(run, type), valuesAt + indices[i]! * SIZES[type]!);
      i = to;
    }
  }

  private async moveValues(tag: number, entry: Entry, values: readonly number[]): Promise<void> {
    const type = this.isBig ? LONG8 : LONG;
    if (values.some((value) => value > MOST[type]!)) throw this.tooLarge();
    const bytes = this.encode(values, type);
    const room = this.isBig ? 8 : 4;
    const field = Buffer.alloc(4 + 2 * room);
    field.set(this.encode([tag, type], SHORT));
    field.set(this.encode([values.length], this.isBig ? LONG8 : LONG), 4);
    if (bytes.length <= room) field.set(bytes, 4 + room);
    else {
      const at = await this.append(bytes, 8);
      field.set(this.encode([at], this.isBig ? LONG8 : LONG), 4 + room);
    }
    await this.write(field, entry.at);
  }

  /** Replaces a text with one that is not longer. */
  async shortenText(entry: Entry, text: Uint8Array): Promise<void> {
    const room = this.isBig ? 8 : 4;
    // Shorter texts would have to move into the entry.
    const count = Math.max(text.length + 1, room + 1);
    const bytes = new Uint8Array(entry.count);
    bytes.set(text);
    await this.write(bytes, entry.valuesAt);
    await this.write(this.encode([count], this.isBig ? LONG8 : LONG), entry.at + 4);
  }

  private async append(bytes: Uint8Array, alignment = 1): Promise<number> {
    const at = Math.ceil(this.end / alignment) * alignment;
    if (!this.isBig && at + bytes.length > MOST[LONG]!) throw this.tooLarge();
    await this.write(bytes, at);
    this.end = at + bytes.length;
    return at;
  }

  private encode(values: readonly number[], type: number): Uint8Array {
    const size = SIZES[type]!;
    const view = new DataView(new ArrayBuffer(values.length * size));
    for (const [i, value] of values.entries()) {
      if (type === SHORT) view.setUint16(i * size, value, this.littleEndian);
      else if (type === LONG) view.setUint32(i * size, value, this.littleEndian);
      else view.setBigUint64(i * size, BigInt(value), this.littleEndian);
    }
    return new Uint8Array(view.buffer);
  }

  private tooLarge(): ImageError {
    return new ImageError(
      'IMAGE_UNSUPPORTED',
      `The ${this.label} image would grow past 4 GB, which a classic TIFF cannot hold. Write it as a BigTIFF with --rewrite (rewrite: true).`,
    );
  }
}

/** The entries of the offsets and the sizes of a directory's blocks. */
export function blockEntries({ entries }: Pick<Directory, 'entries'>): {
  offsets: [tag: number, entry: Entry];
  byteCounts: [tag: number, entry: Entry];
} {
  const tiled = entries.has(TAGS.tileOffsets);
  const entry = (tag: number): [number, Entry] => [tag, entries.get(tag)!];
  return {
    offsets: entry(tiled ? TAGS.tileOffsets : TAGS.stripOffsets),
    byteCounts: entry(tiled ? TAGS.tileBytes : TAGS.stripBytes),
  };
}
