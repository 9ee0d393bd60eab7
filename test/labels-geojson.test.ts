import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import { LabelsError } from '../lib/errors.js';
import { encodeLabels, type LabelledImage, readLabels } from '../lib/labels/files.js';
import { type GeoJsonLabels, type LabelledObject, noLabels } from '../lib/labels/objects.js';
import { areaOf, boundsOf, type Shape, signedArea } from '../lib/labels/shape.js';
import { readMap } from '../lib/raster/map.js';
import { whole } from '../lib/raster/window.js';
import { fillPolygon } from '../lib/scene/polygon.js';
import { GEOGRAPHIC, geoTags, type Keys, PROJECTED, transformed } from './support/geotags.js';
import { at, box, inserted, object, patch, seenByOthers, star } from './support/labels.js';
import { generator } from './support/random.js';
import { writeTiff } from './support/tiff.js';

const test = anyTest as TestFn<{ folder: string }>;
type Context = ExecutionContext<{ folder: string }>;

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-labels-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

const SIZE = { width: 100, height: 80 };

/** An image with a georeference. */
async function imageOf(t: Context, grid: ReturnType<typeof transformed>, keys: Keys): Promise<LabelledImage> {
  const path = join(t.context.folder, 'scene.tif');
  await writeFile(path, writeTiff({ ...SIZE, tags: { ...grid, ...geoTags(keys) } }));
  return { path, size: SIZE, map: await readMap(path, SIZE) };
}

/** Pixels of a thousandth of a degree, with the upper left corner at 10° E, 50° N. */
const inDegrees = (t: Context) => imageOf(t, transformed(10, 1e-3, 0, 50, 0, -1e-3), GEOGRAPHIC(4326));
const PLAIN: LabelledImage = { path: 'scene.tif', size: SIZE };

async function read(t: Context, json: unknown, image: LabelledImage) {
  const path = join(t.context.folder, 'labels.geojson');
  await writeFile(path, JSON.stringify(json));
  const { labels, warnings } = await readLabels(path, image);
  return { labels: labels as GeoJsonLabels, warnings };
}

function written(labels: GeoJsonLabels, image: LabelledImage, objects = labels.objects) {
  return JSON.parse(Buffer.concat(encodeLabels(labels, objects, image)).toString());
}

const feature = (
  geometry: object | null,
  properties: object | null = { label: 'car' },
  more: object = {},
) => ({
  type: 'Feature',
  ...more,
  properties,
  geometry,
});
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
const ring = (x: number, y: number, width: number, height: number) => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
  [x, y],
];
/** A box of pixels in degrees, as RFC 7946 winds it. */
const degrees = (x: number, y: number, width: number, height: number) =>
  ring(10 + x / 1000, 50 - (y + height) / 1000, width / 1000, height / 1000).map((position) =>
    position.map((value) => Math.round(value * 1e7) / 1e7),
  );

test('without a georeference, positions are columns and rows', async (t) => {
  const multi = {
    type: 'MultiPolygon',
    coordinates: [[ring(0, 0, 5, 5)], [ring(10, 0, 5, 5), ring(11, 1, 2, 2)]],
  };
  const { labels, warnings } = await read(
    t,
    collection(
      feature(polygon(ring(10, 20, 30, 10)), { label: 'car', colour: 'red' }),
      feature(multi, { category: 'house' }),
      feature(
        { type: 'GeometryCollection', geometries: [polygon(ring(1, 2, 3, 4))] },
        { label: null, class: 7 },
      ),
    ),
    PLAIN,
  );
  t.deepEqual(warnings, []);
  t.deepEqual(
    labels.objects.map(({ category, shape, members }) => [category, shape.length, areaOf(shape), members]),
    [
      ['car', 1, 300, { colour: 'red' }],
      ['house', 2, 46, {}],
      ['7', 1, 12, { label: null }],
    ],
  );
  t.deepEqual(boundsOf(labels.objects[0]!.shape), { left: 10, top: 20, right: 40, bottom: 30 });
  t.regex(labels.objects[1]!.name, /labels\.geojson: features\[1\]$/);
});

test('features without polygons are left out with a warning', async (t) => {
  const { labels, warnings } = await read(
    t,
    collection(
      feature(null),
      feature({ type: 'Point', coordinates: [1, 2] }, null),
      feature({
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      }),
      feature(polygon()),
      feature(polygon(ring(0, 0, 5, 5))),
    ),
    PLAIN,
  );
  t.is(labels.objects.length, 1);
  t.deepEqual(
    warnings.map(({ code }) => code),
    ['LABELS_SKIPPED'],
  );
  t.regex(warnings[0]!.message, /labels\.geojson: 4 features have no polygon and are left out\. Draw/);
});

