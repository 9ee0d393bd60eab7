import { PlacementError } from '../errors.js';
import { guard } from '../image/guard.js';
import type { RgbImage } from '../image/raw-image.js';
import { nodataTest } from '../raster/picture.js';
import type { Pyramid } from '../raster/pyramid.js';
import type { AppliedStretch } from '../raster/stretch.js';
import { readWindow, type WindowSamples } from '../raster/valid.js';
import { intersect, type Window, whole } from '../raster/window.js';
import type { Box } from '../request/harmonize.js';
import type { Size } from '../values/size.js';
import { AreaAverage, type Averaged } from './average.js';
import type { CanvasWindow } from './canvas.js';
import { fillLacking } from './fill.js';
import { scaleOf } from './levels.js';
import type { Pixels } from './resample.js';
import { readSource, type SourceImage, type SourceLayout, stripesOf } from './source.js';

/** Bands that the model sees, and how their samples become levels. */
export interface Seen {
  /** One or three, counted from 0. */
  bands: readonly number[];
  stretch: AppliedStretch;
  /** Whether low samples are bright. */
  inverted: boolean;
}

/** All that is needed to draw what the model sees. Plain data, which a thread can take. */
export interface Preparation {
  scene: { pyramid: Pyramid; seen: Seen };
  source: { image: SourceImage; seen: Seen; layout: SourceLayout };
  /** Bands that are carried over although the model does not see them, counted from 0. */
  others: readonly { scene: number; source: number }[];
  /** The part of the patch's box that is within the scene, in pixels of the scene. */
  place: Window;
  /** [height, width] of `place`, 1 where the source goes; all of it if absent. */
  mask?: Uint8Array;
  window: CanvasWindow;
  /** Side of the canvas. */
  side: number;
  /** Pixels of the canvas per latent pixel. */
  factor: number;
  /** Width of the edge band as a fraction of the patch's shorter side; absent for a method that repaints nothing. */
  edge?: number;
  /** Whether pixels without data may get data. */
  fillNodata: boolean;
}

/** The part of a preparation that is needed after the images have been read. */
export interface Drawing extends Omit<Preparation, 'source' | 'mask'> {
  source: Pick<Preparation['source'], 'seen'>;
}

/** What the model sees, on the canvas. */
export interface Canvas {
  /** Levels [height, width, 3] of the scene and of the source, not rounded; holes are filled. */
  target: Float32Array;
  source: Float32Array;
  /** 1 where the scene has data. */
  valid: Uint8Array;
  /** 1 where the source has data. */
  sourceValid: Uint8Array;
  /** 1 where the source goes. */
  mask: Uint8Array;
  /** The box around the mask. */
  box: Box;
  /** Width of the edge band outside the mask, in pixels; 0 for a method that repaints nothing. */
  band: number;
}

/** The samples that the result is made from, at the scene's own resolution. */
export interface Native {
  /** The window that may change, in pixels of the scene. */
  region: Window;
  /** All bands of the region. */
  scene: WindowSamples;
  /** The source in `place`: the bands that the model sees first, then the others. */
  source: Pixels;
  /** [height, width] of the place, 1 where the source goes. */
  mask: Uint8Array;
  /** Number of pixels inside the mask. */
  pixels: number;
  /** Means of each of the other bands: of the scene around the patch, and of the source. */
  means: { scene: number; source: number }[];
}

export interface Prepared {
  canvas: Canvas;
  native: Native;
}

/**
 * Reads the window and the source.
 *
 * @throws PlacementError if nothing of the patch is on pixels with data
 * @throws ImageError for a damaged file
 */
export async function prepare(preparation: Preparation): Promise<Prepared> {
  const { source, others } = preparation;
  const wanted = [...source.seen.bands, ...others.map((pair) => pair.source)];
  const patch = await guard('source', () =>
    readSource(source.image, wanted, source.layout, source.seen.bands),
  );
  return guard('scene', () => prepareScene(preparation, patch));
}

async function prepareScene(preparation: Preparation, patch: Pixels): Promise<Prepared> {
  const { scene, source, others, place, side } = preparation;
  const { pyramid, seen } = scene;
  const all = Array.from({ length: pyramid.raster.bands }, (_, i) => i);
  const region = regionOf(preparation);
  const native = await readWindow(pyramid.levels[0]!, pyramid.raster, all, region, seen.bands);
  const mask = maskOf(preparation, patch, native.valid && cut(native.valid, region, place));
  if (!mask.includes(1)) throw nothingLeft(preparation, patch);

  const masked = overGrid(place, preparation, { ...patch, planes: [], valid: mask });
  const canvasMask = atLeastHalf(masked.coverage);
  const box = boundsOf(canvasMask, side);
  const seenSource = overGrid(place, preparation, patch, source.seen);
  const sourceValid = atLeastHalf(seenSource.coverage);
  requireBands(seenSource, source.seen);
  fillLacking(seenSource.channels, side, side);
  const context = await readContext(preparation, mask);
  const valid = atLeastHalf(context.averaged.coverage);
  fillLacking(context.averaged.channels, side, side);

  return {
    canvas: {
      target: interleave(context.averaged.channels),
      source: interleave(seenSource.channels),
      ...{ valid, sourceValid, mask: canvasMask, box, band: bandOf(box, preparation) },
    },
    native: {
      region,
      scene: native,
      source: patch,
      mask,
      pixels: mask.reduce((sum, is) => sum + is, 0),
      means: others.map((_, i) => ({
        scene: context.means[i]!,
        source: meanOf(patch.planes[source.seen.bands.length + i]!, mask),
      })),
    },
  };
}

