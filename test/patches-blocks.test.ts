import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { readLevels } from '../lib/raster/levels.js';
import { changeOf, reduceByMean, reduceMask, windowBelow } from '../lib/raster/overviews.js';
import { packBits, packLzw } from '../lib/raster/pack.js';
import { type Patch, patchFiles } from '../lib/raster/patch.js';
import { readBands } from '../lib/raster/read.js';
import { auxiliaryWithoutStatistics, withoutStatistics } from '../lib/raster/statistics.js';
import { unpackBits, unpackLzw } from '../lib/raster/unpack.js';
import { generator } from './support/random.js';
import { short } from './support/raster.js';
import { type TiffImage, writeTiff } from './support/tiff.js';

const random = generator(5);
const noise = (length: number, values = 256) =>
  Uint8Array.from({ length }, () => Math.floor(values * random()));
const BLOCKS = {
  'no bytes': new Uint8Array(0),
  'one byte': Uint8Array.of(7),
  zeros: new Uint8Array(70_000),
  noise: noise(70_000),
  'runs of two and three': noise(70_000, 2),
  'a ramp': Uint8Array.from({ length: 70_000 }, (_, i) => i >> 4),
};

for (const [name, bytes] of Object.entries(BLOCKS)) {
  test(`LZW and PackBits keep ${name}`, (t) => {
    t.deepEqual(new Uint8Array(unpackLzw(packLzw(bytes), bytes.length)), bytes);
    t.deepEqual(new Uint8Array(unpackBits(packBits(bytes, 1000), bytes.length)), bytes);
  });
}

test('PackBits compresses each row by itself', (t) => {
  t.deepEqual([...packBits(new Uint8Array(6), 3)], [254, 0, 254, 0]);
});

const patch: Patch = {
  window: { x: 3, y: 2, width: 20, height: 20 },
  planes: [noise(400)],
  changed: new Uint8Array(400).fill(1),
  makesValid: false,
};

async function patched(t: ExecutionContext, bytes: Buffer, size?: number) {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-blocks-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'scene.tif');
  await writeFile(path, bytes);
  if (size) await truncate(path, size);
  const file = await open(path, 'r+');
  t.teardown(() => file.close());
  return { file, path, run: () => patchFiles({ image: file }, [patch], 'scene') };
}

const scene = (image: Partial<TiffImage> = {}) =>
  writeTiff({
    ...{ width: 40, height: 32, tile: { width: 16, height: 16 }, samples: noise(1280) },
    ...image,
    compress: (block) => deflateSync(block),
    tags: { 259: short(8), ...image.tags },
  });

test('a list of sizes in 16 bits moves when a block becomes too large for it', async (t) => {
  // Noise in one strip of 80,000 bytes, which were zeros.
  const bytes = writeTiff({
    ...{ width: 400, height: 200, compress: (block) => deflateSync(block) },
    tags: { 259: short(8), 279: short(deflateSync(Buffer.alloc(80_000)).length) },
  });
  const { file } = await patched(t, bytes);
  const window = { x: 0, y: 0, width: 400, height: 200 };
  const plane = noise(80_000);
  const changed = new Uint8Array(80_000).fill(1);
  await patchFiles({ image: file }, [{ window, planes: [plane], changed, makesValid: false }], 'scene');
  const [level] = await readLevels(file, (await file.stat()).size, 'scene');
  t.true(level!.layout.byteCounts[0]! > 65_535);
  t.is(level!.entries.get(279)!.type, 4);
  t.deepEqual((await readBands(file, level!.layout, [0]))[0], plane);
});

test('a classic TIFF does not grow past 4 GB', async (t) => {
  const { run, file } = await patched(t, scene(), 2 ** 32 - 100);
  await t.throwsAsync(run(), { code: 'IMAGE_UNSUPPORTED', message: /past 4 GB.+BigTIFF with --rewrite/ });
  t.is((await file.stat()).size, 2 ** 32 - 100);
});

test('a BigTIFF does', async (t) => {
  const { run, file } = await patched(t, scene({ bigTiff: true }), 2 ** 32 + 100);
  await run();
  const [level] = await readLevels(file, (await file.stat()).size, 'scene');
  t.true(level!.layout.offsets[0]! > 2 ** 32);
  const [samples] = await readBands(file, level!.layout, [0], 0, patch.window);
  t.deepEqual(samples, patch.planes[0]);
});

