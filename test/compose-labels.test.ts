import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import { composePatches, composeScene, Harmonizer } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { seenByOthers } from './support/labels.js';
import { generator } from './support/random.js';
import { folderFor, makeScene, readAll } from './support/scene.js';

// Labels follow the patches into a scene.

const test = anyTest as TestFn<{ harmonizer: Harmonizer; folder: string }>;
let harmonizer: Harmonizer;

test.before(async () => {
  harmonizer = await Harmonizer.load(mini.folder);
});
test.beforeEach(async (t) => {
  t.context = { harmonizer, folder: await folderFor() };
});
test.after.always(() => harmonizer.close());

const CATEGORIES = ['tank', 'court', 'house'];
const PLAIN = { method: 'copy-paste', sourceUnits: 'same', otherBands: 'copy' } as const;

type Point = readonly [x: number, y: number];

/** An ellipse with 24 corners. */
function ellipse([x, y]: Point, [across, down]: Point): Point[] {
  return Array.from({ length: 24 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 24;
    return [x + across * Math.cos(angle), y + down * Math.sin(angle)] as const;
  });
}

function isInside([x, y]: Point, outline: readonly Point[]): boolean {
  let inside = false;
  for (const [i, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(i + 1) % outline.length]!;
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

interface Drawn {
  category: number;
  outline: readonly Point[];
}

/**
 * An image of uint16 in four bands, and its labels. The first band holds the same number everywhere, and each of the others
 * is bright inside the objects of one category.
 */
async function draw(path: string, width: number, height: number, number: number, objects: readonly Drawn[]) {
  const bright = objects.map(({ category, outline }) => {
    const inside = new Uint8Array(width * height);
    const xs = outline.map(([x]) => x);
    const ys = outline.map(([, y]) => y);
    for (let y = Math.floor(Math.min(...ys)); y <= Math.max(...ys); y++)
      for (let x = Math.floor(Math.min(...xs)); x <= Math.max(...xs); x++)
        if (x >= 0 && y >= 0 && x < width && y < height && isInside([x + 0.5, y + 0.5], outline))
          inside[y * width + x] = 1;
    return { category, inside };
  });
  await makeScene(
    path,
    { width, height, bands: 4, bits: 16, tile: { width: 64, height: 64 } },
    (x, y, band) =>
      band === 0
        ? number
        : bright.some(({ category, inside }) => category === band - 1 && inside[y * width + x] === 1)
          ? 40_000
          : 1000,
  );
  const labels = path.replace('.tif', '.json');
  await writeFile(
    labels,
    JSON.stringify({
      images: [{ id: 7, file_name: basename(path), width, height }],
      categories: CATEGORIES.map((name, i) => ({ id: 10 * (i + 1), name })),
      annotations: objects.map(({ category, outline }, i) => ({
        ...{ id: i + 1, image_id: 7, category_id: 10 * (category + 1), iscrowd: 0, number },
        segmentation: [outline.flat()],
        ...{ bbox: [0, 0, 1, 1], area: 1 },
      })),
    }),
  );
  return { path, labels };
}

test('labels are where the pixels of their objects are, after 100 patches with rotation and overlap', async (t) => {
  const { harmonizer, folder } = t.context;
  const next = generator(11);
  const between = (low: number, high: number) => low + (high - low) * next();
  const side = 1000;
  // One object of each category, apart from each other, so that pixels tell which object they show.
  const threeOf = (width: number, height: number): Drawn[] =>
    [0, 1, 2].map((category) => ({
      category,
      outline: ellipse(
        [width * (0.2 + 0.3 * category), height * between(0.35, 0.65)],
        [width * between(0.11, 0.14), height * between(0.25, 0.33)],
      ),
    }));
  const scene = await draw(join(folder, 'hundred.tif'), side, side, 500, threeOf(side, side));
  const sources = await Promise.all(
    Array.from({ length: 100 }, (_, i) => {
      const [width, height] = [Math.round(between(120, 200)), Math.round(between(100, 160))];
      const path = join(folder, `hundred-${i}.tif`);
      const drawn = draw(path, width, height, 1000 + 100 * i, threeOf(width, height));
      return drawn.then((files) => ({ ...files, area: width * height }));
    }),
  );
  /** Pixels that each patch would cover if all of it were in the scene; more with its turned corners. */
  const areas: number[] = [];
  const features = sources.map(({ path, labels, area }) => {
    const [x, y] = [between(0, side), between(0, side)];
    const [across, down] = [between(55, 125), between(55, 125)];
    const isPoint = next() < 0.5;
    areas.push(isPoint ? area : 4 * across * down);
    const corners = [
      [x - across, y - down],
      [x + across, y - down],
      [x + across, y + down],
      [x - across, y + down],
      [x - across, y - down],
    ];
    return {
      type: 'Feature',
      properties: { source: path, labels, rotation: between(-180, 180) },
      geometry: isPoint
        ? { type: 'Point', coordinates: [x, y] }
        : { type: 'Polygon', coordinates: [corners] },
    };
  });
  const [out, labelsOut] = [join(folder, 'hundred-out.tif'), join(folder, 'hundred-out.json')];
  const result = await composePatches(harmonizer, {
    ...{ scene: scene.path, patches: { type: 'FeatureCollection', features }, patchesCrs: 'pixel', out },
    ...{ ...PLAIN, sourceGsd: 1, metadata: { gsd: 1 } },
    ...{ labelsIn: scene.labels, labelsOut },
  });
  t.is(result.patches.length, 100);

  const { annotations, categories, images } = JSON.parse(await readFile(labelsOut, 'utf8'));
  t.deepEqual(images, [{ id: 7, file_name: 'hundred-out.tif', width: side, height: side }]);
  t.deepEqual(
    categories.map(({ id, name }: { id: number; name: string }) => [id, name]),
    CATEGORIES.map((name, i) => [10 * (i + 1), name]),
  );
  t.is(annotations.length, result.labels!.objects);
  t.is(result.labels!.objects + result.labels!.dropped.scene + result.labels!.dropped.sources, 303);
  t.true(annotations.length > 50 && result.labels!.dropped.sources > 20, 'some stay and some are hidden');

  const [numbers, ...bands] = await readAll(out);
  /** The pixels that show an object of an image. */
  const pixelsOf = (number: number, category: number) =>
    Uint8Array.from(numbers!, (found, i) => (found === number && bands[category]![i]! > 20_500 ? 1 : 0));
  const masks: Record<string, Uint8Array> = {};
  const labelled = new Set<string>();
  for (const { id, number, category_id } of annotations) {
    masks[id] = pixelsOf(number, category_id / 10 - 1);
    labelled.add(`${number} ${category_id}`);
  }
  t.is(Object.keys(masks).length, annotations.length, 'every id is there once');
  for (const { id, pixels, iou } of await seenByOthers(folder, [await readFile(labelsOut)], masks)) {
    t.true(pixels! > 0, `annotation ${id} has pixels`);
    t.true(iou! >= 0.95, `annotation ${id}: ${iou} of ${pixels} pixels`);
  }
  // Objects without a label are those of which less than three tenths are visible.
  for (const [i] of features.entries())
    for (const category of [0, 1, 2]) {
      const number = 1000 + 100 * i;
      if (labelled.has(`${number} ${10 * (category + 1)}`)) continue;
      const visible = pixelsOf(number, category).reduce((sum, is) => sum + is, 0);
      const largest = Math.PI * 0.14 * 0.33 * areas[i]!;
      t.true(visible < 0.3 * largest, `patch ${i}, ${CATEGORIES[category]}: ${visible}`);
    }
});

test('a single patch carries labels, too, and the whole patch may be one object', async (t) => {
  const { harmonizer, folder } = t.context;
  const outline = ellipse([100, 60], [40, 30]);
  const scene = await draw(join(folder, 'single.tif'), 300, 200, 500, [
    { category: 0, outline },
    { category: 1, outline: ellipse([250, 150], [20, 20]) },
  ]);
  const source = await draw(join(folder, 'single-source.tif'), 60, 60, 900, [
    { category: 2, outline: ellipse([30, 30], [10, 15]) },
  ]);
  const labelsOut = join(folder, 'single-out.json');
  const { labels } = await composeScene(harmonizer, {
    ...{ scene: scene.path, source: source.path, place: { box: { x: 80, y: 40, width: 60, height: 60 } } },
    ...{ out: join(folder, 'single-out.tif'), labelsIn: scene.labels, labels: source.labels },
    ...{ label: 'field', labelsOut, minVisible: 0.1, ...PLAIN },
  });
  t.deepEqual(labels, { objects: 4, dropped: { scene: 0, sources: 0 } });
  const seen = await seenByOthers(folder, [await readFile(labelsOut)]);
  t.deepEqual(
    seen.map(({ id, category }) => [id, category]),
    [
      [1, 'tank'],
      [2, 'court'],
      [3, 'field'],
      [4, 'house'],
    ],
  );
  t.deepEqual(seen[2]!.bbox, [80, 40, 60, 60]);
  t.is(seen[2]!.pixels, 3600);
  t.true(seen[0]!.area < 0.7 * Math.PI * 40 * 30);
});

test('labels change their format with the file name, and nothing else', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await draw(join(folder, 'formats.tif'), 300, 200, 500, [
    { category: 0, outline: ellipse([250, 60], [30, 30]) },
  ]);
  const source = await draw(join(folder, 'formats-source.tif'), 60, 60, 900, []);
  const common = {
    ...{ scene: scene.path, source: source.path, place: { box: { x: 10, y: 40, width: 60, height: 60 } } },
    ...{ out: join(folder, 'formats-out.tif'), label: 'field', ...PLAIN },
  };
  const labelsOut = join(folder, 'formats-out.geojson');
  await composeScene(harmonizer, { ...common, labelsIn: scene.labels, labelsOut });
  const { features } = JSON.parse(await readFile(labelsOut, 'utf8'));
  t.deepEqual(
    features.map(({ properties }: { properties: { label: string } }) => properties.label),
    ['tank', 'field'],
  );
  const back = join(folder, 'formats-back.json');
  await composeScene(harmonizer, { ...common, labelsIn: labelsOut, labelsOut: back });
  const seen = await seenByOthers(folder, [await readFile(back)]);
  t.deepEqual(
    seen.map(({ category }) => category),
    ['tank', 'field'],
    'the old field is covered by the new one',
  );
});

test('a raster of classes shows the class of every pixel', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await draw(join(folder, 'classes.tif'), 300, 200, 500, []);
  const source = await draw(join(folder, 'source.tif'), 60, 40, 900, []);
  const one = (name: string, width: number, height: number, at: (x: number, y: number) => number) =>
    makeScene(join(folder, name), { width, height, bands: 1, bits: 8 }, at);
  const labelsIn = await one('scene-classes.tif', 300, 200, (x) => 1 + Math.floor(x / 100));
  const labels = await one(
    'source-classes.tif',
    60,
    40,
    (x, y) => 10 + 10 * Math.floor(x / 20) + (y < 20 ? 0 : 1),
  );
  const corners = (x: number, y: number, width: number, height: number) => [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ];
  const feature = (coordinates: number[][], properties: object) => ({
    type: 'Feature',
    properties: { source: source.path, ...properties },
    geometry: { type: 'Polygon', coordinates: [coordinates] },
  });
  const features = [
    feature(corners(20, 30, 40, 60), { labels, rotation: 90 }),
    feature(corners(40, 30, 60, 40), { label: '77' }),
    feature(corners(200, 100, 60, 40), {}),
  ];
  const labelsOut = join(folder, 'classes-out.tif');
  const { labels: counts } = await composePatches(harmonizer, {
    ...{ scene: scene.path, patches: { type: 'FeatureCollection', features }, patchesCrs: 'pixel' },
    ...{ out: join(folder, 'classes-scene.tif'), labelsIn, labelsOut, ...PLAIN },
  });
  t.is(counts, undefined);
  const [[before], [after]] = [await readAll(labelsIn), await readAll(labelsOut)];
  const at = (x: number, y: number) => after![y * 300 + x];
  // The source's left side is at the top of the turned patch, and its bottom is on the left.
  t.deepEqual([at(21, 31), at(21, 89)], [11, 31]);
  t.is(at(45, 80), 30);
  t.is(at(50, 40), 77);
  t.is(at(230, 120), 0, 'a patch without labels shows no class');
  for (const [x, y] of [
    [10, 10],
    [150, 100],
    [290, 190],
  ] as const)
    t.is(at(x, y), before![y * 300 + x]);

  // In place, nothing has changed when a class turns out to be wrong.
  const untouched = await readFile(scene.path);
  await t.throwsAsync(
    composeScene(harmonizer, {
      ...{ scene: scene.path, source: source.path, place: { box: { x: 0, y: 0, width: 60, height: 40 } } },
      ...{ inPlace: true, labelsIn, labelsOut, label: '300', ...PLAIN },
    }),
    { code: 'LABELS_INVALID', message: /class 300.*0 to 255/ },
  );
  t.deepEqual(await readFile(scene.path), untouched);
  await t.throwsAsync(
    composeScene(harmonizer, {
      ...{ scene: scene.path, source: source.path, place: { box: { x: 0, y: 0, width: 60, height: 40 } } },
      ...{ out: join(folder, 'no.tif'), labelsIn, labelsOut, label: 'field', ...PLAIN },
    }),
    { code: 'OPTION_INVALID', message: /label is field.*number of a class/ },
  );
});

