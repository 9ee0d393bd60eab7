import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import { OptionError } from '../lib/errors.js';
import { readMap } from '../lib/raster/map.js';
import { type Facts, readFacts } from '../lib/scene/facts.js';
import { GEOGRAPHIC, geoTags, transformed } from './support/geotags.js';
import { type TiffTag, writeTiff } from './support/tiff.js';

const test = anyTest as TestFn<{ folder: string }>;
const SIZE = { width: 8, height: 6 };
const MAPPED = { ...transformed(10, 1e-4, 0, 50, 0, -1e-4), ...geoTags(GEOGRAPHIC(4326)) };
const text = (values: string): TiffTag => ({ type: 'ASCII', values });

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-facts-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

type Context = ExecutionContext<{ folder: string }>;

async function facts(
  t: Context,
  tags: Record<number, TiffTag>,
  files: Record<string, unknown> = {},
): Promise<Facts> {
  const path = join(t.context.folder, 'scene.tif');
  await writeFile(path, writeTiff({ ...SIZE, tags }));
  for (const [name, json] of Object.entries(files)) {
    await writeFile(join(t.context.folder, name), typeof json === 'string' ? json : JSON.stringify(json));
  }
  const found = await readFacts(path, await readMap(path, SIZE), [2, 3]);
  for (const name of Object.keys(files)) await rm(join(t.context.folder, name));
  return found;
}

const item = (properties: object, asset: object = {}, more: object = {}) => ({
  type: 'Feature',
  stac_version: '1.1.0',
  bbox: [10, 40, 12, 44],
  properties,
  assets: { visual: { href: 'https://example.com/a/scene.tif?key=1', ...asset } },
  ...more,
});

test('place and GSD are those of the pixel', async (t) => {
  const { longitude, latitude, gsd, from, ...others } = await facts(t, MAPPED);
  t.true(Math.abs(longitude! - 10.0002) < 1e-9 && Math.abs(latitude! - 49.9997) < 1e-9);
  // A degree is 71.70 km by 111.23 km at 50° N.
  t.true(Math.abs(gsd! / (Math.sqrt(71_696 * 111_229) * 1e-4) - 1) < 1e-3, String(gsd));
  t.deepEqual(from, ['georeference']);
  t.deepEqual(others, {});
  t.deepEqual(await facts(t, {}), { from: [] });
});

const DATE = { year: 2020, month: 2, day: 29 };

test('the date of the acquisition from tags', async (t) => {
  const acquired =
    '<GDALMetadata>\n  <Item name="ACQUISITIONDATETIME" domain="IMAGERY">2020-02-29 10:00:00</Item>\n' +
    '  <Item name="CLOUDCOVER" domain="IMAGERY">25</Item>\n</GDALMetadata>';
  const later = text('2021:06:07 08:09:10');
  t.deepEqual(await facts(t, { 42112: text(acquired), 306: later }), {
    ...DATE,
    cloudCover: 0.25,
    from: ['tag GDAL_METADATA'],
  });
  const stamp = { year: 2021, month: 6, day: 7, from: ['tag DateTime'] };
  t.deepEqual(await facts(t, { 306: later }), stamp);
  const elsewhere = acquired.replaceAll('domain="IMAGERY"', 'domain="OTHER"');
  t.deepEqual(await facts(t, { 42112: text(elsewhere), 306: later }), stamp);
  // 999 stands for unknown.
  const unknown = acquired.replace('>25<', '>999<');
  t.deepEqual(await facts(t, { 42112: text(unknown) }), { ...DATE, from: ['tag GDAL_METADATA'] });
});

