import { inflateSync } from 'node:zlib';
import { COMPRESSION, type Layout, PHOTOMETRIC } from './layout.js';
import type { Pixels } from './lossy.js';
import { swapBytes } from './predictors.js';
import { unpackBits, unpackLzw } from './unpack.js';

/** A decompressed block: bytes in the file's order, or what a codec with types of its own made. */
export type Decompressed = { bytes: Uint8Array } | { pixels: Pixels } | { bands: ArrayLike<number>[] };

const DEFLATE: number[] = [COMPRESSION.deflate, COMPRESSION.oldDeflate];

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
  const most = layout.block.width * layout.block.height;
  if (compression === COMPRESSION.none) return { bytes: block };
  if (DEFLATE.includes(compression)) return { bytes: inflateUpTo(block, expected) };
  if (compression === COMPRESSION.lzw) return { bytes: unpackLzw(block, expected) };
  if (compression === COMPRESSION.packbits) return { bytes: unpackBits(block, expected) };
  if (compression === COMPRESSION.zstd) return { bytes: await zstd(block, expected) };
  if (compression === COMPRESSION.lerc) return { bands: await decodeLerc(block, layout, expected, bands) };
  if (compression === COMPRESSION.webp) {
    const { decodeWebp } = await import('./lossy.js');
    return { pixels: await decodeWebp(block, bands, most) };
  }
  if (compression === COMPRESSION.jpeg && (bands === 1 || bands === 3)) {
    const { decodeJpeg } = await import('./lossy.js');
    const isYCbCr = photometric === PHOTOMETRIC.yCbCr;
    return { pixels: await decodeJpeg(block, { tables: jpegTables, isYCbCr, bands, most }) };
  }
  return { bytes: await decodeAnyJpeg(block, layout) };
}

/** JPEG with a number of bands that has no colours to restore: geotiff's decoder takes any. */
async function decodeAnyJpeg(block: Uint8Array<ArrayBuffer>, layout: Layout): Promise<Uint8Array> {
  checkFrame(block, layout.block);
  const { getDecoder } = await import('geotiff');
  const { jpegTables: JPEGTables } = layout;
  const decoder = await getDecoder(COMPRESSION.jpeg, {
    tileWidth: layout.block.width,
    tileHeight: layout.block.height,
    planarConfiguration: 1,
    bitsPerSample: 8,
    predictor: 1,
    ...(JPEGTables && { JPEGTables }),
  });
  return new Uint8Array(await decoder.decode(block.buffer));
}

/** geotiff's decoder makes room for whatever size a JPEG claims. */
function checkFrame(block: Uint8Array, { width, height }: Layout['block']): void {
  const short = (at: number) => (block[at]! << 8) | block[at + 1]!;
  for (let at = 2; at + 9 < block.length && block[at] === 0xff; at += 2 + short(at + 2)) {
    const marker = block[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (!isFrame) continue;
    const [rows, columns] = [short(at + 5), short(at + 7)];
    if (columns <= width && rows <= height) return;
    throw new Error(`a block holds ${columns} x ${rows} pixels`);
  }
  throw new Error('a block of pixels is no JPEG');
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
  const { pixels, mask, bandMasks } = Lerc.decode(blob);
  const size = info.width * info.height;
  // libtiff compresses the samples of a big-endian file as if they were little-endian.
  if (!littleEndian) for (const samples of pixels) swapBytes(samples);
  const planes = pixels.flatMap((samples) =>
    Array.from({ length: info.depthCount }, (_, i) => samples.subarray(i * size, (i + 1) * size)),
  );
  if (format !== 'float') return planes;
  for (const [band, plane] of planes.entries()) {
    // `mask` has the pixels that are valid in all bands.
    const valid = bandMasks?.[Math.floor(band / info.depthCount)] ?? mask;
    if (valid) for (let i = 0; i < size; i++) if (!valid[i]) plane[i] = Number.NaN;
  }
  return planes;
}
