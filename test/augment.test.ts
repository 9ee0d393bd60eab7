import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import sharp from 'sharp';
import { distanceBetween } from '../lib/augment/distance.js';
import { type AugmentOptions, augment, type PlanOptions, planAugmentation } from '../lib/augment/index.js';
import { outlineOf } from '../lib/augment/placing.js';
import { AugmentationError, DatasetError, Harmonizer, ManifestError, OptionError } from '../lib/index.js';
import { fillPolygon } from '../lib/scene/polygon.js';
import { mini } from './support/fixtures.js';
import { box as boxShape, iou } from './support/labels.js';
import { folderFor, makeScene, readAll, utmTags } from './support/scene.js';

// Sets of composites with labels.

const test = anyTest as TestFn<{ folder: string }>;
let harmonizer: Harmonizer;

test.before(async () => {
  harmonizer = await Harmonizer.load(mini.folder);
});
test.beforeEach(async (t) => {
  t.context = { folder: await folderFor() };
});
test.after.always(() => harmonizer.close());

const PLAIN = { method: 'copy-paste', sourceUnits: 'same' } as const;

/** A PNG of one colour. */
async function png(path: string, width: number, height: number, colour: [number, number, number]) {
  await mkdir(dirname(path), { recursive: true });
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = colour[i % 3]!;
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path);
}

/** Grey scenes, and patches whose green says the category: 3 of tank, 1 of court. */
async function pictures(folder: string): Promise<Pick<PlanOptions, 'scenes' | 'patches'>> {
  for (let i = 0; i < 4; i++)
    await png(join(folder, `scenes/${i < 2 ? 'beach' : 'forest'}/s${i}.png`), 90 + i, 80, [40, 40, 40]);
  for (let i = 0; i < 3; i++) await png(join(folder, `patches/tank/t${i}.png`), 20, 14, [200, 100, i]);
  await png(join(folder, 'patches/court/c.png'), 16, 16, [200, 200, 0]);
  return { scenes: join(folder, 'scenes'), patches: join(folder, 'patches') };
}

async function make(folder: string, plan: PlanOptions, more: Partial<AugmentOptions> = {}, name = 'set') {
  const { manifest, skipped, warnings } = await planAugmentation(plan);
  const out = join(folder, name);
  const result = await augment(harmonizer, { manifest, out, ...PLAIN, ...more });
  return { manifest, skipped, warnings, out, result, labels: await json(result.labels) };
}

interface Coco {
  images: { id: number; file_name: string; width: number; height: number }[];
  categories: { id: number; name: string }[];
  annotations: {
    id: number;
    image_id: number;
    category_id: number;
    segmentation: number[][];
    bbox: number[];
    area: number;
    [name: string]: unknown;
  }[];
}

