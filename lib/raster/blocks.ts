import { reverseBits } from './bits.js';
import { type BlockPlace, closeBlock, type Edit, isSparse, openBlock, overwrite } from './block.js';
import { blockEntries, type EditedTiff } from './edit.js';
import { COMPRESSION, type Layout } from './layout.js';
import type { StoredImage } from './levels.js';
import { fromNative, toNative } from './predictors.js';
import { blocksIn, PART, rowBytesOf } from './read.js';
import { isWhole } from './samples.js';
import { readBytes } from './tags.js';
import { intersect } from './window.js';

/** An image in a file that is being changed. The offsets and sizes in its layout are those of the changed file. */
export interface EditedImage extends StoredImage {
  tiff: EditedTiff;
  /** Blocks that have moved, by their index. */
  moved: Set<number>;
  /** Value of the samples in blocks that the file leaves out. */
  fill: number;
}

/** A level, with its mask from whichever file has it. */
export interface EditedLevel {
  width: number;
  height: number;
  image?: EditedImage;
  mask?: EditedImage;
}

/** The mask of an image, and what changes in it. */
export interface EditedMask {
  image: EditedImage;
  edits: readonly Edit[];
}

/**
 * Changes samples of an image. Blocks that change are appended to the file once, with all edits in them; rows of strips
 * without compression are written where they are.
 *
 * @param edits in their order: a later one replaces samples of an earlier one
 * @param mask the mask of the image in the same file. Where its blocks follow those of the image, they are written, too.
 * @throws Error for a damaged block
 */
export async function editBlocks(
  image: EditedImage,
  edits: readonly Edit[],
  mask?: EditedMask,
): Promise<void> {
  const together = mask && isInterleaved(image, mask.image);
  const packing = new Packing();
  for (const { place, touching } of blocksOf(image.layout, edits)) {
    if (!isInPlace(image, place.index))
      await editBlock(packing, image, place, touching, together ? mask : undefined);
    else for (const edit of touching) await editRows(image, place, edit);
  }
  await packing.flush();
}

/** The blocks that edits change, band by band and row by row. */
function* blocksOf(
  layout: Layout,
  edits: readonly Edit[],
): Generator<{ place: BlockPlace; touching: Edit[] }> {
  for (const band of layout.planar ? Array(layout.bands).keys() : [0]) {
    const found = new Map<number, { place: BlockPlace; touching: Edit[] }>();
    for (const edit of edits) {
      if (layout.planar && !edit.patterns[band]) continue;
      for (const { index, column, row } of blocksIn(layout, edit.window, band)) {
        const place = { index, band, x: column * layout.block.width, y: row * layout.block.height };
        if (!hasChange(layout, place, edit)) continue;
        if (!found.has(index)) found.set(index, { place, touching: [] });
        found.get(index)!.touching.push(edit);
      }
    }
    yield* [...found.values()].sort((a, b) => a.place.index - b.place.index);
  }
}

/** Writes the new offsets and sizes of the blocks that have moved. */
export async function writeEntries({ tiff, layout, entries, moved }: EditedImage): Promise<void> {
  if (moved.size === 0) return;
  const indices = [...moved].sort((a, b) => a - b);
  const { offsets, byteCounts } = blockEntries({ entries });
  await tiff.setValues(...offsets, layout.offsets, indices);
  await tiff.setValues(...byteCounts, layout.byteCounts, indices);
}

/** Appends a copy of a block and, if the mask's block follows it, of that one. */
export async function moveToEnd(image: EditedImage, index: number, mask?: EditedImage): Promise<void> {
  for (const one of [image, ...(mask && isInterleaved(image, mask) ? [mask] : [])]) {
    if (isSparse(one.layout, index)) continue;
    const { offsets, byteCounts } = one.layout;
    await place(one, index, await readBytes(one.tiff.handle, offsets[index]!, byteCounts[index]!));
  }
}

/** Blocks that are compressed at the same time, and appended in their order. */
class Packing {
  private waiting: { image: EditedImage; index: number; block: Promise<Uint8Array> }[] = [];
  private bytes = 0;

