import { middleLongitude } from '../raster/longitude.js';

type Point = readonly [longitude: number, latitude: number];

/**
 * Centre of an outline in well-known text, "POLYGON ((longitude latitude, …))" or a MULTIPOLYGON: the middle of the
 * smallest box around it. The box may cross the antimeridian, with longitudes that jump from 180 to -180 or go on past
 * 180. Around a pole the box is one in the polar azimuthal plane.
 *
 * @returns in degrees; undefined for anything else, and for coordinates that are not degrees
 */
export function centreOfOutline(text: unknown): { longitude: number; latitude: number } | undefined {
  if (typeof text !== 'string' || !/POLYGON/i.test(text)) return undefined;
  const rings = text.split(')').map(pointsOf);
  const points = rings.flat();
  if (!points.every(([, latitude]) => Math.abs(latitude) <= 90)) return undefined;
  if (rings.some(surroundsPole)) return centreAtPole(points);
  const longitude = middleLongitude(points.map(([longitude]) => longitude));
  return Number.isNaN(longitude) ? undefined : { longitude, latitude: middle(points.map(([, y]) => y)) };
}

function pointsOf(ring: string): Point[] {
  return ring.split(',').flatMap((point) => {
    const [longitude, latitude] = point.split(/[\s(]+/).filter((word) => /^-?\d/.test(word));
    return latitude === undefined ? [] : [[Number(longitude), Number(latitude)] as const];
  });
}

/** Going once around a pole turns by 360°, going once around any other place by 0°. */
function surroundsPole(ring: readonly Point[]): boolean {
  let turn = 0;
  for (const [i, [longitude]] of ring.entries()) {
    const [before] = ring.at(i - 1)!;
    const step = (longitude - before) % 360;
    turn += Math.abs(step) > 180 ? step - 360 * Math.sign(step) : step;
  }
  return Math.abs(turn) > 180;
}

function centreAtPole(points: readonly Point[]): { longitude: number; latitude: number } | undefined {
  const pole = 90 * Math.sign(middle(points.map(([, latitude]) => latitude)));
  const inPlane = points.map(([longitude, latitude]) => {
    const [distance, angle] = [Math.abs(pole - latitude), (longitude * Math.PI) / 180];
    return [distance * Math.cos(angle), distance * Math.sin(angle)] as const;
  });
  const [x, y] = [middle(inPlane.map(([x]) => x)), middle(inPlane.map(([, y]) => y))];
  const latitude = pole - Math.sign(pole) * Math.hypot(x, y);
  return pole === 0 || Number.isNaN(x + y)
    ? undefined
    : { longitude: (Math.atan2(y, x) * 180) / Math.PI, latitude };
}

function middle(values: readonly number[]): number {
  const [low, high] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const,
  );
  return (low + high) / 2;
}
