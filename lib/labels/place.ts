import type { Window } from '../raster/window.js';
import { boundsOfTurned, direction } from '../scene/resample.js';
import { reducedSize } from '../scene/source.js';
import type { Position, Shape } from './shape.js';

/** How a source is placed in a scene. */
export interface Placement {
  /** The part of the source that is inserted, in its pixels. */
  sourceWindow: Window;
  /** Degrees clockwise. */
  rotation: number;
  /** What the rectangle around the turned window fills, in pixels of the scene. It may reach beyond the scene. */
  box: Window;
}

/** From one image's pixels to another's: [a·x + b·y + c, d·x + e·y + f]. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** From pixels of the source to pixels of the scene, exactly as `readSource` moves them. */
export function toScene({ sourceWindow: window, rotation, box }: Placement): Affine {
  const reduced = reducedSize({ window, rotation, box });
  const around = boundsOfTurned(reduced, rotation);
  const [cos, sin] = direction(rotation);
  const [toReducedX, toReducedY] = [reduced.width / window.width, reduced.height / window.height];
  const [toBoxX, toBoxY] = [box.width / around.width, box.height / around.height];
  const [a, b] = [toBoxX * cos * toReducedX, -toBoxX * sin * toReducedY];
  const [d, e] = [toBoxY * sin * toReducedX, toBoxY * cos * toReducedY];
  // The middle of the window is in the middle of the box.
  const [middleX, middleY] = [window.x + window.width / 2, window.y + window.height / 2];
  const c = box.x + box.width / 2 - a * middleX - b * middleY;
  const f = box.y + box.height / 2 - d * middleX - e * middleY;
  return [a, b, c, d, e, f];
}

export function inverse([a, b, c, d, e, f]: Affine): Affine {
  const factor = 1 / (a * e - b * d);
  const [ia, ib, id, ie] = [e * factor, -b * factor, -d * factor, a * factor];
  return [ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f)];
}

export function apply([a, b, c, d, e, f]: Affine, x: number, y: number): Position {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** Positions per pixel of a moved shape. More digits would mean nothing and would slow down the exact clipping. */
const STEPS = 1024;

export function moved(shape: Shape, affine: Affine): Shape {
  return shape.map((polygon) =>
    polygon.map((ring) =>
      ring.map(([x, y]) => apply(affine, x, y).map((value) => Math.round(value * STEPS) / STEPS) as Position),
    ),
  );
}
