import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import { CocoIndex } from '../lib/dataset/coco-index.js';
import { LabelsError } from '../lib/errors.js';
import { encodeLabels, readLabels } from '../lib/labels/files.js';
import { type CocoLabels, type LabelledObject, noLabels } from '../lib/labels/objects.js';
import { runsOf } from '../lib/labels/runs.js';
import { areaOf, boundsOf, type Shape } from '../lib/labels/shape.js';
import { whole } from '../lib/raster/window.js';
import { fillPolygon } from '../lib/scene/polygon.js';
import { at, box, inserted, object, patch, seenByOthers, star } from './support/labels.js';
import { generator } from './support/random.js';

const test = anyTest as TestFn<{ folder: string }>;
type Context = ExecutionContext<{ folder: string }>;

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-labels-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

const SIZE = { width: 100, height: 80 };
const IMAGE = { path: '/data/scene.tif', size: SIZE };

/** x and y of the corners of a box. */
const corners = (x: number, y: number, width: number, height: number) => [
  ...[x, y, x + width, y],
  ...[x + width, y + height, x, y + height],
];

const annotation = (id: number, more: object = {}) => ({
  ...{ id, image_id: 5, category_id: 3 },
  segmentation: [corners(10, 10, 20, 10)],
  ...{ area: 200, bbox: [10, 10, 20, 10], iscrowd: 0 },
  ...more,
});

const file = (annotations: unknown[], more: object = {}) => ({
  info: { description: 'test' },
  licenses: [{ id: 1, name: 'CC0' }],
  images: [{ id: 5, file_name: 'scene.tif', width: 100, height: 80, license: 1 }],
  annotations,
  categories: [
    { id: 3, name: 'car', supercategory: 'vehicle' },
    { id: 8, name: 'house' },
  ],
  ...more,
});

async function pathOf(t: Context, json: unknown): Promise<string> {
  const path = join(t.context.folder, 'labels.json');
  await writeFile(path, typeof json === 'string' ? json : JSON.stringify(json));
  return path;
}

async function read(t: Context, json: unknown, image = IMAGE) {
  const { labels, warnings } = await readLabels(await pathOf(t, json), image);
  return {
    labels: labels as CocoLabels,
    warnings: warnings.map(({ code, message }) => `${code} ${message}`),
  };
}

const OUT = { path: '/out/composed.tif', size: SIZE };

function written(labels: CocoLabels, objects: readonly LabelledObject[] = labels.objects) {
  return JSON.parse(Buffer.concat(encodeLabels(labels, objects, OUT)).toString());
}

test('objects have the polygons of their annotation, or its box', async (t) => {
  const { labels, warnings } = await read(
    t,
    file([
      annotation(1),
      annotation(2, { segmentation: [corners(0, 0, 5, 5), corners(50, 0, 5, 5)], attributes: { a: [1] } }),
      annotation(3, { segmentation: [], category_id: 8, bbox: [1.5, 2, 3, 4] }),
      annotation(4, { segmentation: [[1, 1, 2, 2], [7]].slice(0, 1), bbox: [0, 0, 1, 1] }),
      { id: 9, image_id: 5, category_id: 3, segmentation: [[0, 0, 9, 0, 9, 9]] },
    ]),
  );
  t.deepEqual(warnings, []);
  t.deepEqual(
    labels.objects.map(({ category, isBox }) => [category, isBox]),
    [
      ['car', false],
      ['car', false],
      ['house', true],
      ['car', true],
      ['car', false],
    ],
  );
  t.deepEqual(
    labels.objects.map(({ shape }) => [shape.length, areaOf(shape)]),
    [
      [1, 200],
      [2, 50],
      [1, 12],
      [1, 1],
      [1, 40.5],
    ],
  );
  t.deepEqual(boundsOf(labels.objects[2]!.shape), { left: 1.5, top: 2, right: 4.5, bottom: 6 });
  t.deepEqual(labels.objects[1]!.members, { attributes: { a: [1] } });
  t.regex(labels.objects[1]!.name, /labels\.json: annotation 2$/);
});

