import { decompress } from './decompress.js';
import { COMPRESSION, type Layout } from './layout.js';
import { type BandData, newSamples, readSamples } from './samples.js';
import { type ByteSource, readBytes } from './tags.js';

/** Rows of an uncompressed strip that are read at a time, in bytes. Some writers make a strip of the whole image. */
const PART = 4 << 20;
/** Largest block, in bytes. */
const LARGEST_BLOCK = 2 ** 31 - 1;

/**
 * Reads bands of the whole raster.
 *
 * @param wanted bands, counted from 0
 * @param fill value of blocks that the file leaves out
 * @returns one array of width · height samples per wanted band, in the type of the file
 * @throws Error for a damaged file
 */
export async function readBands(
  source: ByteSource,
  layout: Layout,
  wanted: readonly number[],
  fill = 0,
): Promise<BandData[]> {
  const { width, height, planar } = layout;
  const planes = wanted.map(() => newSamples(layout, width * height));
  for (const block of blocksOf(layout, wanted)) {
    const samples = await readBlock(source, layout, block);
    for (const [i, plane] of planes.entries()) {
      // A band may be wanted more than once.
      if (planar && wanted[i] !== block.band) continue;
      const band = planar ? 0 : wanted[i]!;
      for (let row = 0; row < block.rows; row++) {
        const start = (block.y + row) * width + block.x;
        if (samples) samples.copyRow(plane, start, band, row, block.columns);
        else plane.fill(fill, start, start + block.columns);
      }
    }
  }
  return planes;
}

/**
 * Reads all bands of the whole raster as they are stored side by side, which is faster. For layouts that are not planar.
 *
 * @returns [height, width, bands], in the type of the file; 0 in blocks that the file leaves out
 * @throws Error for a damaged file
 */
export async function readPixels(source: ByteSource, layout: Layout): Promise<BandData> {
  const { width, height, bands } = layout;
  const pixels = newSamples(layout, width * height * bands);
  for (const block of blocksOf(layout, [0])) {
    const samples = await readBlock(source, layout, block);
    for (let row = 0; row < block.rows; row++)
      samples?.copyPixels(pixels, ((block.y + row) * width + block.x) * bands, row, block.columns);
  }
  return pixels;
}

interface Block {
  /** Position of the upper left pixel. */
  x: number;
  y: number;
  /** Its pixels within the image. */
  columns: number;
  rows: number;
  /** Rows that are stored. */
  storedRows: number;
  /** The band of a planar layout. */
  band: number;
  offset: number;
  bytes: number;
}

function* blocksOf(layout: Layout, wanted: readonly number[]): Generator<Block> {
  const { width, height, block, planar, tiled, offsets, byteCounts } = layout;
  const [across, down] = [Math.ceil(width / block.width), Math.ceil(height / block.height)];
  for (const band of planar ? [...new Set(wanted)] : [0]) {
    for (let i = 0; i < across * down; i++) {
      const [x, y] = [(i % across) * block.width, Math.floor(i / across) * block.height];
      const rows = Math.min(block.height, height - y);
      const index = band * across * down + i;
      yield* partsOf(layout, {
        ...{ x, y, rows, band },
        columns: Math.min(block.width, width - x),
        storedRows: tiled ? block.height : rows,
        offset: offsets[index]!,
        bytes: byteCounts[index]!,
      });
    }
  }
}

function* partsOf(layout: Layout, block: Block): Generator<Block> {
  const rowBytes = rowBytesOf(layout);
  if (block.storedRows * rowBytes > LARGEST_BLOCK && layout.compression !== COMPRESSION.none)
    throw new Error('a block of pixels has more than 2 GB; write it in tiles');
  if (layout.compression !== COMPRESSION.none || block.offset === 0) return yield block;
  // Some writers leave the number of bytes out, which follows from the size.
  if (block.bytes > 0 && block.bytes < block.rows * rowBytes)
    throw new Error('a block of pixels ends too early');
  const step = Math.max(1, Math.floor(PART / rowBytes));
  for (let row = 0; row < block.rows; row += step) {
    const rows = Math.min(step, block.rows - row);
    const [offset, bytes] = [block.offset + row * rowBytes, rows * rowBytes];
    yield { ...block, y: block.y + row, rows, storedRows: rows, offset, bytes };
  }
}

function rowBytesOf({ block, planar, bands, bits }: Layout): number {
  return Math.ceil((block.width * (planar ? 1 : bands) * bits) / 8);
}

/** The samples of a block, whatever their order. */
interface Samples {
  /** One band of a row. */
  copyRow(target: BandData, at: number, band: number, row: number, columns: number): void;
  /** All bands of a row, side by side. */
  copyPixels(target: BandData, at: number, row: number, columns: number): void;
}

/** @returns undefined for a block that the file leaves out */
async function readBlock(source: ByteSource, layout: Layout, block: Block): Promise<Samples | undefined> {
  if (block.bytes === 0) return undefined;
  if (block.bytes > LARGEST_BLOCK) throw new Error('a block of pixels has more than 2 GB; write it in tiles');
  const { planar, block: size, compression } = layout;
  const bands = planar ? 1 : layout.bands;
  const raw = await readBytes(source, block.offset, block.bytes);
  if (layout.reversedBits) reverseBits(raw);
  // The last strip may be stored as high as the others.
  const found = await decompress(raw, layout, rowBytesOf(layout) * size.height, bands);
  if ('bands' in found) return planarSamples(found.bands, size.width);
  if ('pixels' in found) {
    const { bytes, width, height } = found.pixels;
    if (found.pixels.bands !== bands || width < block.columns || height < block.rows)
      throw new Error(`a block holds ${width} x ${height} pixels of ${found.pixels.bands} bands`);
    return interleaved(bytes, width, bands);
  }
  const { bytes } = found;
  // The last strip may be cut short, or be as high as the others.
  const rows =
    compression === COMPRESSION.none
      ? block.rows
      : Math.min(block.storedRows, Math.floor(bytes.length / rowBytesOf(layout)));
  return interleaved(
    readSamples(bytes, layout, size.width * bands, Math.max(rows, block.rows)),
    size.width,
    bands,
  );
}

function interleaved(samples: BandData, width: number, bands: number): Samples {
  const copyPixels: Samples['copyPixels'] = (target, at, row, columns) => {
    const start = row * width * bands;
    target.set(samples.subarray(start, start + columns * bands), at);
  };
  return {
    copyPixels,
    copyRow(target, at, band, row, columns) {
      if (bands === 1) return copyPixels(target, at, row, columns);
      const start = row * width * bands + band;
      for (let i = 0, from = start; i < columns; i++, from += bands) target[at + i] = samples[from]!;
    },
  };
}

function planarSamples(bands: ArrayLike<number>[], width: number): Samples {
  return {
    copyRow(target, at, band, row, columns) {
      const samples = bands[band]!;
      for (let i = 0; i < columns; i++) target[at + i] = samples[row * width + i]!;
    },
    copyPixels(target, at, row, columns) {
      for (let i = 0; i < columns; i++)
        for (const [band, samples] of bands.entries())
          target[at + i * bands.length + band] = samples[row * width + i]!;
    },
  };
}

function reverseBits(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i]!;
    byte = ((byte & 0xf0) >> 4) | ((byte & 0x0f) << 4);
    byte = ((byte & 0xcc) >> 2) | ((byte & 0x33) << 2);
    bytes[i] = ((byte & 0xaa) >> 1) | ((byte & 0x55) << 1);
  }
}
