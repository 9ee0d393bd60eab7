import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { readImage } from '../lib/image/open.js';
import { OptionError } from '../lib/index.js';
import { loadRgb } from '../lib/metrics/load.js';
import { levelOf, PICTURE, PIXELS, quantile, SIZE, text, withBands } from './support/raster.js';
import { type TiffImage, writeTiff } from './support/tiff.js';

// From samples of any type to 8 bits.

// Stretch

test('more than 8 bits are stretched from 2 to 98 % of all bands together, 8 bits not at all', async (t) => {
  const types: [Partial<TiffImage>, (level: number) => number][] = [
    [{ bits: 16 }, (v) => 300 + 3 * v],
    [{ bits: 32, format: 'float' }, (v) => Math.fround(v / 1000 - 0.1)],
    [{ bits: 64, format: 'float' }, (v) => -1e-300 * v],
    [{ bits: 32 }, (v) => 4_294_967_295 - v],
  ];
  for (const [type, map] of types) {
    const samples = withBands(3, map);
    const { image, stretch } = await readImage(writeTiff({ ...SIZE, bands: 3, samples, ...type }), 'target');
    const range = [quantile(samples, 0.02), quantile(samples, 0.98)] as const;
    t.deepEqual(stretch, { method: 'percentile', range: [...range] });
    t.deepEqual(
      [...image.data],
      samples.map((sample) => levelOf(sample, range)),
    );
  }
  const bytes = await readImage(writeTiff({ ...SIZE, bands: 3, samples: PICTURE }), 'target');
  t.deepEqual(bytes.stretch, { method: 'full', range: [0, 255] });
});

