import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import { georeference } from '../lib/raster/georeference.js';
import type { Georeference } from '../lib/raster/ground.js';
import { doubles, GEOGRAPHIC, geoTags, type Keys, PROJECTED, transformed } from './support/geotags.js';
import { type TiffImage, type TiffTag, writeTiff } from './support/tiff.js';

const test = anyTest as TestFn<{ folder: string }>;
const SIZE = { width: 40, height: 20 };

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-places-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

const UTM = PROJECTED(32633);

/** North-up, with its centre at (x, y). */
function around(x: number, y: number, pixel = 10): Record<number, TiffTag> {
  const [left, top] = [x - (pixel * SIZE.width) / 2, y + (pixel * SIZE.height) / 2];
  return { 33550: doubles(pixel, pixel, 0), 33922: doubles(0, 0, 0, left, top, 0) };
}

type Context = ExecutionContext<{ folder: string }>;

async function located(
  t: Context,
  tags: Record<number, TiffTag>,
  image: Partial<TiffImage> = {},
): Promise<Georeference> {
  const path = join(t.context.folder, 'raster.tif');
  await writeFile(path, writeTiff({ ...SIZE, tags, ...image }));
  return georeference(path, SIZE);
}

interface Place {
  longitude?: number;
  latitude?: number;
  gsd?: number;
}

/** Within 0.001° and 0.5 % by default. */
function lies(
  t: ExecutionContext,
  actual: Georeference,
  { longitude, latitude, gsd }: Place,
  what = '',
  { degrees = 1e-3, part = 5e-3 } = {},
): void {
  const text = `${what} ${JSON.stringify(actual)}, not ${JSON.stringify({ longitude, latitude, gsd })}`;
  if (longitude !== undefined) {
    const apart = Math.abs((actual.longitude! - longitude) % 360);
    t.true(Math.abs(actual.longitude!) <= 180 && Math.min(apart, 360 - apart) <= degrees, text);
  }
  if (latitude !== undefined) t.true(Math.abs(actual.latitude! - latitude) <= degrees, text);
  if (gsd !== undefined) t.true(Math.abs(actual.gsd! / gsd - 1) <= part, text);
}

// By pyproj; see test/reference/make_places.py.
test('86 reference systems, each at three latitudes', async (t) => {
  const file = await readFile(new URL('fixtures/places.json', import.meta.url), 'utf8');
  const rows = JSON.parse(file) as [number, number, number, number, number, number, number][];
  t.is(new Set(rows.map(([code]) => code)).size, 86);
  for (const [code, x, y, pixel, longitude, latitude, gsd] of rows) {
    const keys = pixel < 1 ? GEOGRAPHIC(code) : PROJECTED(code);
    const actual = await located(t, { ...around(x, y, pixel), ...geoTags(keys) });
    lies(t, actual, { longitude, latitude, gsd }, `EPSG:${code}`);
  }
});

test('projected metres are not ground metres', async (t) => {
  // 1 / cos(latitude) at 60° N, and at 45° N in one direction.
  const world = async (code: number, x: number, y: number) =>
    (await located(t, { ...around(x, y, 1), ...geoTags(PROJECTED(code)) })).gsd;
  const apart = (a: number | undefined, b: number) => Math.abs(a! / b - 1);
  t.true(apart(await world(3857, 0, 8_399_737.89), 0.501) < 2e-3);
  t.true(apart(await world(3395, 0, 8_362_698.55), 0.5) < 5e-3);
  for (const code of [4087, 32662]) t.true(apart(await world(code, 0, 5_009_377), 0.841) < 2e-3);
});

