import { ImageError } from '../errors.js';
import type { Mask, RawImage, RgbImage } from './raw-image.js';
import { type Bytes, whiteOf } from './samples.js';

/**
 * 8-bit RGB in memory of its own: round(255 · sample / white). Grey is repeated, alpha is dropped.
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
 * 1 where a pixel is not 0 in any colour channel, 0 elsewhere. Alpha does not count.
 *
 * @param image as `readRawImage` gives it
 * @throws ImageError for NaN
 */
export function toMask(image: RawImage, label: string): Mask {
  const { width, height, channels } = image;
  const data = new Uint8Array(width * height);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  let at = 0;
  forEachBlock(image, label, (samples) => {
    for (let i = 0; i < samples.length; i += channels, at++) {
      if (samples[i] !== 0 || samples[i + green] !== 0 || samples[i + blue] !== 0) data[at] = 1;
    }
  });
  return { data, width, height, channels: 1 };
}

const BLOCK_PIXELS = 4096;

/** Block by block as doubles, so that one fast loop serves every type. */
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
        `The ${label} image has NaN at sample ${at}; replace it by a number.`,
      );
    }
    visit(samples);
  }
}

function toLevel(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), 255));
}
