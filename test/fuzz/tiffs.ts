import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { LERC, LERC_OF_TWO, packBits, zstd } from '../support/compressions.js';
import { geoTags, PROJECTED } from '../support/geotags.js';
import { short, text } from '../support/raster.js';
import { type TiffImage, writeTiff } from '../support/tiff.js';

// Small valid TIFFs of every layout, sample type and compression that is read.

const SIZE = { width: 20, height: 14 };
const TILE = { tile: { width: 16, height: 16 } };

const samples = (bands: number, most: number) =>
  Array.from({ length: SIZE.width * SIZE.height * bands }, (_, i) => (i * 37 + (i % bands) * 11) % most);
const image = (bands: number, most: number, more: Partial<TiffImage> = {}): Buffer =>
  writeTiff({ ...SIZE, bands, samples: samples(bands, most), ...more });
const packed = (code: number, compress: (block: Buffer) => Buffer, tags: TiffImage['tags'] = {}) => ({
  compress,
  tags: { 259: short(code), ...tags },
});

const PLACE = {
  33550: { type: 'DOUBLE', values: [0.5, 0.5, 0] },
  33922: { type: 'DOUBLE', values: [0, 0, 0, 500_000, 5_800_000, 0] },
  ...geoTags(PROJECTED(32_633)),
} satisfies TiffImage['tags'];

const WRITTEN = [
  image(1, 256, { tags: { ...PLACE, 42113: text('0') } }),
  image(3, 256, { ...TILE, tags: PLACE }),
  image(4, 60_000, { bits: 16, extraSamples: [2], bigTiff: true }),
  image(3, 60_000, { bits: 16, planar: true, bigEndian: true, ...TILE }),
  image(2, 1000, { bits: 32, format: 'float', tags: { 42113: text('nan') } }),
  image(1, 1000, { bits: 64, format: 'float' }),
  image(1, 2, { bits: 1, photometric: 0, tags: { 266: short(2) } }),
  image(1, 4096, { bits: 12 }),
  image(1, 16, {
    ...{ bits: 4, photometric: 3 },
    tags: { 320: short(...Array.from({ length: 48 }, (_, i) => i * 1000)) },
  }),
  image(4, 256, { photometric: 5 }),
  image(5, 256, { ...packed(8, deflateSync, { 317: short(2) }), ...TILE }),
  image(3, 1000, {
    ...packed(8, deflateSync, { 317: short(3), 278: short(SIZE.height) }),
    ...{ bits: 32, format: 'float' },
  }),
  image(1, 256, packed(32_773, packBits)),
  image(3, 256, { ...packed(50_000, zstd, { 317: short(2) }), ...TILE }),
];

/** TIFFs with the compressions that sharp can write. */
async function bySharp(): Promise<Buffer[]> {
  const raw = sharp(Buffer.from(samples(3, 256)), { raw: { ...SIZE, channels: 3 } });
  const forms = [
    { compression: 'lzw', predictor: 'horizontal' },
    { compression: 'lzw', tile: true },
    { compression: 'jpeg', quality: 80, tile: true },
    { compression: 'webp', quality: 80 },
    { compression: 'deflate', tile: true, pyramid: true },
  ] as const;
  const tiled = { tileWidth: 16, tileHeight: 16 };
  const profiled = raw.clone().withIccProfile('p3').tiff({ compression: 'deflate' }).toBuffer();
  return Promise.all([
    ...forms.map((form) =>
      raw
        .clone()
        .tiff({ ...form, ...tiled })
        .toBuffer(),
    ),
    profiled,
  ]);
}

const lerc = [...Object.values(LERC), ...Object.values(LERC_OF_TWO)].map((file) =>
  Buffer.from(file, 'base64'),
);

export const tiffs: readonly Buffer[] = [...WRITTEN, ...(await bySharp()), ...lerc];