test('a system that is not known gives nothing', async (t) => {
  const at = around(500_000, 5_000_000);
  const unknown: Keys[] = [
    PROJECTED(65_000),
    PROJECTED(32_767),
    { ...PROJECTED(32_767), 2048: 4326, 3075: 2 },
    { ...PROJECTED(32_767), 2048: 4326, 3075: 4, 3080: 10 },
    { 1024: 3, 2048: 4978 },
    // Interrupted Goode homolosine, Winkel tripel: proj4 does not have them.
    PROJECTED(54_052),
    PROJECTED(54_042),
    // Geographic codes of projected systems and the reverse
    PROJECTED(4326),
    GEOGRAPHIC(32_633),
    { ...UTM, 3076: 9999 },
    // Another body than the Earth
    { ...GEOGRAPHIC(32_767), 2057: 1_737_400, 2058: 1_737_400 },
  ];
  for (const keys of unknown)
    t.deepEqual(await located(t, { ...at, ...geoTags(keys) }), {}, JSON.stringify(keys));
  t.deepEqual(await located(t, at), {}, 'no keys');
  t.deepEqual(await located(t, geoTags(UTM)), {}, 'no grid');
});

test('coordinates outside the projection give nothing', async (t) => {
  for (const [code, x, y] of [
    [3035, 4e7, 4e6],
    [54_009, 1.8e7, 8e6],
    [4326, 0, 95],
    [4326, 700, 0],
  ] as const) {
    const keys = code === 4326 ? GEOGRAPHIC(code) : PROJECTED(code);
    t.deepEqual(await located(t, { ...around(x, y, 1e-3), ...geoTags(keys) }), {}, `EPSG:${code}`);
  }
});

test('grids across the antimeridian', async (t) => {
  const degrees = async (x: number) => located(t, { ...around(x, -17, 1e-3), ...geoTags(GEOGRAPHIC(4326)) });
  for (const [x, longitude] of [
    [180.5, -179.5],
    [-180.5, 179.5],
    [200, -160],
    [359.5, -0.5],
    [180, 180],
  ] as const) {
    lies(t, await degrees(x), { longitude, latitude: -17, gsd: 108.54 }, String(x));
  }
  // The world is 40,075,017 m wide in these.
  for (const code of [3857, 3395, 4087]) {
    const actual = await located(t, { ...around(20_093_169, 0, 10), ...geoTags(PROJECTED(code)) });
    lies(t, actual, { longitude: -179.5, latitude: 0 }, `EPSG:${code}`);
  }
  // UTM zone 60, east of its edge
  const utm = await located(t, { ...around(830_000, 0, 10), ...geoTags(PROJECTED(32_660)) });
  lies(t, utm, { longitude: 179.9637, latitude: 0, gsd: 9.991 });
  const beyond = await located(t, { ...around(850_000, 0, 10), ...geoTags(PROJECTED(32_660)) });
  lies(t, beyond, { longitude: -179.8569, latitude: 0 });
});

test('at a pole', async (t) => {
  for (const [code, latitude] of [
    [3031, -90],
    [3995, 90],
  ] as const) {
    const actual = await located(t, { ...around(0, 0), ...geoTags(PROJECTED(code)) });
    lies(t, actual, { latitude, gsd: 10.28 }, `EPSG:${code}`);
  }
});

test('the GSD is the side of a square that covers as much ground as the pixel', async (t) => {
  // At 60° N a degree of longitude is 55.80 km, a degree of latitude 111.41 km.
  const metres = 55_800 * 111_412;
  const keys = geoTags(GEOGRAPHIC(4326));
  const gsd = async (a: number, b: number, d: number, e: number) =>
    (await located(t, { ...transformed(10, a, b, 60, d, e), ...keys })).gsd!;
  for (const [a, b, d, e] of [
    [1e-5, 0, 0, -1e-5],
    [1e-5, 0, 0, 1e-5],
    [2e-5, 0, 0, -1e-5],
    [1e-5, 2e-5, 2e-5, -1e-5],
    [1e-5, 3e-5, 1e-5, -2e-5],
    [0, 1e-5, 1e-5, 0],
  ] as const) {
    const area = Math.abs(a * e - b * d) * metres;
    t.true(Math.abs((await gsd(a, b, d, e)) / Math.sqrt(area) - 1) < 1e-3, String([a, b, d, e]));
  }
});