test('what no patch covers is written as it was read', async (t) => {
  const given = file([
    annotation(7, { area: 123.4567891, segmentation: [[0.123456789, 1, 20, 3, 4, 10.5]], score: 0.5 }),
    annotation(2, { segmentation: [], attributes: { occluded: true } }),
  ]);
  const { labels } = await read(t, given);
  const found = written(labels);
  t.deepEqual(found, { ...given, images: [{ ...given.images[0], file_name: 'composed.tif' }] });
  // Members that readers rely on are added.
  const { labels: bare } = await read(t, file([{ id: 1, image_id: 5, category_id: 3, bbox: [1, 2, 3, 4] }]));
  t.deepEqual(written(bare).annotations, [
    { segmentation: [], area: 12, bbox: [1, 2, 3, 4], iscrowd: 0, id: 1, image_id: 5, category_id: 3 },
  ]);
});

test('ids, categories and other members stay, and new ones follow', async (t) => {
  const { labels } = await read(t, file([annotation(7, { score: 0.5 }), annotation(41, { category_id: 8 })]));
  const ofSource = [
    object(box(0, 0, 10, 10), {
      category: 'ship',
      supercategory: 'vessel',
      members: { colour: 'red', id: 7 },
    }),
    object(box(5, 5, 10, 10), { category: 'car', supercategory: 'other' }),
    object(box(2, 2, 5.5, 5), { category: 'ship', isBox: true }),
  ];
  const { objects } = await inserted(labels.objects, [patch(at(20, 0, 30, 40), { objects: ofSource })]);
  const { annotations, categories } = written(labels, objects);
  t.deepEqual(categories, [
    { id: 3, name: 'car', supercategory: 'vehicle' },
    { id: 8, name: 'house' },
    { id: 9, name: 'ship', supercategory: 'vessel' },
  ]);
  const half = { segmentation: [corners(10, 10, 10, 10)], area: 100, bbox: [10, 10, 10, 10], iscrowd: 0 };
  t.deepEqual(annotations, [
    { id: 7, image_id: 5, category_id: 3, ...half, score: 0.5 },
    { id: 41, image_id: 5, category_id: 8, ...half },
    {
      ...{ id: 42, image_id: 5, category_id: 9, segmentation: [corners(20, 0, 10, 10)] },
      ...{ area: 100, bbox: [20, 0, 10, 10], iscrowd: 0, colour: 'red' },
    },
    {
      ...{ id: 43, image_id: 5, category_id: 3, segmentation: [corners(25, 5, 10, 10)] },
      ...{ area: 100, bbox: [25, 5, 10, 10], iscrowd: 0 },
    },
    {
      ...{ id: 44, image_id: 5, category_id: 9, segmentation: [] },
      ...{ area: 27.5, bbox: [22, 2, 5.5, 5], iscrowd: 0 },
    },
  ]);
});

test('of two categories with one name, new objects get the one that is used', async (t) => {
  const categories = [
    { id: 0, name: 'ship', supercategory: 'none' },
    { id: 1, name: 'ship', supercategory: 'ship' },
  ];
  const { labels } = await read(t, file([annotation(1, { category_id: 1 })], { categories }));
  const { objects } = await inserted(labels.objects, [
    patch(at(50, 0, 9, 9), { objects: [object(box(1, 1, 5, 5), { category: 'ship' })] }),
  ]);
  const found = written(labels, objects);
  t.deepEqual(
    found.annotations.map(({ category_id }: { category_id: number }) => category_id),
    [1, 1],
  );
  t.deepEqual(found.categories, categories);
});

test('crowds, run lengths and keypoints are left out with a warning', async (t) => {
  const rle = { counts: [0, 10], size: [80, 100] };
  const { labels, warnings } = await read(
    t,
    file([
      annotation(1, { segmentation: rle, iscrowd: 1 }),
      annotation(2, { segmentation: { ...rle, counts: 'abc' } }),
      annotation(3, { iscrowd: 1 }),
      annotation(4, { keypoints: [1, 2, 2], num_keypoints: 1 }),
      { id: 5, image_id: 5, category_id: 3, keypoints: [1, 2, 2], num_keypoints: 1 },
      annotation(6),
    ]),
  );
  t.is(warnings.length, 2);
  t.regex(
    warnings[0]!,
    /^LABELS_SKIPPED .*labels\.json: 3 annotations are crowds .* polygons to keep them\.$/,
  );
  t.regex(warnings[1]!, /^LABELS_SKIPPED .*labels\.json: the keypoints of 2 annotations are left out\.$/);
  t.deepEqual(written(labels).annotations, [annotation(4), annotation(6)]);
});

