import { deflateSync } from 'node:zlib';
import test from 'ava';
import sharp from 'sharp';
import { readImage } from '../lib/image/open.js';
import { loadRgb } from '../lib/metrics/load.js';
import { LERC, LERC_OF_TWO, packBits, zstd } from './support/compressions.js';
import { PICTURE, SIZE, short, withBands } from './support/raster.js';
import { type TiffImage, writeTiff } from './support/tiff.js';

// Compression and predictors.

// Compression

/** The difference from the sample before, in each row. */
function predict(block: Buffer, bytes: number, bands: number): Buffer {
  const predicted = Buffer.from(block);
  const rowBytes = SIZE.width * bands * bytes;
  for (let row = 0; row < block.length; row += rowBytes)
    for (let at = row + rowBytes - bytes; at >= row + bands * bytes; at -= bytes) {
      const difference = block.readUIntLE(at, bytes) - block.readUIntLE(at - bands * bytes, bytes);
      predicted.writeUIntLE(
        ((difference % 2 ** (8 * bytes)) + 2 ** (8 * bytes)) % 2 ** (8 * bytes),
        at,
        bytes,
      );
    }
  return predicted;
}

/** The floating-point predictor: the bytes of a row in planes, highest first, each as its difference from the one before. */
function predictFloats(block: Buffer, bytes: number, bands: number): Buffer {
  const across = SIZE.width * bands;
  const rows = [];
  for (let row = 0; row < block.length; row += across * bytes) {
    const planes = Buffer.alloc(across * bytes);
    for (let i = 0; i < across; i++)
      for (let byte = 0; byte < bytes; byte++)
        planes[byte * across + i] = block[row + i * bytes + (bytes - 1 - byte)]!;
    for (let i = planes.length - 1; i >= bands; i--) planes[i]! -= planes[i - bands]!;
    rows.push(planes);
  }
  return Buffer.concat(rows);
}

test('lossless compressions and predictors', async (t) => {
  const deep = { bits: 16, samples: withBands(3, (level) => level * 257) } as const;
  const float = { bits: 32, format: 'float', samples: withBands(3, (level) => level / 255) } as const;
  const cases: [string, Partial<TiffImage>][] = [
    ['Deflate', { compress: deflateSync, tags: { 259: short(8) } }],
    ['Deflate, old code', { compress: deflateSync, tags: { 259: short(32_946) } }],
    ['PackBits', { compress: packBits, tags: { 259: short(32_773) } }],
    ['ZSTD', { compress: zstd, tags: { 259: short(50_000) } }],
    [
      '8 bits, predictor 2',
      { compress: (b) => deflateSync(predict(b, 1, 3)), tags: { 259: short(8), 317: short(2) } },
    ],
    [
      '16 bits, predictor 2',
      { ...deep, compress: (b) => zstd(predict(b, 2, 3)), tags: { 259: short(50_000), 317: short(2) } },
    ],
    [
      'floats, predictor 3',
      {
        ...float,
        compress: (b) => deflateSync(predictFloats(b, 4, 3)),
        tags: { 259: short(8), 317: short(3) },
      },
    ],
    [
      'planar, predictor 2',
      {
        ...deep,
        planar: true,
        compress: (b) => deflateSync(predict(b, 2, 1)),
        tags: { 259: short(8), 317: short(2) },
      },
    ],
  ];
  for (const [name, image] of cases) {
    const file = writeTiff({ ...SIZE, bands: 3, samples: PICTURE, ...image });
    t.deepEqual((await loadRgb(file, 'target', undefined, { stretch: 'full' })).data, PICTURE, name);
  }
  for (const compression of ['lzw', 'deflate', 'packbits', 'none'] as const)
    for (const predictor of ['none', 'horizontal'] as const)
      for (const tile of [false, true]) {
        const options = { compression, predictor, tile, tileWidth: 16, tileHeight: 16 };
        const file = await sharp(PICTURE, { raw: { ...SIZE, channels: 3 } })
          .tiff(options)
          .toBuffer();
        t.deepEqual((await loadRgb(file)).data, PICTURE, JSON.stringify(options));
      }
});

