import { readFile } from 'node:fs/promises';
import test from 'ava';
import sharp, { type Sharp } from 'sharp';
import { guard } from '../lib/image/guard.js';
import { openImage } from '../lib/image/open.js';
import { ImageError, OptionError, type RawImage } from '../lib/index.js';
import { loadMask, loadRgb } from '../lib/metrics/load.js';
import { placeSource } from '../lib/request/placement.js';
import { mini } from './support/fixtures.js';
import { randomBytes } from './support/random.js';

const SIZE = { width: 12, height: 8 };
const plain = (r: number, g: number, b: number): Sharp =>
  sharp({ create: { ...SIZE, channels: 3, background: { r, g, b } } });

/** All pixels are this colour, give or take what a lossy format or a colour profile changes. */
async function decodes(
  t: { true(value: boolean, message?: string): void },
  input: Parameters<typeof loadRgb>[0],
  colour: number[],
  tolerance = 0,
) {
  const { data, width, height } = await loadRgb(input, 'target');
  t.true(data.length === width * height * 3, `${data.length} bytes`);
  const worst = data.reduce((most, value, i) => Math.max(most, Math.abs(value - colour[i % 3]!)), 0);
  t.true(worst <= tolerance, `${data.subarray(0, 3)} where ${colour} was expected`);
}

test('grey, alone and with alpha', async (t) => {
  await decodes(t, await plain(90, 90, 90).toColourspace('b-w').png().toBuffer(), [90, 90, 90]);
  const grey = Buffer.from(Array.from({ length: 96 }, () => [90, 128]).flat());
  await decodes(
    t,
    await sharp(grey, { raw: { ...SIZE, channels: 2 } })
      .png()
      .toBuffer(),
    [90, 90, 90],
  );
});

test('alpha is dropped', async (t) => {
  const rgba = Buffer.from(Array.from({ length: 96 }, () => [10, 20, 30, 0]).flat());
  await decodes(
    t,
    await sharp(rgba, { raw: { ...SIZE, channels: 4 } })
      .png()
      .toBuffer(),
    [10, 20, 30],
  );
});

test('transparent colours are resized unchanged, and so is a fourth band that is not alpha', async (t) => {
  const half = { width: SIZE.width / 2, height: SIZE.height / 2 };
  const bands = Buffer.from(Array.from({ length: 96 }, (_, i) => [10, 20, 30, [0, 1, 255][i % 3]!]).flat());
  const rgba = sharp(bands, { raw: { ...SIZE, channels: 4 } });
  for (const file of [await rgba.png().toBuffer(), await rgba.tiff({ compression: 'lzw' }).toBuffer()]) {
    t.true((await sharp(file).metadata()).hasAlpha);
    const { data } = await loadRgb(file, 'source', half);
    t.deepEqual([...data], Array.from({ length: 24 }, () => [10, 20, 30]).flat());
  }
});

test('16 bits become 8', async (t) => {
  const deep = Uint16Array.from({ length: 288 }, (_, i) => [0x1234, 0x8000, 0xffff][i % 3]!);
  const rgb = sharp(deep, { raw: { ...SIZE, channels: 3 } }).toColourspace('rgb16');
  const png = await rgb.png().toBuffer();
  t.is((await sharp(png).metadata()).depth, 'ushort');
  await decodes(t, png, [0x12, 0x80, 0xff]);
  const grey = sharp(
    Uint16Array.from({ length: 96 }, () => 0x8000),
    { raw: { ...SIZE, channels: 1 } },
  );
  await decodes(t, await grey.toColourspace('grey16').tiff().toBuffer(), [0x80, 0x80, 0x80]);
});

test('CMYK becomes sRGB', async (t) => {
  const cmyk = await plain(200, 60, 40).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
  t.is((await sharp(cmyk).metadata()).space, 'cmyk');
  await decodes(t, cmyk, [200, 60, 40], 40);
});

test('a palette', async (t) => {
  await decodes(t, await plain(10, 200, 30).png({ palette: true }).toBuffer(), [10, 200, 30]);
});

test('a photograph stored on its side is turned upright', async (t) => {
  const lying = await plain(1, 2, 3).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { width, height } = await loadRgb(lying, 'target');
  t.deepEqual({ width, height }, { width: 8, height: 12 });
});