test('where the grid starts, and which way its rows go', async (t) => {
  const keys = geoTags(UTM);
  const scale = doubles(1000, 1000, 0);
  const centre = { longitude: 13.98393, latitude: 45.05894, gsd: 1000.32 };
  const exactly = { degrees: 2e-5, part: 1e-5 };
  const expect = async (what: string, tags: Record<number, TiffTag>, place: Place = centre) =>
    lies(t, await located(t, tags), place, what, exactly);
  const corner = [400_000, 5e6, 0];
  await expect('tie point', { 33550: scale, 33922: doubles(0, 0, 0, ...corner), ...keys });
  await expect('tie point inside', {
    33550: scale,
    33922: doubles(20, 10, 0, 420_000, 4_990_000, 0),
    ...keys,
  });
  await expect('matrix', { ...transformed(400_000, 1000, 0, 5e6, 0, -1000), ...keys });
  await expect('negative scale, as many write it', {
    33550: doubles(1000, -1000, 0),
    33922: doubles(0, 0, 0, ...corner),
    ...keys,
  });
  await expect(
    'south-up',
    { ...transformed(400_000, 1000, 0, 4.98e6, 0, 1000), ...keys },
    { ...centre, gsd: 1000.32 },
  );
  await expect('pixel is point: the tie point is half a pixel further inside', {
    33550: scale,
    33922: doubles(0, 0, 0, 400_500, 4_999_500, 0),
    ...geoTags({ ...UTM, 1025: 2 }),
  });
  const corners = [
    [0, 0, 0, 400_000, 5e6, 0],
    [40, 0, 0, 440_000, 5e6, 0],
    [40, 20, 0, 440_000, 4.98e6, 0],
    [0, 20, 0, 400_000, 4.98e6, 0],
  ];
  await expect('four corners', { 33922: doubles(...corners.flat()), ...keys });
  await expect('more tie points than needed', { 33550: scale, 33922: doubles(...corners.flat()), ...keys });

  const warped = corners.with(1, [40, 0, 0, 445_000, 5e6, 0]);
  t.deepEqual(
    await located(t, { 33922: doubles(...warped.flat()), ...keys }),
    {},
    'control points that need a warp',
  );
  t.deepEqual(
    await located(t, { 33550: scale, 33922: doubles(...warped.flat()), ...keys }),
    {},
    'contradiction',
  );
  t.deepEqual(
    await located(t, { 33922: doubles(...corners[0]!, ...corners[2]!), ...keys }),
    {},
    'two points',
  );
});

test('either byte order, and BigTIFF', async (t) => {
  const tags = { ...around(420_000, 4_990_000), ...geoTags(UTM) };
  for (const bigEndian of [false, true]) {
    for (const bigTiff of [false, true]) {
      lies(t, await located(t, tags, { bigEndian, bigTiff }), { longitude: 13.98393, latitude: 45.05894 });
    }
  }
});

test('units of the keys', async (t) => {
  const [x, y] = [420_000, 4_990_000];
  for (const [keys, metres] of [
    [{ 3076: 9001 }, 1],
    [{ 3076: 9002 }, 0.3048],
    [{ 3076: 9003 }, 1200 / 3937],
    [{ 3076: 9036 }, 1000],
    [{ 3076: 32_767, 3077: 1852 }, 1852],
  ] as [Keys, number][]) {
    const tags = { ...around(x / metres, y / metres, 10 / metres), ...geoTags({ ...UTM, ...keys }) };
    lies(t, await located(t, tags), { longitude: 13.98393, latitude: 45.05894, gsd: 10.003 }, `${metres}`);
  }
  for (const [keys, degrees] of [
    [{}, 1],
    [{ 2054: 9102 }, 1],
    [{ 2054: 9101 }, 180 / Math.PI],
    [{ 2054: 9105 }, 0.9],
    [{ 2054: 9104 }, 1 / 3600],
    [{ 2054: 32_767, 2055: Math.PI / 360 }, 0.5],
  ] as [Keys, number][]) {
    const tags = {
      ...around(14 / degrees, 45 / degrees, 1e-4 / degrees),
      ...geoTags({ ...GEOGRAPHIC(4326), ...keys }),
    };
    lies(t, await located(t, tags), { longitude: 14, latitude: 45, gsd: 9.359 }, `${degrees}`);
  }
});

