import test, { type ExecutionContext } from 'ava';
import { readAnnotation } from '../lib/dataset/fmow.js';

/** Longitude and latitude that an fMoW annotation with this outline gets. */
function centreOf(outline: string): (number | undefined)[] {
  const box = { category: 'dam', box: [0, 0, 9, 9] };
  const { longitude, latitude } = readAnnotation({ raw_location: outline, bounding_boxes: [box] })!.metadata;
  return [longitude, latitude];
}

function lies(t: ExecutionContext, outline: string, longitude: number, latitude: number): void {
  const [x, y] = centreOf(outline);
  const text = `${outline}: ${x}, ${y}`;
  // -180 and 180 are the same meridian.
  t.true(x !== undefined && Math.abs(x) <= 180 && Math.abs(Math.abs(x - longitude) % 360) < 1e-9, text);
  t.true(y !== undefined && Math.abs(y - latitude) < 1e-9, text);
}

const box = (west: number, east: number, south = -17, north = -16) =>
  `((${west} ${south}, ${east} ${south}, ${east} ${north}, ${west} ${north}, ${west} ${south}))`;

test('an outline across the antimeridian has its centre there', (t) => {
  lies(t, `POLYGON ${box(179.5, -179.5)}`, 180, -16.5);
  lies(t, `POLYGON ${box(179.9, -179.7)}`, -179.9, -16.5);
  lies(t, `POLYGON ${box(179.7, -179.9)}`, 179.9, -16.5);
  lies(t, `POLYGON ${box(-179.9, 179.7)}`, 179.9, -16.5);
});

test('longitudes may go on past 180, or count from 0 to 360', (t) => {
  lies(t, `POLYGON ${box(179, 181)}`, 180, -16.5);
  lies(t, `POLYGON ${box(180.5, 181.5)}`, -179, -16.5);
  lies(t, `POLYGON ${box(-181.5, -180.5)}`, 179, -16.5);
  lies(t, `POLYGON ${box(305, 306)}`, -54.5, -16.5);
  lies(t, `POLYGON ${box(359.5, 360.5)}`, 0, -16.5);
  lies(t, `POLYGON ${box(0.5, 359.5)}`, 0, -16.5);
});

test('an outline in parts on both sides of the antimeridian', (t) => {
  lies(t, `MULTIPOLYGON (${box(179.5, 180)}, ${box(-180, -179.7)})`, 179.9, -16.5);
  lies(t, `MULTIPOLYGON (${box(179.5, 180)}, ${box(180, 180.3)})`, 179.9, -16.5);
});

test('other outlines keep the middle of their box', (t) => {
  lies(t, `POLYGON ${box(-1, 2)}`, 0.5, -16.5);
  lies(t, `POLYGON ${box(-90, 80)}`, -5, -16.5);
  lies(t, `MULTIPOLYGON (${box(10, 11)}, ${box(13, 15, 40, 50)})`, 12.5, 16.5);
});

test('an outline around a pole has its centre near the pole', (t) => {
  lies(t, 'POLYGON ((0 85, 90 85, 180 85, -90 85, 0 85))', 0, 90);
  lies(t, 'POLYGON ((0 -85, 90 -85, 180 -89, 270 -85, 0 -85))', 0, -88);
});

test('an outline that is not in degrees has no centre', (t) => {
  for (const outline of [box(500_000, 500_100), box(541, 542), box(1, 2, 90, 91), box(-1e300, 1e300)]) {
    t.deepEqual(centreOf(`POLYGON ${outline}`), [undefined, undefined], outline);
  }
});
