import type { Size } from '../values/size.js';

/** 1 where the square of side 2 `radius` + 1 around a pixel holds a pixel of the mask that is not 0. */
export function dilate(mask: Uint8Array, size: Size, radius: number): Uint8Array {
  return squareFilter(mask, size, radius, 1);
}

/**
 * 1 where the square of side 2 `radius` + 1 around a pixel lies within the mask. Everything beyond the edge of the image
 * is background, as it is in the pipeline.
 */
export function erode(mask: Uint8Array, size: Size, radius: number): Uint8Array {
  return squareFilter(mask, size, radius, 2 * radius + 1);
}

/** Rows, then columns: 1 where at least `least` of the 2 `radius` + 1 pixels around a pixel are not 0. */
function squareFilter(mask: Uint8Array, { width, height }: Size, radius: number, least: number): Uint8Array {
  const rows = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) lineFilter(mask, rows, y * width, 1, width, radius, least);
  const result = new Uint8Array(mask.length);
  for (let x = 0; x < width; x++) lineFilter(rows, result, x, width, height, radius, least);
  return result;
}

/** One line of `count` pixels that lie `stride` apart, with a running sum of the window. */
function lineFilter(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  stride: number,
  count: number,
  radius: number,
  least: number,
): void {
  const inside = (i: number) => (i >= 0 && i < count && from[start + i * stride] !== 0 ? 1 : 0);
  let sum = 0;
  for (let i = 0; i < Math.min(radius, count); i++) sum += inside(i);
  for (let i = 0; i < count; i++) {
    sum += inside(i + radius) - inside(i - radius - 1);
    if (sum >= least) to[start + i * stride] = 1;
  }
}