test('a stretch that is asked for', async (t) => {
  const samples = withBands(3, (level) => level * 10);
  const file = writeTiff({ ...SIZE, bands: 3, bits: 16, samples });
  const read = (stretch: 'full' | 'percentile' | { range: [number, number] }) =>
    readImage(file, 'target', undefined, { stretch });
  const full = await read('full');
  t.deepEqual(full.stretch, { method: 'full', range: [0, 65_535] });
  t.deepEqual(
    [...full.image.data],
    samples.map((sample) => levelOf(sample, [0, 65_535])),
  );
  const own = await read({ range: [500, 900] });
  t.deepEqual(own.stretch, { method: 'range', range: [500, 900] });
  t.deepEqual(
    [...own.image.data],
    samples.map((sample) => levelOf(sample, [500, 900])),
  );
  for (const stretch of ['best', { range: [5, 5] }, { range: [1] }, { range: ['0', 1] }, [0, 1], {}])
    await t.throwsAsync(loadRgb(file, 'target', undefined, { stretch: stretch as 'full' }), {
      instanceOf: OptionError,
      message: /stretch is .*full, percentile or \{ range/,
    });
});

test('samples without data take no part in the stretch: nodata, NaN, infinities, alpha and masks', async (t) => {
  const valid = (i: number) => i % 5 !== 0;
  const map = (level: number) => 1000 + level;
  const kept = withBands(3, map).filter((_, i) => valid(Math.floor(i / 3)));
  const range = [quantile(kept, 0.02), quantile(kept, 0.98)] as const;
  const spoiled = (bad: number, bands = 3) =>
    withBands(bands, map).map((sample, i) => (valid(Math.floor(i / bands)) || i % bands > 2 ? sample : bad));
  const rgba = (alpha: number) =>
    spoiled(9, 4).map((s, i) => (i % 4 < 3 ? s : valid(Math.floor(i / 4)) ? alpha : 0));
  const deep = { ...SIZE, bands: 3, bits: 16 } as const;
  const float = { ...SIZE, bands: 3, bits: 32, format: 'float' } as const;
  const cases: [string, Buffer][] = [
    ['nodata', writeTiff({ ...deep, samples: spoiled(0), tags: { 42113: text('0') } })],
    ['nodata 65535', writeTiff({ ...deep, samples: spoiled(65_535), tags: { 42113: text('65535') } })],
    [
      'a shortened nodata',
      writeTiff({ ...float, samples: spoiled(-3.4028235e38), tags: { 42113: text('-3.40282e+38') } }),
    ],
    [
      'a rounded nodata',
      writeTiff({
        ...float,
        samples: spoiled(-3.4028235e38),
        tags: { 42113: text('-3.40282346638529e+38') },
      }),
    ],
    ['NaN', writeTiff({ ...float, samples: spoiled(Number.NaN) })],
    ['NaN as nodata', writeTiff({ ...float, samples: spoiled(Number.NaN), tags: { 42113: text('nan') } })],
    ['alpha', writeTiff({ ...deep, bands: 4, extraSamples: [2], samples: rgba(65_535) })],
  ];
  for (const [name, file] of cases) {
    const { image, stretch, warnings } = await readImage(file, 'target');
    t.deepEqual(stretch, { method: 'percentile', range: [...range] }, name);
    const levels = withBands(3, map).map((sample, i) =>
      valid(Math.floor(i / 3)) ? levelOf(sample, range) : 0,
    );
    t.deepEqual([...image.data], levels, name);
    t.regex(warnings.map(({ message }) => message).join(), /target image has no data in 20\.\d %/, name);
  }
  const infinite = writeTiff({ ...float, samples: spoiled(Number.POSITIVE_INFINITY) });
  t.deepEqual((await readImage(infinite, 'target')).stretch.range, [...range]);
});

test('a mask in the file or beside it takes its pixels out of the stretch', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const path = join(folder, 'scene.tif');
  const valid = Array.from({ length: PIXELS }, (_, i) => (i % 4 === 0 ? 0 : 255));
  const samples = withBands(3, (level) => 7 * level);
  const kept = samples.filter((_, i) => valid[Math.floor(i / 3)]);
  await writeFile(path, writeTiff({ ...SIZE, bands: 3, bits: 16, samples }));
  t.is((await readImage(path, 'target')).warnings.length, 0);
  await writeFile(`${path}.msk`, writeTiff({ ...SIZE, samples: valid }));
  const { stretch, warnings } = await readImage(path, 'target');
  t.deepEqual(stretch.range, [quantile(kept, 0.02), quantile(kept, 0.98)]);
  t.is(warnings[0]?.code, 'IMAGE_NODATA');
  await writeFile(`${path}.msk`, 'not a TIFF');
  await t.throwsAsync(readImage(path, 'target'), { code: 'IMAGE_INVALID', message: /scene\.tif\.msk/ });
});

test('images without a range of samples, and pictures that are nearly black or white', async (t) => {
  const deep = (sample: (i: number) => number) =>
    writeTiff({ ...SIZE, bits: 16, samples: Array.from({ length: PIXELS }, (_, i) => sample(i)) });
  // Mostly one value: 2 and 98 % are equal, but the lowest and the highest are not.
  const rare = await readImage(
    deep((i) => (i === 5 ? 900 : 400)),
    'source',
  );
  t.deepEqual(rare.stretch, { method: 'percentile', range: [400, 900] });
  t.is(rare.warnings[0]?.code, 'IMAGE_DARK');
  t.regex(rare.warnings[0]!.message, /source image is nearly black.*400 to 900.*sourceStretch/);
  const same = await readImage(
    deep(() => 65_535),
    'target',
  );
  t.deepEqual(same.stretch.range, [0, 65_535]);
  t.is(same.warnings[0]?.code, 'IMAGE_BRIGHT');
  const twelve = await readImage(
    deep((i) => 16 * (i % 256)),
    'target',
    undefined,
    { stretch: 'full' },
  );
  t.regex(twelve.warnings[0]!.message, /target image is nearly black.*0 to 65535.*targetStretch/);
  t.deepEqual(
    (
      await readImage(
        deep((i) => 16 * (i % 256)),
        'target',
      )
    ).warnings,
    [],
  );
});