test('the image is found by its name, or is the only one', async (t) => {
  const image = (id: number | string, file_name: string) => ({ id, file_name, width: 100, height: 80 });
  const two = (...names: string[]) =>
    file([annotation(1), annotation(2, { image_id: 6 })], {
      images: names.map((name, i) => image(5 + i, name)),
    });
  const ids = ({ objects }: CocoLabels) => objects.map(({ name }) => name.split(' ').at(-1));
  t.deepEqual(ids((await read(t, two('a/scene.tif', 'b/other.tif'))).labels), ['1']);
  t.deepEqual(ids((await read(t, two('other.tif', 'C:\\pictures\\scene.tif'))).labels), ['2']);
  t.deepEqual(ids((await read(t, two('scene.png', 'scene.tif'))).labels), ['2']);
  t.deepEqual(ids((await read(t, two('other.png', 'scene.png'))).labels), ['2']);
  t.deepEqual(ids((await read(t, file([annotation(1)], { images: [image(5, 'x.png')] }))).labels), ['1']);
  const named = await read(
    t,
    file([annotation(1, { image_id: 'a' })], { images: [image('a', 'scene.tif')] }),
  );
  t.is(written(named.labels).images[0].id, 'a');
});

test('without labels of the scene, a file is begun', async (t) => {
  const { objects } = await inserted([], [patch(at(0, 0, 20, 20), { label: 'ship' })]);
  t.deepEqual(written(noLabels('coco') as CocoLabels, objects), {
    images: [{ id: 1, file_name: 'composed.tif', width: 100, height: 80 }],
    categories: [{ id: 1, name: 'ship' }],
    annotations: [
      {
        ...{ id: 1, image_id: 1, category_id: 1, segmentation: [corners(0, 0, 20, 20)] },
        ...{ area: 400, bbox: [0, 0, 20, 20], iscrowd: 0 },
      },
    ],
  });
});

test('holes are cut open, and the parts are the object', async (t) => {
  const shape: Shape = [
    [
      ...box(5, 5, 60, 60)[0]!,
      ...box(10, 10, 10, 10)[0]!,
      ...box(30, 12, 5, 41)[0]!,
      ...box(40, 50, 0.7, 0.4)[0]!,
      ...box(50, 20, 10, 10)[0]!,
    ],
    box(70, 5, 10, 10)[0]!,
  ];
  const labels = noLabels('coco') as CocoLabels;
  const encoded = encodeLabels(labels, [object(shape)], OUT);
  const [found] = written(labels, [object(shape)]).annotations;
  t.is(found.area, 3600 - 100 - 205 - 0.28 - 100 + 100);
  t.deepEqual(found.bbox, [5, 5, 75, 60]);
  const inside = fillPolygon({ parts: shape }, whole(SIZE));
  const [seen] = await seenByOthers(t.context.folder, encoded, { 1: inside });
  t.is(seen!.iou, 1);
});

test('numbers are rounded, and what has no area is left out', (t) => {
  const labels = noLabels('coco') as CocoLabels;
  const [found, ...others] = written(labels, [
    object([
      [
        [
          [1 / 3, 2 / 3],
          [10.00049, 2 / 3],
          [10, 5],
          [10, 5.0002],
          [1 / 3, 5],
          [1 / 3, 2 / 3],
        ],
      ],
      box(50, 50, 0.0001, 5)[0]!,
    ]),
    object(box(7, 7, 0.0004, 9)),
    object([]),
  ]).annotations;
  t.deepEqual(others, []);
  t.deepEqual(found.segmentation, [[0.333, 0.667, 10, 0.667, 10, 5, 0.333, 5]]);
  t.deepEqual([found.area, found.bbox], [41.887, [0.333, 0.667, 9.667, 4.333]]);
});

