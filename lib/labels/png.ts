import { inflateSync } from 'node:zlib';
import { checkPixels } from '../image/raw-image.js';
import { type BandData, readSamples } from '../raster/samples.js';
import { unsupported } from '../raster/unsupported.js';
import type { Size } from '../values/size.js';

// Classes are the numbers that a PNG stores. libvips turns them into the colours of the palette and into levels of 8 bits,
// and fast-png unpacks any amount of data.

const GREY = 0;
const PALETTE = 3;

/**
 * The stored numbers of a greyscale PNG, or the indices of one with a palette: 1 to 16 bits.
 *
 * @param label what messages call the image
 * @returns samples [height, width]
 * @throws ImageError for one with too many pixels, with other colours, or interlaced
 * @throws Error for a damaged one
 */
export function readPngNumbers(bytes: Uint8Array, label: string): Size & { samples: BandData } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { header, parts } = chunksOf(file);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [bits, colours, interlace] = [header[8]!, header[9]!, header[12]!];
  if (width === 0 || height === 0 || ![1, 2, 4, 8, 16].includes(bits))
    throw new Error('its header is damaged');
  checkPixels(label, { width, height });
  if (colours !== GREY && colours !== PALETTE)
    throw unsupported(
      `The ${label} image has colours or alpha, not one number in each pixel.`,
      'Write it in greyscale or with a palette.',
    );
  if (interlace !== 0)
    throw unsupported(`The ${label} image is interlaced.`, 'Write it without interlacing.');
  const rowBytes = Math.ceil((width * bits) / 8);
  const filtered = inflateSync(Buffer.concat(parts), { maxOutputLength: height * (rowBytes + 1) });
  if (filtered.length < height * (rowBytes + 1)) throw new Error('its data end too early');
  const rows = unfilter(filtered, rowBytes, height, Math.max(1, bits / 8));
  const storage = { bits, format: 'uint', littleEndian: false, predictor: 1, block: { width } } as const;
  return { width, height, samples: readSamples(rows, storage, width, height) };
}

/** The contents of IHDR and of all IDAT. */
function chunksOf(file: Buffer): { header: Buffer; parts: Buffer[] } {
  const parts: Buffer[] = [];
  let header: Buffer | undefined;
  for (let at = SIGNATURE; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const content = file.subarray(at + 8, at + 8 + length);
    if (content.length < length) break;
    if (type === 'IHDR' && length === 13) header = content;
    if (type === 'IDAT') parts.push(content);
    if (type === 'IEND') break;
    at += length + 12;
  }
  if (!header || parts.length === 0) throw new Error('it has no header or no data');
  return { header, parts };
}

/** Bytes of the signature. */
const SIGNATURE = 8;

/** Undoes the filters of the PNG specification, section 9.2. @param step bytes of a pixel, at least 1 */
function unfilter(filtered: Buffer, rowBytes: number, height: number, step: number): Uint8Array {
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const from = y * (rowBytes + 1);
    const predict = PREDICTORS[filtered[from]!];
    if (!predict) throw new Error('a row has an unknown filter');
    const at = y * rowBytes;
    for (let i = 0; i < rowBytes; i++) {
      const left = i < step ? 0 : rows[at + i - step]!;
      const up = y === 0 ? 0 : rows[at + i - rowBytes]!;
      const corner = y === 0 || i < step ? 0 : rows[at + i - rowBytes - step]!;
      rows[at + i] = filtered[from + 1 + i]! + predict(left, up, corner);
    }
  }
  return rows;
}

/** By type of filter: the value that a byte is stored as the difference from. */
const PREDICTORS: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
