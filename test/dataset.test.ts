import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import { writeArrayBuffer } from 'geotiff';
import sharp from 'sharp';
import { caption } from '../lib/dataset/captions.js';
import { buildDataset, type DatasetOptions, openComposite, readManifest } from '../lib/dataset/index.js';
import { heldOut, listScenes } from '../lib/dataset/scenes.js';
import { cutBox } from '../lib/image/raw-image.js';
import { DatasetError, ImageError, ManifestError, OptionError } from '../lib/index.js';
import { loadRgb } from '../lib/metrics/load.js';
import { georeference } from '../lib/raster/georeference.js';
import { writeTiff } from './support/tiff.js';

const test = anyTest as TestFn<{ folder: string }>;
const main = join(import.meta.dirname, '../dist/cli/main.js');

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-dataset-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

/** An image in which every pixel encodes its position: red is x, green is y, blue is the scene. */
async function picture(path: string, width: number, height: number, blue = 0): Promise<string> {
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) data.set([i % width, Math.floor(i / width), blue], 3 * i);
  await mkdir(dirname(path), { recursive: true });
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  await (path.endsWith('.webp') ? image.webp({ lossless: true }) : image).toFile(path);
  return path;
}

/** Writes CLASS/CLASS00.png …; the sizes differ and are not all multiples of 8. */
async function plainScenes(folder: string, classes = ['beach', 'denseresidential', 'river'], each = 4) {
  for (const [c, label] of classes.entries()) {
    for (let i = 0; i < each; i++) {
      const name = `${label}${String(i).padStart(2, '0')}.png`;
      await picture(join(folder, label, name), 150 + 7 * i, 160 - 9 * c, 50 * c + i);
    }
  }
}

interface Fmow {
  place: string;
  gsd: number;
  category?: string;
  box?: number[];
  width?: number;
  more?: object;
}

async function fmowScene(
  folder: string,
  { place, gsd, category = 'car_dealership', box = [40, 30, 80, 70], width = 200, more }: Fmow,
) {
  const stem = join(folder, 'train', category, place, `${place}_0_rgb`);
  await picture(`${stem}.png`, width, 180);
  await writeFile(
    `${stem}.json`,
    JSON.stringify({
      gsd,
      img_width: width,
      img_height: 180,
      timestamp: '2016-02-10T15:05:09Z',
      cloud_cover: 6,
      country_code: 'BRA',
      raw_location: 'POLYGON ((-55.01 -10.02, -54.99 -10.02, -54.99 -9.98, -55.01 -9.98, -55.01 -10.02))',
      bounding_boxes: [{ ID: 933, category, raw_location: 'POLYGON ((…))', box }],
      ...more,
    }),
  );
}

/** Builds from `folder`/scenes into `folder`/NAME.jsonl. */
async function build(folder: string, options: Partial<DatasetOptions> = {}, name = 'manifest') {
  const out = join(folder, `${name}.jsonl`);
  const dataset = await buildDataset({ scenes: join(folder, 'scenes'), out, count: 6, ...options });
  return { ...dataset, out, lines: (await readFile(out, 'utf8')).trimEnd().split('\n') };
}

test('the same seed gives the same bytes, another seed gives others, a larger count extends them', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'));
  const first = await build(folder, { seed: 7, count: 10 }, 'first');
  const again = await build(folder, { seed: 7, count: 10 }, 'again');
  const other = await build(folder, { seed: 8, count: 10 }, 'other');
  const larger = await build(folder, { seed: 7, count: 25 }, 'larger');
  t.deepEqual(again.lines, first.lines);
  t.notDeepEqual(other.lines.slice(1), first.lines.slice(1));
  t.deepEqual(larger.lines.slice(1, 11), first.lines.slice(1));
  t.is(larger.lines.length, 26);
  t.deepEqual(await readManifest(first.out), first.manifest, 'reading it back gives what was built');
  t.deepEqual(
    (await readdir(folder)).filter((file) => file.endsWith('.tmp')),
    [],
  );
});