test('pycocotools reads the objects of a scene after random patches', async (t) => {
  const next = generator(21);
  const given = file(
    Array.from({ length: 60 }, (_, i) => {
      const [[ring]] = star(next, SIZE) as [[[number, number][]]];
      const { left, top, right, bottom } = boundsOf([[ring]])!;
      const isBox = i % 5 === 4;
      return annotation(100 + 3 * i, {
        segmentation: isBox ? [] : [ring.slice(0, -1).flat()],
        category_id: i % 2 === 0 ? 3 : 8,
        bbox: [left, top, right - left, bottom - top],
      });
    }),
  );
  const { labels } = await read(t, given);
  const patches = Array.from({ length: 12 }, (_, i) => {
    const window = at(Math.floor(80 * next()), Math.floor(60 * next()), 20, 20);
    const disc = Uint8Array.from({ length: 400 }, (_, j) => {
      const distance = Math.hypot((j % 20) - 9.5, Math.floor(j / 20) - 9.5);
      return Number(distance < 9.7 && distance > (i % 3 === 0 ? 3 : 0));
    });
    const objects = [object(star(next, { width: 20, height: 20 }), { category: `of patch ${i % 4}` })];
    return patch(window, { mask: runsOf(disc, window), objects, ...(i % 3 === 0 && { label: 'patch' }) });
  });
  const { objects } = await inserted(labels.objects, patches, 0.3);
  const encoded = encodeLabels(labels, objects, OUT);
  const { annotations } = JSON.parse(Buffer.concat(encoded).toString());
  const masks = objects.map(({ shape }) => fillPolygon({ parts: shape }, whole(SIZE)));
  const ids = annotations.map(({ id }: { id: number }) => id);
  t.deepEqual(ids.length, objects.length);
  t.is(new Set(ids).size, ids.length);
  const seen = await seenByOthers(
    t.context.folder,
    encoded,
    Object.fromEntries(masks.map((mask, i) => [ids[i], mask])),
  );
  t.true(seen.length > 30, String(seen.length));
  for (const [i, { id, category, area, bbox, iscrowd, pixels, iou }] of seen.entries()) {
    const { category: own, shape, isBox } = objects[i]!;
    t.deepEqual([id, category, iscrowd], [ids[i], own, 0]);
    const { left, top, right, bottom } = boundsOf(shape)!;
    const off = [left, top, right - left, bottom - top].map((value, j) => Math.abs(value - bbox[j]!));
    t.true(Math.max(...off) <= 0.002, `${id}: ${bbox}`);
    t.is(pixels === undefined, isBox);
    if (isBox) continue;
    t.true(Math.abs(area - areaOf(shape)) < 0.1 || !objects[i]!.isCut, `${id}: ${area}`);
    // pycocotools draws on a grid five times as fine, so that pixels at edges differ.
    const size = masks[i]!.reduce((sum, inside) => sum + inside, 0);
    t.true(pixels! > 0 && Math.abs(pixels! - areaOf(shape)) < 8 + 0.1 * size, `${id}: ${pixels} of ${area}`);
    if (size >= 100) t.true(iou! >= 0.9, `${id}: ${iou}`);
  }
});

