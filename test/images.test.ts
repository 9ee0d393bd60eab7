import test from 'ava';
import sharp, { type Sharp } from 'sharp';
import { loadMask, loadRgb } from '../lib/image/load.js';
import { placeSource } from '../lib/request/placement.js';
import { mini } from './support/fixtures.js';

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

test('what is transparent is resized as it is, and so is a fourth band that is no alpha', async (t) => {
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

test('a photograph that lies on its side is turned upright', async (t) => {
  const lying = await plain(1, 2, 3).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { width, height } = await loadRgb(lying, 'target');
  t.deepEqual({ width, height }, { width: 8, height: 12 });
});

test('a path, a Buffer, a Uint8Array and a sharp instance give the same', async (t) => {
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
  ]) {
    t.deepEqual((await loadRgb(input, 'target')).data, expected);
  }
  t.deepEqual((await loadRgb(instance, 'target')).data, expected, 'an instance can be used again');
});

test('an image that has the size already keeps its very pixels; another is resized to it', async (t) => {
  const path = mini.file('target.png');
  const [kept, asIs] = [
    await loadRgb(path, 'target', { width: 128, height: 128 }),
    await loadRgb(path, 'target'),
  ];
  t.deepEqual(kept.data, asIs.data);
  const { width, height, data } = await loadRgb(path, 'target', { width: 50, height: 30 });
  t.deepEqual([width, height, data.length], [50, 30, 4500]);
});

test('what a sharp instance does comes before our own resize', async (t) => {
  const halves = sharp({ create: { width: 20, height: 10, channels: 3, background: 'black' } }).composite([
    { input: { create: { width: 10, height: 10, channels: 3, background: 'white' } }, left: 10, top: 0 },
  ]);
  const source = sharp(await halves.png().toBuffer());
  // Cropped to its right half by the caller, it must be white all over.
  const cropped = source.resize(10, 10, { fit: 'cover', position: 'right' });
  const { data } = await loadRgb(cropped, 'source', { width: 6, height: 4 });
  t.true(data.every((value) => value === 255));
});

// Masks

test('a mask counts what is not 0, also the 1 of a 16-bit label image, and no alpha', async (t) => {
  const labels = Uint16Array.from({ length: 96 }, (_, i) => Number(i % 12 < 5));
  const deep = await sharp(labels, { raw: { ...SIZE, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  const expected = Uint8Array.from(labels);
  t.deepEqual((await loadMask(deep, 'mask')).data, expected);
  const rgba = Buffer.from([...expected].flatMap((value) => [0, value, 0, 255]));
  const opaque = await sharp(rgba, { raw: { ...SIZE, channels: 4 } })
    .png()
    .toBuffer();
  t.deepEqual((await loadMask(opaque, 'mask')).data, expected);
});

// Where the source goes

const canvas = { width: 128, height: 128 };

test('a box is the mask of its pixels', async (t) => {
  const { box, mask } = await placeSource({ box: { x: 3, y: 5, width: 10, height: 8 } }, '', canvas, {});
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
  const placed = await placeSource({ mask }, '', canvas, {});
  t.deepEqual(placed.box, { x: 20, y: 31, width: 51, height: 60 });
  t.is(
    placed.mask.reduce((sum, value) => sum + value, 0),
    3,
  );
});

test('a point takes the source at the ground sampling distance of the canvas', async (t) => {
  const source = sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } });
  const { box } = await placeSource({ point: { x: 64, y: 50 } }, source, canvas, {
    source: 0.6,
    canvas: 0.3,
  });
  t.deepEqual(box, { x: 24, y: 30, width: 80, height: 40 });
});