test('labels that are wrong or would go nowhere are refused before anything is written', async (t) => {
  const { harmonizer, folder } = t.context;
  const scene = await draw(join(folder, 'wrong.tif'), 300, 200, 500, []);
  const source = await draw(join(folder, 'wrong-source.tif'), 60, 60, 900, []);
  const out = join(folder, 'wrong-out.tif');
  const common = {
    ...{ scene: scene.path, source: source.path, place: { box: { x: 80, y: 40, width: 60, height: 60 } } },
    ...{ out, ...PLAIN },
  };
  const labelsOut = join(folder, 'wrong-out.json');
  const broken = join(folder, 'broken.json');
  await writeFile(broken, '{"annotations": 3}');
  const cases: [object, string, RegExp][] = [
    [{ labelsIn: scene.labels }, 'OPTION_INVALID', /labelsIn is .*labelsOut is missing/],
    [{ label: 'field' }, 'OPTION_INVALID', /label is field.*labelsOut is missing/],
    [{ labelsOut: join(folder, 'labels.txt') }, 'OPTION_INVALID', /labels\.txt.*\.json/],
    [{ labelsOut: scene.labels, labelsIn: scene.labels }, 'OPTION_INVALID', /labelsIn itself/],
    [{ labelsOut, labelsIn: join(folder, 'no.json') }, 'LABELS_NOT_FOUND', /no\.json/],
    [{ labelsOut, labelsIn: broken }, 'LABELS_INVALID', /broken\.json/],
    [{ labelsOut, labels: broken }, 'LABELS_INVALID', /broken\.json/],
    [{ labelsOut, labels: source.labels, source: await readFile(source.path) }, 'OPTION_INVALID', /a file/],
    [{ labelsOut, minVisible: 2 }, 'OPTION_INVALID', /minVisible is 2/],
  ];
  for (const [more, code, message] of cases)
    await t.throwsAsync(composeScene(harmonizer, { ...common, ...more }), { code, message }, `${message}`);
  await t.throwsAsync(readFile(out), { code: 'ENOENT' });
  await t.throwsAsync(readFile(labelsOut), { code: 'ENOENT' });
});
