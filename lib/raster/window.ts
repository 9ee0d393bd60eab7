import type { Size } from '../values/size.js';

/** A rectangle of pixels, from the upper left corner of a raster. */
export interface Window extends Size {
  x: number;
  y: number;
}

/** The window that holds all of a raster. */
export function whole({ width, height }: Size): Window {
  return { x: 0, y: 0, width, height };
}

/** The intersection of two windows. Its width or height is 0 or less if it is empty. */
export function intersect(a: Window, b: Window): Window {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return {
    ...{ x, y },
    width: Math.min(a.x + a.width, b.x + b.width) - x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
  };
}

/** Whether a window lies within a raster. */
export function fits({ x, y, width, height }: Window, raster: Size): boolean {
  return x >= 0 && y >= 0 && x + width <= raster.width && y + height <= raster.height;
}