test('a path, a Buffer, a Uint8Array, a sharp instance and raw pixels give the same', async (t) => {
  const path = mini.file('target.png');
  const instance = sharp(path);
  const expected = (await loadRgb(path, 'target')).data;
  const bytes = await instance.clone().png().toBuffer();
  const raw = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const size = { width: raw.info.width, height: raw.info.height };
  for (const input of [
    bytes,
    new Uint8Array(bytes),
    instance,
    sharp(raw.data, { raw: { ...size, channels: 3 } }),
    { ...size, data: raw.data, channels: 3 },
  ] as const) {
    t.deepEqual((await loadRgb(input, 'target')).data, expected);
  }
  t.deepEqual((await loadRgb(instance, 'target')).data, expected, 'an instance can be used again');
});

test('an image that already has the size keeps its exact pixels; any other is resized', async (t) => {
  const path = mini.file('target.png');
  const [kept, asIs] = [
    await loadRgb(path, 'target', { width: 128, height: 128 }),
    await loadRgb(path, 'target'),
  ];
  t.deepEqual(kept.data, asIs.data);
  const { width, height, data } = await loadRgb(path, 'target', { width: 50, height: 30 });
  t.deepEqual([width, height, data.length], [50, 30, 4500]);
});

test('an opened image has its decoded size, and can be decoded several times', async (t) => {
  const lying = await plain(1, 2, 3).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const pages = await sharp([await plain(1, 2, 3).png().toBuffer(), await plain(3, 2, 1).png().toBuffer()], {
    join: { animated: true },
  })
    .gif()
    .toBuffer();
  const inputs = [lying, pages, sharp(lying).resize(5, 7), mini.file('source.png')];
  for (const input of inputs) {
    const opened = await openImage(input, 'source');
    const whole = await opened.rgb();
    t.deepEqual([opened.width, opened.height], [whole.image.width, whole.image.height]);
    const size = { width: 6, height: 4 };
    t.deepEqual((await opened.rgb(size)).image, await loadRgb(input, 'source', size));
    t.deepEqual(await opened.rgb(), whole);
  }
});

test('the size of a damaged file may be readable, but not its pixels', async (t) => {
  const whole = await readFile(mini.file('source.png'));
  const opened = await openImage(whole.subarray(0, whole.length / 2), 'source');
  await t.throwsAsync(opened.rgb(), { instanceOf: ImageError, code: 'IMAGE_INVALID', message: /source/ });
});

test('the pipeline of a sharp instance runs before our own resize', async (t) => {
  const halves = sharp({ create: { width: 20, height: 10, channels: 3, background: 'black' } }).composite([
    { input: { create: { width: 10, height: 10, channels: 3, background: 'white' } }, left: 10, top: 0 },
  ]);
  const source = sharp(await halves.png().toBuffer());
  // Cropped to its right half by the caller, it must be white all over.
  const cropped = source.resize(10, 10, { fit: 'cover', position: 'right' });
  const { data } = await loadRgb(cropped, 'source', { width: 6, height: 4 });
  t.true(data.every((value) => value === 255));
});

// Raw pixels

const raw = (data: unknown, changes: object = {}) =>
  ({ data, width: 2, height: 1, channels: 3, ...changes }) as unknown as RawImage;

test('white is the highest value of an integer type, and 1 in floating point; values outside the range are clamped', async (t) => {
  const samples: [RawImage['data'], number[]][] = [
    [Uint8Array.of(0, 1, 127, 128, 254, 255), [0, 1, 127, 128, 254, 255]],
    [Uint8ClampedArray.of(0, 1, 127, 128, 254, 255), [0, 1, 127, 128, 254, 255]],
    // A level is 257: 128 and 129 are on either side of half a level.
    [Uint16Array.of(0, 128, 129, 257, 65_278, 65_535), [0, 0, 1, 1, 254, 255]],
    [Uint32Array.of(0, 2 ** 23, 2 ** 31, 2 ** 32 - 1, 5, 2 ** 24), [0, 0, 128, 255, 0, 1]],
    [BigUint64Array.of(0n, 2n ** 63n, 2n ** 64n - 1n, 5n, 2n ** 56n, 1n) as never, [0, 128, 255, 0, 1, 0]],
    [Int8Array.of(-128, -1, 0, 1, 64, 127), [0, 0, 0, 2, 129, 255]],
    [Int16Array.of(-32_768, -1, 0, 64, 65, 32_767), [0, 0, 0, 0, 1, 255]],
    [Int32Array.of(-(2 ** 31), -1, 0, 2 ** 30, 1, 2 ** 31 - 1), [0, 0, 0, 128, 0, 255]],
    [BigInt64Array.of(-1n, -(2n ** 63n), 0n, 2n ** 62n, 1n, 2n ** 63n - 1n) as never, [0, 0, 0, 128, 0, 255]],
    [Float32Array.of(-1, 0, 0.5, 1, 2, Number.POSITIVE_INFINITY), [0, 0, 128, 255, 255, 255]],
    [Float64Array.of(Number.NEGATIVE_INFINITY, -0, 0.1, 0.999, 1, 1e300), [0, 0, 26, 255, 255, 255]],
  ];
  for (const [data, expected] of samples) {
    const image = await loadRgb(raw(data), 'source');
    t.deepEqual([...image.data], expected, data.constructor.name);
    t.deepEqual([image.width, image.height, image.channels], [2, 1, 3]);
  }
});

