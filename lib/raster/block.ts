import { Float16Array } from '@petamoriken/float16';
import { reverseBits, writeBits } from './bits.js';
import { compress } from './compress.js';
import { decompress } from './decompress.js';
import { COMPRESSION, type Layout } from './layout.js';
import { fromNative, toNative } from './predictors.js';
import { LARGEST_BLOCK, rowBytesOf } from './read.js';
import { type BandData, isWhole, newSamples, type SampleType } from './samples.js';
import { type ByteSource, readBytes } from './tags.js';
import { intersect, type Window } from './window.js';

// A stored block, decompressed so that single samples can be changed. All other bits stay as they are: the payload of a
// NaN, the pixels beyond the image's edge, the padding at the end of a row.

/** Where a block lies. */
export interface BlockPlace {
  /** Index in the list of offsets. */
  index: number;
  /** Position of its upper left pixel. */
  x: number;
  y: number;
  /** The band of a planar layout; 0 otherwise. */
  band: number;
}

/** Samples that replace others. */
export interface Edit {
  window: Window;
  /** By band: the bits of height · width samples, as unsigned integers. */
  patterns: readonly (Pattern | undefined)[];
  /** [height, width], 1 where samples change. */
  changed: Uint8Array;
}

export type Pattern = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

/** The bits of samples as the file stores them. 16-bit floats are wider in memory. */
export function patternOf(samples: BandData, { format, bits }: SampleType): Pattern {
  const stored = format === 'float' && bits === 16 ? new Float16Array(samples) : samples;
  return viewOf(stored as ArrayBufferView, stored.BYTES_PER_ELEMENT);
}

function viewOf({ buffer, byteOffset, byteLength }: ArrayBufferView, size: number): Pattern {
  const View = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: BigUint64Array }[size as 1 | 2 | 4 | 8];
  return new View(buffer as ArrayBuffer, byteOffset, byteLength / size);
}

/** Whether a block is left out of the file. */
export function isSparse({ offsets, byteCounts, compression }: Layout, index: number): boolean {
  return !offsets[index] || (byteCounts[index] === 0 && compression !== COMPRESSION.none);
}

/** Rows that the image has in a block. */
function imageRows({ height, block }: Layout, y: number): number {
  return Math.min(block.height, height - y);
}

/**
 * Reads a block.
 *
 * @param fill value of the samples of a block that the file leaves out
 * @returns samples of whole bytes in this machine's byte order, others packed as in the file
 * @throws Error for a damaged block
 */
export async function openBlock(
  source: ByteSource,
  layout: Layout,
  { index, y }: BlockPlace,
  fill: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const rowBytes = rowBytesOf(layout);
  const full = rowBytes * layout.block.height;
  const least = rowBytes * imageRows(layout, y);
  const needed = layout.tiled ? full : least;
  if (needed > LARGEST_BLOCK) throw new Error('a block of pixels has more than 2 GB; write it in tiles');
  if (isSparse(layout, index)) return filledBlock(layout, needed / rowBytes, fill);
  const stored = layout.compression === COMPRESSION.none ? needed : layout.byteCounts[index]!;
  if (stored > LARGEST_BLOCK) throw new Error('a block of pixels has more than 2 GB; write it in tiles');
  const raw = await readBytes(source, layout.offsets[index]!, stored);
  if (layout.reversedBits) reverseBits(raw);
  const found = await decompress(raw, layout, full, bandsIn(layout));
  if (!('bytes' in found)) throw new Error('its compression does not keep every bit');
  if (found.bytes.length < least) throw new Error('a block of pixels ends too early');
  // The last strip may be cut short, or be as high as the others.
  const rows = Math.min(layout.block.height, Math.floor(found.bytes.length / rowBytes));
  const bytes = found.bytes.subarray(0, rows * rowBytes);
  return isWhole(layout.bits) ? toNative(bytes, layout, samplesAcross(layout)) : new Uint8Array(bytes);
}

/**
 * Compresses a block as its file stores it.
 *
 * @param bytes as `openBlock` returns them; they are overwritten
 */
export async function closeBlock(bytes: Uint8Array<ArrayBuffer>, layout: Layout): Promise<Uint8Array> {
  if (isWhole(layout.bits)) fromNative(bytes, layout, samplesAcross(layout));
  const packed = await compress(bytes, layout.compression, rowBytesOf(layout));
  if (layout.reversedBits) reverseBits(packed);
  return packed;
}

/**
 * Replaces samples of rows that are stored one after the other.
 *
 * @param bytes as `openBlock` returns them
 * @param place of the first of these rows
 * @returns whether a bit has changed
 */
export function overwrite(
  bytes: Uint8Array<ArrayBuffer>,
  layout: Layout,
  { x, y, band }: Omit<BlockPlace, 'index'>,
  { window, patterns, changed }: Edit,
): boolean {
  const { width, bits, planar, block } = layout;
  const bands = bandsIn(layout);
  const rowBytes = rowBytesOf(layout);
  const [columns, rows] = [Math.min(block.width, width - x), Math.floor(bytes.length / rowBytes)];
  const part = intersect({ x, y, width: columns, height: rows }, window);
  const samples = isWhole(bits) ? viewOf(bytes, bits / 8) : undefined;
  let differs = false;
  for (const [i, pattern] of patterns.entries()) {
    if (!pattern || (planar && i !== band)) continue;
    const shift = planar ? 0 : i;
    for (let row = part.y; row < part.y + part.height; row++) {
      let from = (row - window.y) * window.width + part.x - window.x;
      let to = ((row - y) * block.width + part.x - x) * bands + shift;
      const line = (row - y) * rowBytes * 8 - (row - y) * block.width * bands * bits;
      for (let column = 0; column < part.width; column++, from++, to += bands) {
        if (!changed[from]) continue;
        const sample = pattern[from]!;
        if (!samples) differs = writeBits(bytes, line + to * bits, bits, Number(sample)) || differs;
        else if (samples[to] !== sample) {
          samples[to] = sample;
          differs = true;
        }
      }
    }
  }
  return differs;
}

/** A block of one value. */
function filledBlock(layout: Layout, rows: number, fill: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(rows * rowBytesOf(layout));
  const [sample] = patternOf(newSamples(layout, 1).fill(fill), layout);
  if (Number(sample) === 0) return bytes;
  const { bits } = layout;
  if (isWhole(bits)) {
    // The view and the sample are both bigint or both number.
    (viewOf(bytes, bits / 8) as Uint8Array).fill(sample as number);
    return bytes;
  }
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < samplesAcross(layout); i++)
      writeBits(bytes, row * rowBytesOf(layout) * 8 + i * bits, bits, Number(sample));
  return bytes;
}

function bandsIn({ planar, bands }: Layout): number {
  return planar ? 1 : bands;
}

function samplesAcross(layout: Layout): number {
  return layout.block.width * bandsIn(layout);
}