test('pixels beyond the edge, which no reader shows, stay', async (t) => {
  const bytes = scene();
  const { run, file, path } = await patched(t, bytes);
  const layoutOf = async () => (await readLevels(file, (await file.stat()).size, 'scene'))[0]!.layout;
  const old = await layoutOf();
  // The tile at the right edge has 8 of 16 columns in the image. Its padding becomes 99.
  const at = old.offsets[2]!;
  const tile = inflateSync(bytes.subarray(at, at + old.byteCounts[2]!));
  for (let i = 0; i < 256; i++) if (i % 16 >= 8) tile[i] = 99;
  const {
    run: again,
    file: padded,
    path: place,
  } = await patched(
    t,
    writeTiff({
      ...{ width: 40, height: 32, tile: { width: 16, height: 16 } },
      compress: () => deflateSync(tile),
      tags: { 259: short(8) },
    }),
  );
  await run();
  t.notDeepEqual(await readFile(path), bytes);
  const window = { x: 30, y: 2, width: 10, height: 10 };
  const wide: Patch = { ...patch, window, planes: [noise(100)], changed: new Uint8Array(100).fill(1) };
  await patchFiles({ image: padded }, [wide], 'scene');
  await again();
  const [level] = await readLevels(padded, (await padded.stat()).size, 'scene');
  const now = level!.layout;
  const all = await readFile(place);
  const stored = inflateSync(all.subarray(now.offsets[2]!, now.offsets[2]! + now.byteCounts[2]!));
  for (let i = 0; i < 256; i++) if (i % 16 >= 8) t.is(stored[i], 99);
});

test('a mean counts the part of a pixel that lies under the overview', (t) => {
  // 3 pixels under 2: the middle one belongs to both by half. (0 + 30 / 2) / 1.5 = 10; (30 / 2 + 60) / 1.5 = 50
  const larger = { width: 3, height: 1 };
  const overview = { width: 2, height: 1 };
  const window = { x: 0, y: 0, ...overview };
  const target = new Uint8Array(2);
  const below = windowBelow(window, larger, overview);
  t.deepEqual(below, { x: 0, y: 0, ...larger });
  const reduction = { window, changed: Uint8Array.of(1, 1), larger, overview, below };
  reduceByMean(
    reduction,
    Uint8Array.of(0, 30, 60),
    undefined,
    target,
    { format: 'uint', bits: 8 },
    undefined,
  );
  t.deepEqual([...target], [10, 50]);
});

const HALF = { larger: { width: 4, height: 2 }, overview: { width: 2, height: 1 } };
const WHOLE = {
  ...HALF,
  window: { x: 0, y: 0, width: 2, height: 1 },
  below: { x: 0, y: 0, width: 4, height: 2 },
};
const mean = (samples: number[], nodata?: number, valid?: number[]) => {
  const target = Int16Array.of(77, 77);
  const reduction = { ...WHOLE, changed: Uint8Array.of(1, 1) };
  const mask = valid && Uint8Array.from(valid);
  reduceByMean(reduction, Int16Array.from(samples), mask, target, { format: 'int', bits: 16 }, nodata);
  return [...target];
};

test('means are rounded half away from zero', (t) => {
  t.deepEqual(mean([1, 2, -1, -2, 1, 2, -1, -2]), [2, -2]);
});

test('a mean takes valid pixels only, and is not nodata itself', (t) => {
  t.deepEqual(mean([5, 9, 0, 0, 5, 9, 0, 0], 0), [7, 0]);
  t.deepEqual(mean([-1, 1, 0, 0, 1, -1, 0, 0], 0), [1, 0]);
  t.deepEqual(mean([5, 9, 3, 3, 5, 9, 3, 3], undefined, [1, 0, 0, 0, 1, 0, 0, 0]), [5, 77]);
});

test('a pixel of an overview changes with any pixel under it, and a mask shows it with any valid one', (t) => {
  const changed = Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 0);
  const change = changeOf(
    { window: { x: 0, y: 0, width: 4, height: 2 }, changed },
    HALF.larger,
    HALF.overview,
  );
  t.deepEqual([...change.changed], [0, 1]);
  const target = new Uint8Array(2);
  reduceMask({ ...WHOLE, changed: Uint8Array.of(1, 1) }, Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 0), 255, target);
  t.deepEqual([...target], [0, 255]);
});

test('the statistics of bands that change are removed, and nothing else', (t) => {
  const item = (name: string, sample: number, text: string) =>
    `  <Item name="${name}" sample="${sample}">${text}</Item>\n`;
  const kept = `  <Item name="DATE">2026</Item>\n${item('NOTE', 0, 'a &lt; b')}${item('STATISTICS_MEAN', 1, '2')}`;
  const xml = `<GDALMetadata>\n${item('STATISTICS_MEAN', 0, '1')}${kept}</GDALMetadata>\n`;
  t.is(withoutStatistics(xml, new Set([0])), `<GDALMetadata>\n${kept}</GDALMetadata>\n`);
});

test('an .aux.xml file with nothing left has no text', (t) => {
  const band = (number: number) =>
    `<PAMRasterBand band="${number}"><Histograms><HistItem/></Histograms><Metadata><MDI key="STATISTICS_MEAN">1</MDI></Metadata></PAMRasterBand>`;
  const file = (...bands: number[]) => `<PAMDataset>${bands.map(band).join('')}</PAMDataset>`;
  t.is(auxiliaryWithoutStatistics(file(1, 2), new Set([0, 1])), undefined);
  t.is(auxiliaryWithoutStatistics(file(1, 2), new Set([0])), file(2));
});