test('raw grey is repeated and raw alpha dropped, as with files, for few and many pixels', async (t) => {
  const size = { width: 100, height: 90 };
  for (const channels of [1, 2, 3, 4] as const) {
    const { data } = randomBytes(channels, size.height, size.width, channels);
    const file = await sharp(data, { raw: { ...size, channels } })
      .png()
      .toBuffer();
    const expected = (await loadRgb(file, 'file')).data;
    t.deepEqual((await loadRgb({ data, ...size, channels })).data, expected, `${channels}`);
    const deep = Uint16Array.from(data, (value) => value * 257);
    t.deepEqual((await loadRgb({ data: deep, ...size, channels })).data, expected, `${channels}, 16 bits`);
  }
});

test('raw pixels are resized like those of a sharp instance', async (t) => {
  const image = await loadRgb(mini.file('target.png'));
  const size = { width: 50, height: 30 };
  t.deepEqual(
    await loadRgb(image, 'target', size),
    await loadRgb(sharp(image.data, { raw: image }), 'target', size),
  );
});

test('raw pixels that contradict themselves are refused, with the values', async (t) => {
  const data = new Uint8Array(6);
  const cases: [unknown, RegExp, string?][] = [
    [raw(data, { width: 3 }), /6 samples; 3 x 1 px of 3 channel\(s\) need 9/],
    [raw(data, { channels: 5 }), /channels 5/],
    [raw(data, { channels: '3' }), /channels "3"/],
    [raw(data, { channels: undefined }), /channels undefined/],
    [raw(data, { width: Number.NaN }), /width NaN and height 1/],
    [raw(data, { width: 0, data: new Uint8Array() }), /width 0/],
    [raw(data, { width: 1.5, height: 2, data: new Uint8Array(9) }), /width 1\.5/],
    [raw(data, { height: -1 }), /height -1/],
    [raw(data, { width: 2n }), /width 2n/],
    [raw(data, { width: 1e9 }), /1000000000 x 1 pixels; the limit is 100 megapixels/, 'IMAGE_TOO_LARGE'],
    [raw([0, 0, 0, 0, 0, 0]), /data \[ 0, 0, 0, 0, 0, 0 \]; give a typed array/],
    [raw(new DataView(new ArrayBuffer(6))), /data DataView/],
    [raw(new ArrayBuffer(6)), /data ArrayBuffer/],
    [raw(null), /data null/],
    [raw(Float32Array.of(0, 1, 0, 0.5, Number.NaN, 0)), /NaN at sample 4/],
  ];
  for (const [input, message, code = 'IMAGE_INVALID'] of cases) {
    await t.throwsAsync(loadRgb(input as RawImage, 'source'), { instanceOf: ImageError, code, message });
    await t.throwsAsync(loadMask(input as RawImage), { instanceOf: ImageError, code });
  }
});

test('hostile raw pixels are refused or read once', async (t) => {
  const refused = { instanceOf: ImageError, code: 'IMAGE_INVALID' };
  await t.throwsAsync(loadRgb(raw(new Proxy(new Uint8Array(6), {}))), refused);
  const detached = new Uint8Array(6);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  await t.throwsAsync(loadRgb(raw(detached)), { ...refused, message: /0 samples/ });

  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const answers = [pixels, new Uint8Array(2), 'nothing'];
  let asked = 0;
  const changing = {
    get data() {
      return answers[asked++];
    },
    width: 2,
    height: 1,
    channels: 3,
  };
  t.deepEqual((await loadRgb(changing as RawImage)).data, pixels);
  t.is(asked, 1);

  const lying = Uint8Array.from(pixels);
  Object.defineProperty(lying, 'length', { value: 600 });
  Object.defineProperty(lying, 'buffer', { get: () => t.fail() });
  t.deepEqual((await loadRgb(raw(lying))).data, pixels);

  const shared = new Uint8Array(new SharedArrayBuffer(6));
  shared.set(pixels);
  t.deepEqual((await loadRgb(raw(shared))).data, pixels);

  // Changing the pixels after the call has no effect, even while they are decoded.
  const fleeting = new Uint8Array(6).fill(7);
  const loading = loadRgb(raw(fleeting), 'source', { width: 2, height: 2 });
  structuredClone(fleeting.buffer, { transfer: [fleeting.buffer] });
  t.deepEqual((await loading).data, new Uint8Array(12).fill(7));
});

