import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import { type RasterMap, readMap } from '../lib/raster/map.js';
import { doubles, GEOGRAPHIC, geoTags, type Keys, PROJECTED, transformed } from './support/geotags.js';
import { type TiffTag, writeTiff } from './support/tiff.js';

const test = anyTest as TestFn<{ folder: string }>;
const SIZE = { width: 400, height: 300 };

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-map-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

type Context = ExecutionContext<{ folder: string }>;

async function mapOf(t: Context, tags: Record<number, TiffTag>): Promise<RasterMap | undefined> {
  const path = join(t.context.folder, 'raster.tif');
  await writeFile(path, writeTiff({ ...SIZE, tags }));
  return readMap(path, SIZE);
}

function near(
  t: ExecutionContext,
  actual: readonly number[] | undefined,
  expected: number[],
  by: number,
  what = '',
) {
  const text = `${what}: ${actual}, not ${expected}`;
  t.true(actual?.length === 2 && actual.every((value, i) => Math.abs(value - expected[i]!) <= by), text);
}

/** Column and row, x and y by the geotransform, longitude and latitude by pyproj 3 (PROJ 9). */
type Row = [column: number, row: number, x: number, y: number, longitude: number, latitude: number];
const RASTERS: [name: string, keys: Keys, grid: ReturnType<typeof transformed>, gsd: number, rows: Row[]][] =
  [
    [
      'UTM',
      PROJECTED(32_633),
      transformed(400_000, 10, 0, 5e6, 0, -10),
      10.003,
      [
        [0, 0, 400_000, 5_000_000, 13.727967039689757, 45.14639287617173],
        [400, 300, 404_000, 4_997_000, 13.779412672218827, 45.1199491952997],
      ],
    ],
    [
      'rotated',
      PROJECTED(32_633),
      transformed(400_000, 8, 3, 5e6, -2, -9),
      8.126,
      [
        [40, 60, 400_500, 4_999_380, 13.73444912073458, 45.1408838406853],
        [360, 210, 403_510, 4_997_390, 13.773108784647343, 45.123392318215785],
      ],
    ],
    [
      'south-up',
      PROJECTED(32_633),
      transformed(400_000, 10, 0, 5e6, 0, 10),
      10.003,
      [
        [40, 60, 400_400, 5_000_600, 13.732934274056724, 45.151849120009324],
        [400, 300, 404_000, 5_003_000, 13.778259568590865, 45.17394707503916],
      ],
    ],
    [
      'pixel is point',
      { ...PROJECTED(32_633), 1025: 2 },
      // The coordinates of the first pixel's centre
      transformed(400_005, 10, 0, 4_999_995, 0, -10),
      10.003,
      [[40, 60, 400_400, 4_999_400, 13.733173535348588, 45.14104973082473]],
    ],
    [
      'web Mercator',
      PROJECTED(3857),
      transformed(1e6, 0.5, 0, 8e6, 0, -0.5),
      0.264,
      [
        [40, 60, 1_000_020, 7_999_970, 8.983332504252038, 58.155099903764494],
        [400, 300, 1_000_200, 7_999_850, 8.984949471763453, 58.15453113450214],
      ],
    ],
    [
      'degrees',
      GEOGRAPHIC(4326),
      transformed(14, 1e-5, 0, 45, 0, -1e-5),
      0.936,
      [[40, 60, 14.0004, 44.9994, 14.0004, 44.9994]],
    ],
    [
      'around the North Pole',
      PROJECTED(3413),
      transformed(-20_000, 100, 0, 15_000, 0, -100),
      103.108,
      [
        [40, 60, -16_000, 9000, -164.35775354279127, 89.83053631568539],
        [360, 210, 16_000, -6000, 24.443954780416536, 89.84225588712354],
        [0, 0, -20_000, 15_000, -171.86989764584405, 89.76921826033904],
      ],
    ],
    [
      'Albers',
      PROJECTED(5070),
      transformed(100_000, 30, 0, 1_900_000, 0, -30),
      30,
      [[360, 210, 110_800, 1_893_700, -94.68964521383417, 40.053179882770074]],
    ],
    [
      'feet',
      PROJECTED(2263),
      transformed(980_000, 1, 0, 200_000, 0, -1),
      0.3048,
      [[40, 60, 980_040, 199_940, -74.01518668588956, 40.71546481072584]],
    ],
  ];

