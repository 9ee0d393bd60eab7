import type { RawImage } from '../image/raw-image.js';
import { nodataTest } from '../raster/picture.js';
import type { Pyramid } from '../raster/pyramid.js';
import type { BandData } from '../raster/samples.js';
import { readWindow } from '../raster/valid.js';
import { intersect, type Window } from '../raster/window.js';
import type { Size } from '../values/size.js';
import { AreaAverage } from './average.js';
import { fillLacking } from './fill.js';
import { boundsOfTurned, type Pixels, turnInto } from './resample.js';

/**
 * Where the source's samples come from: a TIFF that is read in windows, or decoded pixels, whose last of 2 or 4 channels is
 * alpha.
 */
export type SourceImage = { pyramid: Pyramid } | { raw: RawImage };

/** Number of bands, without the alpha of decoded pixels. */
export function bandsOf(image: SourceImage): number {
  if ('pyramid' in image) return image.pyramid.raster.bands;
  return hasAlpha(image.raw) ? image.raw.channels - 1 : image.raw.channels;
}

function hasAlpha({ channels }: RawImage): boolean {
  return channels === 2 || channels === 4;
}

/** How the source is placed in its box. */
export interface SourceLayout {
  /** The part of the source that is inserted, in its pixels. */
  window: Window;
  /** Degrees clockwise. */
  rotation: number;
  /** Size of the box, in pixels of the scene. */
  box: Size;
  /** The part of the box that is within the scene. */
  part: Window;
}

/**
 * Reads bands of the source at the size of its box: unchanged if they have this size, averaged by area if the box is
 * smaller, and interpolated if it is larger. Where a pixel has data but one of its bands has none, that band is filled in
 * from the pixels around it.
 *
 * @param bands counted from 0
 * @param deciding those of them that say whether a pixel has data; all by default
 * @returns planes in the type of the source, or floating point; NaN in a band without any data
 * @throws Error for a damaged file
 */
export async function readSource(
  image: SourceImage,
  bands: readonly number[],
  { window, rotation, box, part }: SourceLayout,
  deciding: readonly number[] = bands,
): Promise<Pixels> {
  const read = (window: Window) => readPart(image, bands, window, deciding);
  const isTurned = rotation % 360 !== 0;
  const reduced = reducedSize({ window, rotation, box });
  const isWhole = reduced.width === window.width && reduced.height === window.height;
  if (isWhole && !isTurned && window.width === box.width && window.height === box.height)
    return filled(
      await read({
        ...{ x: window.x + part.x, y: window.y + part.y },
        ...{ width: part.width, height: part.height },
      }),
    );
  const picture = isWhole
    ? await read(window)
    : await averagePart(image, bands.length, window, reduced, read);
  return turnInto(filled(picture), rotation, box, part);
}

/** Size to which the window is averaged before it is turned and interpolated; its own if the box is not smaller. */
export function reducedSize({ window, rotation, box }: Omit<SourceLayout, 'part'>): Size {
  if (rotation % 360 === 0)
    return { width: Math.min(window.width, box.width), height: Math.min(window.height, box.height) };
  const around = boundsOfTurned(window, rotation);
  const shrink = Math.max(1, Math.min(around.width / box.width, around.height / box.height));
  return {
    width: Math.max(1, Math.round(window.width / shrink)),
    height: Math.max(1, Math.round(window.height / shrink)),
  };
}

function filled(picture: Pixels): Pixels {
  const { width, height, planes, valid } = picture;
  const lacking = planes.filter(
    (plane) => isFloat(plane) && plane.some((sample, i) => valid?.[i] !== 0 && Number.isNaN(sample)),
  );
  fillLacking(lacking, width, height);
  return picture;
}

/**
 * Reads a window at the source's own size. Where a pixel has data but one of its bands has none, that sample is NaN.
 *
 * @throws Error for a damaged file
 */
