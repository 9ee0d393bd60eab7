import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import test from 'ava';
import sharp from 'sharp';
import { openImage, readImage } from '../lib/image/open.js';
import { ImageError, OptionError } from '../lib/index.js';
import { loadMask, loadRgb } from '../lib/metrics/load.js';
import { randomBytes } from './support/random.js';
import { type TiffImage, type TiffTag, writeTiff } from './support/tiff.js';

// TIFFs are read as their tags say.

const SIZE = { width: 23, height: 17 };
const PIXELS = SIZE.width * SIZE.height;
/** [height, width, 3] */
const PICTURE = randomBytes(7, SIZE.height, SIZE.width, 3).data;

const short = (...values: number[]): TiffTag => ({ type: 'SHORT', values });
const text = (values: string): TiffTag => ({ type: 'ASCII', values });

/** The samples of every pixel, with further bands behind those of the picture. */
function withBands(bands: number, map: (level: number) => number = (level) => level): number[] {
  return Array.from({ length: PIXELS }, (_, i) =>
    Array.from({ length: bands }, (_, band) =>
      band < 3 ? map(PICTURE[3 * i + band]!) : map((i * (band + 2)) % 256),
    ),
  ).flat();
}

/** IEEE half precision of whole numbers up to 255. */
function half(level: number): number {
  if (level === 0) return 0;
  const exponent = Math.floor(Math.log2(level));
  return ((exponent + 15) << 10) | Math.round((level / 2 ** exponent - 1) * 1024);
}

const TYPES: [
  name: string,
  image: Partial<TiffImage>,
  map: (level: number) => number,
  range: [number, number],
][] = [
  ['uint8', { bits: 8 }, (v) => v, [0, 255]],
  ['12 bits', { bits: 12 }, (v) => 16 * v, [0, 4080]],
  ['uint16', { bits: 16 }, (v) => 200 + 10 * v, [200, 2750]],
  ['uint32', { bits: 32 }, (v) => 16_000_000 * v, [0, 4_080_000_000]],
  ['int8', { bits: 8, format: 'int' }, (v) => v - 128, [-128, 127]],
  ['int16', { bits: 16, format: 'int' }, (v) => 100 * v - 5000, [-5000, 20_500]],
  ['int32', { bits: 32, format: 'int' }, (v) => -1_000_000 * v, [-255_000_000, 0]],
  ['float16', { bits: 16, tags: { 339: short(3, 3, 3) } }, half, [0, 255]],
  ['float32', { bits: 32, format: 'float' }, (v) => v / 256 - 0.5, [-0.5, 255 / 256 - 0.5]],
  ['float64', { bits: 64, format: 'float' }, (v) => 1e12 + v, [1e12, 1e12 + 255]],
];

for (const [name, image, map, range] of TYPES) {
  test(`${name}: every layout and byte order holds the same picture`, async (t) => {
    const unsigned =
      image.format === 'int' ? (v: number) => (map(v) < 0 ? map(v) + 2 ** image.bits! : map(v)) : map;
    const samples = withBands(3, unsigned);
    const inverted = name === 'int32';
    for (const planar of [false, true])
      for (const tile of [undefined, { width: 16, height: 16 }])
        for (const bigEndian of [false, true])
          for (const bigTiff of [false, true]) {
            // Without a photometric interpretation of colours, as GDAL writes most types.
            const layout = { planar, bigEndian, bigTiff, photometric: 1, ...(tile && { tile }) };
            const file = writeTiff({ ...SIZE, bands: 3, samples, ...layout, ...image });
            const { data } = await loadRgb(file, 'target', undefined, { stretch: { range } });
            const expected = inverted ? PICTURE.map((level) => 255 - level) : PICTURE;
            t.deepEqual(data, expected, JSON.stringify(layout));
          }
  });
}

test('bits up to 8 and more than 8', async (t) => {
  for (const bits of [1, 2, 4] as const) {
    const most = 2 ** bits - 1;
    const samples = withBands(3, (level) => level >> (8 - bits));
    const { data } = await loadRgb(writeTiff({ ...SIZE, bands: 3, bits, samples }));
    t.deepEqual(
      [...data],
      samples.map((sample) => Math.round((255 * sample) / most)),
      `${bits} bits`,
    );
  }
});

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

/** Literal runs only. */
function packBits(block: Buffer): Buffer {
  const runs = [];
  for (let at = 0; at < block.length; at += 128) {
    const run = block.subarray(at, at + 128);
    runs.push(Buffer.of(run.length - 1), run);
  }
  return Buffer.concat(runs);
}

