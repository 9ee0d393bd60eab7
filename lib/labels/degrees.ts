import type { RasterMap } from '../raster/map.js';
import { densify } from '../scene/densify.js';
import { intersectionOf } from './clip.js';
import { boundsOf, boxShape, type Position, type Shape } from './shape.js';

/** Longitudes and latitudes, and how many digits after the point they need. */
export interface Degrees {
  shape: Shape;
  decimals: number;
}

/**
 * A shape of a raster as longitude and latitude on WGS 84. Positions are added where the projection bends edges, so that
 * these are right to within 0.1 pixel. What crosses the antimeridian is cut there, as RFC 7946 asks for.
 *
 * @param name what messages call the object
 * @returns undefined if the shape reaches beyond what the projection can show
 * @throws LabelsError for a shape that is too complex to be cut
 */
export function toDegrees(shape: Shape, map: RasterMap, name: string): Degrees | undefined {
  const { left, top, right, bottom } = boundsOf(shape)!;
  const scale = scaleAt((left + right) / 2, (top + bottom) / 2, map);
  if (!scale) return undefined;
  const { origin, across, down } = scale;
  // In units of about a pixel, as `densify` and the clipping expect, with longitudes that go on past 180. From the south
  // pole and a turn west of the shape, because `densify` leaves edges bent that are beside a raster from (0, 0).
  const toScaled = ([x, y]: readonly [number, number]): Position | undefined => {
    const place = map.toGeographic(x, y);
    return place && [(360 + turned(place[0] - origin)) * across, (90 + place[1]) * down];
  };
  const scaled: Shape = [];
  for (const polygon of shape) {
    const rings = densify(polygon, toScaled, EVERYWHERE);
    if (!rings) return undefined;
    scaled.push(
      rings.map((ring) => ring.map(([x, y]): Position => [x + (origin - 360) * across, y - 90 * down])),
    );
  }
  const degrees = withinTurn(scaled, 360 * across, name).map((polygon) =>
    polygon.map((ring) => ring.map(([x, y]): Position => [x / across, y / down])),
  );
  const digits = Math.ceil(Math.log10(Math.max(across, down))) + 2;
  return { shape: degrees, decimals: Math.min(Math.max(digits, LEAST_DECIMALS), MOST_DECIMALS) };
}

/** RFC 7946 takes six as enough for most purposes; seven are a centimetre. */
const [LEAST_DECIMALS, MOST_DECIMALS] = [7, 12];
/** A raster that no edge is beside. */
const EVERYWHERE = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };

/** The longitude of a pixel, and pixels per degree of longitude and of latitude there. */
function scaleAt(
  x: number,
  y: number,
  map: RasterMap,
): { origin: number; across: number; down: number } | undefined {
  const here = map.toGeographic(x, y);
  const right = map.toGeographic(x + 1, y);
  const below = map.toGeographic(x, y + 1);
  if (!here || !right || !below) return undefined;
  const perPixel = (i: 0 | 1) => Math.hypot(turned(right[i] - here[i]), turned(below[i] - here[i]));
  return { origin: here[0], across: 1 / perPixel(0), down: 1 / perPixel(1) };
}

/** Degrees within -180 and 180. */
function turned(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

/** Cuts a shape at the antimeridian. @param turn length of all longitudes */
function withinTurn(shape: Shape, turn: number, name: string): Shape {
  const { left, top, right, bottom } = boundsOf(shape)!;
  if (left >= -turn / 2 && right <= turn / 2) return shape;
  return [-1, 0, 1].flatMap((times) => {
    const middle = times * turn;
    const box = { left: middle - turn / 2, right: middle + turn / 2, top: top - 1, bottom: bottom + 1 };
    if (right <= box.left || left >= box.right) return [];
    const part = intersectionOf(shape, boxShape(box), name);
    return part.map((polygon) => polygon.map((ring) => ring.map(([x, y]): Position => [x - middle, y])));
  });
}
