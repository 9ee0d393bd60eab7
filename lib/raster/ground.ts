import type { ToGeographic } from './crs/transform.js';
import { at, type Grid } from './grid.js';
import { wrapLongitude } from './longitude.js';

/** A known location and scale: a point of an image in degrees, and metres per pixel there. */
export interface Georeference {
  gsd?: number;
  longitude?: number;
  latitude?: number;
}

/** A point of a raster, counted from the outer corner of its first pixel. */
export type Pixel = readonly [column: number, row: number];

/**
 * Place and scale at a point of a raster. The GSD is the side of a square that covers as much ground as the pixel,
 * whatever its shape and whatever the projection does to lengths.
 *
 * @returns nothing where the coordinates are outside the projection's domain
 */
export function onGround(grid: Grid, pixel: Pixel, toGeographic: ToGeographic): Georeference {
  const place = toGeographic(at(grid, ...pixel));
  const area = place && pixelArea(grid, pixel, toGeographic);
  if (!place || !area) return {};
  return known({ gsd: Math.sqrt(area), longitude: wrapLongitude(place[0]), latitude: place[1] });
}

/** Metres between the two points whose distance gives the scale: long against rounding, short against curvature. */
const BASELINE = 100;

/** In square metres. The pixel is a parallelogram with sides along the raster's columns and rows. */
function pixelArea(grid: Grid, [column, row]: Pixel, toGeographic: ToGeographic): number | undefined {
  const side = (across: number, down: number): Vector | undefined => {
    const [before, after] = [-0.5, 0.5].map((part) =>
      toGeographic(at(grid, column + part * across, row + part * down)),
    );
    return before && after && difference(earthCentred(after), earthCentred(before));
  };
  const area = (pixels: number): number | undefined => {
    const [width, height] = [side(pixels, 0), side(0, pixels)];
    return width && height && length(cross(width, height)) / pixels ** 2;
  };
  const rough = area(1);
  return rough && rough < BASELINE ** 2 ? area(BASELINE / Math.sqrt(rough)) : rough;
}

type Vector = [number, number, number];

/** Earth-centred, Earth-fixed coordinates on WGS 84, in metres. They have no poles and no antimeridian. */
function earthCentred([longitude, latitude]: readonly [number, number]): Vector {
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  const [a, flattening] = [6378137, 1 / 298.257223563];
  const e2 = flattening * (2 - flattening);
  const n = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const fromAxis = n * Math.cos(phi);
  return [fromAxis * Math.cos(lambda), fromAxis * Math.sin(lambda), n * (1 - e2) * Math.sin(phi)];
}

function difference(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function length(vector: Vector): number {
  return Math.hypot(...vector);
}

/** Drops impossible values. */
export function known({ gsd, longitude, latitude }: Georeference): Georeference {
  const place = isWithin(longitude, -180, 180) && isWithin(latitude, -90, 90);
  return {
    ...(isWithin(gsd, 1e-3, 10_000) && { gsd }),
    ...(place && { longitude, latitude }),
  };
}

function isWithin(value: number | undefined, low: number, high: number): value is number {
  return value !== undefined && value >= low && value <= high;
}
