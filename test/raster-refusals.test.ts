import { deflateSync } from 'node:zlib';
import test from 'ava';
import { ImageError } from '../lib/index.js';
import { loadMask, loadRgb } from '../lib/metrics/load.js';
import { randomBytes } from './support/random.js';
import { long, PICTURE, SIZE, short, text } from './support/raster.js';
import { type TiffImage, type TiffTag, writeTiff } from './support/tiff.js';

// What is not supported, damaged or hostile.

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
    [/predictor 2 for 12-bit/, { bits: 12, tags: { 259: short(8), 317: short(2) } }],
  ];
  for (const [message, image] of cases) {
    const file = writeTiff({ ...SIZE, ...image });
    for (const read of [loadRgb(file, 'target'), loadMask(file, 'target')])
      await t.throwsAsync(read, { instanceOf: ImageError, code: 'IMAGE_UNSUPPORTED', message });
  }
});

test('blocks that the file leaves out hold nodata, or 0 if the type cannot', async (t) => {
  const left = { 273: long(0), 279: long(0) };
  for (const [nodata, level] of [
    ['7', 7],
    ['-99', 0],
    ['0.5', 0],
  ] as const) {
    const file = writeTiff({
      width: 2,
      height: 2,
      compress: () => Buffer.alloc(0),
      tags: { ...left, 42113: text(nodata) },
    });
    // Its only strip starts at 0.
    file.writeUInt32LE(0, offsetOfTag(file, 273) + 8);
    t.deepEqual([...(await loadRgb(file)).data], Array(12).fill(level), nodata);
  }
});

function offsetOfTag(file: Buffer, tag: number): number {
  const count = file.readUInt16LE(8);
  return Array.from({ length: count }, (_, i) => 10 + 12 * i).find((at) => file.readUInt16LE(at) === tag)!;
}

test('large and hostile blocks end with the image, and not with the process', async (t) => {
  const small = { width: 10, height: 10 };
  const repeated = Buffer.alloc(4_000_000, Buffer.of(0x81, 9));
  const bomb = writeTiff({ ...small, compress: () => repeated, tags: { 259: short(32_773) } });
  t.true((await loadRgb(bomb)).data.every((level) => level === 9));
  const noise = Buffer.from(randomBytes(3, 300_000).data);
  await t.throwsAsync(loadRgb(writeTiff({ ...small, compress: () => noise, tags: { 259: short(5) } })), {
    code: 'IMAGE_INVALID',
  });
  // A JPEG of four components that claims 65,500 x 65,500 pixels.
  const frame = Buffer.from('ffd8ffc00014080000000004011100021100031100041100ffd9', 'hex');
  frame.writeUInt16BE(65_500, 7);
  frame.writeUInt16BE(65_500, 9);
  const jpeg = { bands: 4, extraSamples: [0], compress: () => frame, tags: { 259: short(7) } };
  await t.throwsAsync(loadRgb(writeTiff({ ...small, ...jpeg })), { message: /65500 x 65500 pixels/ });
  const tiles = { 322: long(40_000), 323: long(40_000) };
  await t.throwsAsync(loadRgb(writeTiff({ ...small, tile: { width: 16, height: 16 }, tags: tiles })), {
    message: /tiles have 40000 x 40000 pixels/,
  });
});

test('what follows the image may be damaged', async (t) => {
  const file = writeTiff({ width: 2, height: 1, samples: [3, 4] });
  // The position of the next directory comes after the entries.
  file.writeUInt32LE(0xfffffff0, 8 + 2 + 12 * file.readUInt16LE(8));
  t.deepEqual([...(await loadRgb(file)).data], [3, 3, 3, 4, 4, 4]);
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