/** A frame of one raw block. */
function zstd(block: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(0xfd2fb528, 0);
  // A single segment with a content size of four bytes.
  head[4] = 0xa0;
  head.writeUInt32LE(block.length, 5);
  head.writeUIntLE((block.length << 3) | 1, 9, 3);
  return Buffer.concat([head, block]);
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

/** 8 x 6 pixels of float32: 3 x, 4 y and 0.4 x y, but NaN at x 3, y 2. Written by GDAL. */
const LERC: Readonly<Record<string, string>> = {
  LERC:
    'SUkqAAgAAAAOAAABAwABAAAACAAAAAEBAwABAAAABgAAAAIBAwADAAAAtgAAAAMBAwABAAAAR4gAAAYBAwABAAAAAQAAABEBBAAB' +
    'AAAAPAEAABUBAwABAAAAAwAAABYBAwABAAAABgAAABcBBAABAAAAnQIAABwBAwABAAAAAQAAAFIBAwACAAAAAAAAAFMBAwADAAAA' +
    'vAAAAICkAgByAAAAygAAAPLFBAACAAAAwgAAAAAAAAAgACAAIAADAAMAAwAEAAAAAAAAADxHREFMTWV0YWRhdGE+CiAgPEl0ZW0g' +
    'bmFtZT0iQ09NUFJFU1NJT05fUkVWRVJTSUJJTElUWSIgZG9tYWluPSJJTUFHRV9TVFJVQ1RVUkUiPkxPU1NMRVNTPC9JdGVtPgo8' +
    'L0dEQUxNZXRhZGF0YT4KAExlcmMyIAQAAABhgZ32BgAAAAgAAAADAAAALwAAAAgAAACdAgAABgAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAA1QAoAAAAGAP//7////wCAAAAAAAAAAAAAAAAAAACoQQAAoEEAAGBBAQAAAAAAAAAAAAAAAAAAQEAAAAAAAAAAAAAAwEAA' +
    'AAAAAAAAAAAAEEEAAAAAAAAAAAAAQEEAAAAAAAAAAAAAcEEAAAAAAAAAAAAAkEEAAAAAAAAAAAAAqEEAAAAAAAAAAAAAAAAAAIBA' +
    'AAAAAAAAQEAAAIBAzczMPgAAwEAAAIBAzcxMPwAAEEEAAIBAmpmZPwAAQEEAAIBAzczMPwAAcEEAAIBAAAAAQAAAkEEAAIBAmpkZ' +
    'QAAAqEEAAIBAMzMzQAAAAAAAAABBAAAAAAAAQEAAAABBzcxMPwAAwEAAAABBzczMPwAAQEEAAABBzcxMQAAAcEEAAABBAACAQAAA' +
    'kEEAAABBmpmZQAAAqEEAAABBMzOzQAAAAAAAAEBBAAAAAAAAQEAAAEBBmpmZPwAAwEAAAEBBmpkZQAAAEEEAAEBBZmZmQAAAQEEA' +
    'AEBBmpmZQAAAcEEAAEBBAADAQAAAkEEAAEBBZmbmQAAAqEEAAEBBZmYGQQAAAAAAAIBBAAAAAAAAQEAAAIBBzczMPwAAwEAAAIBB' +
    'zcxMQAAAEEEAAIBBmpmZQAAAQEEAAIBBzczMQAAAcEEAAIBBAAAAQQAAkEEAAIBBmpkZQQAAqEEAAIBBMzMzQQAAAAAAAKBBAAAA' +
    'AAAAQEAAAKBBAAAAQAAAwEAAAKBBAACAQAAAEEEAAKBBAADAQAAAQEEAAKBBAAAAQQAAcEEAAKBBAAAgQQAAkEEAAKBBAABAQQAA' +
    'qEEAAKBBAABgQQ==',
  LERC_DEFLATE:
    'SUkqAAgAAAAOAAABAwABAAAACAAAAAEBAwABAAAABgAAAAIBAwADAAAAtgAAAAMBAwABAAAAR4gAAAYBAwABAAAAAQAAABEBBAAB' +
    'AAAAPAEAABUBAwABAAAAAwAAABYBAwABAAAABgAAABcBBAABAAAACQEAABwBAwABAAAAAQAAAFIBAwACAAAAAAAAAFMBAwADAAAA' +
    'vAAAAICkAgByAAAAygAAAPLFBAACAAAAwgAAAAAAAAAgACAAIAADAAMAAwAEAAAAAQAAADxHREFMTWV0YWRhdGE+CiAgPEl0ZW0g' +
    'bmFtZT0iQ09NUFJFU1NJT05fUkVWRVJTSUJJTElUWSIgZG9tYWluPSJJTUFHRV9TVFJVQ1RVUkUiPkxPU1NMRVNTPC9JdGVtPgo8' +
    'L0dEQUxNZXRhZGF0YT4KAHicddI9TsQwEAXgx48iRLXtdnsDJCxa8qbPIUAI1xEnMDdIm0grpdyeC/gA2WvQ0tEGKfNQnGJTvdjj' +
    'TzOWm/ePt8fDLYDXz+NvBeAOwA2AB+XjNVDh0vfEewAV5vlnnmek7e7JgNGAF7vabpBrzkXeWVFT5LbIXZFPRQaAJIsEEs/T9Ox+' +
    '4nlqavcTh76v3V9qaveXs3Q/cej3dD8xhPDfo60+zM2sPMlc1qme5XZLHvpeJiyEL27nJAGa95aV9/SeaTFGei3ltOb/WT4txm/5' +
    'tBgruanwk/rMyo38JJOmGvlJM3Sq2ZvuxEIIcsfCXzLdHzX7To8gyx9ltsoH+aPmWR/NH1ZgdcM=',
  LERC_ZSTD:
    'SUkqAAgAAAAOAAABAwABAAAACAAAAAEBAwABAAAABgAAAAIBAwADAAAAtgAAAAMBAwABAAAAR4gAAAYBAwABAAAAAQAAABEBBAAB' +
    'AAAAPAEAABUBAwABAAAAAwAAABYBAwABAAAABgAAABcBBAABAAAAAgEAABwBAwABAAAAAQAAAFIBAwACAAAAAAAAAFMBAwADAAAA' +
    'vAAAAICkAgByAAAAygAAAPLFBAACAAAAwgAAAAAAAAAgACAAIAADAAMAAwAEAAAAAgAAADxHREFMTWV0YWRhdGE+CiAgPEl0ZW0g' +
    'bmFtZT0iQ09NUFJFU1NJT05fUkVWRVJTSUJJTElUWSIgZG9tYWluPSJJTUFHRV9TVFJVQ1RVUkUiPkxPU1NMRVNTPC9JdGVtPgo8' +
    'L0dEQUxNZXRhZGF0YT4KACi1L/1gnQHFBwDSyBwjoCkdQ7T8dcnr1ilYu3zBsdEc3P/gwXjK2AakIxF41q5rv6U380pp6Ij4r8zM' +
    'VBXJbq3dXrcniLdzzn3/R0SnlxlzznGyRjFNFKczkjx8g2QDvmgPtY+y7z3Ley04UdUGnkNbQVtCW3V5Ioy2AwbRgDiaTKih2Qwi' +
    'w7JvoAKhoawDESAZBiUgVbh3OEoxPmc8xyjOMVjGkBvQMb0QOQd+5CiHExesrgBkBR35RnsYH84ZESPx8sbjzewO+QcgeI3d5Zv/' +
    'tn33hSZfAMP2fQqMgWceIX4xejsrAcfVCfyMcblzKHB/xTeqbETsq8w/DiE8/4u9Cg==',
};

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

// Bands and colours

test('the bands that are shown: the photometric interpretation, else 1, 2 and 3, else 1', async (t) => {
  const show = async (image: Partial<TiffImage>) => {
    const { image: shown, bands } = await readImage(writeTiff({ ...SIZE, ...image }), 'target');
    return { data: shown.data, bands };
  };
  for (const bands of [3, 4, 8]) {
    const shown = await show({ bands, photometric: 1, samples: withBands(bands) });
    t.deepEqual(shown, { data: PICTURE, bands: [1, 2, 3] }, `${bands} bands`);
  }
  const red = PICTURE.filter((_, i) => i % 3 === 0);
  const grey = Uint8Array.from(PICTURE, (_, i) => red[Math.floor(i / 3)]!);
  t.deepEqual(await show({ samples: red }), { data: grey, bands: [1] });
  const two = [...red].flatMap((level) => [level, 255 - level]);
  t.deepEqual(await show({ bands: 2, photometric: 1, extraSamples: [0], samples: two }), {
    data: grey,
    bands: [1],
  });
  const alpha = [...red].flatMap((level) => [level, 200, 255]);
  t.deepEqual(await show({ bands: 3, photometric: 1, extraSamples: [0, 2], samples: alpha }), {
    data: grey,
    bands: [1],
  });
  const inverted = Uint8Array.from(grey, (level) => 255 - level);
  t.deepEqual(await show({ photometric: 0, samples: red }), { data: inverted, bands: [1] });
});

test('a warning says that bands were shown unasked', async (t) => {
  const codes = async (image: Partial<TiffImage>, bands?: number[]) => {
    const file = writeTiff({ ...SIZE, ...image, samples: withBands(image.bands!) });
    const { warnings } = await readImage(file, 'target', undefined, { bands });
    return warnings.map(({ code }) => code);
  };
  t.deepEqual(await codes({ bands: 13, photometric: 1 }), ['IMAGE_BANDS']);
  t.deepEqual(await codes({ bands: 13, photometric: 1 }, [4, 3, 2]), []);
  t.deepEqual(await codes({ bands: 4, photometric: 2, extraSamples: [0] }), []);
  t.deepEqual(await codes({ bands: 3, photometric: 1 }), []);
  const file = writeTiff({ ...SIZE, bands: 5, photometric: 1, samples: withBands(5) });
  const { warnings } = await readImage(file, 'source');
  t.regex(warnings[0]!.message, /source image has 5 bands .* Bands 1, 2, 3 are shown; .* sourceBands/);
});

test('a palette, of 16 bits as the standard has it and of 8 as some writers do', async (t) => {
  const indices = Array.from({ length: PIXELS }, (_, i) => i % 256);
  const colours = Array.from({ length: 768 }, (_, i) => (i * 7) % 256);
  for (const scale of [1, 257]) {
    const map = short(...colours.map((level) => level * scale));
    const file = writeTiff({ ...SIZE, photometric: 3, samples: indices, tags: { 320: map } });
    const expected = indices.flatMap((index) => [0, 256, 512].map((plane) => colours[plane + index]!));
    t.deepEqual([...(await loadRgb(file)).data], expected);
    await t.throwsAsync(loadRgb(file, 'target', undefined, { bands: [1] }), {
      instanceOf: ImageError,
      code: 'IMAGE_UNSUPPORTED',
      message: /palette.*gdal_translate -expand rgb/,
    });
  }
});

test('CMYK without a profile', async (t) => {
  const file = writeTiff({
    width: 2,
    height: 1,
    bands: 4,
    photometric: 5,
    samples: [0, 51, 255, 0, 0, 51, 255, 128],
  });
  t.deepEqual([...(await loadRgb(file)).data], [255, 204, 0, 127, 102, 0]);
});

test('bands that are asked for', async (t) => {
  const file = writeTiff({ ...SIZE, bands: 8, photometric: 1, samples: withBands(8) });
  const band = (n: number) => withBands(8).filter((_, i) => i % 8 === n - 1);
  const rgb = await readImage(file, 'target', undefined, { bands: [5, 1, 8] });
  t.deepEqual(rgb.bands, [5, 1, 8]);
  t.deepEqual(
    [...rgb.image.data],
    band(5).flatMap((level, i) => [level, band(1)[i]!, band(8)[i]!]),
  );
  for (const planar of [false, true]) {
    const same = writeTiff({ ...SIZE, bands: 8, planar, photometric: 1, samples: withBands(8) });
    const { data } = await loadRgb(same, 'target', undefined, { bands: [4, 4, 2] });
    const expected = band(4).flatMap((level, i) => [level, level, band(2)[i]!]);
    t.deepEqual([...data], expected, 'a band twice');
  }
  const grey = await loadRgb(file, 'target', undefined, { bands: [4] });
  t.deepEqual(
    [...grey.data],
    band(4).flatMap((level) => [level, level, level]),
  );
  await t.throwsAsync(loadRgb(file, 'target', undefined, { bands: [1, 2, 9] }), {
    instanceOf: OptionError,
    message: /targetBands is \[ 1, 2, 9 \], but the target image has 8 bands; choose from 1 to 8/,
  });
  for (const bands of [[], [0], [1, 2], [1.5], ['1'], 3, [1, 2, 3, 4]])
    await t.throwsAsync(loadRgb(file, 'target', undefined, { bands: bands as number[] }), {
      instanceOf: OptionError,
      message: /bands is .*one band or three/,
    });
});

test('associated alpha is divided out, and unassociated alpha is dropped', async (t) => {
  const samples = [100, 50, 0, 127, 100, 50, 0, 255, 9, 9, 9, 0];
  const image = { width: 3, height: 1, bands: 4, samples };
  t.deepEqual(
    [...(await loadRgb(writeTiff({ ...image, extraSamples: [2] }))).data],
    [100, 50, 0, 100, 50, 0, 9, 9, 9],
  );
  t.deepEqual(
    [...(await loadRgb(writeTiff({ ...image, extraSamples: [1] }))).data],
    [201, 100, 0, 100, 50, 0, 9, 9, 9],
  );
});

test('the orientation', async (t) => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    const file = writeTiff({ ...SIZE, bands: 3, samples: PICTURE, tags: { 274: short(orientation) } });
    const jpeg = await sharp(PICTURE, { raw: { ...SIZE, channels: 3 } })
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const upright = await sharp(jpeg).autoOrient().raw().toBuffer({ resolveWithObject: true });
    const opened = await openImage(file, 'target');
    const { data, width, height } = (await opened.rgb()).image;
    t.deepEqual({ width, height }, { width: upright.info.width, height: upright.info.height });
    t.deepEqual([opened.width, opened.height], [width, height]);
    t.deepEqual(Buffer.from(data), upright.data, `${orientation}`);
  }
});