/** Systems that keys or well-known text can also describe without a code. */
const WGS84 = { 2048: 4326 };
const GRS80 = { 2048: 32_767, 2050: 32_767, 2057: 6_378_137, 2059: 298.257222101, 2061: 0, 2054: 9102 };
const DESCRIBED: [code: number, x: number, y: number, keys: Keys][] = [
  [32_633, 420_000, 4_990_000, { ...WGS84, 3074: 16_033 }],
  [32_733, 420_000, 4_990_000, { ...WGS84, 3074: 16_133 }],
  [
    32_633,
    420_000,
    4_990_000,
    { ...WGS84, 3075: 1, 3080: 15, 3081: 0, 3082: 500_000, 3083: 0, 3092: 0.9996 },
  ],
  [
    2154,
    700_000,
    6_600_000,
    { ...GRS80, 3075: 8, 3078: 49, 3079: 44, 3084: 3, 3085: 46.5, 3086: 700_000, 3087: 6_600_000 },
  ],
  [5070, 100_000, 1_900_000, { ...GRS80, 3075: 11, 3078: 29.5, 3079: 45.5, 3080: -96, 3081: 23 }],
  [3395, 1e6, 8_362_698, { ...WGS84, 3075: 7, 3080: 0, 3081: 0, 3092: 1 }],
  [3413, 1e6, -1e6, { ...WGS84, 3075: 15, 3081: 70, 3095: -45 }],
  [3031, 1e6, -1e6, { ...WGS84, 3075: 15, 3081: -71, 3095: 0 }],
  [5041, 2.1e6, 1.9e6, { ...WGS84, 3075: 15, 3081: 90, 3095: 0, 3082: 2e6, 3083: 2e6, 3092: 0.994 }],
  [3035, 4.4e6, 3.3e6, { ...GRS80, 3075: 10, 3088: 10, 3089: 52, 3082: 4_321_000, 3083: 3_210_000 }],
  [4087, 1e6, 6e6, { ...WGS84, 3075: 17, 3080: 0, 3081: 0 }],
  [6933, 1e6, 6e6, { ...WGS84, 3075: 28, 3078: 30, 3080: 0 }],
  [
    27_700,
    400_000,
    300_000,
    { 2048: 4277, 3075: 1, 3080: -2, 3081: 49, 3082: 4e5, 3083: -1e5, 3092: 0.9996012717 },
  ],
];

test('a system described by parameters is the same as by its code', async (t) => {
  for (const [code, x, y, keys] of DESCRIBED) {
    const coded = await located(t, { ...around(x, y), ...geoTags(PROJECTED(code)) });
    const described = await located(t, {
      ...around(x, y),
      ...geoTags({ ...PROJECTED(32_767), ...keys, 3076: 9001 }),
    });
    t.truthy(coded.gsd);
    lies(t, described, coded, `EPSG:${code}`, { degrees: 2e-5, part: 1e-4 });
  }
});

test('a projection with parameters that its method does not have is not known', async (t) => {
  const keys = { ...PROJECTED(32_767), ...WGS84, 3075: 17, 3080: 0, 3094: 30 };
  t.deepEqual(await located(t, { ...around(1e6, 6e6), ...geoTags(keys) }), {});
});

const degree = 'UNIT["Degree",0.0174532925199433]';
const geogcs = (name: string, datum: string, spheroid: string) =>
  `GEOGCS["${name}",DATUM["${datum}",SPHEROID[${spheroid}]],PRIMEM["Greenwich",0.0],${degree}]`;