test('boxes of 30 composites lie inside the target, on the grid, and have the size of the patch', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'));
  const { manifest, skipped } = await build(folder, { count: 30 });
  t.deepEqual(skipped, []);
  for (const { target, source, box } of manifest.items) {
    t.not(target.path, source.path);
    for (const [at, side] of [['x', 'width'] as const, ['y', 'height'] as const]) {
      t.true(box[at] >= 0 && box[at] + box[side] <= target[side]);
      t.true(source.crop[at] >= 0 && source.crop[at] + source.crop[side] <= source[side]);
      t.true(box[side] >= target[side] / 4 && box[side] <= (target[side] * 5) / 8, `${box[side]}`);
      t.is((box[at] % 8) + (box[side] % 8), 0);
      t.is(source.crop[side], box[side], 'without a GSD the scale is 1');
    }
  }
});

test('classes are balanced in both roles', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'));
  const { manifest } = await build(folder, { count: 12 });
  for (const role of ['target', 'source'] as const) {
    const labels = manifest.items.map((item) => item[role].label);
    for (const label of ['beach', 'denseresidential', 'river']) {
      t.is(labels.filter((other) => other === label).length, 4, `${label} as ${role}`);
    }
  }
});

test('plain scenes: GSD from the option, prompts with and without a country', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'), ['denseresidential', 'agricultural']);
  const { manifest, lines } = await build(folder, { gsd: 0.3, country: 'USA' });
  t.deepEqual(JSON.parse(lines[0]!), {
    manifest: 'harmonidiff',
    version: 1,
    seed: 0,
    count: 6,
    scenes: 'scenes',
    holdout: null,
    gsd: 0.3,
    country: 'USA',
  });
  for (const { target, prompts, metadata, sourceGsd } of manifest.items) {
    const name = target.label === 'agricultural' ? 'an agricultural field' : 'a dense residential area';
    t.is(prompts.target, `a satellite image of ${name} in the United States`);
    t.deepEqual(metadata, { gsd: 0.3 });
    t.is(sourceGsd, 0.3);
  }
  const without = await build(folder);
  t.is(without.manifest.items[0]!.sourceGsd, undefined);
  t.deepEqual(without.manifest.items[0]!.metadata, {});
  t.notRegex(without.lines.slice(1).join(), / in /);
});

test('captions separate words, choose the article and use common country names', (t) => {
  const cases: [string, string | undefined, string][] = [
    ['AnnualCrop', undefined, 'an annual crop'],
    ['multi-unit_residential', 'BRA', 'a multi unit residential in Brazil'],
    ['educational_institution', 'NLD', 'an educational institution in the Netherlands'],
    ['university', 'RUS', 'a university in Russia'],
    ['storagetanks', 'COD', 'a group of storage tanks in the Democratic Republic of the Congo'],
    ['car_dealership', 'XXX', 'a car dealership'],
    ['constructor', 'constructor', 'a constructor'],
    ['toString', '__proto__', 'a to string'],
  ];
  for (const [label, country, expected] of cases) {
    t.is(caption(label, country), `a satellite image of ${expected}`);
  }
});

test('holdout takes every n-th scene of each class by file name, starting with the n-th', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'), ['beach', 'river'], 9);
  // Order by code points: upper case comes first, as in Python.
  await picture(join(folder, 'scenes/beach/Z.png'), 150, 150);
  const { listed } = await listScenes(join(folder, 'scenes'));
  t.deepEqual(
    heldOut(listed, 4).map(({ path }) => path),
    ['beach/beach02.png', 'beach/beach06.png', 'river/river03.png', 'river/river07.png'],
  );
  const { manifest, lines } = await build(folder, { holdout: 4, count: 20 });
  t.is(JSON.parse(lines[0]!).holdout, 4);
  const used = new Set(manifest.items.flatMap(({ target, source }) => [target.path, source.path]));
  t.deepEqual(
    [...used].sort(),
    heldOut(listed, 4).map(({ path }) => path),
  );
});