// Stretch

/** The nearest-rank quantile. */
const quantile = (samples: readonly number[], fraction: number) =>
  samples.toSorted((a, b) => a - b)[Math.max(Math.ceil(fraction * samples.length) - 1, 0)]!;

const levelOf = (sample: number, [low, high]: readonly [number, number]) =>
  Math.round(Math.min(Math.max(((sample - low) * 255) / (high - low), 0), 255));

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

// What is not read

test('what is not supported has a code of its own, says what it is, and how to convert it', async (t) => {
  const cases: [RegExp, Partial<TiffImage>][] = [
    [/complex samples.*gdal_translate/, { bits: 32, tags: { 339: short(5) } }],
    [/64-bit unsigned integers/, { bits: 64 }],
    [/bands of different types/, { bands: 3, tags: { 258: short(8, 16, 8) } }],
    [/compressed with JPEG 2000.*COMPRESS=DEFLATE/, { tags: { 259: short(33_003) } }],
    [/compressed with CCITT fax 4/, { bits: 1, tags: { 259: short(4) } }],
    [/compressed with number 60000/, { tags: { 259: short(60_000) } }],
    [/CIELab/, { bands: 3, photometric: 8 }],
    [/YCbCr that is not JPEG.*PHOTOMETRIC=RGB/, { bands: 3, photometric: 6 }],
    [/predictor 2 for 12-bit/, { bits: 12, tags: { 317: short(2) } }],
  ];
  for (const [message, image] of cases) {
    const file = writeTiff({ ...SIZE, ...image });
    for (const read of [loadRgb(file, 'target'), loadMask(file, 'target')])
      await t.throwsAsync(read, { instanceOf: ImageError, code: 'IMAGE_UNSUPPORTED', message });
  }
});