export async function readPart(
  image: SourceImage,
  bands: readonly number[],
  window: Window,
  deciding: readonly number[],
): Promise<Pixels> {
  const size = { width: window.width, height: window.height };
  if ('pyramid' in image) {
    const { raster, levels } = image.pyramid;
    const { planes, valid } = await readWindow(levels[0]!, raster, bands, window, deciding);
    const isNodata = nodataTest(raster);
    if (!isNodata) return { ...size, planes, ...(valid && { valid }) };
    const lacks = (sample: number) => !Number.isFinite(sample) || isNodata(sample);
    return { ...size, planes: planes.map((plane) => mark(plane, lacks, valid)), ...(valid && { valid }) };
  }
  const { raw } = image;
  const alpha = hasAlpha(raw) ? cut(raw, raw.channels - 1, window) : undefined;
  const valid = alpha?.includes(0) ? Uint8Array.from(alpha, (sample) => (sample === 0 ? 0 : 1)) : undefined;
  const planes = bands.map((band) => cut(raw, band, window));
  const lacks = (sample: number) => !Number.isFinite(sample);
  return {
    ...size,
    planes: planes.map((plane) => (isFloat(plane) ? mark(plane, lacks, valid) : plane)),
    ...(valid && { valid }),
  };
}

/** A window of one channel of interleaved samples. 64-bit integers become doubles. */
function cut({ data, channels, width }: RawImage, channel: number, window: Window): BandData {
  const isBig = (data as unknown) instanceof BigInt64Array || (data as unknown) instanceof BigUint64Array;
  const Plane = (isBig ? Float64Array : data.constructor) as new (length: number) => BandData;
  const plane = new Plane(window.width * window.height);
  for (let y = 0, at = 0; y < window.height; y++) {
    let from = ((window.y + y) * width + window.x) * channels + channel;
    for (let x = 0; x < window.width; x++, at++, from += channels) plane[at] = Number(data[from]);
  }
  return plane;
}

function isFloat(plane: BandData): boolean {
  return plane instanceof Float32Array || plane instanceof Float64Array;
}

/** Makes samples without data NaN if any pixel that has data has such samples. */
function mark(plane: BandData, lacks: (sample: number) => boolean, valid?: Uint8Array): BandData {
  if (!plane.some((sample, i) => valid?.[i] !== 0 && lacks(sample))) return plane;
  const marked = plane.BYTES_PER_ELEMENT > 2 ? new Float64Array(plane) : new Float32Array(plane);
  for (let i = 0; i < marked.length; i++) if (valid?.[i] === 0 || lacks(plane[i]!)) marked[i] = Number.NaN;
  return marked;
}

/** Pixels that are read at a time. */
const STRIPE = 4_000_000;

/** Averages a window over the pixels of a smaller picture, some rows at a time. */
async function averagePart(
  image: SourceImage,
  bands: number,
  window: Window,
  size: Size,
  read: (stripe: Window) => Promise<Pixels>,
): Promise<Pixels> {
  const average = new AreaAverage(window, size, bands);
  for (const stripe of stripesOf(window, 'pyramid' in image ? image.pyramid.raster.block.height : 1)) {
    const { planes, valid } = await read(stripe);
    for (let y = 0; y < stripe.height; y++) {
      const start = y * stripe.width;
      const rows = planes.map((plane) => plane.subarray(start, start + stripe.width));
      average.addRow(stripe.y - window.y + y, 0, rows, stripe.width, valid, start);
    }
  }
  const { channels, coverage } = average.averages();
  const valid = Uint8Array.from(coverage, (part) => (part >= 0.5 ? 1 : 0));
  return { ...size, planes: channels, ...(valid.includes(0) && { valid }) };
}

/** Parts of a window that hold whole rows of blocks, so that no block is decompressed twice. */
export function* stripesOf(window: Window, blockHeight: number): Generator<Window> {
  const rows = Math.max(1, Math.floor(STRIPE / window.width / blockHeight)) * blockHeight;
  for (let y = Math.floor(window.y / rows) * rows; y < window.y + window.height; y += rows)
    yield intersect({ x: window.x, y, width: window.width, height: rows }, window);
}