const NAD83 = geogcs(
  'GCS_North_American_1983',
  'D_North_American_1983',
  '"GRS_1980",6378137.0,298.257222101',
);
const WGS = geogcs('GCS_WGS_1984', 'D_WGS_1984', '"WGS_1984",6378137.0,298.257223563');
const parameters = (values: Record<string, number>) =>
  Object.entries(values)
    .map(([name, value]) => `PARAMETER["${name}",${value}]`)
    .join(',');
const projcs = (base: string, method: string, values: Record<string, number>, unit = 'UNIT["Meter",1.0]') =>
  `PROJCS["Anything",${base},PROJECTION["${method}"],${parameters(values)},${unit}]`;

const ALBERS = projcs(NAD83, 'Albers', {
  False_Easting: 0,
  False_Northing: 0,
  Central_Meridian: -96,
  Standard_Parallel_1: 29.5,
  Standard_Parallel_2: 45.5,
  Latitude_Of_Origin: 23,
});
const BRITISH = projcs(
  geogcs('GCS_OSGB_1936', 'D_OSGB_1936', '"Airy_1830",6377563.396,299.3249646'),
  'Transverse_Mercator',
  {
    False_Easting: 400_000,
    False_Northing: -100_000,
    Central_Meridian: -2,
    Scale_Factor: 0.9996012717,
    Latitude_Of_Origin: 49,
  },
);
const LAMBERT_2 = `PROJCRS["RGF93 / Lambert-93",BASEGEOGCRS["RGF93",DATUM["Reseau Geodesique Francais 1993",
  ELLIPSOID["GRS 1980",6378137,298.257222101,LENGTHUNIT["metre",1]]],
  PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],
  CONVERSION["Lambert-93",METHOD["Lambert Conic Conformal (2SP)",ID["EPSG",9802]],
  PARAMETER["Latitude of false origin",46.5,ANGLEUNIT["degree",0.0174532925199433]],
  PARAMETER["Longitude of false origin",3,ANGLEUNIT["degree",0.0174532925199433]],
  PARAMETER["Latitude of 1st standard parallel",49,ANGLEUNIT["degree",0.0174532925199433]],
  PARAMETER["Latitude of 2nd standard parallel",44,ANGLEUNIT["degree",0.0174532925199433]],
  PARAMETER["Easting at false origin",700000,LENGTHUNIT["metre",1]],
  PARAMETER["Northing at false origin",6600000,LENGTHUNIT["metre",1]]],
  CS[Cartesian,2],AXIS["easting (X)",east],AXIS["northing (Y)",north],LENGTHUNIT["metre",1]]`;
const TEXTS: [code: number, x: number, y: number, wkt: string][] = [
  [5070, 100_000, 1_900_000, ALBERS],
  [27_700, 400_000, 300_000, BRITISH],
  [2154, 700_000, 6_600_000, LAMBERT_2],
  [
    3857,
    1e6,
    8e6,
    projcs(WGS, 'Mercator_Auxiliary_Sphere', { Central_Meridian: 0, Auxiliary_Sphere_Type: 0 }),
  ],
  [3395, 1e6, 8e6, projcs(WGS, 'Mercator', { Central_Meridian: 0, Standard_Parallel_1: 0 })],
  [
    3031,
    1e6,
    1e6,
    projcs(WGS, 'Stereographic_South_Pole', { Standard_Parallel_1: -71, Central_Meridian: 0 }),
  ],
  [
    3413,
    1e6,
    1e6,
    projcs(WGS, 'Polar_Stereographic', { latitude_of_origin: 70, central_meridian: -45, scale_factor: 1 }),
  ],
  [54_009, 1e6, 6e6, projcs(WGS, 'Mollweide', { Central_Meridian: 0, False_Easting: 0, False_Northing: 0 })],
  [4087, 1e6, 6e6, projcs(WGS, 'Equidistant_Cylindrical', { Central_Meridian: 0, Standard_Parallel_1: 0 })],
];