test("fMoW: the marked object with a margin, at the target's GSD", async (t) => {
  const { folder } = t.context;
  const scenes = join(folder, 'scenes');
  await fmowScene(scenes, { place: 'car_dealership_933', gsd: 0.4 });
  await fmowScene(scenes, { place: 'hospital_881', gsd: 0.5, category: 'hospital' });
  const { manifest } = await build(folder, { count: 30 });
  const crop = { x: 32, y: 23, width: 96, height: 84 };
  for (const { target, source, box, metadata, sourceGsd, prompts } of manifest.items) {
    t.deepEqual(source.crop, crop);
    const scale = target.label === 'hospital' ? 0.4 / 0.5 : 0.5 / 0.4;
    t.deepEqual([box.width, box.height], [Math.round(96 * scale), Math.round(84 * scale)]);
    t.true(box.x + box.width <= target.width && box.y + box.height <= target.height);
    t.deepEqual(metadata, {
      gsd: target.label === 'hospital' ? 0.5 : 0.4,
      longitude: -55,
      latitude: -10,
      cloudCover: 0.06,
      year: 2016,
      month: 2,
      day: 10,
    });
    t.is(sourceGsd, target.label === 'hospital' ? 0.4 : 0.5);
    t.true(Object.values(prompts).includes('a satellite image of a car dealership in Brazil'));
    t.true(Object.values(prompts).includes('a satellite image of a hospital in Brazil'));
  }
  t.is(manifest.items[0]!.target.path.split('/').length, 4);
});

test('fMoW: patches that would be too small or too large are not used', async (t) => {
  const { folder } = t.context;
  const scenes = join(folder, 'scenes');
  await fmowScene(scenes, { place: 'a_1', category: 'a', gsd: 0.4 });
  await fmowScene(scenes, { place: 'b_1', category: 'b', gsd: 0.4 });
  await fmowScene(scenes, { place: 'c_1', category: 'c', gsd: 9 });
  const { manifest } = await build(folder, { count: 30 });
  t.false(manifest.items.some(({ target, source }) => target.label === 'c' || source.label === 'c'));

  await rm(join(scenes, 'train/b'), { recursive: true });
  const error = await t.throwsAsync(build(folder), { instanceOf: DatasetError });
  t.is(error!.code, 'PAIRS_NOT_FOUND');
});

test('fMoW: two scenes of one place are not a pair, and unusable images are reported', async (t) => {
  const { folder } = t.context;
  const scenes = join(folder, 'scenes');
  await fmowScene(scenes, { place: 'barn_1', category: 'barn', gsd: 0.4 });
  const stem = join(scenes, 'train/barn/barn_1/barn_1');
  await picture(`${stem}_7_msrgb.png`, 200, 180);
  await writeFile(`${stem}_7_msrgb.json`, await readFile(`${stem}_0_rgb.json`));
  await picture(`${stem}_7_ms.tif`, 200, 180);
  await picture(`${stem}_8_rgb.png`, 200, 180);
  await picture(`${stem}_9_rgb.png`, 200, 180);
  await writeFile(`${stem}_9_rgb.json`, '{');
  await fmowScene(scenes, { place: 'none_1', category: 'false_detection', gsd: 0.4 });
  await fmowScene(scenes, { place: 'off_1', category: 'off', gsd: 0.4, box: [500, 10, 80, 80] });
  const error = await t.throwsAsync(build(folder), { instanceOf: DatasetError });
  t.is(error!.code, 'SCENES_TOO_FEW');

  await fmowScene(scenes, { place: 'dam_1', category: 'dam', gsd: 0.4 });
  const { manifest, skipped } = await build(folder);
  t.true(manifest.items.every(({ target, source }) => target.label !== source.label));
  t.deepEqual(skipped.map(({ path, reason }) => [path.split('/').at(-1), reason.split(' (')[0]]).sort(), [
    ['barn_1_8_rgb.png', 'it is not in a class folder and has no fMoW JSON next to it'],
    ['barn_1_9_rgb.png', 'its JSON cannot be read'],
    ['none_1_0_rgb.png', 'its JSON marks no object with a category'],
    ['off_1_0_rgb.png', 'none of its marked objects lies within the image'],
  ]);
});

test('fMoW: boxes and GSD are scaled to an image of another size; a single box needs no list', async (t) => {
  const { folder } = t.context;
  const scenes = join(folder, 'scenes');
  const more = {
    img_width: 400,
    img_height: 360,
    bounding_boxes: { ID: 1, category: 'dam', box: [80, 60, 160, 140] },
  };
  await fmowScene(scenes, { place: 'dam_1', category: 'dam', gsd: 0.2, more });
  await fmowScene(scenes, { place: 'barn_1', category: 'barn', gsd: 0.4 });
  for (const { metadata, sourceGsd, source } of (await build(folder)).manifest.items) {
    t.deepEqual([metadata.gsd, sourceGsd], [0.4, 0.4]);
    t.deepEqual(source.crop, { x: 32, y: 23, width: 96, height: 84 });
  }
});

