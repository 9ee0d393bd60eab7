import type { Pyramid } from '../raster/pyramid.js';
import type { SampleType } from '../raster/samples.js';
import { readWindow } from '../raster/valid.js';
import { intersect, type Window } from '../raster/window.js';
import type { Size } from '../values/size.js';
import { AreaAverage } from './average.js';
import { boundsOfTurned, type Pixels, turnInto } from './resample.js';

/** Where the source's samples come from: a TIFF that is read in windows, or decoded pixels. */
export type SourceImage = { pyramid: Pyramid } | ({ type: SampleType } & Pixels);

/** How the source is laid into its box. */
export interface SourceLayout {
  /** What is taken of the source, in its pixels. */
  window: Window;
  /** Degrees clockwise. */
  rotation: number;
  /** Size of the box, in pixels of the scene. */
  box: Size;
  /** The part of the box that is within the scene. */
  part: Window;
}

/**
 * Reads bands of the source at the size of its box: as they are if they have it, averaged by area where the box is
 * smaller, and interpolated where it is larger.
 *
 * @param bands counted from 0
 * @throws Error for a damaged file
 */
export async function readSource(
  image: SourceImage,
  bands: readonly number[],
  { window, rotation, box, part }: SourceLayout,
): Promise<Pixels> {
  const isTurned = rotation % 360 !== 0;
  const around = boundsOfTurned(window, rotation);
  const shrink = Math.max(1, Math.min(around.width / box.width, around.height / box.height));
  const reduced = isTurned
    ? {
        width: Math.max(1, Math.round(window.width / shrink)),
        height: Math.max(1, Math.round(window.height / shrink)),
      }
    : { width: Math.min(window.width, box.width), height: Math.min(window.height, box.height) };
  const isWhole = reduced.width === window.width && reduced.height === window.height;
  if (isWhole && !isTurned && window.width === box.width && window.height === box.height)
    return readPart(image, bands, {
      ...{ x: window.x + part.x, y: window.y + part.y },
      ...{ width: part.width, height: part.height },
    });
  const picture = isWhole
    ? await readPart(image, bands, window)
    : await averagePart(image, bands, window, reduced);
  return turnInto(picture, rotation, box, part);
}

async function readPart(image: SourceImage, bands: readonly number[], window: Window): Promise<Pixels> {
  const size = { width: window.width, height: window.height };
  if ('pyramid' in image) {
    const { raster, levels } = image.pyramid;
    return { ...size, ...(await readWindow(levels[0]!, raster, bands, window)) };
  }
  const cut = <T extends Pixels['planes'][number]>(plane: T): T => {
    const part = new (plane.constructor as new (length: number) => T)(window.width * window.height);
    for (let y = 0; y < window.height; y++) {
      const start = (window.y + y) * image.width + window.x;
      part.set(plane.subarray(start, start + window.width), y * window.width);
    }
    return part;
  };
  return {
    ...size,
    planes: bands.map((band) => cut(image.planes[band]!)),
    ...(image.valid && { valid: cut(image.valid) }),
  };
}

/** Pixels that are read at a time. */
const STRIPE = 4_000_000;

/** Averages a window over the pixels of a smaller picture, some rows at a time. */
async function averagePart(
  image: SourceImage,
  bands: readonly number[],
  window: Window,
  size: Size,
): Promise<Pixels> {
  const average = new AreaAverage(window, size, bands.length);
  for (const stripe of stripesOf(window, 'pyramid' in image ? image.pyramid.raster.block.height : 1)) {
    const { planes, valid } = await readPart(image, bands, stripe);
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