/** @throws PlacementError for a band that the model sees and that has no data where the source goes */
function requireBands({ channels }: Averaged, { bands }: Seen): void {
  const lacking = bands.filter((_, c) => channels[c]!.every(Number.isNaN));
  if (lacking.length === 0) return;
  const named = lacking.map((band) => band + 1).join(', ');
  throw new PlacementError(
    `The source has no data in band ${named} where the patch goes. Choose other bands (sourceBands) or another part of it (sourceWindow).`,
  );
}

/** Leaves out the source and the mask, which may be large. */
export function drawingOf({ source: { seen }, mask: _, ...preparation }: Preparation): Drawing {
  return { ...preparation, source: { seen } };
}

/** Levels as 8-bit RGB of the canvas or of a box of it, as the model takes them. */
export function toPicture(
  levels: Float32Array,
  side: number,
  box: Box = { x: 0, y: 0, width: side, height: side },
): RgbImage<Uint8Array> {
  const data = new Uint8Array(box.width * box.height * 3);
  for (let y = 0, at = 0; y < box.height; y++)
    for (let i = ((box.y + y) * side + box.x) * 3, end = i + box.width * 3; i < end; i++)
      data[at++] = Math.round(Math.min(Math.max(levels[i]!, 0), 255));
  return { data, width: box.width, height: box.height, channels: 3 };
}

/** The part of the scene that may change: the place and the edge band around it, within the window and the scene. */
export function regionOf(preparation: Preparation): Window {
  const { place, window, scene } = preparation;
  // The band on the canvas is no wider, because the mask is not larger than the place.
  const onCanvas = [place.width, place.height].map((length) => Math.ceil(length / window.scale) + 1);
  const band = bandOf({ width: onCanvas[0]!, height: onCanvas[1]! }, preparation);
  const reach = band === 0 ? 0 : Math.ceil((band + 1) * window.scale);
  return intersect(intersect(grown(place, reach), whole(scene.pyramid.raster)), window);
}

/** A part of an array that holds a window. */
function cut(values: Uint8Array, window: Window, part: Window): Uint8Array {
  const taken = new Uint8Array(part.width * part.height);
  for (let y = 0; y < part.height; y++) {
    const start = (part.y - window.y + y) * window.width + part.x - window.x;
    taken.set(values.subarray(start, start + part.width), y * part.width);
  }
  return taken;
}

function maskOf({ mask, fillNodata }: Preparation, patch: Pixels, sceneValid?: Uint8Array): Uint8Array {
  const inside = new Uint8Array(patch.width * patch.height).fill(1);
  for (let i = 0; i < inside.length; i++)
    if (mask?.[i] === 0 || patch.valid?.[i] === 0 || (!fillNodata && sceneValid?.[i] === 0)) inside[i] = 0;
  return inside;
}

function nothingLeft({ place, mask }: Preparation, patch: Pixels): PlacementError {
  const hasSource = !patch.valid || patch.valid.some((is, i) => is === 1 && mask?.[i] !== 0);
  return new PlacementError(
    hasSource
      ? `The patch at x ${place.x}, y ${place.y}, ${place.width} x ${place.height} px lies only on pixels of the scene without data. Choose another place, or set fillNodata.`
      : 'The source has no data where the patch goes. Choose another part of it (sourceWindow).',
  );
}

/** Averages a part of the scene's grid over the canvas. */
function overGrid(place: Window, { window, side }: Preparation, pixels: Pixels, seen?: Seen): Averaged {
  const average = new AreaAverage(window, { width: side, height: side }, seen ? 3 : 0);
  const levels = seen && new LevelRows(pixels.planes, seen, pixels.width);
  for (let y = 0; y < pixels.height; y++) {
    const start = y * pixels.width;
    const rows = levels?.at(start) ?? [];
    average.addRow(place.y - window.y + y, place.x - window.x, rows, pixels.width, pixels.valid, start);
  }
  return average.averages();
}

/** Levels of red, green and blue, row by row; the same three for grey. */
class LevelRows {
  private readonly rows: Float64Array[];

