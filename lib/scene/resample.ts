import type { BandData } from '../raster/samples.js';
import type { Window } from '../raster/window.js';
import type { Size } from '../values/size.js';

/** Samples of some bands, and which pixels have data. */
export interface Pixels extends Size {
  planes: BandData[];
  /** 0 where a pixel has no data; absent if all have. */
  valid?: Uint8Array;
}

/**
 * Turns a picture and resizes the rectangle around it to a box.
 *
 * @param rotation degrees clockwise
 * @param box size of that rectangle afterwards
 * @param part the part of the box that is wanted
 * @returns pixels of the size of `part`; those beyond the picture's edges have no data
 */
export function turnInto(
  picture: Pixels,
  rotation: number,
  box: Size,
  part: Window,
): Pixels & { planes: Float32Array[] } {
  const { width, height } = picture;
  const [cos, sin] = direction(rotation);
  const around = boundsOfTurned(picture, rotation);
  const planes = picture.planes.map(() => new Float32Array(part.width * part.height));
  const valid = new Uint8Array(part.width * part.height);
  for (let y = 0, at = 0; y < part.height; y++) {
    const v = ((part.y + y + 0.5) / box.height - 0.5) * around.height;
    for (let x = 0; x < part.width; x++, at++) {
      const u = ((part.x + x + 0.5) / box.width - 0.5) * around.width;
      const [column, row] = [u * cos + v * sin + width / 2, v * cos - u * sin + height / 2];
      if (!isWithin(column, width) || !isWithin(row, height)) continue;
      const taps = tapsAt(picture, column - 0.5, row - 0.5);
      if (!taps) continue;
      valid[at] = 1;
      for (const [band, plane] of picture.planes.entries()) {
        let sum = 0;
        for (let i = 0; i < taps.count; i++) sum += taps.weights[i]! * plane[taps.places[i]!]!;
        planes[band]![at] = sum;
      }
    }
  }
  return { width: part.width, height: part.height, planes, ...(valid.includes(0) && { valid }) };
}

/** Size of the rectangle around a picture that has been turned, in pixels of the picture. Not rounded. */
export function boundsOfTurned({ width, height }: Size, rotation: number): Size {
  const [cos, sin] = direction(rotation).map(Math.abs) as [number, number];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}

/** Cosine and sine of degrees, exact for quarter turns. */
export function direction(rotation: number): [cos: number, sin: number] {
  const quarters = rotation / 90;
  if (Number.isInteger(quarters)) {
    const turns = ((quarters % 4) + 4) % 4;
    return [[1, 0, -1, 0][turns]!, [0, 1, 0, -1][turns]!];
  }
  const angle = (rotation * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

const EDGE = 1e-6;

function isWithin(place: number, length: number): boolean {
  return place > -EDGE && place < length + EDGE;
}

const taps = { count: 0, places: new Int32Array(16), weights: new Float64Array(16) };
const [across, down] = [new Float64Array(4), new Float64Array(4)];

/**
 * Pixels around a place and their weights: bicubic (a = −0.5), or bilinear next to pixels without data.
 *
 * @returns undefined if the nearest pixel has no data. The next call overwrites the result.
 */
function tapsAt({ width, height, valid }: Pixels, x: number, y: number): typeof taps | undefined {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const nearest = clamp(Math.round(y), height) * width + clamp(Math.round(x), width);
  if (valid && valid[nearest] === 0) return undefined;
  for (let i = 0; i < 4; i++) {
    across[i] = cubic(x - left + 1 - i);
    down[i] = cubic(y - top + 1 - i);
  }
  if (collect(left, top, width, height, valid)) return taps;
  for (let i = 0; i < 4; i++) {
    across[i] = Math.max(0, 1 - Math.abs(x - left + 1 - i));
    down[i] = Math.max(0, 1 - Math.abs(y - top + 1 - i));
  }
  collect(left, top, width, height, valid);
  let sum = 0;
  for (let i = 0; i < taps.count; i++) sum += taps.weights[i]!;
  for (let i = 0; i < taps.count; i++) taps.weights[i]! /= sum;
  return taps;
}

/** Collects the pixels with a weight and data. @returns whether all pixels with a weight have data */
function collect(left: number, top: number, width: number, height: number, valid?: Uint8Array): boolean {
  taps.count = 0;
  let isWhole = true;
  for (let j = 0; j < 4; j++) {
    if (down[j] === 0) continue;
    const row = clamp(top - 1 + j, height) * width;
    for (let i = 0; i < 4; i++) {
      if (across[i] === 0) continue;
      const place = row + clamp(left - 1 + i, width);
      if (valid && valid[place] === 0) isWhole = false;
      else {
        taps.places[taps.count] = place;
        taps.weights[taps.count++] = across[i]! * down[j]!;
      }
    }
  }
  return isWhole;
}

function clamp(index: number, length: number): number {
  return index < 0 ? 0 : index >= length ? length - 1 : index;
}

/** The Catmull-Rom kernel. */
export function cubic(distance: number): number {
  const d = Math.abs(distance);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}
