import test from 'ava';
import sharp from 'sharp';
import { Harmonizer, type RawImage } from '../lib/index.js';
import { loadMask } from '../lib/metrics/load.js';
import { mini } from './support/fixtures.js';
import { type TiffTag, writeTiff } from './support/tiff.js';

// A mask is data: what counts is decided in the file's own type.

const SIZE = { width: 128, height: 128 };
const PIXELS = SIZE.width * SIZE.height;
/** A disc: the kind of edge that lossy formats blur. */
const DISC = Uint8Array.from({ length: PIXELS }, (_, i) =>
  Number(Math.hypot((i % 128) - 60, Math.floor(i / 128) - 70) < 24),
);
const drawn = (map: (inside: number) => number | number[]) => Array.from(DISC, map).flat();
const image = (samples: number[]) =>
  sharp(Buffer.from(samples), { raw: { ...SIZE, channels: (samples.length / PIXELS) as 1 | 3 | 4 } });
const short = (...values: number[]): TiffTag => ({ type: 'SHORT', values });

test('integers of any type count where they are not 0', async (t) => {
  for (const [format, bits, value] of [
    ['uint', 1, 1],
    ['uint', 8, 1],
    ['uint', 16, 1],
    ['uint', 32, 7],
    ['uint', 12, 1],
    ['int', 8, 255],
    ['int', 16, 1],
    ['int', 32, 1],
    ['int', 32, 2 ** 32 - 1],
  ] as const) {
    const file = writeTiff({ ...SIZE, format, bits, samples: drawn((inside) => inside * value) });
    t.deepEqual((await loadMask(file)).data, DISC, `${format}${bits} ${value}`);
  }
  const png = await sharp(Uint16Array.from(DISC), { raw: { ...SIZE, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  t.deepEqual((await loadMask(png)).data, DISC);
});

test('any colour counts, and so does the index of a palette in a TIFF', async (t) => {
  for (const colour of [
    [1, 0, 0],
    [0, 0, 1],
    [0, 255, 0],
  ]) {
    const samples = drawn((inside) => colour.map((level) => level * inside));
    for (const format of ['png', 'gif'] as const) {
      if (format === 'gif' && Math.max(...colour) === 1) continue;
      t.deepEqual((await loadMask(await image(samples).toFormat(format).toBuffer())).data, DISC, format);
    }
    t.deepEqual((await loadMask(writeTiff({ ...SIZE, bands: 3, samples }))).data, DISC);
    t.deepEqual((await loadMask(writeTiff({ ...SIZE, bands: 3, planar: true, samples }))).data, DISC);
  }
  // All colours of this palette are black.
  const palette = { photometric: 3, tags: { 320: short(...Array<number>(768).fill(0)) } };
  t.deepEqual((await loadMask(writeTiff({ ...SIZE, samples: [...DISC], ...palette }))).data, DISC);
});

test('a colour profile or an orientation changes no value', async (t) => {
  const grey = await image(drawn((inside) => [inside, inside, inside]))
    .withIccProfile('p3')
    .png()
    .toBuffer();
  t.deepEqual((await loadMask(grey)).data, DISC);
  const turned = await image(drawn((inside) => inside))
    .withMetadata({ orientation: 3 })
    .png()
    .toBuffer();
  t.deepEqual((await loadMask(turned)).data, DISC.toReversed());
});

test('floating-point samples count from the threshold on, as their type holds it', async (t) => {
  const file = (bits: 32 | 64) =>
    writeTiff({ width: 6, height: 1, bits, format: 'float', samples: [0, 0.2, 0.5, 0.7, 1, Number.NaN] });
  const half = writeTiff({
    ...{ width: 3, height: 1, bits: 16, tags: { 339: short(3) } },
    // 0, 0.1 and 0.5
    samples: [0, 0x2e66, 0x3800],
  });
  for (const bits of [32, 64] as const) {
    t.deepEqual([...(await loadMask(file(bits))).data], [0, 0, 1, 1, 1, 0]);
    const at = async (threshold: number) => [...(await loadMask(file(bits), 'mask', { threshold })).data];
    t.deepEqual(await at(0.7), [0, 0, 0, 1, 1, 0]);
    t.deepEqual(await at(0.2), [0, 1, 1, 1, 1, 0]);
    t.deepEqual(await at(0.71), [0, 0, 0, 0, 1, 0]);
  }
  t.deepEqual([...(await loadMask(half, 'mask', { threshold: 0.1 })).data], [0, 1, 1]);
  const raw = { data: Float32Array.of(0, 0.7, 1), width: 3, height: 1, channels: 1 } as const;
  t.deepEqual([...(await loadMask(raw, 'mask', { threshold: 0.7 })).data], [0, 1, 1]);
  for (const threshold of [-1, Number.NaN, '0.5'])
    await t.throwsAsync(loadMask(raw, 'mask', { threshold: threshold as number }), {
      code: 'OPTION_INVALID',
    });
});

test('lossy formats count from half of their range on, lossless ones from 1', async (t) => {
  const white = drawn((inside) => inside * 255);
  const dark = drawn((inside) => inside);
  const files: [string, Buffer][] = [
    ['JPEG', await image(white).jpeg({ quality: 75 }).toBuffer()],
    ['WebP', await image(white).webp({ quality: 75 }).toBuffer()],
    ['AVIF', await image(white).avif({ quality: 60 }).toBuffer()],
    [
      'AVIF of 10 bits',
      await image(white).toColourspace('rgb16').avif({ quality: 60, bitdepth: 10 }).toBuffer(),
    ],
    ['JPEG in a TIFF', await image(white).tiff({ compression: 'jpeg', quality: 75 }).toBuffer()],
    ['WebP in a TIFF', await image(white).tiff({ compression: 'webp', quality: 75 }).toBuffer()],
    ['lossless WebP', await image(dark).webp({ lossless: true }).toBuffer()],
    ['PNG', await image(dark).png().toBuffer()],
    ['TIFF', await image(dark).tiff({ compression: 'lzw' }).toBuffer()],
  ];
  for (const [name, file] of files) {
    const { data } = await loadMask(file);
    const wrong = data.reduce((sum, inside, i) => sum + Math.abs(inside - DISC[i]!), 0);
    // WebP halves the resolution of colours and smooths edges.
    t.true(
      wrong <= (/WebP|AVIF/.test(name) && !/less/.test(name) ? 12 : 0),
      `${name}: ${wrong} pixels differ`,
    );
  }
});

test('a mask in alpha is taken where colours say nothing', async (t) => {
  for (const [r, g, b] of [
    [0, 0, 0],
    [255, 255, 255],
    [10, 200, 30],
  ] as const) {
    const samples = drawn((inside) => [r, g, b, 255 * inside]);
    t.deepEqual((await loadMask(await image(samples).png().toBuffer())).data, DISC, 'PNG');
    const tiff = writeTiff({ ...SIZE, bands: 4, extraSamples: [2], samples });
    t.deepEqual((await loadMask(tiff)).data, DISC, 'TIFF');
    const raw = { data: Uint8Array.from(samples), ...SIZE, channels: 4 } as const;
    t.deepEqual((await loadMask(raw)).data, DISC, 'raw');
  }
  // Red on a transparent white: all colours count.
  const red = drawn((inside) => (inside ? [255, 0, 0, 255] : [255, 255, 255, 0]));
  t.deepEqual((await loadMask(await image(red).png().toBuffer())).data, DISC);
  // Colours that draw a mask count, whatever alpha does.
  const both = Array.from(DISC, (inside, i) => [inside, 0, 0, i % 2 ? 255 : 0]).flat();
  t.deepEqual((await loadMask(await image(both).png().toBuffer())).data, DISC);
  const opaque = drawn((inside) => [inside, inside, inside, 255]);
  t.deepEqual((await loadMask(await image(opaque).png().toBuffer())).data, DISC);
});

test('nodata is not in the mask', async (t) => {
  const file = writeTiff({
    ...{ width: 4, height: 1, samples: [0, 1, 255, 7] },
    tags: { 42113: { type: 'ASCII', values: '255' } },
  });
  t.deepEqual([...(await loadMask(file)).data], [0, 1, 0, 1]);
});

test('a request says what it took from the mask', async (t) => {
  const harmonizer = await Harmonizer.load(mini.folder);
  t.teardown(() => harmonizer.close());
  const { box: _, ...request } = mini.request();
  const probability = drawn((inside) => (inside ? 0.4 : 0.1));
  const mask = writeTiff({ ...SIZE, bits: 32, format: 'float', samples: probability });
  const { place } = await harmonizer.harmonize({
    ...request,
    mask,
    maskThreshold: 0.3,
    method: 'copy-paste',
  });
  t.deepEqual(place, {
    box: { x: 37, y: 47, width: 47, height: 47 },
    pixels: DISC.reduce((sum, inside) => sum + inside, 0),
  });
  await t.throwsAsync(harmonizer.harmonize({ ...request, mask, method: 'copy-paste' }), {
    code: 'PLACEMENT_INVALID',
    message: /mask is empty.*maskThreshold/,
  });
});

const raw = (data: unknown, changes: object) =>
  ({ data, width: 2, height: 1, channels: 3, ...changes }) as unknown as RawImage;

test('a raw mask counts integers that are not 0 in any colour channel, and floats from the threshold on', async (t) => {
  const mask = async (data: unknown, channels: number, width: number) => [
    ...(await loadMask(raw(data, { channels, width }))).data,
  ];
  t.deepEqual(await mask(Uint16Array.of(0, 1, 65_535), 1, 3), [0, 1, 1]);
  t.deepEqual(await mask(Float32Array.of(0, 0.49, 0.5, 2), 1, 4), [0, 0, 1, 1]);
  t.deepEqual(await mask(BigInt64Array.of(0n, -1n), 1, 2), [0, 1]);
  t.deepEqual(await mask(Uint8Array.of(0, 255, 1, 0), 2, 2), [0, 1]);
  t.deepEqual(await mask(Uint8Array.of(0, 0, 1, 0, 0, 0), 3, 2), [1, 0]);
  t.deepEqual(await mask(Uint8Array.of(0, 0, 0, 9, 0, 1, 0, 0), 4, 2), [0, 1]);
});