test('well-known text in a key, a .prj file and an .aux.xml file', async (t) => {
  const { folder } = t.context;
  for (const [code, x, y, wkt] of TEXTS) {
    const coded = await located(t, { ...around(x, y), ...geoTags(PROJECTED(code)) });
    t.truthy(coded.gsd);
    const same = (actual: Georeference, where: string) =>
      lies(t, actual, coded, `EPSG:${code} in ${where}`, { degrees: 2e-5, part: 1e-4 });

    // Esri's and GDAL's way for systems without a code
    const keys = { 1024: 32_767, 1025: 1, 3073: `ESRI PE String = ${wkt}`, 3076: 9001 };
    same(await located(t, { ...around(x, y), ...geoTags(keys) }), 'a key');

    const [left, top] = [x - 195, y + 95];
    await writeFile(join(folder, 'image.pgw'), `10\n0\n0\n-10\n${left}\n${top}\n`);
    await writeFile(join(folder, 'image.prj'), wkt);
    same(await georeference(join(folder, 'image.png'), SIZE), 'a .prj file');

    const xml = wkt.replaceAll('"', '&quot;');
    await writeFile(
      join(folder, 'photo.jpg.aux.xml'),
      `<PAMDataset>\n  <SRS dataAxisToSRSAxisMapping="1,2">${xml}</SRS>\n  <GeoTransform> ${left - 5}, 10, 0, ${top + 5}, 0, -10</GeoTransform>\n</PAMDataset>`,
    );
    same(await georeference(join(folder, 'photo.jpg'), SIZE), 'an .aux.xml file');
  }
});

test('a TIFF without keys takes its system from the files next to it', async (t) => {
  const { folder } = t.context;
  const path = join(folder, 'raster.tif');
  await writeFile(path.replace('.tif', '.prj'), ALBERS);
  const grid = around(100_000, 1_900_000);
  const expected = { longitude: -94.8164, latitude: 40.1107, gsd: 10 };
  lies(t, await located(t, grid), expected, 'its own grid');
  await writeFile(path.replace('.tif', '.tfw'), '10 0 0 -10 99805 1900095');
  lies(t, await located(t, {}), expected, 'a world file');
  await rm(path.replace('.tif', '.prj'));
  lies(t, await located(t, geoTags(PROJECTED(5070))), expected, 'the keys with a world file');
});

test('what a .prj file does not say clearly is not guessed', async (t) => {
  const { folder } = t.context;
  await writeFile(join(folder, 'image.pgw'), '10 0 0 -10 400000 5000000');
  const texts = [
    'Projection UTM\nZone 33\nUnits METERS',
    projcs(WGS, 'Winkel_Tripel', { Central_Meridian: 0 }),
    projcs(WGS, 'Transverse_Mercator', { Central_Meridian: 15, Sideways: 3 }),
    ALBERS.replace('6378137.0', '1737400'),
    ALBERS.slice(0, 60),
    '[[[]]]',
    '',
  ];
  for (const text of texts) {
    await writeFile(join(folder, 'image.prj'), text);
    t.deepEqual(await georeference(join(folder, 'image.png'), SIZE), {}, text);
  }
});

test('where the datum of a description is not known well enough, there is a GSD but no place', async (t) => {
  const { folder } = t.context;
  await writeFile(join(folder, 'image.pgw'), '10 0 0 -10 400000 5000000');
  const base = geogcs('GCS_Tokyo_1892', 'D_Tokyo_1892', '"Bessel_1841",6377397.155,299.1528128');
  const text = projcs(base, 'Transverse_Mercator', {
    Central_Meridian: 15,
    Scale_Factor: 1,
    False_Easting: 4e5,
  });
  await writeFile(join(folder, 'image.prj'), text);
  const actual = await georeference(join(folder, 'image.png'), SIZE);
  t.deepEqual(Object.keys(actual), ['gsd']);
  lies(t, actual, { gsd: 10 });
});