test("fMoW: an annotation may hold Python's NaN and infinities", async (t) => {
  const { folder } = t.context;
  const scenes = join(folder, 'scenes');
  for (const name of ['dam', 'barn']) {
    await fmowScene(scenes, { place: `${name}_1`, category: name, gsd: 0.4 });
    const path = join(scenes, 'train', name, `${name}_1`, `${name}_1_0_rgb.json`);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"cloud_cover":6', '"cloud_cover":NaN,"sun":[-Infinity,Infinity]'));
  }
  const { manifest, skipped } = await build(folder);
  t.deepEqual(skipped, []);
  for (const { metadata } of manifest.items) {
    t.is(metadata.gsd, 0.4);
    t.is(metadata.cloudCover, undefined);
  }
});

async function geoTiff(path: string, keys: object): Promise<string> {
  const [width, height] = [96, 64];
  await mkdir(dirname(path), { recursive: true });
  const values = new Uint8Array(width * height * 3).map((_, i) => i % 251);
  // The writer sets its own defaults for keys that are not given.
  const tiff = await writeArrayBuffer(values, { width, height, SamplesPerPixel: 3, ...keys } as never);
  await writeFile(path, Buffer.from(tiff as ArrayBuffer));
  return path;
}

const near = (t: ExecutionContext, actual: number | undefined, expected: number, tolerance: number) =>
  t.true(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected}`);

test('GSD and centre from the tags of a GeoTIFF', async (t) => {
  const { folder } = t.context;
  const size = { width: 96, height: 64 };
  const degrees = await geoTiff(join(folder, 'degrees.tif'), {
    GTModelTypeGeoKey: 2,
    GeographicTypeGeoKey: 4326,
    ModelPixelScale: [1e-5, 1e-5, 0],
    ModelTiepoint: [0, 0, 0, 10, 60, 0],
  });
  const { gsd, longitude, latitude } = await georeference(degrees, size);
  // At 60° a degree of longitude is 55.80 km, a degree of latitude 111.41 km.
  near(t, gsd, Math.sqrt(0.558 * 1.1141), 1e-3);
  near(t, longitude, 10 + 48e-5, 1e-9);
  near(t, latitude, 60 - 32e-5, 1e-9);

  const projected = await geoTiff(join(folder, 'utm.tif'), {
    GTModelTypeGeoKey: 1,
    ProjectedCSTypeGeoKey: 32633,
    ModelPixelScale: [0.5, 0.5, 0],
    ModelTiepoint: [0, 0, 0, 500_000, 5_000_000, 0],
  });
  // On the central meridian the plane is 0.9996 times as large as the ground.
  near(t, (await georeference(projected, size)).gsd, 0.5 / 0.9996, 1e-5);

  const mercator = await geoTiff(join(folder, 'mercator.tif'), {
    GTModelTypeGeoKey: 1,
    ProjectedCSTypeGeoKey: 3857,
    ModelPixelScale: [1, 1, 0],
    ModelTiepoint: [0, 0, 0, 0, 8_399_737.89, 0],
  });
  const web = await georeference(mercator, size);
  near(t, web.gsd, 0.5, 1e-3);
  near(t, web.latitude, 60, 1e-3);
});

test('GSD and centre from a world file', async (t) => {
  const { folder } = t.context;
  const size = { width: 101, height: 51 };
  await writeFile(join(folder, 'utm.jgw'), '0.25\n0\n0\n-0.25\n500000\n5000000\n');
  t.deepEqual(await georeference(join(folder, 'utm.jpg'), size), { gsd: 0.25 });
  await writeFile(join(folder, 'degrees.pgw'), '0.00001 0 0 -0.00001 10 0');
  const { gsd, longitude, latitude } = await georeference(join(folder, 'degrees.png'), size);
  near(t, gsd, Math.sqrt(1.1132 * 1.1057), 1e-3);
  near(t, longitude, 10.0005, 1e-9);
  near(t, latitude, -0.00025, 1e-9);
  await writeFile(join(folder, 'local.wld'), '0.005 0 0 -0.005 10 0');
  await writeFile(join(folder, 'local.prj'), 'PROJCS["Local"]');
  t.deepEqual(await georeference(join(folder, 'local.png'), size), { gsd: 0.005 });
  await writeFile(join(folder, 'feet.wld'), '1 0 0 -1 2000000 300000');
  const plane = 'GEOGCS["NAD83",UNIT["Degree",0.0174532925199433]],UNIT["Foot_US",0.3048006096012192]';
  await writeFile(
    join(folder, 'feet.prj'),
    `COMPD_CS["x",PROJCS["State Plane",${plane}],VERT_CS["y",UNIT["Metre",1]]]`,
  );
  near(t, (await georeference(join(folder, 'feet.png'), size)).gsd, 0.3048006, 1e-7);
  await writeFile(join(folder, 'web.wld'), '1 0 0 -1 0 8399737.89');
  await writeFile(
    join(folder, 'web.prj'),
    'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",UNIT["Meter",1]]',
  );
  const web = await georeference(join(folder, 'web.png'), size);
  near(t, web.gsd, 0.5, 1e-3);
  near(t, web.latitude, 60, 1e-3);
  await writeFile(join(folder, 'broken.wld'), 'not numbers');
  t.deepEqual(await georeference(join(folder, 'broken.png'), size), {});
});

test('scenes of two sensors are aligned by their GSD', async (t) => {
  const { folder } = t.context;
  for (const [label, gsd] of [
    ['coarse', 0.5],
    ['fine', 0.4],
  ] as const) {
    for (const i of [0, 1]) {
      await picture(join(folder, 'scenes', label, `${i}.png`), 200, 200);
      await writeFile(join(folder, 'scenes', label, `${i}.pgw`), `${gsd} 0 0 -${gsd} 0 0`);
    }
  }
  await picture(join(folder, 'scenes/fine/unknown.png'), 200, 200);
  const { manifest } = await build(folder, { count: 30 });
  for (const { target, source, box, metadata, sourceGsd } of manifest.items) {
    t.false(target.path.includes('unknown') || source.path.includes('unknown'), 'it cannot be aligned');
    const scale = sourceGsd! / metadata.gsd!;
    t.true(Math.abs(source.crop.width * scale - box.width) <= scale / 2);
    t.true(Math.abs(source.crop.height * scale - box.height) <= scale / 2);
  }
  t.true(manifest.items.some(({ source, box }) => source.crop.width !== box.width));
});

test('damaged scenes are reported by name and left out', async (t) => {
  const { folder } = t.context;
  const scenes = join(folder, 'scenes');
  await plainScenes(scenes, ['beach', 'river'], 3);
  await writeFile(join(scenes, 'beach/none.png'), 'no picture');
  await picture(join(scenes, 'beach/small.png'), 20, 200);
  const whole = await readFile(join(scenes, 'beach/beach00.png'));
  await writeFile(join(scenes, 'beach/beach00.png'), whole.subarray(0, whole.length / 2));
  await writeFile(join(scenes, 'readme.txt'), 'not a scene');
  const { manifest, skipped } = await build(folder, { count: 20 });
  t.deepEqual(skipped.map(({ path }) => path).sort(), [
    'beach/beach00.png',
    'beach/none.png',
    'beach/small.png',
  ]);
  const named = manifest.items.flatMap(({ target, source }) => [target.path, source.path]);
  t.false(named.includes('beach/beach00.png'));
  const shorter = await build(folder, { count: 5 }, 'shorter');
  t.deepEqual(shorter.manifest.items, manifest.items.slice(0, 5));
});

test('too few scenes, a missing folder and options out of range are refused', async (t) => {
  const { folder } = t.context;
  await t.throwsAsync(build(folder), { instanceOf: DatasetError, code: 'SCENES_NOT_FOUND' });
  await mkdir(join(folder, 'scenes'));
  await t.throwsAsync(build(folder), { code: 'SCENES_TOO_FEW', message: /0 usable scenes/ });
  await plainScenes(join(folder, 'scenes'), ['beach'], 1);
  await t.throwsAsync(build(folder), { code: 'SCENES_TOO_FEW', message: /1 usable scene;/ });
  for (const wrong of [
    { count: 0 },
    { count: 1.5 },
    { count: 100_001 },
    { seed: -1 },
    { holdout: 0 },
    { gsd: 0 },
    { country: 'USSR' },
    { country: 'XXX' },
  ]) {
    const error = await t.throwsAsync(build(folder, wrong), { instanceOf: OptionError });
    t.regex(
      error!.message,
      new RegExp(`${Object.keys(wrong)[0]} is ${JSON.stringify(Object.values(wrong)[0])};`),
    );
  }
  await t.throwsAsync(build(folder, { out: join(folder, 'nowhere/m.jsonl') }), { code: 'OUTPUT_FAILED' });
  t.deepEqual(await readdir(folder), ['scenes']);
});

test('scenes that are all damaged are too few', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'), ['beach'], 2);
  for (const name of ['beach00.png', 'beach01.png']) {
    const file = join(folder, 'scenes/beach', name);
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length / 2));
  }
  await t.throwsAsync(build(folder), { code: 'SCENES_TOO_FEW', message: /beach0[01]\.png/ });
});

test('progress and abort', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'), ['beach'], 3);
  const stages = new Set<string>();
  let last = 0;
  await build(folder, {
    onProgress: ({ stage, fraction }) => {
      stages.add(stage);
      last = fraction;
    },
  });
  t.deepEqual([[...stages], last], [['scenes', 'pairs'], 1]);
  const abort = new AbortController();
  const onProgress = () => abort.abort();
  await t.throwsAsync(build(folder, { signal: abort.signal, onProgress }, 'other'), { code: 'ABORT_ERR' });
  t.false((await readdir(folder)).includes('other.jsonl'));
});

const wrong: [string, (item: Record<string, never>) => unknown, RegExp][] = [
  ['an item that is not an object', () => [], /the line is \[\]; it must be an object/],
  ['no target', ({ target, ...item }) => item, /target is undefined; it must be an object/],
  ['an absolute path', (item) => set(item, 'target.path', '/etc/passwd'), /target\.path is "\/etc\/passwd"/],
  [
    'a path outside',
    (item) => set(item, 'source.path', 'a/../../b.png'),
    /source\.path .* within the folder/,
  ],
  ['half a checksum', (item) => set(item, 'source.sha256', 'ab'), /source\.sha256 is "ab"; .*64 hexadecimal/],
  [
    'a width of 0',
    (item) => set(item, 'target.width', 0),
    /target\.width is 0; .*whole number, 1 to 100000000/,
  ],
  [
    'an empty label',
    (item) => set(item, 'target.label', ''),
    /target\.label is ""; it must be a non-empty string/,
  ],
  ['a box outside', (item) => set(item, 'box.x', 999), /box is \{ x: 999.*within the scene's/],
  ['half a pixel', (item) => set(item, 'box.width', 8.5), /box\.width is 8\.5/],
  ['a crop outside', (item) => set(item, 'source.crop.y', 999), /source\.crop is .*within the scene's/],
  ['no prompt', (item) => set(item, 'prompts.source', undefined), /prompts\.source is undefined/],
  ['a latitude of 91', (item) => set(item, 'metadata.latitude', 91), /metadata\.latitude is 91/],
  [
    'unknown metadata',
    (item) => set(item, 'metadata.cloud', 1),
    /Unknown option metadata\.cloud; did you mean metadata\.cloudCover\?/,
  ],
  ['a GSD that is text', (item) => set(item, 'metadata.gsd', '0.3'), /metadata\.gsd is "0\.3"; .*above 0/],
  ['a negative GSD', (item) => set(item, 'sourceGsd', -1), /sourceGsd is -1; .*above 0/],
  ['an id twice', (item) => set(item, 'id', '0000'), /id is "0000"; it must be unique/],
];

function set(item: Record<string, unknown>, path: string, value: unknown): object {
  const copy = structuredClone(item);
  const names = path.split('.');
  const last = names.pop()!;
  let at = copy;
  for (const name of names) at = at[name] as Record<string, unknown>;
  at[last] = value;
  return copy;
}

test('every invalid field of a manifest is named, with its line', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'), ['beach'], 3);
  const { lines, out } = await build(folder, { count: 2 });
  const refuses = async (text: string[], line: number, message: RegExp) => {
    await writeFile(out, text.join('\n'));
    const error = await t.throwsAsync(readManifest(out), { instanceOf: ManifestError });
    t.is(error!.code, 'MANIFEST_INVALID');
    t.is((error as ManifestError).line, line);
    t.regex(error!.message, message);
    t.true(error!.message.startsWith(`${out}, line ${line}: `));
  };
  for (const [what, change, message] of wrong) {
    const item = JSON.stringify(change(JSON.parse(lines[2]!)));
    t.log(what);
    await refuses([lines[0]!, lines[1]!, item], 3, message);
  }
  const header = JSON.parse(lines[0]!);
  const withHeader = (change: object) => [JSON.stringify({ ...header, ...change }), ...lines.slice(1)];
  await refuses(withHeader({ manifest: 'other' }), 1, /manifest is "other"/);
  await refuses(withHeader({ version: 2 }), 1, /version is 2; it must be 1/);
  await refuses(withHeader({ count: 3 }), 1, /count is 3; .*that follow, 2/);
  await refuses(withHeader({ seed: -1 }), 1, /seed is -1/);
  await refuses(withHeader({ holdout: 0 }), 1, /holdout is 0/);
  await refuses([lines[0]!, '{'], 2, /it is not JSON/);
  await refuses([], 1, /the file is empty/);
  await t.throwsAsync(readManifest(join(folder, 'none.jsonl')), {
    instanceOf: ManifestError,
    code: 'MANIFEST_NOT_FOUND',
    message: /none\.jsonl/,
  });
});

test('openComposite scales box and GSD to a canvas of any size and cuts out the patch', async (t) => {
  const { folder } = t.context;
  const scenes = join(folder, 'scenes');
  await plainScenes(scenes);
  const { out } = await build(folder, { gsd: 0.3, count: 12 });
  const manifest = await readManifest(out);
  for (const canvas of [
    { width: 64, height: 64 },
    { width: 512, height: 256 },
  ]) {
    for (const item of manifest.items) {
      const { target, source, box, prompts, metadata } = await openComposite(manifest, item, canvas);
      const across = canvas.width / item.target.width;
      const down = canvas.height / item.target.height;
      t.true(Math.abs(box.x - item.box.x * across) <= 0.5);
      t.true(Math.abs(box.y + box.height - (item.box.y + item.box.height) * down) <= 0.5);
      t.true(box.x + box.width <= canvas.width && box.y + box.height <= canvas.height);
      t.true(Math.abs(metadata.gsd! - 0.3 / Math.sqrt(across * down)) < 1e-12);
      t.deepEqual(prompts, item.prompts);
      t.deepEqual(Buffer.from(target), await readFile(join(scenes, item.target.path)));
      t.deepEqual([source.width, source.height], [item.source.crop.width, item.source.crop.height]);
      t.deepEqual([source.data[0], source.data[1]], [item.source.crop.x, item.source.crop.y]);
    }
  }
  const item = structuredClone(manifest.items[0]!);
  item.box = { x: item.target.width - 1, y: item.target.height - 1, width: 1, height: 1 };
  const { box } = await openComposite(manifest, item, { width: 64, height: 64 });
  t.deepEqual(box, { x: 56, y: 56, width: 8, height: 8 });
  await t.throwsAsync(openComposite(manifest, item, { width: 0, height: 64 }), { instanceOf: OptionError });
  for (const canvas of [undefined, null, 64, { width: 64 }] as never[]) {
    await t.throwsAsync(openComposite(manifest, item, canvas), {
      instanceOf: OptionError,
      message: /canvas/,
    });
  }
  const image = { data: new Uint8Array(3 * 64 * 64), width: 64, height: 64, channels: 3 };
  t.deepEqual((await openComposite(manifest, item, image)).box, box);
});

test('openComposite refuses changed or missing scenes, and finds scenes in another folder', async (t) => {
  const { folder } = t.context;
  await plainScenes(join(folder, 'scenes'), ['beach'], 2);
  const { out } = await build(folder, { count: 1 });
  const canvas = { width: 64, height: 64 };
  const elsewhere = await readManifest(out, { scenes: join(folder, 'scenes') });
  await t.notThrowsAsync(openComposite(elsewhere, elsewhere.items[0]!, canvas));

  const manifest = await readManifest(out);
  const [item] = manifest.items;
  const file = join(folder, 'scenes', item!.target.path);
  await appendFile(file, 'x');
  const error = await t.throwsAsync(openComposite(manifest, item!, canvas), { instanceOf: ManifestError });
  t.is(error!.code, 'CHECKSUM_MISMATCH');
  t.true(error!.message.includes(file) && error!.message.includes(item!.target.sha256));
  t.is(error!.message.match(/[0-9a-f]{64}/g)!.length, 1, 'it does not reveal what is there');
  await rm(file);
  const missing = { instanceOf: ImageError, code: 'IMAGE_NOT_FOUND' };
  await t.throwsAsync(openComposite(manifest, item!, canvas), missing);
  await promisify(execFile)('mkfifo', [file]);
  await t.throwsAsync(openComposite(manifest, item!, canvas), missing, 'it does not wait for a pipe');
});

test('a scene that is stored rotated is used upright', async (t) => {
  const { folder } = t.context;
  for (const i of [0, 1]) {
    const path = join(folder, 'scenes/beach', `${i}.tif`);
    const upright = sharp(await picture(join(folder, 'upright.png'), 160, 120, i));
    await mkdir(dirname(path), { recursive: true });
    // Orientation 6: stored rotated by 90° counter-clockwise.
    await upright.rotate(270).withMetadata({ orientation: 6 }).tiff({ compression: 'lzw' }).toFile(path);
  }
  const { manifest } = await build(folder, { count: 4 });
  for (const item of manifest.items) {
    t.deepEqual([item.target.width, item.target.height], [160, 120]);
    const { source } = await openComposite(manifest, item, { width: 64, height: 64 });
    const { crop } = item.source;
    t.deepEqual([source.data[0], source.data[1]], [crop.x, crop.y]);
  }
});

test('scenes of 16 bits are stretched as a whole, before the patch is cut out', async (t) => {
  const folder = join(t.context.folder, 'deep');
  for (let i = 0; i < 4; i++) {
    const path = join(folder, `scenes/class/scene${i}.tif`);
    await mkdir(dirname(path), { recursive: true });
    // GDAL's default: three bands that are not marked as colours.
    const samples = Array.from({ length: 96 * 80 * 3 }, (_, k) => 300 + ((k * (i + 7)) % 1009));
    await writeFile(path, writeTiff({ width: 96, height: 80, bands: 3, bits: 16, photometric: 1, samples }));
  }
  const { manifest } = await build(folder, { count: 4 });
  for (const item of manifest.items) {
    const { source } = await openComposite(manifest, item, { width: 64, height: 64 });
    const whole = await loadRgb(join(folder, 'scenes', item.source.path));
    t.deepEqual(source, cutBox(whole, item.source.crop));
    const wrong = structuredClone(item);
    wrong.source.width = 200;
    wrong.source.crop = { ...item.source.crop, x: 100 };
    await t.throwsAsync(openComposite(manifest, wrong, { width: 64, height: 64 }), {
      code: 'MANIFEST_INVALID',
      message: /its scene has only 96 x 80 px/,
    });
  }
});

function cli(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'dataset', ...words], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

test('the command writes a manifest and warns of skipped images', async (t) => {
  const { folder } = t.context;
  const scenes = join(folder, 'scenes');
  await plainScenes(scenes, ['beach', 'river'], 4);
  const out = join(folder, 'manifest.jsonl');
  const flags = ['--count', '8', '--seed', '3', '--holdout', '2', '--gsd', '0.3', '--country', 'USA'];
  const quiet = await cli(scenes, ...flags, '--out', out);
  t.deepEqual([quiet.code, quiet.stderr], [0, '']);
  t.is(quiet.stdout, `${out}: 8 composites of 4 scenes in 2 classes\n`);
  const { manifest } = await build(
    folder,
    { count: 8, seed: 3, holdout: 2, gsd: 0.3, country: 'USA' },
    'api',
  );
  t.deepEqual(await readManifest(out), manifest);

  await writeFile(join(scenes, 'beach/beach01.png'), 'no picture');
  const warned = await cli(scenes, ...flags, '--out', out, '--json');
  t.is(warned.code, 0);
  t.regex(warned.stderr, /^harmonidiff: skipped beach\/beach01\.png: .+\n$/);
  const { skipped, ...answer } = JSON.parse(warned.stdout);
  t.deepEqual(answer, { out, count: 8, scenes: 3, classes: 2 });
  t.is(skipped.length, 1);
});

test('the command reports errors in one line', async (t) => {
  const { folder } = t.context;
  const out = join(folder, 'manifest.jsonl');
  const missing = await cli(join(folder, 'nowhere'), '--count', '3', '--out', out);
  t.is(missing.code, 1);
  t.regex(missing.stderr, /^harmonidiff: .*nowhere.* \[SCENES_NOT_FOUND\]\n$/);
  const many = await cli(folder, '--count', 'many', '--out', out);
  t.regex(many.stderr, /--count.*must be a whole number, 1 to 100000/);
  t.deepEqual(await readdir(folder), []);
});