test('what is stated comes first, and is not mixed with another date or place', async (t) => {
  const path = join(t.context.folder, 'scene.tif');
  const tags = { ...MAPPED, 306: text('2021:06:07 08:09:10') };
  await writeFile(path, writeTiff({ ...SIZE, tags }));
  const map = await readMap(path, SIZE);
  const read = (stated: Omit<Facts, 'from'>) => readFacts(path, map, [2, 3], stated);
  const { longitude, latitude, gsd } = await read({});
  t.deepEqual(await read({ year: 2019, month: 7, gsd: 5 }), {
    ...{ longitude, latitude, gsd: 5, year: 2019, month: 7 },
    from: ['georeference'],
  });
  t.deepEqual(await read({ longitude: 20 }), {
    ...{ longitude: 20, gsd, year: 2021, month: 6, day: 7 },
    from: ['georeference', 'tag DateTime'],
  });
});

test('the time at which a program saved the file is not the acquisition', async (t) => {
  t.deepEqual(await facts(t, { 305: text('Editor 5'), 306: text('2021:06:07 08:09:10') }), { from: [] });
  t.deepEqual(await facts(t, { 306: text('0000:00:00 00:00:00') }), { from: [] });
});

test('a STAC item has priority over tags, and the georeference over the box and the GSD of the item', async (t) => {
  const properties = { datetime: '2020-02-29T10:00:00Z', gsd: 3, 'eo:cloud_cover': 12.5 };
  const names = [
    'scene.json',
    'scene.tif.json',
    'scene.stac.json',
    'scene_stac.json',
    'stac-item.json',
    'item.json',
  ];
  for (const name of names) {
    t.deepEqual(
      await facts(t, { 306: text('2021:06:07 08:09:10') }, { [name]: item(properties) }),
      { ...DATE, gsd: 3, cloudCover: 0.125, longitude: 11, latitude: 42, from: [`STAC item ${name}`] },
      name,
    );
  }
  const mapped = await facts(t, MAPPED, { 'scene.json': item(properties) });
  t.true(Math.abs(mapped.longitude! - 10.0002) < 1e-9 && mapped.gsd! > 8);
  t.is(mapped.cloudCover, 0.125);
  t.deepEqual(mapped.from, ['georeference', 'STAC item scene.json']);
});

test('dates, resolutions and boxes of STAC 1.0 and 1.1', async (t) => {
  const read = (...given: Parameters<typeof item>) => facts(t, {}, { 'scene.json': item(...given) });
  const range = {
    datetime: null,
    start_datetime: '2020-03-01T01:00:00+02:00',
    end_datetime: '2020-03-09T00:00:00Z',
  };
  t.like(await read(range), DATE);
  for (const asset of [
    { gsd: 5 },
    { 'raster:spatial_resolution': 5 },
    { bands: [{ name: 'red', 'raster:spatial_resolution': 5 }] },
    { bands: [{ name: 'red', gsd: 5 }] },
    { 'raster:bands': [{ spatial_resolution: 5 }] },
  ])
    t.is((await read({ gsd: 30 }, asset)).gsd, 5, JSON.stringify(asset));
  t.like(await read({}, {}, { bbox: [178, -20, 0, -176, -10, 100] }), { longitude: -179, latitude: -15 });
});

test('values out of range are left out', async (t) => {
  const properties = { datetime: '1800-01-01T00:00:00Z', gsd: -1, 'eo:cloud_cover': 120 };
  t.deepEqual(await facts(t, {}, { 'scene.json': item(properties, {}, { bbox: [0, 91, 1, 95] }) }), {
    from: [],
  });
});

test('other JSON files beside a scene are ignored', async (t) => {
  const properties = { datetime: '2020-02-29T10:00:00Z' };
  for (const [name, json] of [
    ['scene.json', '{"type": "Feature",'],
    ['scene.json', []],
    ['scene.json', { ...item(properties), stac_version: undefined }],
    ['item.json', item(properties, { href: 'another.tif' })],
    ['other.json', item(properties)],
  ] as const)
    t.deepEqual(await facts(t, {}, { [name]: json }), { from: [] }, name);
  await t.throwsAsync(facts(t, {}, { 'scene.json': { ...item({}), properties: 5 } }), {
    instanceOf: OptionError,
    message: /scene\.json is a STAC item without properties/,
  });
});
