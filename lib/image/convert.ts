import { ImageError } from '../errors.js';
import { roundTo } from '../raster/samples.js';
import { maskOf } from './mask.js';
import type { Mask, RawImage, RgbImage } from './raw-image.js';
import { type Bytes, typeOf, whiteOf } from './samples.js';

/**
 * A copy as 8-bit RGB: round(255 · sample / white). Grey is repeated, and alpha is dropped.
 *
 * @param image as `readRawImage` gives it
 * @throws ImageError for NaN
 */
export function toRgb(image: RawImage, label: string): RgbImage<Uint8Array> {
  const { width, height, channels } = image;
  const white = whiteOf(image.data);
  if (white === 255 && channels === 3) {
    return { data: new Uint8Array(image.data as Bytes), width, height, channels };
  }
  const data = new Uint8Array(width * height * 3);
  const scale = 255 / white;
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  let at = 0;
  forEachBlock(image, label, (samples) => {
    for (let i = 0; i < samples.length; i += channels) {
      data[at++] = toLevel(samples[i]! * scale);
      data[at++] = toLevel(samples[i + green]! * scale);
      data[at++] = toLevel(samples[i + blue]! * scale);
    }
  });
  return { data, width, height, channels: 3 };
}

/**
 * The mask in the colours, or in the alpha where only that distinguishes pixels: 1 where an integer is not 0 or a
 * floating-point number is at least `threshold`, 0 elsewhere.
 *
 * @param image as `readRawImage` gives it
 * @throws ImageError for NaN
 */
export function toMask(image: RawImage, label: string, threshold: number): Mask {
  const { width, height, channels } = image;
  const { format, bits } = typeOf(image.data);
  const least = format === 'float' ? roundTo(bits, threshold) : 0;
  const counts = (sample: number) => (format === 'float' ? sample >= least : sample !== 0);
  return {
    data: maskOf(image, channels % 2 === 0, counts, (visit) => forEachBlock(image, label, visit)),
    width,
    height,
    channels: 1,
  };
}

const BLOCK_PIXELS = 4096;

/** Goes block by block in doubles, so that one fast loop serves every type. */
function forEachBlock(
  { data, channels }: RawImage,
  label: string,
  visit: (samples: Float64Array) => void,
): void {
  const step = BLOCK_PIXELS * channels;
  for (let start = 0; start < data.length; start += step) {
    const part = data.subarray(start, start + step);
    const isBig = part instanceof BigInt64Array || part instanceof BigUint64Array;
    const samples = isBig ? Float64Array.from(part, Number) : new Float64Array(part);
    if (samples.includes(Number.NaN)) {
      const at = start + samples.findIndex(Number.isNaN);
      throw new ImageError(
        'IMAGE_INVALID',
        `The ${label} image has NaN at sample ${at}; replace it with a number.`,
      );
    }
    visit(samples);
  }
}

function toLevel(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), 255));
}