async function json(path: string): Promise<Coco> {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** They depend on where the set and the model are. */
const NOT_COMPARED = ['manifest.jsonl', '.made-with.json'];

/** Checksums of images and labels. */
async function contents(out: string): Promise<Record<string, string>> {
  const names = await readdir(out, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && !NOT_COMPARED.includes(entry.name));
  const found: Record<string, string> = {};
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    found[path.slice(out.length)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return found;
}

/** The pixels inside an annotation. */
function inside({ segmentation }: Coco['annotations'][number], width: number, height: number): Uint8Array {
  const parts = segmentation.map((flat) => {
    const ring = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const);
    return [[...ring, ring[0]!]];
  });
  const window = { x: 0, y: 0, width, height };
  return parts.reduce(
    (all, part) => {
      fillPolygon({ parts: [part] }, window).forEach((is, i) => {
        if (is === 1) all[i] = 1;
      });
      return all;
    },
    new Uint8Array(width * height),
  );
}

test('class folders: labels cover the patches, and classes and scenes take turns', async (t) => {
  const { folder } = t.context;
  const inputs = await pictures(folder);
  const { manifest, labels, result, out } = await make(folder, {
    ...inputs,
    count: 8,
    seed: 5,
    country: 'BRA',
  });
  t.deepEqual([result.counts, result.resumed, result.failed], [{ images: 8, objects: 8 }, 0, []]);
  t.deepEqual((await readdir(out)).sort(), [
    '.made-with.json',
    'images',
    'labels',
    'labels.json',
    'manifest.jsonl',
  ]);
  t.deepEqual(labels.categories, [
    { id: 1, name: 'court' },
    { id: 2, name: 'tank' },
  ]);
  t.deepEqual(
    labels.annotations.map(({ id }) => id),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
  for (const [i, image] of labels.images.entries()) {
    const { width, height } = image;
    const { data } = await sharp(join(result.images, image.file_name))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const shown = new Uint8Array(width * height).map((_, j) => (data[3 * j]! > 120 ? 1 : 0));
    const annotation = labels.annotations.find(({ image_id }) => image_id === image.id)!;
    t.true(iou(shown, inside(annotation, width, height)) >= 0.95, image.file_name);
    const middle = shown.findIndex((is, j) => is === 1 && shown[j + 3] === 1 && shown[j + 3 * width] === 1);
    const name = labels.categories.find(({ id }) => id === annotation.category_id)!.name;
    t.is(data[3 * (middle + width) + 1]! > 150 ? 'court' : 'tank', name);
    t.is(name, manifest.items[i]!.patches[0]!.category);
  }
  const count = (of: string[]) =>
    Object.fromEntries(of.map((name) => [name, of.filter((o) => o === name).length]));
  t.deepEqual(count(manifest.items.map(({ patches }) => patches[0]!.category)), { tank: 4, court: 4 });
  t.deepEqual(Object.values(count(manifest.items.map(({ scene }) => scene.path))), [2, 2, 2, 2]);
  const beach = manifest.items.find(({ scene }) => scene.path.startsWith('beach'))!;
  t.is(beach.prompt, 'a satellite image of a beach in Brazil');
  t.regex(beach.patches[0]!.prompt, /^a satellite image of a (tank|court) in Brazil$/);
  // A larger count extends the set.
  const more = await planAugmentation({ ...inputs, count: 11, seed: 5, country: 'BRA' });
  t.deepEqual(more.manifest.items.slice(0, 8), manifest.items);
  const other = await planAugmentation({ ...inputs, count: 8, seed: 6, country: 'BRA' });
  t.notDeepEqual(other.manifest.items, manifest.items);
});

test('the same set again from its manifest, byte for byte, and with another method', async (t) => {
  const { folder } = t.context;
  const inputs = await pictures(folder);
  const method = { method: 'harmonidiff', steps: 4 } as const;
  const plan = { ...inputs, count: 3, perScene: 2, rotation: 'right-angles' } as const;
  const first = await make(folder, plan, method);
  const manifest = join(first.out, 'manifest.jsonl');
  const again = await augment(harmonizer, { manifest, out: join(folder, 'deep/er/again') });
  t.deepEqual(await contents(join(folder, 'deep/er/again')), await contents(first.out));
  t.is(again.counts.objects, 6);
  t.deepEqual(
    first.manifest.items.flatMap(({ patches }) => patches.map(({ rotation }) => rotation % 90)),
    [0, 0, 0, 0, 0, 0],
  );
  // Its own manifest makes the same set once more.
  const copy = await augment(harmonizer, {
    manifest: join(folder, 'deep/er/again/manifest.jsonl'),
    out: join(folder, 'copy'),
  });
  t.deepEqual(await contents(join(folder, 'copy')), await contents(first.out));
  t.is(copy.counts.images, 3);
  // Folders may have moved.
  await augment(harmonizer, { manifest, out: join(folder, 'moved'), ...inputs });
  t.deepEqual(await contents(join(folder, 'moved')), await contents(first.out));

  const pasted = await augment(harmonizer, { manifest, out: join(folder, 'pasted'), method: 'copy-paste' });
  t.deepEqual((await json(pasted.labels)).annotations, first.labels.annotations);
  t.notDeepEqual(await contents(join(folder, 'pasted')), await contents(first.out));
  const header = JSON.parse((await readFile(join(folder, 'pasted/manifest.jsonl'), 'utf8')).split('\n')[0]!);
  t.deepEqual(header.settings, { ...method, sourceUnits: 'same', method: 'copy-paste' });
});

test('an interrupted set is resumed', async (t) => {
  const { folder } = t.context;
  const plan = { ...(await pictures(folder)), count: 5 };
  const { manifest } = await planAugmentation(plan);
  const stop = new AbortController();
  const out = join(folder, 'set');
  const steps: number[] = [];
  await t.throwsAsync(
    augment(harmonizer, {
      ...{ manifest, out, ...PLAIN, signal: stop.signal },
      onProgress: ({ step, fraction }) => {
        steps.push(fraction);
        if (step === 2) stop.abort();
      },
    }),
    { code: 'ABORT_ERR' },
  );
  t.deepEqual(
    steps,
    steps.toSorted((a, b) => a - b),
  );
  t.false((await readdir(out)).includes('labels.json'));
  // Of these, one is incomplete and one is gone.
  await writeFile(join(out, 'images/0001.png'), '');
  const resumed = await augment(harmonizer, { manifest, out, ...PLAIN });
  t.deepEqual([resumed.resumed, resumed.counts.images], [1, 5]);
  await make(folder, plan, {}, 'whole');
  t.deepEqual(await contents(out), await contents(join(folder, 'whole')));
  // Nothing is left to do.
  t.is((await augment(harmonizer, { manifest, out, ...PLAIN })).resumed, 5);
  // A larger count adds composites.
  const { manifest: longer } = await planAugmentation({ ...plan, count: 6 });
  const extended = await augment(harmonizer, { manifest: longer, out, ...PLAIN });
  t.deepEqual([extended.resumed, extended.counts.images], [5, 6]);

  const other = (await planAugmentation({ ...plan, count: 6, seed: 9 })).manifest;
  const error = await t.throwsAsync(augment(harmonizer, { manifest: other, out, ...PLAIN }), {
    instanceOf: AugmentationError,
    code: 'RUN_DIFFERS',
  });
  t.regex(error!.message, /holds another set: seed was 0 and is 9\./);
  await t.throwsAsync(augment(harmonizer, { manifest: longer, out, method: 'poisson' }), {
    code: 'RUN_DIFFERS',
    message: /method was .copy-paste. and is .poisson., sourceUnits was .same. and is not set\./,
  });
  await t.throwsAsync(augment(harmonizer, { manifest, out, ...PLAIN }), {
    code: 'RUN_DIFFERS',
    message: /it has 6 composites, and count is only 5\./,
  });
  // Another model made those that are there.
  const { manifest: longest } = await planAugmentation({ ...plan, count: 7 });
  await writeFile(join(out, '.made-with.json'), '{}');
  await t.throwsAsync(augment(harmonizer, { manifest: longest, out, ...PLAIN }), {
    code: 'RUN_DIFFERS',
    message: /another model, engine, precision or version/,
  });
});

/** Two rasters of 16 bits with nodata 0 in their left quarter, and COCO JSON with a road and a house in each. */
async function rasters(folder: string) {
  await mkdir(join(folder, 'scenes/deep'), { recursive: true });
  for (const name of ['a.tif', 'deep/b.tif'])
    await makeScene(
      join(folder, 'scenes', name),
      {
        ...{ width: 200, height: 160, bands: 3, bits: 16, tile: { width: 64, height: 64 } },
        tags: {
          ...utmTags(500_000, 5_000_000, 0.5),
          42113: { type: 'ASCII', values: '0' },
        },
      },
      (x) => (x < 50 ? 0 : 1000),
    );
  const annotation = (id: number, image_id: number, category_id: number, [x, y, w, h]: number[]) => ({
    ...{ id, image_id, category_id, iscrowd: 0, colour: 'blue', bbox: [x, y, w, h], area: w! * h! },
    segmentation: [[x, y, x! + w!, y, x! + w!, y! + h!, x, y! + h!]],
  });
  const labels = join(folder, 'scenes.json');
  await writeFile(
    labels,
    JSON.stringify({
      licenses: [{ id: 3, name: 'CC BY' }],
      images: [
        { id: 10, file_name: 'a.tif', width: 200, height: 160, license: 3 },
        { id: 11, file_name: 'scenes/deep/b.tif', width: 200, height: 160 },
      ],
      categories: [
        { id: 40, name: 'road', supercategory: 'way' },
        { id: 7, name: 'house' },
      ],
      annotations: [
        annotation(1, 10, 40, [60, 70, 140, 20]),
        annotation(2, 10, 7, [170, 140, 10, 10]),
        annotation(3, 11, 40, [60, 70, 140, 20]),
      ],
    }),
  );
  return labels;
}

test('rasters with COCO JSON: patches keep the rules, and objects keep their categories', async (t) => {
  const { folder } = t.context;
  const labels = await rasters(folder);
  // Two objects close together: each is a patch, and brings a part of the other along.
  await mkdir(join(folder, 'patches'));
  await makeScene(
    join(folder, 'patches/p.tif'),
    { width: 60, height: 40, bands: 3, bits: 16, tags: utmTags(0, 0, 0.5)! },
    (x, y) =>
      x >= 10 && x < 30 && y >= 10 && y < 26
        ? 30_000
        : x >= 31 && x < 41 && y >= 10 && y < 26
          ? 50_000
          : 5000,
  );
  const part = (id: number, category_id: number, x: number, right: number) => ({
    ...{ id, image_id: 1, category_id, iscrowd: 0, keypoints: [1, 2, 2] },
    segmentation: [[x, 10, right, 10, right, 26, x, 26]],
  });
  await writeFile(
    join(folder, 'patches/p.json'),
    JSON.stringify({
      images: [{ id: 1, file_name: 'p.tif', width: 60, height: 40 }],
      categories: [
        { id: 1, name: 'tank' },
        { id: 2, name: 'house' },
      ],
      annotations: [part(1, 1, 10, 30), part(2, 2, 31, 41)],
    }),
  );
  const { scenes, patches } = { scenes: join(folder, 'scenes'), patches: join(folder, 'patches') };
  const rules = { avoid: 'road', minDistance: 3, perScene: 3 };
  const set = await make(folder, { scenes, patches, labels, count: 6, ...rules });
  t.deepEqual(set.skipped, []);
  t.regex(set.warnings[0]!.message, /keypoints/);
  t.deepEqual(set.labels.categories, [
    { id: 40, name: 'road', supercategory: 'way' },
    { id: 7, name: 'house' },
    { id: 41, name: 'tank' },
  ]);
  const road = boxShape(60, 70, 140, 20);
  const noData = { x: 0, y: 0, width: 50, height: 160 };
  let placed = 0;
  for (const { patches } of set.manifest.items) {
    const outlines = patches.map(({ window, rotation, box }) => outlineOf(window, rotation, box));
    placed += outlines.length;
    for (const [i, outline] of outlines.entries()) {
      t.true(distanceBetween(road, outline) >= 3);
      t.false(fillPolygon({ parts: [[outline]] }, noData).includes(1));
      for (const other of outlines.slice(0, i)) t.true(distanceBetween([[other]], outline) >= 3);
      // A tenth of the object on each side.
      const { width, height } = patches[i]!.window;
      t.deepEqual([width, height], patches[i]!.category === 'tank' ? [24, 20] : [12, 20]);
    }
  }
  t.true(placed >= 14);

  for (const image of set.labels.images) {
    const own = set.labels.annotations.filter(({ image_id }) => image_id === image.id);
    const samples = (await readAll(join(set.result.images, image.file_name)))[0]!;
    t.true(
      samples.slice(0, 50).every((sample) => sample === 0),
      'the scene is as it was',
    );
    const roads = own.filter(({ category_id }) => category_id === 40);
    t.deepEqual(
      roads.map(({ bbox, colour }) => [bbox, colour]),
      [[[60, 70, 140, 20], 'blue']],
    );
    for (const [category, low, high] of [
      [41, 25_000, 35_000],
      [7, 45_000, 60_000],
    ] as const) {
      const shown = Uint8Array.from(samples, (sample) => (sample > low && sample < high ? 1 : 0));
      for (const object of own.filter(({ category_id, colour }) => category_id === category && !colour)) {
        const covered = inside(object, 200, 160);
        const right = covered.reduce((sum, is, i) => sum + (is & shown[i]!), 0);
        t.true(right / covered.reduce((sum, is) => sum + is, 0) >= 0.75, `${image.file_name}: ${object.id}`);
        t.false('keypoints' in object);
      }
    }
  }
  const licensed = set.labels.images.filter((image) => 'license' in image).length;
  t.is(licensed, set.manifest.items.filter(({ scene }) => scene.path === 'a.tif').length);
  t.deepEqual((set.labels as unknown as { licenses: unknown }).licenses, [{ id: 1, name: 'CC BY' }]);
  // Each composite has a file of its own, with the same categories.
  const one = await json(join(set.out, 'labels/0000.json'));
  t.deepEqual(one.categories, set.labels.categories);
  t.is(one.images[0]!.file_name, '0000.tif');
});

test('labels beside images: GeoJSON in degrees, and annotations of fMoW', async (t) => {
  const { folder } = t.context;
  await rasters(folder);
  await rm(join(folder, 'scenes/deep'), { recursive: true });
  // About 20 m in the middle of the scene at 15° E, 45.15° N.
  const [x, y] = [15.0006, 45.1533];
  const ring = [
    [x, y],
    [x + 2e-4, y],
    [x + 2e-4, y - 1e-4],
    [x, y - 1e-4],
    [x, y],
  ];
  const feature = {
    type: 'Feature',
    properties: { label: 'field' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
  await writeFile(
    join(folder, 'scenes/a.geojson'),
    JSON.stringify({ type: 'FeatureCollection', features: [feature] }),
  );
  await png(join(folder, 'patches/depot_0_rgb.png'), 80, 60, [220, 30, 30]);
  const fmow = { gsd: 0.25, img_width: 80, img_height: 60, country_code: 'PER', cloud_cover: NaN };
  const text = JSON.stringify({ ...fmow, bounding_boxes: [{ category: 'depot', box: [20, 20, 40, 20] }] });
  await writeFile(
    join(folder, 'patches/depot_0_rgb.json'),
    text.replace('"cloud_cover":null', '"cloud_cover":NaN'),
  );
  const plan = {
    scenes: join(folder, 'scenes'),
    patches: join(folder, 'patches'),
    count: 2,
    rotation: 'none',
  } as const;
  const { manifest, labels } = await make(folder, plan);
  t.deepEqual(
    labels.categories.map(({ name }) => name),
    ['depot', 'field'],
  );
  for (const { patches } of manifest.items) {
    // 48 x 24 px of 0.25 m, in a scene of about 0.5 m.
    t.true(Math.abs(patches[0]!.box.width - 24) <= 1 && Math.abs(patches[0]!.box.height - 12) <= 1);
    t.is(patches[0]!.prompt, 'a satellite image of a depot in Peru');
  }
  const depots = labels.annotations.filter(({ category_id }) => category_id === 1);
  t.is(depots.length, 2);
  for (const { bbox } of depots) t.true(Math.abs(bbox[2]! - 20) <= 1.5 && Math.abs(bbox[3]! - 10) <= 1.5);
  t.true(labels.annotations.some(({ category_id }) => category_id === 2));

  const changed = () => augment(harmonizer, { manifest, out: join(folder, 'changed'), ...PLAIN });
  const empty = JSON.stringify({ type: 'FeatureCollection', features: [] });
  const other = join(folder, 'patches/depot_0_rgb.geojson');
  await writeFile(other, empty);
  await t.throwsAsync(changed(), { code: 'CHECKSUM_MISMATCH', message: /depot_0_rgb\.geojson is not/ });
  await rm(other);
  await writeFile(join(folder, 'scenes/a.geojson'), empty);
  await t.throwsAsync(changed(), { code: 'CHECKSUM_MISMATCH', message: /a\.geojson/ });
});

test('what cannot be used is refused or skipped, and said', async (t) => {
  const { folder } = t.context;
  const inputs = await pictures(folder);
  const plan = (more: Partial<PlanOptions>) => planAugmentation({ ...inputs, count: 2, ...more });
  await writeFile(
    join(folder, 'scenes/beach/broken.png'),
    (await readFile(join(folder, 'scenes/beach/s0.png'))).subarray(0, 120),
  );
  await writeFile(join(folder, 'scenes/forest/text.png'), 'text');
  await sharp({ create: { width: 90, height: 90, channels: 4, background: '#ff000000' } })
    .png()
    .toFile(join(folder, 'scenes/forest/clear.png'));
  await png(join(folder, 'patches/loose.png'), 20, 20, [1, 2, 3]);
  const { skipped, manifest } = await plan({ count: 14 });
  const reasons = Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]));
  t.regex(reasons['forest/text.png']!, /not|format/i);
  t.regex(reasons['forest/clear.png']!, /transparent pixels; convert it to a TIFF/);
  t.regex(reasons['loose.png']!, /is not in a class folder/);
  t.truthy(reasons['beach/broken.png']);
  t.true(manifest.items.every(({ scene }) => /s\d\.png$/.test(scene.path)));

  await t.throwsAsync(plan({ scenes: join(folder, 'none') }), {
    instanceOf: DatasetError,
    code: 'SCENES_NOT_FOUND',
  });
  await mkdir(join(folder, 'empty'));
  await t.throwsAsync(plan({ scenes: join(folder, 'empty') }), { code: 'SCENES_TOO_FEW' });
  await t.throwsAsync(plan({ patches: join(folder, 'empty') }), { code: 'PATCHES_TOO_FEW' });
  await t.throwsAsync(plan({ gsd: 0.1, patchGsd: 2 }), {
    code: 'PAIRS_NOT_FOUND',
    message: /composite 0000: the smallest patch has 320 x 320 px in .* where patches of 8 to .* fit/,
  });
  await t.throwsAsync(plan({ gsd: 0.1 }), {
    code: 'PAIRS_NOT_FOUND',
    message: /the scenes state their ground sampling distance, and the patches do not\. Set patchGsd/,
  });
  await t.throwsAsync(plan({ avoid: 'roda' }), {
    instanceOf: OptionError,
    message: /none of them has labels/,
  });
  await t.throwsAsync(plan({ labels: join(folder, 'no.json') }), { code: 'LABELS_NOT_FOUND' });
  await writeFile(join(folder, 'bad.json'), '{"images": [');
  await t.throwsAsync(plan({ patchLabels: join(folder, 'bad.json') }), { code: 'LABELS_INVALID' });

  const refused = (more: object) =>
    augment(harmonizer, { manifest, out: join(folder, 'set'), ...PLAIN, ...more } as never);
  await t.throwsAsync(refused({ out: join(folder, 'scenes/set') }), { message: /in the folder of scenes/ });
  await t.throwsAsync(refused({ out: join(folder, 'patches') }), { message: /in the folder of patches/ });
  await t.throwsAsync(refused({ manifest: {} }), { instanceOf: OptionError });
  await t.throwsAsync(refused({ manifest: join(folder, 'no.jsonl') }), {
    code: 'MANIFEST_NOT_FOUND',
    message: /harmonidiff augment/,
  });
  await t.throwsAsync(refused({ count: 3 }), { instanceOf: OptionError, message: /Unknown option count/ });
  t.false((await readdir(folder)).includes('set'));

  // One scene has changed since.
  const { path } = manifest.items[0]!.scene;
  await png(join(folder, 'scenes', path), 90, 80, [1, 1, 1]);
  await t.throwsAsync(refused({}), { instanceOf: ManifestError, code: 'CHECKSUM_MISMATCH' });
  const kept = await refused({ keepGoing: true });
  const hit = manifest.items.filter(({ scene }) => scene.path === path).map(({ id }) => id);
  t.deepEqual(
    kept.failed.map(({ id, code }: { id: string; code: string }) => [id, code]),
    hit.map((id) => [id, 'CHECKSUM_MISMATCH']),
  );
  t.is(kept.counts.images, manifest.items.length - hit.length);
});

test('every field of a manifest is checked', async (t) => {
  const { folder } = t.context;
  const { out } = await make(folder, { ...(await pictures(folder)), count: 2 });
  const lines = (await readFile(join(out, 'manifest.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const refused = async (change: (lines: ReturnType<typeof JSON.parse>[]) => void, message: RegExp) => {
    const changed = structuredClone(lines);
    change(changed);
    const path = join(folder, 'changed.jsonl');
    await writeFile(path, changed.map((line) => JSON.stringify(line)).join('\n'));
    await t.throwsAsync(augment(harmonizer, { manifest: path, out: join(folder, 'other') }), {
      code: 'MANIFEST_INVALID',
      message,
    });
  };
  await refused(([head]) => {
    head!.version = 2;
  }, /line 1: version is 2/);
  await refused(([head]) => {
    head!.count = 3;
  }, /line 1: count is 3; it must be the number of composites that follow, 2/);
  await refused(([head]) => {
    head!.settings.steps = 'many';
  }, /line 1: .*steps is "many"/);
  await refused(([head]) => {
    head!.settings.stpes = 4;
  }, /line 1: .*did you mean .*steps/);
  await refused(([, item]) => {
    item!.scene.path = '../../etc/passwd';
  }, /line 2: scene\.path .*within/);
  await refused(([, item]) => {
    item!.patches[0].path = '/etc/passwd';
  }, /line 2: patches\[0\]\.path/);
  await refused(([, item]) => {
    item!.patches[0].box.x = 90;
  }, /line 2: patches\[0\]\.box .*within the scene/);
  await refused(([, item]) => {
    item!.patches = [];
  }, /line 2: patches/);
  await refused(([, item]) => {
    item!.patches[0].category = 'ship';
  }, /line 2: patches\[0\]\.category is "ship"; it must be one of the categories/);
  await refused(([head]) => {
    head!.categories[1].id = head!.categories[0].id;
  }, /line 1: categories has an id or a name twice/);
  await refused(([, , item]) => {
    item!.id = '0007';
  }, /line 3: id is "0007"; it must be "0001"/);
});

test('objects beyond the scene are clipped or left out, and boxes of patches turn with them', async (t) => {
  const { folder } = t.context;
  await png(join(folder, 'scenes/s.png'), 100, 80, [40, 40, 40]);
  await png(join(folder, 'patches/p.png'), 40, 40, [200, 200, 0]);
  const coco = (name: string, width: number, height: number, boxes: number[][], more: object = {}) =>
    JSON.stringify({
      images: [{ id: 1, file_name: name, width, height }],
      categories: [{ id: 1, name: 'house' }],
      annotations: boxes.map((bbox, i) => ({ id: i + 1, image_id: 1, category_id: 1, bbox, ...more })),
    });
  const far = [
    [300, 300, 10, 10],
    [-20, 10, 30, 10],
    [-5, 40, 20, 10],
    [90, 70, 9, 9],
  ];
  await writeFile(join(folder, 'scenes/s.json'), coco('s.png', 100, 80, far));
  await writeFile(
    join(folder, 'patches/p.json'),
    coco('p.png', 40, 40, [[10, 10, 20, 10]], { colour: 'red' }),
  );
  const inputs = { scenes: join(folder, 'scenes'), patches: join(folder, 'patches') };
  const plan = { ...inputs, count: 4, avoid: '*', minDistance: 2 };
  const { labels, manifest } = await make(folder, plan);
  for (const { id } of labels.images) {
    const own = labels.annotations.filter(({ image_id }) => image_id === id);
    // A third of the second box is in the scene, and most of the third.
    t.deepEqual(
      own.filter(({ colour }) => !colour).map(({ bbox }) => bbox),
      [
        [0, 10, 10, 10],
        [0, 40, 15, 10],
        [90, 70, 9, 9],
      ],
    );
    const [patch] = own.filter(({ colour }) => colour);
    t.is(patch!.segmentation.length, 1);
    t.true(Math.abs(patch!.area - 200) < 20, 'the box itself, not the box around it');
    t.is(patch!.segmentation[0]!.length, 8);
  }
  // While there is no composite, a plan may still change.
  const stop = AbortSignal.abort();
  const out = join(folder, 'begun');
  await mkdir(join(out, 'labels'), { recursive: true });
  await writeFile(join(out, 'manifest.jsonl'), '{"manifest":"harmonidiff augment","seed":9}\n');
  await t.throwsAsync(augment(harmonizer, { manifest, out, ...PLAIN, signal: stop }), { code: 'ABORT_ERR' });
  t.is((await augment(harmonizer, { manifest, out, ...PLAIN })).counts.images, 4);
});

test('folders that sort images are not taken for classes', async (t) => {
  const { folder } = t.context;
  await pictures(folder);
  await png(join(folder, 'other/images/a.png'), 90, 80, [40, 40, 40]);
  const scenes = join(folder, 'other');
  const { manifest } = await planAugmentation({ scenes, patches: join(folder, 'patches'), count: 1 });
  t.is(manifest.items[0]!.prompt, 'a satellite image');
  const error = await t.throwsAsync(planAugmentation({ scenes, patches: scenes, count: 1 }), {
    code: 'PATCHES_TOO_FEW',
  });
  t.regex(error!.message, /such as images\/a\.png: it has no labels/);
  t.notRegex(error!.message, /\.\./);
});

test('no file of the user is replaced or taken for a composite', async (t) => {
  const { folder } = t.context;
  const { scenes, patches } = await pictures(folder);
  const { manifest } = await planAugmentation({ scenes, patches, count: 2 });
  const refused = async (more: object, message: RegExp) => {
    const error = await t.throwsAsync(augment(harmonizer, { manifest, ...PLAIN, ...more } as never));
    t.regex(error!.message, message);
  };
  // The scenes lie where the images of a set would be written.
  const project = join(folder, 'project');
  await cp(join(folder, 'scenes'), join(project, 'images'), { recursive: true });
  const own = (await planAugmentation({ scenes: join(project, 'images'), patches, count: 2 })).manifest;
  await refused({ manifest: own, out: project }, /the set would replace files of scenes/);
  const labels = join(folder, 'labels.json');
  await writeFile(labels, JSON.stringify({ images: [], categories: [], annotations: [] }));
  const file = { path: labels, sha256: '0'.repeat(64) };
  await refused(
    { manifest: { ...manifest, labels: file }, out: folder },
    /the set would replace files of labels/,
  );
  // Links lead to the same places.
  await symlink(join(folder, 'scenes'), join(folder, 'link'));
  await refused({ out: join(folder, 'link/set') }, /in the folder of scenes/);

  const foreign = join(folder, 'foreign');
  for (const name of ['images', 'labels']) await mkdir(join(foreign, name), { recursive: true });
  await writeFile(join(foreign, 'images/0000.png'), 'mine');
  await writeFile(join(foreign, 'labels/0000.json'), '{}');
  await refused({ out: foreign }, /holds files that do not belong to a set/);
  const dataset = join(folder, 'dataset');
  await mkdir(dataset);
  await writeFile(join(dataset, 'manifest.jsonl'), '{"manifest":"harmonidiff"}\n');
  await refused({ out: dataset }, /holds files that do not belong to a set/);
  t.deepEqual(await readdir(dataset), ['manifest.jsonl'], 'nothing is left behind');
  t.is(await readFile(join(foreign, 'images/0000.png'), 'utf8'), 'mine');
});

test('folders may move, and what a killed run has left is removed', async (t) => {
  const { folder } = t.context;
  const labels = await rasters(folder);
  await png(join(folder, 'patches/tank/t.png'), 24, 20, [200, 100, 0]);
  const inputs = { scenes: join(folder, 'scenes'), patches: join(folder, 'patches'), labels };
  const { manifest, out } = await make(folder, { ...inputs, patchGsd: 0.5, count: 3 });
  const whole = await contents(out);
  const moved = join(folder, 'moved');
  await mkdir(moved);
  for (const name of ['scenes', 'patches', 'scenes.json'])
    await rename(join(folder, name), join(moved, name));
  const text = join(out, 'manifest.jsonl');
  await t.throwsAsync(augment(harmonizer, { manifest: text, out: join(folder, 'lost') }), {
    code: 'LABELS_NOT_FOUND',
  });
  const now = {
    scenes: join(moved, 'scenes'),
    patches: join(moved, 'patches'),
    labels: join(moved, 'scenes.json'),
  };
  // The same set goes on.
  await rm(join(out, 'labels/0001.json'));
  await writeFile(join(out, 'images/.harmonidiff-0123456789ab.tmp'), 'half an image');
  t.is((await augment(harmonizer, { manifest: text, out, ...now })).resumed, 2);
  t.deepEqual(await contents(out), whole);
  await augment(harmonizer, { manifest: text, out: join(folder, 'again'), ...now });
  t.deepEqual(await contents(join(folder, 'again')), whole);
  t.is(manifest.items.length, 3);
});

test('crowds are avoided, licences kept apart, and empty supercategories read', async (t) => {
  const { folder } = t.context;
  const rle = { size: [80, 100], counts: [0, 8000] };
  for (const [name, crowd] of [
    ['a', { bbox: [0, 0, 60, 80], iscrowd: 1, segmentation: rle }],
    ['b', { bbox: [40, 0, 60, 80], segmentation: rle }],
  ] as const) {
    await png(join(folder, `scenes/${name}.png`), 100, 80, [40, 40, 40]);
    const coco = {
      licenses: [{ id: 1, name }],
      images: [{ id: 1, file_name: `${name}.png`, width: 100, height: 80, license: 1 }],
      categories: [{ id: 1, name: 'water', supercategory: '' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, ...crowd }],
    };
    await writeFile(join(folder, `scenes/${name}.json`), JSON.stringify(coco));
  }
  await png(join(folder, 'patches/tank/t.png'), 20, 14, [200, 100, 0]);
  const clear = { create: { width: 20, height: 20, channels: 4 as const, background: '#ffff0000' } };
  await sharp(clear).png().toFile(join(folder, 'patches/tank/clear.png'));
  const inputs = { scenes: join(folder, 'scenes'), patches: join(folder, 'patches') };
  const { manifest, labels, skipped } = await make(folder, { ...inputs, count: 6, avoid: 'water' });
  t.deepEqual(
    skipped.map(({ path, reason }) => [path, reason]),
    [['tank/clear.png', 'one of its patches has no data']],
  );
  for (const { scene, patches } of manifest.items) {
    const { x, width } = patches[0]!.box;
    t.true(scene.path === 'a.png' ? x >= 60 : x + width <= 40, `${scene.path}: ${x}`);
  }
  const { licenses, images } = labels as unknown as {
    licenses: { id: number; name: string }[];
    images: { license: number }[];
  };
  images.forEach(({ license }, i) => {
    t.is(`${licenses.find(({ id }) => id === license)!.name}.png`, manifest.items[i]!.scene.path);
  });
  // A name with a comma, and one that no label may have.
  const named = async (name: string) =>
    writeFile(
      join(folder, 'scenes/a.json'),
      (await readFile(join(folder, 'scenes/b.json'), 'utf8'))
        .replace('"b.png"', '"a.png"')
        .replace(/,"segmentation":\{[^}]*\}/, '')
        .replace('"water"', JSON.stringify(name)),
    );
  await named('road, paved');
  t.deepEqual((await planAugmentation({ ...inputs, count: 1, avoid: 'road, paved' })).manifest.avoid, [
    'road, paved',
  ]);
  t.deepEqual(
    await planAugmentation({ ...inputs, count: 1, avoid: 'water,road, paved' }).catch(({ code }) => code),
    'OPTION_INVALID',
  );
  await named('x'.repeat(2000));
  await t.throwsAsync(planAugmentation({ ...inputs, count: 1 }), {
    code: 'LABELS_INVALID',
    message: /at most 1,000/,
  });
});

test('scenes without room are tried once, and planning can be stopped', async (t) => {
  const { folder } = t.context;
  await rasters(folder);
  await makeScene(
    join(folder, 'scenes/empty.tif'),
    { width: 1024, height: 1024, bands: 3, bits: 8, tags: { 42113: { type: 'ASCII', values: '0' } } },
    () => 0,
  );
  for (const side of [20, 120])
    await png(join(folder, `patches/tank/t${side}.png`), side, side, [200, 100, 0]);
  const inputs = {
    scenes: join(folder, 'scenes'),
    patches: join(folder, 'patches'),
    gsd: 0.5,
    patchGsd: 0.5,
  };
  const { manifest } = await planAugmentation({ ...inputs, count: 30 });
  t.false(manifest.items.some(({ scene }) => scene.path === 'empty.tif'));
  for (const name of ['a.tif', 'deep']) await rm(join(folder, 'scenes', name), { recursive: true });
  await t.throwsAsync(planAugmentation({ ...inputs, count: 1 }), {
    code: 'PAIRS_NOT_FOUND',
    message: /no place keeps the rules/,
  });
  await t.throwsAsync(planAugmentation({ ...inputs, count: 1, signal: AbortSignal.abort() }), {
    code: 'ABORT_ERR',
  });
  await t.throwsAsync(planAugmentation({ ...inputs, count: 100_000, perScene: 100 }), {
    code: 'OPTION_INVALID',
    message: /at most 400,000 patches/,
  });
});
