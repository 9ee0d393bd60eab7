import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import { OptionError, PlacementError } from '../lib/errors.js';
import { type RasterMap, readMap } from '../lib/raster/map.js';
import { boundsOf, fillPolygon, type Polygon, readPolygon } from '../lib/scene/polygon.js';
import { GEOGRAPHIC, geoTags, type Keys, PROJECTED, transformed } from './support/geotags.js';
import { writeTiff } from './support/tiff.js';

const test = anyTest as TestFn<{ folder: string }>;

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-polygon-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

type Context = ExecutionContext<{ folder: string }>;

const SIZE = { width: 8, height: 6 };
/** Pixels of one degree, with the upper left corner at 10° E, 50° N. */
const DEGREES = transformed(10, 1, 0, 50, 0, -1);

async function mapOf(
  t: Context,
  grid = DEGREES,
  keys: Keys = GEOGRAPHIC(4326),
  size = SIZE,
): Promise<RasterMap> {
  const path = join(t.context.folder, 'raster.tif');
  await writeFile(path, writeTiff({ ...size, tags: { ...grid, ...geoTags(keys) } }));
  return (await readMap(path, size))!;
}

async function fileOf(t: Context, json: unknown): Promise<string> {
  const path = join(t.context.folder, 'place.geojson');
  await writeFile(path, typeof json === 'string' ? json : JSON.stringify(json));
  return path;
}

async function read(t: Context, json: unknown, map?: RasterMap, size = SIZE): Promise<Polygon> {
  return readPolygon(await fileOf(t, json), map ?? (await mapOf(t)), size);
}

/** A closed ring of columns and rows of the raster in degrees. */
const ring = (...points: [column: number, row: number][]) =>
  [...points, points[0]!].map(([column, row]) => [10 + column, 50 - row]);
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });

function drawn(polygon: Polygon, window = { x: 0, y: 0, ...SIZE }): string[] {
  const mask = fillPolygon(polygon, window);
  return Array.from({ length: window.height }, (_, row) =>
    [...mask.subarray(row * window.width, (row + 1) * window.width)].map((inside) => '.#'[inside]).join(''),
  );
}

const SQUARE = ring([1, 1], [5, 1], [5, 4], [1, 4]);
const FILLED = ['........', '.####...', '.####...', '.####...', '........', '........'];

test('pixels whose centre is inside', async (t) => {
  t.deepEqual(drawn(await read(t, polygon(SQUARE))), FILLED);
  const barely = ring([1.6, 1.6], [5.4, 1.6], [5.4, 4.4], [1.6, 4.4]);
  t.deepEqual(drawn(await read(t, polygon(barely))), [
    '........',
    '........',
    '..###...',
    '..###...',
    '........',
    '........',
  ]);
  // By rasterio 1.4
  const triangle = ring([0.2, 0.3], [7.6, 2.1], [2.9, 5.8]);
  t.deepEqual(drawn(await read(t, polygon(triangle))), TRIANGLE);
});

const TRIANGLE = ['#.......', '.####...', '.######.', '..####..', '..###...', '........'];

test('holes are outside, whichever way their rings run', async (t) => {
  const hole = ring([2, 2], [4, 2], [4, 3], [2, 3]);
  const expected = FILLED.with(2, '.#..#...');
  for (const inner of [hole, hole.toReversed()]) {
    t.deepEqual(drawn(await read(t, polygon(SQUARE, inner))), expected);
  }
});

test('polygons that overlap are united', async (t) => {
  const other = ring([3, 2], [7, 2], [7, 6], [3, 6]);
  const expected = ['........', '.####...', '.######.', '.######.', '...####.', '...####.'];
  const multi = { type: 'MultiPolygon', coordinates: [[SQUARE], [other]] };
  const features = [SQUARE, other].map((outer) => ({
    type: 'Feature',
    properties: {},
    geometry: polygon(outer),
  }));
  for (const json of [
    multi,
    { type: 'Feature', properties: null, geometry: multi },
    {
      type: 'FeatureCollection',
      features: [...features, { type: 'Feature', properties: {}, geometry: null }],
    },
    { type: 'GeometryCollection', geometries: [polygon(SQUARE), polygon(other)] },
  ])
    t.deepEqual(drawn(await read(t, json)), expected, json.type);
});

test('bounds are whole pixels and may reach beyond the raster; any window can be filled', async (t) => {
  const place = await read(t, polygon(ring([-1.6, 4.2], [2.4, 4.2], [2.4, 7.4], [-1.6, 7.4])));
  t.deepEqual(boundsOf(place), { x: -2, y: 4, width: 5, height: 4 });
  t.deepEqual(drawn(place, boundsOf(place)), ['####.', '####.', '####.', '.....']);
  t.deepEqual(drawn(place, { x: 1, y: 3, width: 3, height: 2 }), ['...', '#..']);
});

test('edges are straight in longitude and latitude', async (t) => {
  // Around the North Pole the parallel of 80° is a circle: 1,085,920 m from the pole in EPSG:3413 by pyproj.
  const size = { width: 240, height: 240 };
  const map = await mapOf(t, transformed(-1.2e6, 1e4, 0, 1.2e6, 0, -1e4), PROJECTED(3413), size);
  const cap = [-180, -90, 0, 90, 180].map((longitude) => [longitude, 80]);
  const place = await read(t, polygon([...cap, [180, 90], [-180, 90], [-180, 80]]), map, size);
  const radius = RADIUS_80 / 1e4;
  const { x, y, width, height } = boundsOf(place);
  t.deepEqual({ x, y, width, height }, { x: 11, y: 11, width: 218, height: 218 });
  const count = fillPolygon(place, { x: 0, y: 0, ...size }).reduce((sum, inside) => sum + inside, 0);
  t.true(Math.abs(count / (Math.PI * radius ** 2) - 1) < 2e-3, String(count));
});

