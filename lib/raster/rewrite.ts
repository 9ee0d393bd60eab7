import type { FileHandle } from 'node:fs/promises';
import { closeBlock, openBlock, overwrite, patternOf } from './block.js';
import { isLossless } from './compress.js';
import { formOf, layDirectories, numbers, type RawDirectory, readDirectories, tagOf } from './directories.js';
import { COMPRESSION, type Layout, PHOTOMETRIC, TAGS } from './layout.js';
import { readLevels } from './levels.js';
import { blocksIn, readBands } from './read.js';
import { isWhole } from './samples.js';
import { readBytes } from './tags.js';
import { intersect, whole } from './window.js';

const [SHORT, LONG, LONG8] = [3, 4, 16] as const;
/** Tags that belong to lossy compression: JPEG's tables and colour encoding, and LERC's parameters. */
const OF_LOSSY = [
  TAGS.jpegTables,
  512,
  513,
  514,
  515,
  517,
  518,
  519,
  520,
  521,
  529,
  530,
  531,
  532,
  TAGS.lerc,
];
/** Width and height of tiles where there were strips. */
const TILE = 512;
const MOST_CLASSIC = 2 ** 32 - 1;
/** Blocks that are compressed at a time. */
const AT_ONCE = 4;

/** A directory of blocks, in the old file and in the new one. */
interface Image {
  directory: RawDirectory;
  /** Position of its first block in the old file. */
  first: number;
  offsets: number[];
  byteCounts: number[];
  /** Writes the blocks one after the other, and sets their offsets and sizes. */
  copy(append: (block: Uint8Array) => Promise<number>): Promise<void>;
}

/**
 * Writes a new TIFF with all directories of another and their tags. Images, overviews and masks with lossy compression
 * become tiles with Deflate; all other blocks are copied as they are. Blocks keep their order, so that a COG stays one.
 *
 * @param isMask whether it is a .msk file
 * @param growth bytes that are to be appended later
 * @throws Error for a damaged file
 */