const REFUSED: [name: string, json: unknown, said: RegExp][] = [
  ['text', '{"images": [', /is not valid JSON: .* Correct it, or export the labels again\.$/],
  ['neither format', { boxes: [] }, /is neither COCO JSON, which has annotations, nor GeoJSON/],
  ['a list', [], /is neither COCO JSON/],
  ['no images', { annotations: [], categories: [] }, /images must be an array/],
  ['no categories', { annotations: [], images: [] }, /categories must be an array/],
  [
    'no image of that name',
    file([], {
      images: [
        { id: 1, file_name: 'a.tif' },
        { id: 2, file_name: 'b.tif' },
      ],
    }),
    /has no image named scene\.tif among 2, such as "a\.tif", "b\.tif"\. Give the labels/,
  ],
  ['no image at all', file([], { images: [] }), /has no image named scene\.tif among 0\. /],
  [
    'several images of that name',
    file([], {
      images: [
        { id: 1, file_name: 'a/scene.tif' },
        { id: 2, file_name: 'scene.tif' },
      ],
    }),
    /has 2 images named scene\.tif/,
  ],
  [
    'another size',
    file([], { images: [{ id: 1, file_name: 'scene.tif', width: 10, height: 80 }] }),
    /"scene\.tif" has 10 x 80 px, and \/data\/scene\.tif has 100 x 80 px/,
  ],
  [
    'an image without an id',
    file([], { images: [{ file_name: 'scene.tif', width: 100, height: 80 }] }),
    /images\[0\]\.id must be a number/,
  ],
  [
    'a category twice',
    file([], {
      categories: [
        { id: 1, name: 'a' },
        { id: 1, name: 'b' },
      ],
    }),
    /categories\[1\]\.id must be unique, and 1 is there twice/,
  ],
  [
    'a category without a name',
    file([], { categories: [{ id: 1 }] }),
    /categories\[0\]\.name must be a non-empty string/,
  ],
  ['an annotation twice', file([annotation(4), annotation(4)]), /annotations\[1\]\.id must be unique/],
  ['an annotation without an id', file([annotation(1.5)]), /annotations\[0\]\.id must be a whole number/],
  [
    'an unknown category',
    file([annotation(1, { category_id: 4 })]),
    /annotations\[0\]\.category_id must be the id of one/,
  ],
  [
    'neither polygon nor box',
    file([{ id: 1, image_id: 5, category_id: 3 }]),
    /annotations\[0\] must be an object with polygons/,
  ],
  [
    'a box of three',
    file([annotation(1, { bbox: [1, 2, 3] })]),
    /annotations\[0\]\.bbox must be x, y, width and height/,
  ],
  [
    'a negative box',
    file([annotation(1, { bbox: [1, 2, -3, 4] })]),
    /annotations\[0\]\.bbox must be a box whose/,
  ],
  [
    'half a point',
    file([annotation(1, { segmentation: [[1, 2, 3, 4, 5, 6, 7]] })]),
    /segmentation\[0\] must be x and y/,
  ],
  [
    'no number',
    file([annotation(1, { segmentation: [[1, 2, 3, null, 5, 6]] })]),
    /segmentation\[0\]\[3\] must be a number of pixels/,
  ],
  [
    'a huge number',
    file([annotation(1, { segmentation: [[1e300, 2, 3, 4, 5, 6]] })]),
    /segmentation\[0\]\[0\] must be a number/,
  ],
  ['an annotation that is no object', file([7]), /annotations\[0\] must be an object/],
  [
    'deep nesting',
    JSON.stringify(file([annotation(1, { x: 0 })])).replace(
      '"x":0',
      `"x":${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    ),
    /annotations\[0\]\.x must be nested at most 64 deep/,
  ],
];

for (const [name, json, said] of REFUSED)
  test(`refused: ${name}`, async (t) => {
    const { code, message } = await t.throwsAsync(read(t, json), { instanceOf: LabelsError });
    t.is(code, 'LABELS_INVALID');
    t.regex(message, said);
    t.true(message.includes('labels.json'));
  });

test('a file that cannot be read', async (t) => {
  const missing = join(t.context.folder, 'missing.json');
  const error = await t.throwsAsync(readLabels(missing, IMAGE), { instanceOf: LabelsError });
  t.is(error.code, 'LABELS_NOT_FOUND');
  t.is(error.message, `The labels ${missing} does not exist; check its path.`);
  const folder = await t.throwsAsync(readLabels(t.context.folder, IMAGE), { instanceOf: LabelsError });
  t.is(folder.code, 'LABELS_NOT_FOUND');
});

test('names of members are only names', async (t) => {
  const json = JSON.stringify(file([annotation(1, { tag: 1 })])).replace('"tag"', '"__proto__"');
  const { labels } = await read(t, json.replace('"car"', '"constructor"'));
  const cut = await inserted(labels.objects, [patch(at(0, 0, 15, 80))]);
  const [found] = written(labels, cut.objects).annotations;
  t.true(Object.hasOwn(found, '__proto__'));
  t.is(labels.objects[0]!.category, 'constructor');
  t.is(({} as { tag?: unknown }).tag, undefined);
});

test('an annotation whose image_id is no id belongs to no image', async (t) => {
  const deep = `${'['.repeat(20_000)}5${']'.repeat(20_000)}`;
  for (const id of ['[5]', deep, '{"toString":5}', 'null', 'true']) {
    const json = JSON.stringify(file([annotation(1), annotation(2, { image_id: '?' })])).replace('"?"', id);
    const { labels } = await read(t, json);
    t.deepEqual(
      labels.objects.map(({ name }) => name.split(': ')[1]),
      ['annotation 1'],
    );
    const { images } = JSON.parse(json);
    t.deepEqual(CocoIndex.of(JSON.parse(json), 'labels.json').partOf(images[0]).annotations, [annotation(1)]);
  }
});
