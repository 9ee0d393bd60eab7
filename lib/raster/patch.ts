import type { FileHandle } from 'node:fs/promises';
import { ImageError } from '../errors.js';
import type { Size } from '../values/size.js';
import { type Edit, isSparse, patternOf } from './block.js';
import { type EditedImage, editBlocks, moveToEnd, writeEntries } from './blocks.js';
import { isLossless } from './compress.js';
import { EditedTiff } from './edit.js';
import { COMPRESSIONS, PHOTOMETRIC, type Raster, readLayout } from './layout.js';
import { type Level, readLevels, type StoredImage } from './levels.js';
import {
  type Change,
  changeOf,
  type Reduction,
  reduceByMean,
  reduceByNearest,
  reduceMask,
  windowBelow,
} from './overviews.js';
import { alphaOf, fillOf } from './picture.js';
import { readBands } from './read.js';
import { type BandData, isWhole, newSamples } from './samples.js';
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

/** A level, with its mask from whichever file has it. */
interface EditedLevel {
  width: number;
  height: number;
  image?: EditedImage;
  mask?: EditedImage;
}

/**
 * Writes a patch into a raster, its overviews and, if it makes pixels valid, its masks. All other bytes of the files stay,
 * except the offsets and sizes of blocks and the statistics of the bands that change.
 *
 * @returns the bands that have changed, counted from 0
 * @throws ImageError (`IMAGE_UNSUPPORTED`) if blocks that change are compressed with loss
 * @throws Error for a damaged file
 */
export async function patchFiles(files: OpenFiles, patch: Patch, label: string): Promise<Set<number>> {
  const raster = await readLayout(files.image, (await files.image.stat()).size, label);
  const opened = await openLevels(files, raster, label);
  const { levels, images } = opened;
  for (const level of levels) checkLossless(level, patch.makesValid, label);
  await checkStructure(images);
  if (!patch.changed.includes(1)) return new Set();
  const order = firstBlocks(levels);

  const bands = new Set([...patch.planes.keys()].filter((band) => patch.planes[band]));
  const changes = new Map<EditedLevel, Change>();
  for (const [i, level] of levels.entries()) {
    const below = levels.slice(0, i).findLast((larger) => larger.image && area(larger) > area(level));
    if (i > 0 && !below) continue;
    const change = below ? changeOf(changes.get(below)!, below, level) : patch;
    changes.set(level, change);
    const maskEdit = patch.makesValid ? await editOfMask(level, levels.slice(0, i), change) : undefined;
    const alpha = alphaOf(raster);
    // The means are then taken over different pixels, in all bands.
    if (maskEdit?.isReal || (alpha !== undefined && bands.has(alpha)))
      for (let band = 0; band < raster.bands; band++) bands.add(band);
    const edit = !level.image
      ? undefined
      : below
        ? await editOfOverview(level.image, below, { level, change, raster, bands })
        : editOfImage(patch, raster);
    const { image, mask } = level;
    const maskIsHere = image && mask?.tiff === image.tiff;
    if (image && edit)
      await editBlocks(image, edit, maskIsHere ? { image: mask, edit: maskEdit?.edit } : undefined);
    if (mask && maskEdit) await editBlocks(mask, maskEdit.edit);
  }
  await restoreOrder(levels, order);
  for (const image of images) await writeEntries(image);
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

function editOfImage({ window, planes, changed }: Patch, raster: Raster): Edit {
  return { window, changed, patterns: planes.map((plane) => plane && patternOf(plane, raster)) };
}

/** @returns the edit, and whether it changes any pixel of the mask */
async function editOfMask(
  { width, height, mask }: EditedLevel,
  larger: readonly EditedLevel[],
  { window, changed }: Change,
): Promise<{ edit: Edit; isReal: boolean } | undefined> {
  if (!mask) return undefined;
  const { layout, tiff } = mask;
  const valid = 2 ** layout.bits - 1;
  const [target] = await readBands(tiff.handle, layout, [0], 0, window);
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

async function editOfOverview(
  image: EditedImage,
  below: EditedLevel,
  {
    level,
    change,
    raster,
    bands,
  }: { level: EditedLevel; change: Change; raster: Raster; bands: ReadonlySet<number> },
): Promise<Edit> {
  const { window, changed } = change;
  const wanted = [...bands].sort((a, b) => a - b);
  const under = windowBelow(window, below, level);
  const reduction: Reduction = { window, changed, larger: below, overview: level, below: under };
  const lower = below.image!;
  const read = (bands: number[], { tiff, layout, fill }: EditedImage, window: Window) =>
    readBands(tiff.handle, layout, bands, fill, window);
  const targets = await read(wanted, image, window);
  const samples = await read(wanted, lower, under);
  const [mask] = below.mask ? await read([0], below.mask, under) : [];
  const alpha = alphaOf(raster);
  const [opacity] = alpha === undefined ? [] : await read([alpha], lower, under);
  const valid =
    mask || opacity ? newSamples({ format: 'uint', bits: 8 }, samples[0]!.length).fill(1) : undefined;
  if (valid) for (let i = 0; i < valid.length; i++) if (mask?.[i] === 0 || opacity?.[i] === 0) valid[i] = 0;
  const patterns: Edit['patterns'][number][] = Array(raster.bands).fill(undefined);
  for (const [i, band] of wanted.entries()) {
    if (raster.photometric === PHOTOMETRIC.palette) reduceByNearest(reduction, samples[i]!, targets[i]!);
    else {
      const counts = band === alpha ? undefined : (valid as Uint8Array | undefined);
      reduceByMean(reduction, samples[i]!, counts, targets[i]!, raster, raster.nodata);
    }
    patterns[band] = patternOf(targets[i]!, raster);
  }
  return { window, changed, patterns };
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
