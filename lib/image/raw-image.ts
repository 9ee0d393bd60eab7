import { types } from 'node:util';
import { ImageError } from '../errors.js';
import { readFields } from '../values/fields.js';
import { show } from '../values/show.js';
import type { Size } from '../values/size.js';
import { type Bytes, isSupported, type Samples, viewSamples } from './samples.js';

/**
 * Decoded pixels, row by row from the top left, with the channels of a pixel side by side.
 *
 * Black is 0. White depends on the type of `data`: the highest value of an integer type (255 for `Uint8Array`, 32767 for
 * `Int16Array`), or 1 for floating point. Values outside that range are clamped, so negative ones are black; NaN is refused.
 *
 * @example
 * import sharp from 'sharp';
 *
 * const { data, info } = await sharp('scene.png').raw().toBuffer({ resolveWithObject: true });
 * const image = { data, width: info.width, height: info.height, channels: info.channels };
 * await sharp(image.data, { raw: image }).toFile('copy.png');
 */
export interface RawImage extends Size {
  /** `width` · `height` · `channels` samples. */
  data: Samples;
  /** 1 is grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
  channels: 1 | 2 | 3 | 4;
}

/** 8-bit RGB: what the model works on, and what the metrics compare. */
export interface RgbImage<Data extends Bytes = Bytes> extends RawImage {
  data: Data;
  channels: 3;
}

/** 1 inside and 0 outside. */
export interface Mask extends RawImage {
  data: Uint8Array;
  channels: 1;
}

/** Images with more pixels are refused before they are decoded. */
export const MAX_PIXELS = 100_000_000;

/**
 * Checks raw pixels, and reads each property once. The samples still share the caller's memory, so convert them
 * before the next await.
 *
 * @param label names the image in errors
 * @returns undefined for an input without data
 * @throws ImageError when the properties contradict each other, or for more than 100 megapixels
 */
export function readRawImage(input: unknown, label: string): RawImage | undefined {
  const fields = readFields(input, ['data', 'width', 'height', 'channels']);
  if (!fields || fields.data === undefined) return undefined;
  const { data, width, height, channels } = fields;
  const invalid = (why: string) => new ImageError('IMAGE_INVALID', `The ${label} image ${why}.`);
  if (!types.isTypedArray(data) || !isSupported(data)) {
    throw invalid(`has data ${show(data)}; give a typed array, such as a Uint8Array`);
  }
  if (!isSide(width) || !isSide(height)) {
    throw invalid(`has width ${show(width)} and height ${show(height)}; both must be whole numbers above 0`);
  }
  checkPixels(label, { width, height });
  if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) {
    throw invalid(
      `has channels ${show(channels)}; give 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGB, alpha)`,
    );
  }
  const samples = viewSamples(data);
  const expected = width * height * channels;
  if (samples.length !== expected) {
    throw invalid(
      `has ${samples.length} samples; ${width} x ${height} px of ${channels} channel(s) need ${expected}`,
    );
  }
  return { data: samples, width, height, channels };
}

/** @throws ImageError (`IMAGE_TOO_LARGE`) for more than 100 megapixels */
export function checkPixels(label: string, { width, height }: Size): void {
  if (width * height <= MAX_PIXELS) return;
  throw new ImageError(
    'IMAGE_TOO_LARGE',
    `The ${label} image has ${width} x ${height} pixels; the limit is 100 megapixels. Cut out the part you need.`,
  );
}

export function isSide(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** The part of an RGB image in a box that lies within it. */
export function cutBox(
  { data, width }: RgbImage,
  box: Size & { x: number; y: number },
): RgbImage<Uint8Array> {
  const part = new Uint8Array(box.width * box.height * 3);
  for (let row = 0; row < box.height; row++) {
    const start = ((box.y + row) * width + box.x) * 3;
    part.set(data.subarray(start, start + box.width * 3), row * box.width * 3);
  }
  return { data: part, width: box.width, height: box.height, channels: 3 };
}