  constructor(
    private readonly planes: Pixels['planes'],
    private readonly seen: Seen,
    private readonly width: number,
    private readonly isNodata?: (sample: number) => boolean,
  ) {
    this.rows = seen.bands.map(() => new Float64Array(width));
  }

  /** The row that starts at an index, NaN where a band has no data. The next call overwrites it. */
  at(start: number): Float64Array[] {
    const { stretch, inverted } = this.seen;
    const { toLevel } = scaleOf(stretch, inverted);
    for (const [c, row] of this.rows.entries()) {
      const plane = this.planes[c]!;
      for (let i = 0; i < this.width; i++) {
        const sample = plane[start + i]!;
        row[i] = Number.isFinite(sample) && !this.isNodata?.(sample) ? toLevel(sample) : Number.NaN;
      }
    }
    const [first, second = first, third = first] = this.rows;
    return [first!, second!, third!];
  }
}

/** Reads the window, and averages its levels and its other bands around the patch. */
async function readContext(
  preparation: Preparation,
  mask: Uint8Array,
): Promise<{ averaged: Averaged; means: number[] }> {
  const { scene, others, window, place, side } = preparation;
  const { pyramid, seen } = scene;
  const average = new AreaAverage(window, { width: side, height: side }, 3);
  const sums = others.map(() => ({ sum: 0, count: 0 }));
  const read = [...seen.bands, ...others.map((pair) => pair.scene)];
  const isNodata = nodataTest(pyramid.raster);
  const visible = intersect(window, whole(pyramid.raster));
  for (const stripe of stripesOf(visible, pyramid.raster.block.height)) {
    const { planes, valid } = await readWindow(pyramid.levels[0]!, pyramid.raster, read, stripe, seen.bands);
    const levels = new LevelRows(planes, seen, stripe.width, isNodata);
    for (let y = 0; y < stripe.height; y++) {
      const start = y * stripe.width;
      const rows = levels.at(start);
      const has = valid?.slice(start, start + stripe.width) ?? new Uint8Array(stripe.width).fill(1);
      for (let i = 0; i < has.length; i++) if (rows.every((row) => Number.isNaN(row[i]))) has[i] = 0;
      average.addRow(stripe.y - window.y + y, stripe.x - window.x, rows, stripe.width, has);
      if (sums.length === 0) continue;
      hide(has, mask, place, stripe.x, stripe.y + y);
      for (const [other, total] of sums.entries())
        for (let i = 0; i < stripe.width; i++) {
          const value = planes[seen.bands.length + other]![start + i]!;
          if (has[i] === 0 || !Number.isFinite(value) || isNodata?.(value)) continue;
          total.sum += value;
          total.count++;
        }
    }
  }
  return {
    averaged: average.averages(),
    means: sums.map(({ sum, count }) => (count === 0 ? Number.NaN : sum / count)),
  };
}

/** Clears those pixels of a row that are under the patch. */
function hide(row: Uint8Array, mask: Uint8Array, place: Window, x: number, y: number): void {
  if (y < place.y || y >= place.y + place.height) return;
  const start = (y - place.y) * place.width;
  for (let i = 0; i < place.width; i++) if (mask[start + i] === 1) row[place.x + i - x] = 0;
}

function meanOf(plane: Pixels['planes'][number], mask: Uint8Array): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < plane.length; i++)
    if (mask[i] === 1 && Number.isFinite(plane[i])) {
      sum += plane[i]!;
      count++;
    }
  return count === 0 ? Number.NaN : sum / count;
}

/** A cell belongs to a mask if at least half of it does. If no cell does, every cell that the mask touches belongs to it. */
function atLeastHalf(coverage: Float32Array): Uint8Array {
  const half = Uint8Array.from(coverage, (part) => (part >= 0.5 - 1e-6 ? 1 : 0));
  return half.includes(1) ? half : someOf(coverage);
}

function someOf(coverage: Float32Array): Uint8Array {
  return Uint8Array.from(coverage, (part) => (part > 0 ? 1 : 0));
}

function boundsOf(mask: Uint8Array, side: number): Box {
  let [left, top, right, bottom] = [side, side, 0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const [x, y] = [i % side, Math.floor(i / side)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** As wide as LTF's edge band, at least one latent pixel. */
function bandOf({ width, height }: Size, { edge, factor }: Preparation): number {
  if (edge === undefined) return 0;
  const shorter = Math.min(Math.floor(width / factor), Math.floor(height / factor));
  return Math.max(Math.floor(edge * shorter), 1) * factor;
}

function grown({ x, y, width, height }: Window, by: number): Window {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function interleave(channels: readonly Float32Array[]): Float32Array {
  const data = new Float32Array(channels[0]!.length * 3);
  // A band without any data in the window is black.
  for (const [c, channel] of channels.entries())
    for (let i = 0; i < channel.length; i++) data[3 * i + c] = Number.isNaN(channel[i]) ? 0 : channel[i]!;
  return data;
}