test('damaged TIFFs', async (t) => {
  const file = writeTiff({
    ...SIZE,
    bands: 3,
    samples: PICTURE,
    compress: deflateSync,
    tags: { 259: short(8) },
  });
  const invalid = { instanceOf: ImageError, code: 'IMAGE_INVALID' };
  for (const length of [5, 8, 60, 150, file.length - 40])
    await t.throwsAsync(loadRgb(file.subarray(0, length)), invalid);
  const tags: Record<number, TiffTag>[] = [
    { 256: short(0) },
    { 273: { type: 'LONG', values: [] } },
    { 259: short(8), 279: { type: 'LONG', values: [2 ** 32 - 1] } },
    { 277: short(0) },
    { 277: short(9) },
    { 257: short(60_000) },
  ];
  for (const changed of tags)
    await t.throwsAsync(loadRgb(writeTiff({ ...SIZE, bands: 3, tags: changed })), invalid);
  // A few kilobytes that would become a gigabyte.
  const bomb = { compress: () => deflateSync(Buffer.alloc(1 << 26)), tags: { 259: short(8) } };
  await t.throwsAsync(loadRgb(writeTiff({ ...SIZE, ...bomb })), invalid);
  const huge = Object.fromEntries(
    [256, 257, 278].map((tag, i) => [tag, { type: 'LONG' as const, values: [[100_000, 1001, 1001][i]!] }]),
  );
  await t.throwsAsync(loadRgb(writeTiff({ ...SIZE, tags: huge })), { code: 'IMAGE_TOO_LARGE' });
});