test('places become pixels and pixels places, as in PROJ', async (t) => {
  for (const [name, keys, grid, gsd, rows] of RASTERS) {
    const map = (await mapOf(t, { ...grid, ...geoTags(keys) }))!;
    t.true(map.isPlaced, name);
    t.true(Math.abs(map.gsdAt(200, 150)! / gsd - 1) < 1e-3, `${name}: ${map.gsdAt(200, 150)}`);
    for (const [column, row, x, y, longitude, latitude] of rows) {
      near(t, map.toPixel([longitude, latitude]), [column, row], 0.01, name);
      near(t, map.fromCrs([x, y]), [column, row], 1e-6, name);
      near(t, map.toGeographic(column, row), [longitude, latitude], 1e-7, name);
      near(t, map.toPixel(map.toGeographic(column, row)!), [column, row], 1e-4, name);
    }
  }
});

test('the GSD is that of the pixel asked for', async (t) => {
  // From 60° N to the equator; a degree of longitude is half as long in the north.
  const map = (await mapOf(t, { ...transformed(0, 0.01, 0, 60, 0, -0.2), ...geoTags(GEOGRAPHIC(4326)) }))!;
  t.true(Math.abs(map.gsdAt(200, 0)! / Math.sqrt(558.0 * 22_282) - 1) < 2e-3);
  t.true(Math.abs(map.gsdAt(200, 300)! / Math.sqrt(1113.2 * 22_115) - 1) < 2e-3);
});

test('a longitude may be one turn off', async (t) => {
  const degrees = (await mapOf(t, {
    ...transformed(170, 0.05, 0, 10, 0, -0.05),
    ...geoTags(GEOGRAPHIC(4326)),
  }))!;
  for (const longitude of [-175, 185]) near(t, degrees.toPixel([longitude, 5]), [300, 100], 1e-6);
  near(t, degrees.toPixel([172, 7]), [40, 60], 1e-6);
  near(t, degrees.toPixel([-188, 7]), [40, 60], 1e-6);
  // East of it is closer than one turn west of it.
  near(t, degrees.toPixel([-165, 5]), [500, 100], 1e-6);
  near(t, degrees.toGeographic(300, 100), [-175, 5], 1e-9);

  // 20,000 m either side of the antimeridian
  const grid = transformed(20_037_508.34 - 20_000, 100, 0, 2e6, 0, -100);
  const mercator = (await mapOf(t, { ...grid, ...geoTags(PROJECTED(3857)) }))!;
  near(t, mercator.toPixel([-179.8562695, 17.4990876]), [360, 210], 0.01);
  near(t, mercator.toPixel([180.1437305, 17.4990876]), [360, 210], 0.01);
});

test('there is no pixel outside the domain of the projection, nor for numbers that are not degrees', async (t) => {
  const utm = (await mapOf(t, { ...transformed(4e5, 10, 0, 5e6, 0, -10), ...geoTags(PROJECTED(32_633)) }))!;
  for (const place of [
    // A quarter of the way around the world from the zone's meridian
    [105, 0],
    [15, 91],
    [700, 45],
    [Number.NaN, 45],
    [15, Number.POSITIVE_INFINITY],
  ] as const)
    t.is(utm.toPixel(place), undefined, String(place));
  // The corner of a world map is not on the Earth.
  const grid = transformed(-1.8e7, 1e5, 0, 9e6, 0, -1e5);
  const mollweide = (await mapOf(t, { ...grid, ...geoTags(PROJECTED(54_009)) }))!;
  t.is(mollweide.toGeographic(0, 0), undefined);
  near(t, mollweide.toGeographic(180, 90), [0, 0], 1e-6);
});

test('a grid without a known system converts only its own coordinates', async (t) => {
  const map = (await mapOf(t, transformed(400_000, 10, 0, 5e6, 0, -10)))!;
  t.false(map.isPlaced);
  near(t, map.fromCrs([400_400, 4_999_400]), [40, 60], 1e-9);
  t.is(map.toPixel([14, 45]), undefined);
  t.is(map.toGeographic(40, 60), undefined);
  t.is(map.gsdAt(40, 60), undefined);
});

test('a world file in metres without a system gives a scale but no place', async (t) => {
  const path = join(t.context.folder, 'image.png');
  await writeFile(join(t.context.folder, 'image.pgw'), '10 0 0 -10 400005 4999995');
  const map = (await readMap(path, SIZE))!;
  t.false(map.isPlaced);
  near(t, map.fromCrs([400_400, 4_999_400]), [40, 60], 1e-9);
  t.is(map.gsdAt(0, 0), 10);
  t.is(map.toGeographic(0, 0), undefined);
});

test('no map without a grid, or with one of no area', async (t) => {
  t.is(await mapOf(t, geoTags(PROJECTED(32_633))), undefined);
  t.is(await mapOf(t, { ...transformed(0, 1, 2, 0, 2, 4), ...geoTags(PROJECTED(32_633)) }), undefined);
  const flat = { 33550: doubles(10, 0, 0), 33922: doubles(0, 0, 0, 0, 0, 0) };
  t.is(await mapOf(t, flat), undefined);
});
