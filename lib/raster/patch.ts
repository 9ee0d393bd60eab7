import type { FileHandle } from 'node:fs/promises';
import { ImageError } from '../errors.js';
import type { Size } from '../values/size.js';
import { type Edit, isSparse, patternOf } from './block.js';
import { type EditedImage, type EditedLevel, editBlocks, moveToEnd, writeEntries } from './blocks.js';
import { type Change, overlay } from './change.js';
import { isLossless } from './compress.js';
import { EditedTiff } from './edit.js';
import { COMPRESSIONS, type Raster, readLayout } from './layout.js';
import { type Level, readLevels, type StoredImage } from './levels.js';
import { type BandChange, editsOfOverview } from './overview-edits.js';
import { changeOf, reduceMask, windowBelow } from './overviews.js';
import { alphaOf, fillOf } from './picture.js';
import { readBands } from './read.js';
import { type BandData, isWhole } from './samples.js';
import { withoutStatistics } from './statistics.js';
import { checkStructure, checkUnharmed } from './structure.js';
import { readDirectory } from './tags.js';
import { unsupportedTiff } from './unsupported.js';
import type { Window } from './window.js';

/** What changes in a raster. */
export interface Patch {
  /** The part of the raster that holds all changes. */
  window: Window;
  /** Per band of the file: [window.height · window.width] in the file's sample type; undefined where the band stays. */
  planes: readonly (BandData | undefined)[];
  /** [height, width], 1 where pixels change. */
  changed: Uint8Array;
  /** Whether changed pixels that a mask calls invalid become valid. */
  makesValid: boolean;
}

/** The files of a raster, each open for reading and writing. */
export interface OpenFiles<T = FileHandle> {
  image: T;
  /** The .ovr file. */
  overviews?: T | undefined;
  /** The .msk file. */
  mask?: T | undefined;
  /** The .msk.ovr file. */
  maskOverviews?: T | undefined;
}

/** A patch, and what it changes in each level. */
interface Patching {
  patch: Patch;
  /** Bands that change, counted from 0. */
  bands: Set<number>;
  changes: Map<EditedLevel, Change>;
}

/**
 * Writes patches into a raster, its overviews and, if they make pixels valid, its masks: a block that several of them
 * change is written once. All other bytes of the files stay, except the offsets and sizes of blocks and the statistics of
 * the bands that change.
 *
 * @param patches in their order: where two overlap, the later one wins
 * @returns the bands that have changed, counted from 0
 * @throws ImageError (`IMAGE_UNSUPPORTED`) if blocks that change are compressed with loss
 * @throws Error for a damaged file
 */
export async function patchFiles(
  files: OpenFiles,
  patches: readonly Patch[],
  label: string,
): Promise<Set<number>> {
  const raster = await readLayout(files.image, (await files.image.stat()).size, label);
  const opened = await openLevels(files, raster, label);
  const { levels, images } = opened;
  const makesValid = patches.some((patch) => patch.makesValid);
  for (const level of levels) checkLossless(level, makesValid, label);
  await checkStructure(images);
  const patchings = patches.filter(({ changed }) => changed.includes(1)).map(patchingOf);
  if (patchings.length === 0) return new Set();
  const order = firstBlocks(levels);
  const alpha = alphaOf(raster);

  for (const [i, level] of levels.entries()) {
    const larger = levels.slice(0, i);
    const below = larger.findLast((other) => other.image && area(other) > area(level));
    if (i > 0 && !below) continue;
    const here: BandChange[] = [];
    const maskEdits: Edit[] = [];
    for (const { patch, bands, changes } of patchings) {
      const change = below ? changeOf(changes.get(below)!, below, level) : patch;
      changes.set(level, change);
      const maskEdit = patch.makesValid ? await editOfMask(level, larger, change, maskEdits) : undefined;
      if (maskEdit) maskEdits.push(maskEdit.edit);
      // The means are then taken over different pixels, in all bands.
      if (maskEdit?.isReal || (alpha !== undefined && bands.has(alpha)))
        for (let band = 0; band < raster.bands; band++) bands.add(band);
      here.push({ window: change.window, changed: change.changed, bands });
    }
    const { image, mask } = level;
    if (image) {
      const isHere = mask?.tiff === image.tiff;
      for await (const edits of below
        ? editsOfOverview(image, below, here, raster)
        : [patchings.map(({ patch }) => editOfImage(patch, raster))])
        await editBlocks(image, edits, isHere ? { image: mask, edits: maskEdits } : undefined);
    }
    if (mask) await editBlocks(mask, maskEdits);
  }
  await restoreOrder(levels, order);
  for (const image of images) await writeEntries(image);
  const bands = new Set(patchings.flatMap((patching) => [...patching.bands]));
  await dropStatistics(opened.main, bands);
  for (const tiff of new Set(images.map(({ tiff }) => tiff))) await checkUnharmed(tiff, images, label);
  return bands;
}