test('anything that is not an image gives an OptionError that shows it', async (t) => {
  const broken = new Proxy(
    {},
    {
      get() {
        throw new TypeError('no');
      },
    },
  );
  const things = [undefined, null, 5, 5n, Symbol('s'), [], {}, Object.create(null), () => {}, broken];
  for (const thing of [...things, new DataView(new ArrayBuffer(4)), new Uint16Array(4)]) {
    const wrong = {
      instanceOf: OptionError,
      code: 'OPTION_INVALID',
      message: /^(source|mask) is .*must be a file path/,
    };
    await t.throwsAsync(loadRgb(thing as RawImage, 'source'), wrong);
    await t.throwsAsync(loadMask(thing as RawImage, 'mask'), wrong);
  }
  // A data URL in place of its bytes.
  const error = await t.throwsAsync(loadRgb('x'.repeat(100_000)), { code: 'IMAGE_NOT_FOUND' });
  t.true(error.message.length < 200);
  const imitation = { clone: () => ({}), metadata() {} };
  await t.throwsAsync(loadRgb(imitation as unknown as RawImage), {
    instanceOf: ImageError,
    code: 'IMAGE_INVALID',
  });
  for (const label of [null, 7, Symbol('s')]) {
    await t.throwsAsync(loadRgb(raw(new Uint8Array(6)), label as unknown as string), {
      instanceOf: OptionError,
    });
  }
  for (const size of [
    null,
    7,
    {},
    { width: 0, height: 1 },
    { width: 1e5, height: 1e5 },
    { width: '1', height: 1 },
  ]) {
    const call = loadRgb(raw(new Uint8Array(6)), 'source', size as { width: number; height: number });
    await t.throwsAsync(call, { instanceOf: OptionError, message: /size is / });
  }
});

// Where the source goes

const canvas = { width: 128, height: 128 };
const PLACE = { maskThreshold: 0.5 };

test('a box is the mask of its pixels', async (t) => {
  const { box, mask } = await placeSource(
    { ...PLACE, box: { x: 3, y: 5, width: 10, height: 8 } },
    canvas,
    canvas,
  );
  t.deepEqual(box, { x: 3, y: 5, width: 10, height: 8 });
  t.is(
    mask.reduce((sum, value) => sum + value, 0),
    80,
  );
  t.deepEqual([mask[5 * 128 + 3], mask[12 * 128 + 12], mask[4 * 128 + 3], mask[13 * 128 + 3]], [1, 1, 0, 0]);
});

test('a mask has the box around its pixels', async (t) => {
  const data = Buffer.alloc(128 * 128);
  for (const [x, y] of [
    [20, 90],
    [70, 31],
    [44, 50],
  ] as const)
    data[y * 128 + x] = 200;
  const mask = sharp(data, { raw: { ...canvas, channels: 1 } });
  const placed = await placeSource({ ...PLACE, mask }, canvas, canvas);
  t.deepEqual(placed.box, { x: 20, y: 31, width: 51, height: 60 });
  t.is(
    placed.mask.reduce((sum, value) => sum + value, 0),
    3,
  );
});

test('a point takes the source at the ground sampling distance of the canvas', async (t) => {
  const source = { width: 40, height: 20 };
  const gsds = { sourceGsd: 0.6, gsd: 0.3 };
  const { box } = await placeSource({ ...PLACE, point: { x: 64, y: 50 }, ...gsds }, source, canvas);
  t.deepEqual(box, { x: 24, y: 30, width: 80, height: 40 });
});

test('a file that the system cannot read for now is not called damaged', async (t) => {
  const failure = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
  // As it arrives from another thread.
  for (const cause of [failure, structuredClone(failure)]) {
    const error = await t.throwsAsync(
      guard('scene', () => Promise.reject(cause)),
      { code: 'IMAGE_NOT_FOUND', message: /^The scene image cannot be read \(EIO: i\/o error, read\)/ },
    );
    t.is(error!.cause, cause);
  }
  const damage = new Error('EXIF: bad data');
  await t.throwsAsync(
    guard('scene', () => Promise.reject(damage)),
    { code: 'IMAGE_INVALID' },
  );
});
