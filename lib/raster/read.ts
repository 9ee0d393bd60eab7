import { reverseBits } from './bits.js';
import { decompress } from './decompress.js';
import { COMPRESSION, type Layout } from './layout.js';
import { type BandData, newSamples, readSamples } from './samples.js';
import { type ByteSource, readBytes } from './tags.js';
import { intersect, type Window, whole } from './window.js';

/** Rows of an uncompressed strip that are read at a time, in bytes. Some writers make a strip of the whole image. */
export const PART = 4 << 20;
/** Largest block, in bytes. */
export const LARGEST_BLOCK = 2 ** 31 - 1;

/**
 * Reads bands of the whole raster or of a window. Only blocks that the window touches are read and decompressed.
 *
 * @param wanted bands, counted from 0
 * @param fill value of blocks that the file leaves out
 * @param window inside the raster; all of it by default
 * @returns one array of width · height samples per wanted band, in the type of the file
 * @throws Error for a damaged file
 */
export async function readBands(
  source: ByteSource,
  layout: Layout,
  wanted: readonly number[],
  fill = 0,
  window = whole(layout),
): Promise<BandData[]> {
  const { planar } = layout;
  const planes = wanted.map(() => newSamples(layout, window.width * window.height));
  for (const block of blocksOf(layout, wanted, window)) {
    const samples = await readBlock(source, layout, block);
    const part = intersect({ x: block.x, y: block.y, width: block.columns, height: block.rows }, window);
    for (const [i, plane] of planes.entries()) {
      // A band may be wanted more than once.
      if (planar && wanted[i] !== block.band) continue;
      const from = { band: planar ? 0 : wanted[i]!, column: part.x - block.x };
      for (let row = part.y; row < part.y + part.height; row++) {
        const start = (row - window.y) * window.width + part.x - window.x;
        if (samples) samples.copyRow(plane, start, { ...from, row: row - block.y }, part.width);
        else plane.fill(fill, start, start + part.width);
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
  for (const block of blocksOf(layout, [0], whole(layout))) {
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

function* blocksOf(layout: Layout, wanted: readonly number[], window: Window): Generator<Block> {
  const { width, height, block, planar, tiled, offsets, byteCounts } = layout;
  for (const band of planar ? [...new Set(wanted)] : [0]) {
    for (const { index, column, row } of blocksIn(layout, window, band)) {
      const [x, y] = [column * block.width, row * block.height];
      const rows = Math.min(block.height, height - y);
      yield* partsOf(layout, window, {
        ...{ x, y, rows, band },
        columns: Math.min(block.width, width - x),
        storedRows: tiled ? block.height : rows,
        offset: offsets[index]!,
        bytes: byteCounts[index]!,
      });
    }
  }
}

/** The blocks of a band that a window touches, row by row: index in the list of offsets, and column and row of blocks. */
export function* blocksIn(
  layout: Layout,
  window: Window,
  band: number,
): Generator<{ index: number; column: number; row: number }> {
  const { block, planar } = layout;
  const { across, down } = blockCounts(layout);
  const lastColumn = Math.floor((window.x + window.width - 1) / block.width);
  const lastRow = Math.floor((window.y + window.height - 1) / block.height);
  const first = planar ? band * across * down : 0;
  for (let row = Math.floor(window.y / block.height); row <= lastRow; row++)
    for (let column = Math.floor(window.x / block.width); column <= lastColumn; column++)
      yield { index: first + row * across + column, column, row };
}

/** Number of blocks side by side and one below the other. */
export function blockCounts({ width, height, block }: Layout): { across: number; down: number } {
  return { across: Math.ceil(width / block.width), down: Math.ceil(height / block.height) };
}

/** Rows of an uncompressed block are read as far as the window needs them. */
function* partsOf(layout: Layout, window: Window, block: Block): Generator<Block> {
  const rowBytes = rowBytesOf(layout);
  if (block.storedRows * rowBytes > LARGEST_BLOCK && layout.compression !== COMPRESSION.none)
    throw new Error('a block of pixels has more than 2 GB; write it in tiles');
  if (layout.compression !== COMPRESSION.none || block.offset === 0) return yield block;
  // Some writers leave the number of bytes out, which follows from the size.
  if (block.bytes > 0 && block.bytes < block.rows * rowBytes)
    throw new Error('a block of pixels ends too early');
  const step = Math.max(1, Math.floor(PART / rowBytes));
  const end = Math.min(block.rows, window.y + window.height - block.y);
  for (let row = Math.max(0, window.y - block.y); row < end; row += step) {
    const rows = Math.min(step, end - row);
    const [offset, bytes] = [block.offset + row * rowBytes, rows * rowBytes];
    yield { ...block, y: block.y + row, rows, storedRows: rows, offset, bytes };
  }
}

/** Bytes of a row of a block, over all bands in it. Every row starts at a byte. */
export function rowBytesOf({ block, planar, bands, bits }: Layout): number {
  return Math.ceil((block.width * (planar ? 1 : bands) * bits) / 8);
}

/** Where a sample is in a block. */
interface Place {
  band: number;
  row: number;
  column: number;
}

/** The samples of a block, whatever their order. */
interface Samples {
  /** One band of a row, from a column on. */
  copyRow(target: BandData, at: number, from: Place, columns: number): void;
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
  return {
    copyPixels(target, at, row, columns) {
      const start = row * width * bands;
      target.set(samples.subarray(start, start + columns * bands), at);
    },
    copyRow(target, at, { band, row, column }, columns) {
      const start = (row * width + column) * bands + band;
      if (bands === 1) return target.set(samples.subarray(start, start + columns), at);
      for (let i = 0, from = start; i < columns; i++, from += bands) target[at + i] = samples[from]!;
    },
  };
}

function planarSamples(bands: ArrayLike<number>[], width: number): Samples {
  return {
    copyRow(target, at, { band, row, column }, columns) {
      const [samples, start] = [bands[band]!, row * width + column];
      for (let i = 0; i < columns; i++) target[at + i] = samples[start + i]!;
    },
    copyPixels(target, at, row, columns) {
      for (let i = 0; i < columns; i++)
        for (const [band, samples] of bands.entries())
          target[at + i * bands.length + band] = samples[row * width + i]!;
    },
  };
}