const RADIUS_80 = 1_085_920;

test('a raster that goes on past the antimeridian has the longitudes of either side', async (t) => {
  const map = await mapOf(t, transformed(176, 1, 0, 3, 0, -1));
  const part = (west: number, east: number) => [
    [
      [west, 2],
      [east, 2],
      [east, -1],
      [west, -1],
      [west, 2],
    ],
  ];
  // Cut at the antimeridian, as RFC 7946 asks for
  const cut = { type: 'MultiPolygon', coordinates: [part(178, 180), part(-180, -177)] };
  const expected = ['........', '..#####.', '..#####.', '..#####.', '........', '........'];
  t.deepEqual(drawn(await read(t, cut, map)), expected);
  t.deepEqual(drawn(await read(t, polygon(...part(178, 183)), map)), expected);
  // Around the other side of the world
  const band = await read(t, polygon(...part(-179, 179)), map);
  t.deepEqual(drawn(band), ['........', '###..###', '###..###', '###..###', '........', '........']);
});

async function refused(
  t: Context,
  json: unknown,
  kind: typeof OptionError | typeof PlacementError,
  ...words: string[]
): Promise<void> {
  const error = await t.throwsAsync<Error>(read(t, json), { instanceOf: kind as never });
  for (const word of ['place.geojson', ...words])
    t.true(error?.message.includes(word), `${word}: ${error?.message}`);
}

test('a polygon that crosses itself is refused where it does', async (t) => {
  const bow = polygon(ring([1, 1], [5, 5], [5, 1], [1, 5]));
  await refused(t, bow, PlacementError, 'longitude 13.000000, latitude 47.000000', '-makevalid');
  // Through a vertex
  const vertex = polygon(ring([1, 1], [3, 3], [5, 5], [5, 1], [1, 5]));
  await refused(t, vertex, PlacementError, 'longitude 13.000000, latitude 47.000000');
  const hole = ring([3, 2], [7, 2], [7, 3], [3, 3]);
  await refused(t, polygon(SQUARE, hole), PlacementError, 'longitude 15.000000');
  // Rings may touch.
  const touching = ring([1, 1], [3, 2], [1, 3]);
  await t.notThrowsAsync(read(t, polygon(ring([1, 1], [5, 1], [5, 4], [1, 4]), touching)));
});

test('a polygon that covers no pixel is refused with the extent of the raster', async (t) => {
  const extent = 'longitude 10.00000 to 18.00000, latitude 44.00000 to 50.00000';
  await refused(t, polygon(ring([20, 1], [25, 1], [25, 4])), PlacementError, 'outside the raster', extent);
  const between = ring([1.6, 1.6], [2.4, 1.6], [2.4, 2.4], [1.6, 2.4]);
  await refused(t, polygon(between), PlacementError, "no pixel's centre", extent);
});

test('a file that is not an area in degrees is refused with the position of the fault and the remedy', async (t) => {
  const features = [{ type: 'Feature', properties: {}, geometry: polygon([[1], [2]] as never) }];
  for (const [json, kind, ...words] of [
    ['{"type": "Polygon",\n  oops', OptionError, 'line 2, column 3'],
    ['', OptionError, 'not valid GeoJSON'],
    [[], OptionError, 'must be an object'],
    [{ type: 'Topology' }, OptionError, 'type must be'],
    [{ type: 'FeatureCollection', features }, OptionError, 'features[0].geometry.coordinates[0][0]'],
    [polygon(SQUARE.slice(1)), OptionError, 'coordinates[0] must be a closed ring'],
    [{ type: 'Point', coordinates: [10, 50] }, PlacementError, 'Point, which has no area'],
    [{ type: 'FeatureCollection', features: [] }, PlacementError, 'no polygon'],
    [
      polygon([
        [5e5, 5e6],
        [5.1e5, 5e6],
        [5.1e5, 5.1e6],
        [5e5, 5e6],
      ]),
      OptionError,
      '500000',
      '-t_srs EPSG:4326',
    ],
  ] as [unknown, typeof OptionError, ...string[]][])
    await refused(t, json, kind, ...words);
});

test('the crs member of old files', async (t) => {
  const named = (name: unknown) => ({ ...polygon(SQUARE), crs: { type: 'name', properties: { name } } });
  for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4326']) {
    t.deepEqual(drawn(await read(t, named(name))), FILLED, name);
  }
  t.deepEqual(drawn(await read(t, { ...polygon(SQUARE), crs: null })), FILLED);
  for (const name of ['urn:ogc:def:crs:EPSG::32633', 'EPSG:43260', 5]) {
    await refused(t, named(name), OptionError, String(name), 'ogr2ogr -t_srs EPSG:4326');
  }
});

test('a missing file, too many vertices, and a raster without a place', async (t) => {
  const map = await mapOf(t);
  await t.throwsAsync(readPolygon(join(t.context.folder, 'no.geojson'), map, SIZE), {
    instanceOf: OptionError,
    message: /no\.geojson does not exist/,
  });
  const many = Array.from({ length: 100_001 }, (_, i) => [10 + i / 1e5, 48 - (i % 2)] as [number, number]);
  await refused(t, polygon([...many, many[0]!]), PlacementError, '100,002 vertices', '100,000');
  const unplaced = (await readMap(join(t.context.folder, 'raster.tif'), SIZE))!;
  const path = await fileOf(t, polygon(SQUARE));
  await t.throwsAsync(readPolygon(path, { ...unplaced, isPlaced: false }, SIZE), { instanceOf: OptionError });
});
