import { Matrix, solve } from 'ml-matrix';
import type { Size } from '../values/size.js';
import type { TagValue } from './tags.js';

/**
 * From pixels to the coordinates of a raster: x = a column + b row + c, y = d column + e row + f. Columns and rows count
 * from the outer corner of the first pixel, so that its centre is at (0.5, 0.5).
 */
export interface Grid {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

// Tags of a grid
export const PIXEL_SCALE = 33550;
export const TIE_POINTS = 33922;
export const TRANSFORMATION = 34264;

/** The grid that the tags of a GeoTIFF state, as GDAL reads them; undefined if they state no grid. */
export function gridOfTags(tags: ReadonlyMap<number, TagValue>, pixelIsPoint: boolean): Grid | undefined {
  const [scale, ties, matrix] = [PIXEL_SCALE, TIE_POINTS, TRANSFORMATION].map((tag) =>
    numbers(tags.get(tag)),
  );
  const grid =
    fromScale(scale!, ties!) ?? fromMatrix(matrix!) ?? (scale!.length < 2 ? fit(ties!) : undefined);
  // Tie points of such a raster are the centres of pixels.
  return grid && pixelIsPoint ? fromCentre(grid) : grid;
}

/** The grid of a world file. Its six numbers are A, D, B, E, C and F, with C and F for the first pixel's centre. */
export function gridOfWorldFile(text: string): Grid | undefined {
  const [a, d, b, e, c, f] = text.trim().split(/\s+/).map(Number);
  return finite({ a, b, c, d, e, f }, fromCentre);
}

/** GDAL's six numbers, in the order C, A, B, F, D, E, separated by commas. */
export function gridOfGeoTransform(text: string): Grid | undefined {
  const [c, a, b, f, d, e] = text.split(',').map(Number);
  return finite({ a, b, c, d, e, f });
}

/** Coordinates of a point of the raster. */
export function at({ a, b, c, d, e, f }: Grid, column: number, row: number): [x: number, y: number] {
  return [a * column + b * row + c, d * column + e * row + f];
}

export function centreOf(grid: Grid, { width, height }: Size): [x: number, y: number] {
  return at(grid, width / 2, height / 2);
}

/** The point of the raster that has these coordinates. Not finite if the grid has no area. */
export function pixelAt(
  { a, b, c, d, e, f }: Grid,
  [x, y]: readonly [number, number],
): [column: number, row: number] {
  const [dx, dy, area] = [x - c, y - f, a * e - b * d];
  return [(e * dx - b * dy) / area, (a * dy - d * dx) / area];
}

/** Side of a square as large as a pixel, in units of the coordinates. */
export function sideOf({ a, b, d, e }: Grid): number {
  return Math.sqrt(Math.abs(a * e - b * d));
}

function numbers(value: TagValue | undefined): number[] {
  return Array.isArray(value) ? value : [];
}

function finite(grid: { [name in keyof Grid]: number | undefined }, then = (grid: Grid) => grid) {
  return Object.values(grid).every(Number.isFinite) ? then(grid as Grid) : undefined;
}

function fromCentre(grid: Grid): Grid {
  const [c, f] = at(grid, -0.5, -0.5);
  return { ...grid, c, f };
}

/** Rows count southwards whatever the sign of the scale: many programs write it negative. */
function fromScale(scale: number[], ties: number[]): Grid | undefined {
  const [across, down] = scale;
  if (!across || !down || ties.length < 6) return undefined;
  const [column, row, , x, y] = ties as [number, number, number, number, number];
  const [a, e] = [across, -Math.abs(down)];
  const grid = finite({ a, b: 0, c: x - column * a, d: 0, e, f: y - row * e });
  // Further tie points may say something else.
  return grid && departure(grid, ties) < TOLERANCE ? grid : undefined;
}

function fromMatrix(matrix: number[]): Grid | undefined {
  const [a, b, , c, d, e, , f] = matrix;
  return matrix.length === 16 ? finite({ a, b, c, d, e, f }) : undefined;
}

/** The grid of at least three tie points, if they agree. Ground control points that need a warp do not. */
function fit(ties: number[]): Grid | undefined {
  const count = Math.floor(ties.length / 6);
  if (count < 3 || !ties.every(Number.isFinite)) return undefined;
  // Relative to the first, so that large coordinates do not cost accuracy.
  const rows = Array.from({ length: count }, (_, i) =>
    [0, 1, 3, 4].map((at) => ties[6 * i + at]! - ties[at]!),
  ) as [column: number, row: number, x: number, y: number][];
  const pixels = new Matrix(rows.map(([column, row]) => [column, row, 1]));
  const places = new Matrix(rows.map(([, , x, y]) => [x, y]));
  const fitted = solve(pixels, places, true);
  const [a, b, c] = fitted.getColumn(0) as [number, number, number];
  const [d, e, f] = fitted.getColumn(1) as [number, number, number];
  const origin = { a, b, c: c + ties[3]!, d, e, f: f + ties[4]! };
  const [x, y] = at(origin, -ties[0]!, -ties[1]!);
  const grid = finite({ ...origin, c: x, f: y });
  return grid && departure(grid, ties) < TOLERANCE ? grid : undefined;
}

/** How far tie points may be off, as a part of their extent. */
const TOLERANCE = 1e-3;

/** Largest distance between a tie point and its place on the grid, as a part of the extent of the points. */
function departure(grid: Grid, ties: number[]): number {
  let [most, extent] = [0, 0];
  for (let i = 6; i + 5 < ties.length; i += 6) {
    const [x, y] = at(grid, ties[i]!, ties[i + 1]!);
    most = Math.max(most, Math.hypot(ties[i + 3]! - x, ties[i + 4]! - y));
    extent = Math.max(extent, Math.hypot(ties[i + 3]! - ties[3]!, ties[i + 4]! - ties[4]!));
  }
  return most === 0 ? 0 : most / extent;
}