test('what no patch covers is written as it was read', async (t) => {
  const image = await inDegrees(t);
  const given = {
    name: 'trees',
    ...collection(
      feature(
        polygon(degrees(1, 1, 10, 10).map(([x, y]) => [x!, y!, 250.5])),
        { class: 3, b: [1] },
        { id: 'a', bbox: [1] },
      ),
      feature({ type: 'Polygon', coordinates: [ring(-70, 20, 1, 1)] }, { label: 'far away' }),
      feature({ type: 'Polygon', coordinates: [ring(10.001234567891, 49.95, 0.02, 0.01)] }),
    ),
  };
  const { labels } = await read(t, given, image);
  const { type, name, features } = written(labels, image);
  t.deepEqual(
    { type, name, features },
    { type: 'FeatureCollection', name: 'trees', features: given.features },
  );
});

test('covered and new features have the system, the properties and the ids of the file', async (t) => {
  const image = await inDegrees(t);
  const own = polygon(degrees(10, 10, 20, 10));
  const { labels } = await read(
    t,
    collection(
      feature(own, { class: 3, owner: 'x' }, { id: 7, bbox: [0, 0, 1, 1] }),
      feature(own, { category: 'tree' }, { id: 'b' }),
    ),
    image,
  );
  const objects = [
    object(box(0, 0, 10, 10), { category: '3', members: { area: 2, class: 'x' } }),
    object(box(5, 5, 5, 5), { category: 'ship' }),
  ];
  const result = await inserted(labels.objects, [patch(at(20, 0, 30, 40), { objects })]);
  t.deepEqual(
    written(labels, image, result.objects).features,
    [
      feature(polygon(degrees(10, 10, 10, 10)), { class: 3, owner: 'x' }, { id: 7 }),
      feature(polygon(degrees(10, 10, 10, 10)), { category: 'tree' }, { id: 'b' }),
      feature(polygon(degrees(20, 0, 10, 10)), { class: 3, area: 2 }, { id: 8 }),
      feature(polygon(degrees(25, 5, 5, 5)), { class: 'ship' }, { id: 9 }),
    ].map(startingAs),
  );
});

/** The rings that this package writes start elsewhere. */
function startingAs({ geometry, ...more }: { geometry: object | null }) {
  const { coordinates } = geometry as { coordinates: number[][][] };
  const [[a, b, c, d]] = coordinates as [[number[], number[], number[], number[]]];
  return { ...more, geometry: { type: 'Polygon', coordinates: [[d, a, b, c, d]] } };
}

test('outer rings run counterclockwise where y grows upwards, holes the other way', async (t) => {
  const shape: Shape = [[...box(10, 10, 20, 20)[0]!, ...box(15, 15, 5, 5)[0]!]];
  for (const image of [PLAIN, await inDegrees(t)]) {
    const labels = noLabels('geojson') as GeoJsonLabels;
    const [{ geometry, properties, ...more }] = written(labels, image, [object(shape)]).features;
    t.deepEqual(
      geometry.coordinates.map((ring: [number, number][]) => Math.sign(signedArea(ring))),
      [1, -1],
    );
    t.deepEqual([more, properties], [{ type: 'Feature' }, { label: 'car' }]);
  }
});

test('rows that QGIS counts downwards from zero stay negative', async (t) => {
  const given = collection(feature(polygon(ring(10, -30, 20, 10))));
  const { labels } = await read(t, given, PLAIN);
  t.deepEqual(boundsOf(labels.objects[0]!.shape), { left: 10, top: 20, right: 30, bottom: 30 });
  const { objects } = await inserted(labels.objects, [patch(at(20, 0, 30, 80), { label: 'patch' })]);
  const found = written(labels, PLAIN, objects).features.map(
    ({ geometry }: { geometry: { coordinates: [number, number][][] } }) => boundsOf([geometry.coordinates]),
  );
  t.deepEqual(found, [
    { left: 10, top: -30, right: 20, bottom: -20 },
    { left: 20, top: -80, right: 50, bottom: 0 },
  ]);
});

