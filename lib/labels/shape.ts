import type { Window } from '../raster/window.js';
import { coversAny } from '../scene/polygon.js';

/** A point of an image in pixels. (0, 0) is the outer corner of the first pixel; x grows to the right and y downwards. */
export type Position = [x: number, y: number];

/** A closed line: its last position is its first again. */
export type Ring = Position[];

/** Polygons, each an outer ring and then its holes. They do not overlap, and their rings do not cross. */
export type Shape = Ring[][];

/** Farthest position that is read from a file, in pixels, so that areas have digits left. */
export const FARTHEST = 1e7;

/** The smallest rectangle around a shape, in pixels that need not be whole. */
export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Area of a ring in square pixels: positive if it runs clockwise on the screen, as y grows downwards. */
export function signedArea(ring: readonly Position[]): number {
  // Counted from the first position, because products of large coordinates lose digits.
  const [x0, y0] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!];
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum / 2;
}

/** In square pixels. */
export function areaOf(shape: Shape): number {
  return shape.reduce((sum, polygon) => sum + areaOfPolygon(polygon), 0);
}

export function areaOfPolygon([outer, ...holes]: readonly Ring[]): number {
  if (!outer) return 0;
  return holes.reduce((area, hole) => area - Math.abs(signedArea(hole)), Math.abs(signedArea(outer)));
}

/** @returns undefined for an empty shape */
export function boundsOf(shape: Shape): Bounds | undefined {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [outer] of shape)
    for (const [x, y] of outer ?? []) {
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  return left <= right ? { left, top, right, bottom } : undefined;
}

/** The whole pixels that a rectangle touches. They may reach beyond the image. */
export function pixelsOf({ left, top, right, bottom }: Bounds): Window {
  const [x, y] = [Math.floor(left), Math.floor(top)];
  return { x, y, width: Math.max(Math.ceil(right) - x, 1), height: Math.max(Math.ceil(bottom) - y, 1) };
}

export function boxShape({ left, top, right, bottom }: Bounds): Shape {
  return [
    [
      [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
        [left, top],
      ],
    ],
  ];
}

/** Whether the centre of any pixel is inside. */
export function coversPixel(shape: Shape): boolean {
  const bounds = boundsOf(shape);
  return bounds !== undefined && coversAny({ parts: shape }, pixelsOf(bounds));
}

/** With rows that grow upwards from zero, or back. */
export function flipped(shape: Shape): Shape {
  return shape.map((rings) => rings.map((ring) => ring.map(([x, y]): Position => [x, 0 - y])));
}

/** Number of positions in all rings. */
export function countPositions(shape: Shape): number {
  return shape.reduce((sum, polygon) => sum + polygon.reduce((sum, { length }) => sum + length, 0), 0);
}

/**
 * Rounds the positions, and leaves out those that are then on a straight line between their neighbours.
 *
 * @returns undefined if nothing is left that has an area
 */
export function roundRing(ring: readonly Position[], decimals: number): Ring | undefined {
  const scale = 10 ** decimals;
  const kept: Ring = [];
  const isStraight = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) =>
    (bx - ax) * (cy - ay) === (by - ay) * (cx - ax);
  // In whole numbers, whose products are exact.
  const points = ring.slice(0, -1).map(([x, y]): Position => [Math.round(x * scale), Math.round(y * scale)]);
  for (const point of points) {
    while (kept.length > 1 && isStraight(kept.at(-2)!, kept.at(-1)!, point)) kept.pop();
    if (kept.length === 0 || kept.at(-1)![0] !== point[0] || kept.at(-1)![1] !== point[1]) kept.push(point);
  }
  while (kept.length > 2 && isStraight(kept.at(-2)!, kept.at(-1)!, kept[0]!)) kept.pop();
  while (kept.length > 2 && isStraight(kept.at(-1)!, kept[0]!, kept[1]!)) kept.shift();
  if (kept.length < 3) return undefined;
  // Adding 0 makes -0 a 0.
  const rounded = kept.map(([x, y]): Position => [x / scale + 0, y / scale + 0]);
  return [...rounded, rounded[0]!];
}
