import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import anyTest, { type ExecutionContext, type TestFn } from 'ava';
import sharp from 'sharp';
import { readAnnotation } from '../lib/dataset/fmow.js';
import { buildDataset, readManifest } from '../lib/dataset/index.js';
import { ManifestError } from '../lib/index.js';
import { georeference } from '../lib/raster/georeference.js';

const test = anyTest as TestFn<{ folder: string }>;
const mkfifo = (path: string) => promisify(execFile)('mkfifo', [path]);
const SIZE = { width: 64, height: 64 };

test.beforeEach(async (t) => {
  t.context.folder = await mkdtemp(join(tmpdir(), 'harmonidiff-untrusted-'));
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

/** The bounds are generous: what these tests read should take milliseconds and hardly any memory. */
async function quickly<T>(t: ExecutionContext, work: () => T | Promise<T>): Promise<T> {
  const [began, before] = [performance.now(), process.memoryUsage().rss];
  const result = await work();
  t.true(performance.now() - began < 10_000, `${performance.now() - began} ms`);
  t.true(process.memoryUsage().rss - before < 500e6, `${process.memoryUsage().rss - before} bytes`);
  return result;
}

type Entry = [tag: number, type: number, count: number, value: number];

const IMAGE: Entry[] = [
  [256, 3, 1, 64],
  [257, 3, 1, 64],
  [258, 3, 1, 8],
  [259, 3, 1, 1],
  [262, 3, 1, 1],
  [277, 3, 1, 1],
  [278, 3, 1, 64],
  [279, 4, 1, 4096],
];
const AT = 4096;
/** Pixels of 0.5 m on the plane of UTM zone 33, on its central meridian. */
const GEO: Entry[] = [
  [33550, 12, 3, AT],
  [33922, 12, 6, AT + 24],
  [34735, 3, 16, AT + 72],
];

/** A TIFF in either byte order, or a BigTIFF, with the values of GEO at their offset. */
function tiff(entries: Entry[], { little = true, big = false, next = 0, declared = entries.length } = {}) {
  const file = new DataView(new ArrayBuffer(AT + 8192));
  const [entryBytes, start] = big ? [20, 16] : [12, 8];
  const offset = (at: number, value: number) =>
    big ? file.setBigUint64(at, BigInt(value), little) : file.setUint32(at, value, little);
  file.setUint16(0, little ? 0x4949 : 0x4d4d);
  file.setUint16(2, big ? 43 : 42, little);
  if (big) file.setUint16(4, 8, little);
  offset(big ? 8 : 4, start);
  const first = start + (big ? 8 : 2);
  if (big) offset(start, declared);
  else file.setUint16(start, declared, little);
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    const at = first + i * entryBytes;
    file.setUint16(at, tag, little);
    file.setUint16(at + 2, type, little);
    offset(at + 4, count);
    if (type === 3 && count === 1) file.setUint16(at + entryBytes / 2 + 2, value, little);
    else offset(at + entryBytes / 2 + 2, value);
  }
  if (entries.length > 0) offset(first + entries.length * entryBytes, next);
  const doubles = [0.5, 0.5, 0, 0, 0, 0, 500_000, 5_000_000, 0];
  for (const [i, value] of doubles.entries()) file.setFloat64(AT + 8 * i, value, little);
  const keys = [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32633];
  for (const [i, value] of keys.entries()) file.setUint16(AT + 72 + 2 * i, value, little);
  return Buffer.from(file.buffer);
}

/** Of GEO, in four digits. On the central meridian the plane is 0.9996 times as large as the ground. */
const PLACE = { gsd: 0.5002, latitude: 45.1533, longitude: 15.0002 };

function rounded(place: object): object {
  return Object.fromEntries(Object.entries(place).map(([name, value]) => [name, Number(value.toFixed(4))]));
}

const strips: Entry = [273, 4, 1, AT + 4096];
const sorted = (...entries: Entry[]) => entries.sort(([a], [b]) => a - b);

for (const [what, options] of Object.entries({
  'a little-endian TIFF': {},
  'a big-endian TIFF': { little: false },
  'a BigTIFF': { big: true },
})) {
  test(`the georeference of ${what}`, async (t) => {
    const path = join(t.context.folder, 'a.tif');
    await writeFile(path, tiff(sorted(...IMAGE, strips, ...GEO), options));
    t.deepEqual(rounded(await georeference(path, SIZE)), PLACE);
  });
}

const HUGE: [string, Buffer, object][] = [
  ['a long text', tiff(sorted(...IMAGE, strips, ...GEO, [34737, 2, 2 ** 31 - 1, AT])), PLACE],
  ['many tie points', tiff(sorted(...IMAGE, strips, GEO[0]!, [33922, 12, 2 ** 28, AT], GEO[2]!)), {}],
  ['many keys', tiff(sorted(...IMAGE, strips, GEO[0]!, GEO[1]!, [34735, 3, 2 ** 31 - 1, AT])), {}],
  ['many strips', tiff(sorted(...IMAGE, [273, 16, 3e7, AT], ...GEO)), PLACE],
  ['a directory that is its own next', tiff(sorted(...IMAGE, strips, ...GEO), { next: 8 }), PLACE],
  ['a directory beyond the end', tiff([], { big: true, declared: 2 ** 50 }), {}],
];

for (const [what, bytes, expected] of HUGE) {
  test(`a TIFF costs little, whatever it claims: ${what}`, async (t) => {
    const path = join(t.context.folder, 'a.tif');
    await writeFile(path, bytes);
    // The file is as long as its tags claim, but sparse.
    const file = await open(path, 'r+');
    await file.truncate(2 ** 32);
    await file.close();
    t.deepEqual(rounded(await quickly(t, () => georeference(path, SIZE))), expected);
  });
}

test('a TIFF costs little, whatever it claims: thousands of long tags on the same bytes', async (t) => {
  const path = join(t.context.folder, 'a.tif');
  const count = 65_000;
  const bytes = Buffer.alloc(10 + 12 * count);
  bytes.write('II*\0');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(count, 8);
  for (let i = 0; i < count; i++) {
    bytes.writeUInt16LE(i, 10 + 12 * i);
    bytes.writeUInt16LE(1, 12 + 12 * i);
    bytes.writeUInt32LE(500_000, 14 + 12 * i);
    bytes.writeUInt32LE(8, 18 + 12 * i);
  }
  await writeFile(path, bytes);
  t.deepEqual(await quickly(t, () => georeference(path, SIZE)), {});
});

const annotated = (fields: object) =>
  readAnnotation({ bounding_boxes: [{ category: 'dam', box: [0, 0, 9, 9] }], ...fields })!;

test('the centre of an fMoW polygon', (t) => {
  const centreOf = (raw_location: unknown) => {
    const { longitude, latitude } = annotated({ raw_location }).metadata;
    return [longitude, latitude];
  };
  const square = '-55.01 -10.02, -54.99 -10.02, -54.99 -9.98, -55.01 -9.98, -55.01 -10.02';
  t.deepEqual(centreOf(`POLYGON ((${square}))`), [-55, -10]);
  t.deepEqual(centreOf(`MULTIPOLYGON(((${square})))`), [-55, -10]);
  t.deepEqual(centreOf('POLYGON ((-5.5e1 -1E+1, -5.5e+1 -10))'), [-55, -10]);
  t.deepEqual(centreOf('POLYGON Z ((1 2 300, 3 4 300))'), [2, 3]);
  const unknown = [undefined, undefined];
  const wrong = ['POLYGON EMPTY', 'POLYGON ((1-2 3, 4 5))', 'POLYGON ((1e300 2, 3 4))', '1 2', 7, null];
  for (const text of wrong) t.deepEqual(centreOf(text), unknown, String(text));
});

test('an fMoW polygon of megabytes costs little', async (t) => {
  for (const text of [
    '1'.repeat(2e6),
    ' '.repeat(2e6),
    '1 '.repeat(1e6),
    '1 2,'.repeat(5e5),
    '('.repeat(2e6),
  ]) {
    await quickly(t, () => annotated({ raw_location: `POLYGON ${text}` }));
  }
  t.is(annotated({ raw_location: `POLYGON ${'1 2,'.repeat(5e5)}` }).metadata.longitude, 1);
});

async function scene(path: string, json?: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const image = sharp({ create: { width: 128, height: 128, channels: 3, background: 'red' } });
  await image.png().toFile(path);
  if (json) await writeFile(path.replace(/png$/, 'json'), JSON.stringify(json));
}

test('a manifest can be read even if its fMoW JSON contained nonsense', async (t) => {
  const scenes = join(t.context.folder, 'scenes');
  const dam = { category: 'dam', box: [20, 20, 60, 60] };
  const fields: object[] = [
    { bounding_boxes: [dam] },
    { bounding_boxes: [dam] },
    { gsd: 1e300, bounding_boxes: [dam] },
    { gsd: 0.5, img_width: 1e308, img_height: 1e308, bounding_boxes: [dam] },
    { gsd: 9000, img_width: 5e3, img_height: 5e3, bounding_boxes: [{ ...dam, box: [0, 0, 5e3, 5e3] }] },
    { img_width: 5e-324, bounding_boxes: [dam] },
    { bounding_boxes: [{ ...dam, box: [-1e300, -1e300, 1e308, 1e308] }] },
    { bounding_boxes: [{ ...dam, box: [1e308, 1e308, 1e308, 1e308] }] },
    { bounding_boxes: [{ ...dam, category: '\ud800' }] },
    { bounding_boxes: [{ ...dam, category: 'x'.repeat(1e5) }] },
    { bounding_boxes: Array(1e5).fill(dam) },
    { country_code: '__proto__', cloud_cover: 1e9, timestamp: '9'.repeat(1e5), bounding_boxes: [dam] },
  ];
  for (const [i, json] of fields.entries()) await scene(join(scenes, `train/dam_${i}_0_rgb.png`), json);
  const out = join(t.context.folder, 'm.jsonl');
  const { manifest, skipped } = await quickly(t, () => buildDataset({ scenes, out, count: 40 }));
  t.deepEqual(await readManifest(out), manifest);
  const reasons = skipped.map(({ path, reason }) => [Number(/\d+/.exec(path)), reason.slice(0, 60)]);
  t.deepEqual(
    reasons.map(([i]) => i).sort((a, b) => Number(a) - Number(b)),
    [3, 5, 7, 8, 9, 10],
  );
});

test('a pipe or a huge file next to a scene is refused at once, and the reason names it', async (t) => {
  const scenes = join(t.context.folder, 'scenes');
  for (const name of ['a', 'b', 'annotated', 'auxiliary', 'placed', 'projected', 'large']) {
    await scene(join(scenes, 'beach', `${name}.png`));
  }
  await mkfifo(join(scenes, 'beach/annotated.json'));
  await mkfifo(join(scenes, 'beach/auxiliary.png.aux.xml'));
  await mkfifo(join(scenes, 'beach/placed.pgw'));
  await writeFile(join(scenes, 'beach/projected.pgw'), '1 0 0 -1 0 0');
  await mkfifo(join(scenes, 'beach/projected.prj'));
  await writeFile(join(scenes, 'beach/large.wld'), '1 '.repeat(40_000));
  const { skipped } = await quickly(t, () =>
    buildDataset({ scenes, out: join(t.context.folder, 'm.jsonl'), count: 2 }),
  );
  t.deepEqual(skipped.map(({ path, reason }) => `${path}: ${reason}`).sort(), [
    'beach/annotated.png: its JSON cannot be read (it is not a regular file)',
    'beach/auxiliary.png: its .xml file cannot be read (it is not a regular file)',
    'beach/large.png: its .wld file cannot be read (it has 80000 bytes, over the limit of 65536)',
    'beach/placed.png: its .pgw file cannot be read (it is not a regular file)',
    'beach/projected.png: its .prj file cannot be read (it is not a regular file)',
  ]);
});

test('an .aux.xml file or well-known text of megabytes costs little', async (t) => {
  const path = join(t.context.folder, 'a.png');
  const auxiliary = (text: string) => writeFile(`${path}.aux.xml`, text);
  for (const text of [
    '<SRS>',
    '<SRS '.repeat(7e5),
    `<SRS>${'A['.repeat(30_000)}</SRS>`,
    '<'.repeat(3e6),
    ' '.repeat(5e6),
  ]) {
    await auxiliary(`<GeoTransform>0,1,0,0,0,-1</GeoTransform>${text}`);
    t.deepEqual(await quickly(t, () => georeference(path, SIZE)), {});
  }
  await rm(`${path}.aux.xml`);
  await writeFile(path.replace('.png', '.wld'), '1 0 0 -1 0 0');
  for (const text of [
    'COMPD_CS['.repeat(7000),
    '"'.repeat(60_000),
    '1e'.repeat(30_000),
    ']'.repeat(60_000),
  ]) {
    await writeFile(path.replace('.png', '.prj'), text);
    t.deepEqual(await quickly(t, () => georeference(path, SIZE)), {});
  }
});

test('a pipe as a manifest is refused at once', async (t) => {
  const path = join(t.context.folder, 'm.jsonl');
  await mkfifo(path);
  const expected = { instanceOf: ManifestError, code: 'MANIFEST_NOT_FOUND', message: /not a regular file/ };
  await quickly(t, () => t.throwsAsync(readManifest(path), expected as never));
});

test('a manifest of very many lines is refused at its first wrong one', async (t) => {
  const path = join(t.context.folder, 'm.jsonl');
  await writeFile(path, `${'\n'.repeat(1e7)}1\n${'1\n'.repeat(1e7)}`);
  const error = await quickly(t, () => t.throwsAsync(readManifest(path), { instanceOf: ManifestError }));
  t.is((error as ManifestError).line, 1e7 + 1);
});

test('texts of a manifest are well-formed and not very long', async (t) => {
  const scenes = join(t.context.folder, 'scenes');
  for (const name of ['a', 'b']) await scene(join(scenes, 'beach', `${name}.png`));
  const out = join(t.context.folder, 'm.jsonl');
  await buildDataset({ scenes, out, count: 1 });
  const { folder, items, ...header } = await readManifest(out);
  const [item] = items;
  const lone = '\ud800';
  const wrong: [object, object, RegExp][] = [
    [{ ...header, scenes: lone }, item!, /scenes is "\\ud800"; it must be well-formed Unicode/],
    [header, { ...item!, id: lone }, /id is "\\ud800"; it must be well-formed Unicode/],
    [header, { ...item!, id: 'x'.repeat(10_001) }, /id is "x+….* at most 10000 characters long/],
    [header, { ...item!, target: { ...item!.target, label: `a${lone}` } }, /target\.label is "a\\ud800"/],
    [header, { ...item!, prompts: { ...item!.prompts, source: lone } }, /prompts\.source is "\\ud800"/],
    [header, { ...item!, source: { ...item!.source, path: lone } }, /source\.path is "\\ud800"/],
  ];
  for (const [first, second, message] of wrong) {
    await writeFile(out, `${JSON.stringify(first)}\n${JSON.stringify(second)}\n`);
    await t.throwsAsync(readManifest(out), { code: 'MANIFEST_INVALID', message });
  }
  // JSON can write an infinite number.
  const line = JSON.stringify({ ...item!, sourceGsd: 1 }).replace('"sourceGsd":1', '"sourceGsd":1e999');
  await writeFile(out, `${JSON.stringify(header)}\n${line}\n`);
  await t.throwsAsync(readManifest(out), { message: /sourceGsd is Infinity/ });
  for (const side of ['x', 'width'] as const) {
    const crop = { ...item!.source.crop, [side]: 2 ** 32 };
    const source = { ...item!.source, width: 2 ** 40, crop };
    await writeFile(out, `${JSON.stringify(header)}\n${JSON.stringify({ ...item!, source })}\n`);
    await t.throwsAsync(readManifest(out), { message: /source\.width is 1099511627776; .*100000000/ });
  }
});