/**
 * Checks whether a patch can be written, and changes nothing.
 *
 * @throws as `patchFiles`
 */
export async function checkPatchable(files: OpenFiles, makesValid: boolean, label: string): Promise<void> {
  const raster = await readLayout(files.image, (await files.image.stat()).size, label);
  const { levels, images } = await openLevels(files, raster, label);
  for (const level of levels) checkLossless(level, makesValid, label);
  await checkStructure(images);
}

async function openLevels(files: OpenFiles, raster: Raster, label: string) {
  const images: EditedImage[] = [];
  const open = async (handle: FileHandle | undefined, isMask: boolean, fill: number) => {
    if (!handle) return [];
    const tiff = await EditedTiff.open(handle, label, isMask);
    const levels = await readLevels(handle, tiff.size, label, isMask, true);
    const edited = (stored: StoredImage, fill: number): EditedImage => {
      const image = { ...stored, tiff, fill, moved: new Set<number>() };
      images.push(image);
      return image;
    };
    return levels.map(({ mask, ...image }: Level): EditedLevel => {
      const { width, height } = image.layout;
      return { width, height, image: edited(image, fill), ...(mask && { mask: edited(mask, 0) }) };
    });
  };
  const fill = fillOf(raster);
  const own = await open(files.image, false, fill);
  const levels = [...own, ...(await open(files.overviews, false, fill))];
  const masks = [...(await open(files.mask, true, 0)), ...(await open(files.maskOverviews, true, 0))].map(
    ({ image }) => image!,
  );
  for (const mask of masks) {
    const { width, height } = mask.layout;
    const level = levels.find((level) => !level.mask && level.width === width && level.height === height);
    if (level) level.mask = mask;
    else levels.push({ width, height, mask });
  }
  const [full, ...others] = levels;
  return {
    images,
    main: own[0]!.image!,
    levels: [full!, ...others.sort((a, b) => area(b) - area(a))],
  };
}

function area({ width, height }: Size): number {
  return width * height;
}

function checkLossless({ image, mask }: EditedLevel, makesValid: boolean, label: string): void {
  for (const edited of [image, makesValid ? mask : undefined]) {
    if (!edited) continue;
    const { compression, predictor, bits } = edited.layout;
    if (predictor !== 1 && !isWhole(bits))
      throw unsupportedTiff(
        label,
        `has a predictor for ${bits}-bit samples`,
        'gdal_translate -co PREDICTOR=1',
      );
    if (isLossless(compression)) continue;
    const [name] = COMPRESSIONS[compression]!;
    throw new ImageError(
      'IMAGE_UNSUPPORTED',
      `The ${label} image is compressed with ${name}, which would change pixels around the patch as well. Write a new file without loss with --rewrite (rewrite: true).`,
    );
  }
}