test('JPEG and WebP inside a TIFF are as those formats decode by themselves', async (t) => {
  const smooth = Buffer.from(
    Array.from({ length: 64 * 48 }, (_, i) => [i % 64, Math.floor(i / 64), 99].map((v) => 2 * v)).flat(),
  );
  const size = { width: 64, height: 48 };
  const image = sharp(smooth, { raw: { ...size, channels: 3 } });
  for (const tile of [false, true]) {
    const options = { tile, tileWidth: 32, tileHeight: 32 };
    // Half the resolution in colour, so that rows at the edges of blocks are interpolated.
    for (const quality of [60, 100]) {
      const file = await image
        .clone()
        .tiff({ compression: 'jpeg', quality, ...options })
        .toBuffer();
      const expected = await sharp(file).removeAlpha().raw().toBuffer();
      const { data } = await loadRgb(file);
      t.true(
        expected.every((level, i) => Math.abs(level - data[i]!) <= 1),
        `JPEG ${quality} ${tile}`,
      );
    }
    const file = await image
      .clone()
      .tiff({ compression: 'webp', quality: 90, ...options })
      .toBuffer();
    t.deepEqual(Buffer.from((await loadRgb(file)).data), await sharp(file).removeAlpha().raw().toBuffer());
  }
});

test('LERC, alone and with Deflate and ZSTD', async (t) => {
  for (const [name, base64] of Object.entries(LERC)) {
    const file = Buffer.from(base64, 'base64');
    const { image, warnings } = await readImage(file, 'target', undefined, { stretch: { range: [0, 51] } });
    const expected = Array.from({ length: 48 }, (_, i) => [i % 8, Math.floor(i / 8)] as const).flatMap(
      ([x, y]) =>
        x === 3 && y === 2 ? [0, 0, 0] : [3 * x, 4 * y, 0.4 * x * y].map((value) => Math.round(5 * value)),
    );
    t.deepEqual([...image.data], expected, name);
    t.regex(warnings[0]!.message, /no data in 2\.1 %/, name);
  }
});

test('LERC keeps the pixels of one band where another has none', async (t) => {
  for (const [name, base64] of Object.entries(LERC_OF_TWO)) {
    const file = Buffer.from(base64, 'base64');
    const { data } = await loadRgb(file, 'target', undefined, {
      bands: [2, 1, 2],
      stretch: { range: [0, 51] },
    });
    const expected = Array.from({ length: 48 }, (_, i) => [i % 8, Math.floor(i / 8)] as const).flatMap(
      ([x, y]) => {
        const first = x === 3 && y === 2 ? 0 : 15 * x;
        return [20 * y, first, 20 * y];
      },
    );
    t.deepEqual([...data], expected, name);
  }
});

test('PackBits with runs, and with a byte that means nothing', async (t) => {
  const runs = Buffer.of(128, 254, 7, 0, 9, 128, 255, 200, 128);
  const file = writeTiff({ width: 6, height: 1, compress: () => runs, tags: { 259: short(32_773) } });
  t.deepEqual(
    [...(await loadRgb(file)).data].filter((_, i) => i % 3 === 0),
    [7, 7, 7, 9, 200, 200],
  );
});

test('a predictor counts only for the compressions that have one', async (t) => {
  for (const compression of [1, 32_773]) {
    const compress = compression === 1 ? {} : { compress: packBits };
    const file = writeTiff({
      ...SIZE,
      bands: 3,
      samples: PICTURE,
      ...compress,
      tags: { 259: short(compression), 317: short(2) },
    });
    t.deepEqual((await loadRgb(file)).data, PICTURE, `${compression}`);
  }
});

test('a block that holds far more than its pixels is refused in words for users', async (t) => {
  const compress = () => deflateSync(Buffer.alloc(100_000));
  const file = writeTiff({ ...SIZE, bands: 3, compress, tags: { 259: short(8) } });
  await t.throwsAsync(readImage(file, 'target'), {
    code: 'IMAGE_INVALID',
    message: 'The target image cannot be decoded (its parts contradict each other). Is it damaged?',
  });
});
