import { inflateSync } from 'node:zlib';
import { COMPRESSION, type Layout, PHOTOMETRIC } from './layout.js';
import type { Pixels } from './lossy.js';
import { swapBytes } from './samples.js';

/** A decompressed block: bytes in the file's order, or what a codec with types of its own made. */
export type Decompressed = { bytes: Uint8Array } | { pixels: Pixels } | { bands: ArrayLike<number>[] };

const DEFLATE = [8, 32946];
const ZSTD = 50000;

// Each codec is loaded when a file needs it.

/**
 * Decompresses one block.
 *
 * @param expected size of the block in bytes, which bounds what a hostile file makes of it
 * @param bands bands in the block
 */
export async function decompress(
  block: Uint8Array<ArrayBuffer>,
  layout: Layout,
  expected: number,
  bands: number,
): Promise<Decompressed> {
  const { compression, photometric, jpegTables } = layout;
  if (compression === COMPRESSION.none) return { bytes: block };
  if (DEFLATE.includes(compression)) return { bytes: inflateUpTo(block, expected) };
  if (compression === ZSTD) return { bytes: await zstd(block, expected) };
  if (compression === COMPRESSION.lerc) return { bands: await decodeLerc(block, layout, expected, bands) };
  if (compression === COMPRESSION.webp) {
    const { decodeWebp } = await import('./lossy.js');
    return { pixels: await decodeWebp(block, bands) };
  }
  if (compression === COMPRESSION.jpeg && (bands === 1 || bands === 3)) {
    const { decodeJpeg } = await import('./lossy.js');
    const isYCbCr = photometric === PHOTOMETRIC.yCbCr;
    return { pixels: await decodeJpeg(block, { tables: jpegTables, isYCbCr, bands }) };
  }
  // geotiff's decoder of JPEG takes any number of bands. They have no common colour to restore.
  const { getDecoder } = await import('geotiff');
  const decoder = await getDecoder(compression, {
    tileWidth: layout.block.width,
    tileHeight: layout.block.height,
    planarConfiguration: layout.planar ? 2 : 1,
    bitsPerSample: layout.bits,
    // Predictors of files in big-endian order are not undone right there.
    predictor: 1,
    ...(jpegTables && { JPEGTables: jpegTables }),
  });
  return { bytes: new Uint8Array(await decoder.decode(block.buffer)) };
}

function inflateUpTo(block: Uint8Array, expected: number): Uint8Array {
  // A strip may hold more rows than it needs, but not many.
  return inflateSync(block, { maxOutputLength: 2 * expected + 1024 });
}

async function zstd(block: Uint8Array, expected: number): Promise<Uint8Array> {
  const { ZSTDDecoder } = await import('zstddec');
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return decoder.decode(block, expected);
}

// Added compression of LERC
const LERC_DEFLATE = 1;
const LERC_ZSTD = 2;

/** One array per band, with NaN where floating-point pixels are masked. */
async function decodeLerc(
  block: Uint8Array,
  { lercParameters, littleEndian, block: { width, height }, format }: Layout,
  expected: number,
  bands: number,
): Promise<ArrayLike<number>[]> {
  const added = lercParameters?.[1];
  // Where samples do not compress, LERC adds a few bytes to them.
  const most = 2 * expected + 65_536;
  const blob =
    added === LERC_DEFLATE
      ? inflateSync(block, { maxOutputLength: most })
      : added === LERC_ZSTD
        ? await zstd(block, most)
        : block;
  const Lerc = await import('lerc');
  await Lerc.load();
  const info = Lerc.getBlobInfo(blob);
  const found = info.depthCount * info.bandCount;
  if (info.width !== width || info.height > height || found !== bands)
    throw new Error(`a LERC block holds ${info.width} x ${info.height} pixels of ${found} bands`);
  const { pixels, mask } = Lerc.decode(blob);
  const size = info.width * info.height;
  // libtiff compresses the samples of a big-endian file as if they were little-endian.
  if (!littleEndian) for (const samples of pixels) swapBytes(samples);
  const planes = pixels.flatMap((samples) =>
    Array.from({ length: info.depthCount }, (_, i) => samples.subarray(i * size, (i + 1) * size)),
  );
  if (mask && format === 'float')
    for (const plane of planes) for (let i = 0; i < size; i++) if (!mask[i]) plane[i] = Number.NaN;
  return planes;
}
