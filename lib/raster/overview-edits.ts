import { type Edit, patternOf } from './block.js';
import type { EditedImage, EditedLevel } from './blocks.js';
import { type Change, joinChanges } from './change.js';
import { type Layout, PHOTOMETRIC, type Raster } from './layout.js';
import { type Reduction, reduceByMean, reduceByNearest, windowBelow } from './overviews.js';
import { alphaOf } from './picture.js';
import { blockCounts, readBands } from './read.js';
import { newSamples } from './samples.js';
import { intersect, type Window, whole } from './window.js';

/** Pixels that change in some bands. */
export interface BandChange extends Change {
  /** Counted from 0. */
  bands: ReadonlySet<number>;
}

/** Pixels of an overview that are worked out at a time, unless a block has more. */
const AT_ONCE = 1 << 20;

/**
 * Works out the changed pixels of an overview from those under them, some blocks at a time: no block is in two of the lists.
 *
 * @param below the level under it, whose own changes have been written
 * @throws Error for a damaged file
 */
export async function* editsOfOverview(
  image: EditedImage,
  below: EditedLevel,
  changes: readonly BandChange[],
  raster: Raster,
): AsyncGenerator<Edit[]> {
  const { layout } = image;
  for (const band of layout.planar ? Array(layout.bands).keys() : [undefined]) {
    for (const part of partsOf(layout)) {
      const edits: Edit[] = [];
      for (const [bands, touching] of byBands(changes, part, band))
        for (const change of joinChanges(touching, part, AT_ONCE))
          edits.push(await editOfOverview(image, below, change, bands, raster));
      if (edits.length > 0) yield edits;
    }
  }
}

/** Parts of an image that hold whole blocks, row by row. */
function* partsOf(layout: Layout): Generator<Window> {
  const { across } = blockCounts(layout);
  const blocks = Math.max(1, Math.floor(AT_ONCE / (layout.block.width * layout.block.height)));
  const width = Math.min(across, blocks) * layout.block.width;
  const height = Math.max(1, Math.floor(blocks / across)) * layout.block.height;
  for (let y = 0; y < layout.height; y += height)
    for (let x = 0; x < layout.width; x += width) yield intersect({ x, y, width, height }, whole(layout));
}

/**
 * The changes that touch a part, by the bands that they change.
 *
 * @param only the one band that counts; all by default
 */
function byBands(
  changes: readonly BandChange[],
  part: Window,
  only: number | undefined,
): Iterable<[bands: number[], changes: Change[]]> {
  const found = new Map<string, [number[], Change[]]>();
  for (const change of changes) {
    const { width, height } = intersect(change.window, part);
    const bands = [...change.bands].filter((band) => only === undefined || band === only);
    if (width < 1 || height < 1 || bands.length === 0) continue;
    bands.sort((a, b) => a - b);
    const same = found.get(bands.join());
    if (same) same[1].push(change);
    else found.set(bands.join(), [bands, [change]]);
  }
  return found.values();
}

async function editOfOverview(
  image: EditedImage,
  below: EditedLevel,
  { window, changed }: Change,
  bands: readonly number[],
  raster: Raster,
): Promise<Edit> {
  const under = windowBelow(window, below, image.layout);
  const reduction: Reduction = { window, changed, larger: below, overview: image.layout, below: under };
  const lower = below.image!;
  const read = (bands: readonly number[], { tiff, layout, fill }: EditedImage, window: Window) =>
    readBands(tiff.handle, layout, bands, fill, window);
  const targets = await read(bands, image, window);
  const samples = await read(bands, lower, under);
  const [mask] = below.mask ? await read([0], below.mask, under) : [];
  const alpha = alphaOf(raster);
  const [opacity] = alpha === undefined ? [] : await read([alpha], lower, under);
  const valid =
    mask || opacity ? newSamples({ format: 'uint', bits: 8 }, samples[0]!.length).fill(1) : undefined;
  if (valid) for (let i = 0; i < valid.length; i++) if (mask?.[i] === 0 || opacity?.[i] === 0) valid[i] = 0;
  const patterns: Edit['patterns'][number][] = Array(raster.bands).fill(undefined);
  for (const [i, band] of bands.entries()) {
    if (raster.photometric === PHOTOMETRIC.palette) reduceByNearest(reduction, samples[i]!, targets[i]!);
    else {
      const counts = band === alpha ? undefined : (valid as Uint8Array | undefined);
      reduceByMean(reduction, samples[i]!, counts, targets[i]!, raster, raster.nodata);
    }
    patterns[band] = patternOf(targets[i]!, raster);
  }
  return { window, changed, patterns };
}