function patchingOf(patch: Patch): Patching {
  const bands = [...patch.planes.keys()].filter((band) => patch.planes[band]);
  return { patch, bands: new Set(bands), changes: new Map() };
}

function editOfImage({ window, planes, changed }: Patch, raster: Raster): Edit {
  return { window, changed, patterns: planes.map((plane) => plane && patternOf(plane, raster)) };
}

/**
 * @param earlier edits of the same mask, which have not been written yet
 * @returns the edit, and whether it changes any pixel of the mask
 */
async function editOfMask(
  { width, height, mask }: EditedLevel,
  larger: readonly EditedLevel[],
  { window, changed }: Change,
  earlier: readonly Edit[],
): Promise<{ edit: Edit; isReal: boolean } | undefined> {
  if (!mask) return undefined;
  const { layout, tiff } = mask;
  const valid = 2 ** layout.bits - 1;
  const [target] = await readBands(tiff.handle, layout, [0], 0, window);
  for (const edit of earlier) overlay(target!, window, edit.patterns[0] as ArrayLike<number>, edit);
  const before = target!.slice();
  const below = larger.findLast((level) => level.mask && area(level) > width * height);
  if (!below?.mask) for (const [i, changes] of changed.entries()) target![i] = changes ? valid : target![i]!;
  else {
    const window_ = windowBelow(window, below, { width, height });
    const { tiff, layout } = below.mask;
    const [samples] = await readBands(tiff.handle, layout, [0], 0, window_);
    const reduction = { window, changed, larger: below, overview: { width, height }, below: window_ };
    reduceMask(reduction, samples!, valid, target!);
  }
  const isReal = target!.some((sample, i) => sample !== before[i]);
  const pattern = patternOf(target!, layout);
  return { isReal, edit: { window, changed, patterns: Array(layout.bands).fill(pattern) } };
}

/** Position of the first block of each level of the image's own file. */
function firstBlocks(levels: readonly EditedLevel[]): Map<EditedImage, number> {
  const own = levels.flatMap(({ image }) => (image?.tiff === levels[0]!.image!.tiff ? [image] : []));
  return new Map(own.map((image) => [image, image.layout.offsets[firstBlock(image)]!]));
}

function firstBlock({ layout }: EditedImage): number {
  const first = layout.offsets.findIndex((_, index) => !isSparse(layout, index));
  return Math.max(first, 0);
}

/**
 * Validators of COGs require the first block of each level after that of the next smaller one. Where it was so before, it
 * is made so again.
 */
async function restoreOrder(
  levels: readonly EditedLevel[],
  before: ReadonlyMap<EditedImage, number>,
): Promise<void> {
  const own = levels.filter(({ image }) => image && before.has(image));
  for (let i = own.length - 2; i >= 0; i--) {
    const [{ image, mask }, smaller] = [own[i]!, own[i + 1]!.image!];
    if (before.get(image!)! < before.get(smaller)!) continue;
    const first = firstBlock(image!);
    if (image!.layout.offsets[first]! > smaller.layout.offsets[firstBlock(smaller)]!) continue;
    await moveToEnd(image!, first, mask?.tiff === image!.tiff ? mask : undefined);
  }
}

const GDAL_METADATA = 42112;

async function dropStatistics({ tiff, at }: EditedImage, bands: ReadonlySet<number>): Promise<void> {
  const { tags, entries } = await readDirectory(tiff.handle, new Set([GDAL_METADATA]), {
    at,
    longest: Math.min(tiff.size, LONGEST),
  });
  const text = tags.get(GDAL_METADATA);
  if (typeof text !== 'string') return;
  const xml = text.replace(/\0[\s\S]*$/, '');
  const left = withoutStatistics(xml, bands);
  if (left !== xml) await tiff.shortenText(entries.get(GDAL_METADATA)!, Buffer.from(left));
}

/** Longest GDAL_METADATA, in bytes. Real ones have a few kilobytes. */
const LONGEST = 64 << 20;