export async function rewriteTiff(
  source: FileHandle,
  target: FileHandle,
  label: string,
  { isMask = false, growth = 0 } = {},
): Promise<void> {
  const { size } = await source.stat();
  const { littleEndian, isBig: wasBig } = await formOf(source);
  const levels = await readLevels(source, size, label, isMask, true);
  const lossy = new Map<number, Layout>();
  for (const { mask, ...image } of levels)
    for (const { layout, at } of mask ? [image, mask] : [image])
      if (!isLossless(layout.compression)) lossy.set(at, layout);
  const directories = await readDirectories(source, size);
  const uncompressed = [...lossy.values()].reduce((sum, layout) => sum + bytesOf(layout), 0);
  const isBig = wasBig || size + growth + 1.01 * uncompressed > MOST_CLASSIC - (64 << 20);
  const form = { littleEndian, isBig };

  const images = everyDirectory(directories).flatMap((directory) => {
    const layout = lossy.get(directory.at);
    const image = layout
      ? lossless(source, directory, layout, littleEndian)
      : copied(source, directory, size, littleEndian);
    return image ?? [];
  });
  const header = isBig ? 16 : 8;
  // Where tags come before the pixels, as in a COG, they do so again.
  const areTagsFirst = directories[0]!.at <= Math.min(...images.map(({ first }) => first));
  let start = header;
  const lists = () => {
    for (const image of images) setLists(image, form);
    return layDirectories(directories, start, form);
  };
  let end = header + (areTagsFirst ? lists().length : 0);
  const write = async (bytes: Uint8Array, at: number) => {
    for (let done = 0; done < bytes.length; )
      done += (await target.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  };
  const append = async (block: Uint8Array) => {
    const at = end;
    await write(block, at);
    end += block.length;
    return at;
  };
  for (const image of images.toSorted((a, b) => a.first - b.first)) await image.copy(append);
  if (!areTagsFirst) start = end + (end % 2);
  await write(lists(), start);
  const order = littleEndian ? 0x4949 : 0x4d4d;
  const head = isBig
    ? [tagOf(0, SHORT, [order, 43, 8, 0], littleEndian), tagOf(0, LONG8, [start], littleEndian)]
    : [tagOf(0, SHORT, [order, 42], littleEndian), tagOf(0, LONG, [start], littleEndian)];
  await write(Buffer.concat(head.map(({ bytes }) => bytes)), 0);
}

function everyDirectory(directories: readonly RawDirectory[]): RawDirectory[] {
  return directories.flatMap((directory) => [
    directory,
    ...[...directory.below.values()].flatMap((below) => everyDirectory(below)),
  ]);
}

/** Gives a directory the lists of its blocks. Their length is that of the lists, whatever the values. */
function setLists(
  { directory: { tags }, offsets, byteCounts }: Image,
  { littleEndian, isBig }: { littleEndian: boolean; isBig: boolean },
): void {
  const tiled = tags.has(TAGS.tileOffsets);
  const [place, bytes] = tiled ? [TAGS.tileOffsets, TAGS.tileBytes] : [TAGS.stripOffsets, TAGS.stripBytes];
  tags.set(place, tagOf(place, isBig ? LONG8 : LONG, offsets, littleEndian));
  tags.set(bytes, tagOf(bytes, isBig ? LONG8 : LONG, byteCounts, littleEndian));
}

/** Copies blocks as they are. @returns undefined for a directory without blocks */
function copied(
  source: FileHandle,
  directory: RawDirectory,
  size: number,
  littleEndian: boolean,
): Image | undefined {
  const { tags } = directory;
  const list = (...names: number[]) => {
    const tag = names.map((name) => tags.get(name)).find((found) => found);
    return tag && numbers(tag, littleEndian);
  };
  const from = list(TAGS.tileOffsets, TAGS.stripOffsets);
  const bytes = list(TAGS.tileBytes, TAGS.stripBytes);
  if (!from || !bytes) return undefined;
  if (from.length !== bytes.length) throw new Error('its lists of blocks have different lengths');
  const [offsets, byteCounts] = [from.slice(), bytes.slice()];
  return {
    ...{ directory, offsets, byteCounts },
    first: firstOf(from, bytes),
    async copy(append) {
      for (const [i, at] of from.entries()) {
        if (at === 0 || bytes[i] === 0) continue;
        if (at + bytes[i]! > size) throw new Error('the file ends too early');
        offsets[i] = await append(await readBytes(source, at, bytes[i]!));
      }
    },
  };
}

/** Decompresses an image, and compresses it without loss. */
function lossless(source: FileHandle, directory: RawDirectory, old: Layout, littleEndian: boolean): Image {
  const { tags } = directory;
  const layout = losslessLayout(old);
  const short = (tag: number, value: number) => tags.set(tag, tagOf(tag, SHORT, [value], littleEndian));
  for (const tag of [...OF_LOSSY, TAGS.stripOffsets, TAGS.stripBytes, TAGS.rowsPerStrip]) tags.delete(tag);
  short(TAGS.compression, layout.compression);
  if (layout.predictor === 1) tags.delete(TAGS.predictor);
  else short(TAGS.predictor, layout.predictor);
  short(TAGS.photometric, layout.photometric);
  short(TAGS.tileWidth, layout.block.width);
  short(TAGS.tileHeight, layout.block.height);
  const { offsets, byteCounts } = layout;
  tags.set(TAGS.tileOffsets, tagOf(TAGS.tileOffsets, LONG, offsets, littleEndian));
  return {
    ...{ directory, offsets, byteCounts },
    first: firstOf(old.offsets, old.byteCounts),
    async copy(append) {
      let waiting: Promise<{ index: number; block: Uint8Array }>[] = [];
      const flush = async () => {
        for (const { index, block } of await Promise.all(waiting)) {
          offsets[index] = await append(block);
          byteCounts[index] = block.length;
        }
        waiting = [];
      };
      for await (const { index, bytes } of blocksAnew(source, old, layout)) {
        waiting.push(closeBlock(bytes, layout).then((block) => ({ index, block })));
        if (waiting.length >= AT_ONCE) await flush();
      }
      await flush();
    },
  };
}

/** Every block of an image in another layout. Strips are read once for a row of tiles. */
async function* blocksAnew(
  source: FileHandle,
  old: Layout,
  layout: Layout,
): AsyncGenerator<{ index: number; bytes: Uint8Array<ArrayBuffer> }> {
  const { width, height, bands, planar, block } = layout;
  const step = old.tiled ? block.width : width;
  for (const band of planar ? Array(bands).keys() : [0]) {
    const wanted = planar ? [band] : [...Array(bands).keys()];
    for (let y = 0; y < height; y += block.height)
      for (let x = 0; x < width; x += step) {
        const window = intersect({ x, y, width: step, height: block.height }, whole(layout));
        const planes = await readBands(source, old, wanted, 0, window);
        const patterns = Array.from({ length: bands }, (_, i) => {
          const at = wanted.indexOf(i);
          return at === -1 ? undefined : patternOf(planes[at]!, layout);
        });
        const edit = { window, patterns, changed: new Uint8Array(window.width * window.height).fill(1) };
        for (const { index, column, row } of blocksIn(layout, window, band)) {
          const place = { index, band, x: column * block.width, y: row * block.height };
          // All blocks of the new layout are still left out, so that nothing is read.
          const bytes = await openBlock(source, { ...layout, offsets: [], byteCounts: [] }, place, 0);
          overwrite(bytes, layout, place, edit);
          yield { index, bytes };
        }
      }
  }
}

function losslessLayout(old: Layout): Layout {
  const { width, height, bits, format, bands, planar } = old;
  const block = old.tiled ? old.block : { width: TILE, height: TILE };
  const blocks = Math.ceil(width / block.width) * Math.ceil(height / block.height) * (planar ? bands : 1);
  const isYCbCr = old.photometric === PHOTOMETRIC.yCbCr;
  return {
    ...old,
    block,
    tiled: true,
    compression: COMPRESSION.deflate,
    predictor: !isWhole(bits) ? 1 : format === 'float' ? 3 : 2,
    photometric: isYCbCr ? PHOTOMETRIC.rgb : old.photometric,
    offsets: Array(blocks).fill(0),
    byteCounts: Array(blocks).fill(0),
  };
}

function bytesOf({ width, height, bands, bits }: Layout): number {
  return Math.ceil((width * bands * bits) / 8) * height;
}

function firstOf(offsets: readonly number[], byteCounts: readonly number[]): number {
  const first = offsets.findIndex((at, i) => at > 0 && byteCounts[i]! > 0);
  return offsets[Math.max(first, 0)] ?? 0;
}