  async add(image: EditedImage, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.bytes += bytes.length;
    const block = closeBlock(bytes, image.layout);
    // `flush` awaits it.
    block.catch(() => {});
    this.waiting.push({ image, index, block });
    if (this.waiting.length >= AT_ONCE || this.bytes > MOST_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    const waiting = this.waiting.splice(0);
    this.bytes = 0;
    for (const { image, index, block } of waiting) await place(image, index, await block);
  }
}

/** Blocks of images and of masks. Node compresses as many as its pool has threads. */
const AT_ONCE = 8;
/** In bytes. */
const MOST_BYTES = 64 << 20;

/** @param mask its block is appended after that of the image, changed or not */
async function editBlock(
  packing: Packing,
  image: EditedImage,
  at: BlockPlace,
  edits: readonly Edit[],
  mask?: EditedMask,
): Promise<void> {
  const { layout } = image;
  const bytes = await openBlock(image.tiff.handle, layout, at, image.fill);
  const differs = overwriteAll(bytes, layout, at, edits);
  if (!mask) {
    if (differs) await packing.add(image, at.index, bytes);
    return;
  }
  // With bands one after the other, the mask follows the last of them that moves.
  const under = { ...at, band: 0, index: at.index % blocksOfBand(layout) };
  const opened = await openBlock(mask.image.tiff.handle, mask.image.layout, under, mask.image.fill);
  const maskDiffers = overwriteAll(opened, mask.image.layout, under, mask.edits);
  if (!differs && !maskDiffers) return;
  await packing.add(image, at.index, bytes);
  await packing.add(mask.image, under.index, opened);
}

/** @returns whether a bit has changed */
function overwriteAll(
  bytes: Uint8Array<ArrayBuffer>,
  layout: Layout,
  at: BlockPlace,
  edits: readonly Edit[],
): boolean {
  let differs = false;
  for (const edit of edits) differs = overwrite(bytes, layout, at, edit) || differs;
  return differs;
}

async function place({ layout, tiff, moved }: EditedImage, index: number, block: Uint8Array): Promise<void> {
  layout.offsets[index] = await tiff.appendBlock(block);
  layout.byteCounts[index] = block.length;
  moved.add(index);
}

/** Whether rows of a block can be overwritten in the file: those of strips without compression. */
function isInPlace({ layout, tiff }: EditedImage, index: number): boolean {
  if (layout.tiled || layout.compression !== COMPRESSION.none || isSparse(layout, index)) return false;
  const [from, most] = [layout.offsets[index]!, rowBytesOf(layout) * layout.block.height];
  // Some writers store equal strips only once.
  return !layout.offsets.some((other, i) => i !== index && other < from + most && other + most > from)
    ? from < tiff.size
    : false;
}

async function editRows({ layout, tiff }: EditedImage, at: BlockPlace, edit: Edit): Promise<void> {
  const rowBytes = rowBytesOf(layout);
  const across = (layout.planar ? 1 : layout.bands) * layout.block.width;
  const part = intersect({ ...at, width: layout.width, height: layout.block.height }, edit.window);
  const step = Math.max(1, Math.floor(PART / rowBytes));
  for (let y = part.y; y < part.y + part.height; y += step) {
    const rows = Math.min(step, part.y + part.height - y);
    const position = layout.offsets[at.index]! + (y - at.y) * rowBytes;
    const stored = await readBytes(tiff.handle, position, rows * rowBytes);
    if (layout.reversedBits) reverseBits(stored);
    const bytes = isWhole(layout.bits) ? toNative(stored, layout, across) : stored;
    if (!overwrite(bytes, layout, { ...at, y }, edit)) continue;
    if (isWhole(layout.bits)) fromNative(bytes, layout, across);
    if (layout.reversedBits) reverseBits(bytes);
    await tiff.write(bytes, position);
  }
}

function hasChange(layout: Layout, { x, y }: BlockPlace, { window, changed }: Edit): boolean {
  const part = intersect({ x, y, ...layout.block }, window);
  for (let row = part.y; row < part.y + part.height; row++) {
    const start = (row - window.y) * window.width + part.x - window.x;
    for (let i = start; i < start + part.width; i++) if (changed[i]) return true;
  }
  return false;
}

/** Whether the blocks of a mask follow those of its image. */
function isInterleaved({ tiff, layout }: EditedImage, mask: EditedImage): boolean {
  const [a, b] = [layout.block, mask.layout.block];
  return tiff.hasInterleavedMasks && a.width === b.width && a.height === b.height;
}

function blocksOfBand({ width, height, block }: Layout): number {
  return Math.ceil(width / block.width) * Math.ceil(height / block.height);
}