/** The same corner in a metre grid of several projections. */
const SYSTEMS: [name: string, grid: ReturnType<typeof transformed>, keys: Keys][] = [
  ['UTM', transformed(500_000, 10, 0, 5_500_000, 0, -10), PROJECTED(32633)],
  ['UTM, turned', transformed(500_000, 8, 6, 5_500_000, 6, -8), PROJECTED(32633)],
  ['UTM across the antimeridian', transformed(829_000, 20, 0, 1_000_000, 0, -20), PROJECTED(32660)],
  ['polar stereographic, coarse', transformed(-1_600_000, 4000, 0, -800_000, 0, -4000), PROJECTED(3413)],
  ['degrees', transformed(10, 1e-3, 0, 50, 0, -1e-3), GEOGRAPHIC(4326)],
];

for (const [name, grid, keys] of SYSTEMS)
  test(`GDAL draws labels where they are: ${name}`, async (t) => {
    const image = await imageOf(t, grid, keys);
    const next = generator(4);
    const shapes = Array.from({ length: 12 }, () => star(next, SIZE));
    shapes.push(box(2, 3, 95, 60), [[...box(20, 10, 60, 50)[0]!, ...box(30, 20, 30, 20)[0]!]]);
    const objects: LabelledObject[] = shapes.map((shape, i) => object(shape, { category: `c${i}` }));
    const encoded = encodeLabels(noLabels('geojson'), objects, image);
    const masks = shapes.map((shape) => fillPolygon({ parts: shape }, whole(SIZE)));
    const seen = await seenByOthers(
      t.context.folder,
      encoded,
      Object.fromEntries(masks.entries()),
      image.path,
    );
    t.is(seen.length, shapes.length);
    for (const [i, { iou, label }] of seen.entries()) {
      t.is(label, `c${i}`);
      t.true(iou! >= 0.98, `${i}: ${iou}`);
    }
    // And back
    const { labels } = await read(t, JSON.parse(Buffer.concat(encoded).toString()), image);
    for (const [i, { shape }] of labels.objects.entries()) {
      const found = fillPolygon({ parts: shape }, whole(SIZE));
      const wrong = found.reduce((sum, inside, j) => sum + Math.abs(inside - masks[i]![j]!), 0);
      t.true(wrong <= 0.01 * areaOf(shapes[i]!), `${i}: ${wrong}`);
    }
    if (!name.includes('antimeridian')) return;
    const { features } = JSON.parse(Buffer.concat(encoded).toString());
    t.true(features.some(({ geometry }: { geometry: { type: string } }) => geometry.type === 'MultiPolygon'));
    for (const { geometry } of features)
      t.true(geometry.coordinates.flat(Infinity).every((value: number) => Math.abs(value) <= 180));
  });

const REFUSED: [name: string, json: object, said: RegExp][] = [
  [
    'no category',
    collection(feature(polygon(ring(10, 49.99, 0.01, 0.01)), { name: 'x' })),
    /features\[0\]\.properties must be an object with the category in the property label, category or class/,
  ],
  [
    'no properties',
    collection(feature(polygon(ring(10, 49.99, 0.01, 0.01)), null)),
    /features\[0\]\.properties must be/,
  ],
  ['a bare geometry', polygon(ring(10, 49.99, 0.01, 0.01)), /properties must be an object with the category/],
  [
    'an inherited name',
    collection(feature(polygon(ring(0, 0, 1, 1)), { label: {} })),
    /features\[0\]\.properties must be/,
  ],
  [
    'another system',
    { ...collection(), crs: { properties: { name: 'EPSG:3857' } } },
    /EPSG:3857.*ogr2ogr -t_srs EPSG:4326/,
  ],
  [
    'metres',
    collection(feature(polygon(ring(500_000, 0, 10, 10)))),
    /features\[0\] has the position 500000, 0, which is not a longitude/,
  ],
  [
    'an open ring',
    collection(
      feature(
        polygon([
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ]),
      ),
    ),
    /features\[0\]\.geometry\.coordinates\[0\] must be a closed ring/,
  ],
];

for (const [name, json, said] of REFUSED)
  test(`refused: ${name}`, async (t) => {
    const { code, message } = await t.throwsAsync(read(t, json, await inDegrees(t)), {
      instanceOf: LabelsError,
    });
    t.is(code, 'LABELS_INVALID');
    t.regex(message, said);
  });

test('refused: a position far from any pixel', async (t) => {
  const json = collection(feature(polygon(ring(1e9, 0, 5, 5))));
  const { message } = await t.throwsAsync(read(t, json, PLAIN), { instanceOf: LabelsError });
  t.regex(
    message,
    /features\[0\]\.geometry must be in columns and rows of the image, and 1000000000, 0 is too far away/,
  );
});
