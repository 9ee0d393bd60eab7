import { access, constants } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { ImageError, OptionError } from '../errors.js';

/** A file's path, an encoded image, or a sharp instance (for raw pixels, and for any work before). */
export type ImageInput = string | Uint8Array | Sharp;

export interface Size {
  width: number;
  height: number;
}

/** 8-bit samples by rows: three interleaved for RGB, one for a mask. */
export interface Raster extends Size {
  data: Uint8Array;
}

/** Images with more pixels are refused before they are decoded. */
export const MAX_PIXELS = 100_000_000;

/**
 * Decodes an image to 8-bit sRGB, upright: grey, CMYK and 16-bit are converted, alpha is dropped. Resized (bicubic) to
 * `size` unless it has that size. `label` names the image in errors.
 *
 * @throws ImageError when it is missing, damaged or over 100 megapixels
 */
export async function loadRgb(input: ImageInput, label: string, size?: Size): Promise<Raster> {
  const opened = await open(input, label);
  let image = opened.image.autoOrient().removeAlpha().toColourspace('srgb');
  if (size && (isSharp(input) || opened.hasAlpha)) {
    // A sharp instance has one resize; a second one would take the place of the caller's. And a resize weighs colours by
    // their alpha, or by what passes for it in a file of four bands: it has to be gone before.
    const { data, width, height } = await decode(image, label, 'uchar');
    image = sharp(data, { raw: { width, height, channels: 3 } });
  }
  if (size) image.resize(size.width, size.height, { fit: 'fill', kernel: 'cubic' });
  return decode(image, label, 'uchar');
}

/**
 * Decodes a mask: 1 where a pixel is not 0 in any colour channel, 0 elsewhere. No value is lost to a conversion, so
 * that the 1 of a 16-bit label image counts as well.
 *
 * @throws ImageError as `loadRgb`
 */
export async function loadMask(input: ImageInput, label: string): Promise<Raster> {
  const image = (await open(input, label)).image.autoOrient().removeAlpha().toColourspace('rgb16');
  const { data, width, height } = await decode(image, label, 'ushort');
  const values = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) mask[Math.floor(i / 3)] = 1;
  return { data: mask, width, height };
}

/** The part of an RGB image in a box that lies within it. */
export function cutBox({ data, width }: Raster, box: Size & { x: number; y: number }): Raster {
  const part = new Uint8Array(box.width * box.height * 3);
  for (let row = 0; row < box.height; row++) {
    const start = ((box.y + row) * width + box.x) * 3;
    part.set(data.subarray(start, start + box.width * 3), row * box.width * 3);
  }
  return { data: part, width: box.width, height: box.height };
}

async function decode(image: Sharp, label: string, depth: 'uchar' | 'ushort'): Promise<Raster> {
  try {
    const { data, info } = await image.raw({ depth }).toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`it decodes to ${info.channels} channels`);
    return { data, width: info.width, height: info.height };
  } catch (cause) {
    throw damaged(label, cause);
  }
}

/** A sharp instance of its own for this image, known to be readable and small enough. */
async function open(input: ImageInput, label: string): Promise<{ image: Sharp; hasAlpha: boolean }> {
  if (typeof input === 'string') {
    await access(input, constants.R_OK).catch((cause) => {
      throw new ImageError('IMAGE_NOT_FOUND', `The ${label} image cannot be read: ${input}.`, { cause });
    });
  } else if (!(input instanceof Uint8Array) && !isSharp(input)) {
    throw new OptionError(`${label} is ${input}; it must be a file path, a Buffer or a sharp instance.`);
  } else if (input instanceof Uint8Array && input.length === 0) {
    throw new ImageError('IMAGE_INVALID', `The ${label} image is an empty buffer.`);
  }
  // The limit is checked here, so that it has its own error and holds for what a sharp instance reads as well.
  const image = isSharp(input) ? input.clone() : sharp(input, { limitInputPixels: false, failOn: 'error' });
  const { width, height, hasAlpha } = await image.metadata().catch((cause) => {
    throw damaged(label, cause);
  });
  if (width * height > MAX_PIXELS) {
    throw new ImageError(
      'IMAGE_TOO_LARGE',
      `The ${label} image has ${width} x ${height} pixels; the limit is 100 megapixels. Cut out the part you need` +
        `${isSharp(input) ? ', and give it as a Buffer.' : '.'}`,
    );
  }
  return { image, hasAlpha };
}

function isSharp(input: unknown): input is Sharp {
  return typeof (input as Sharp)?.clone === 'function' && typeof (input as Sharp).metadata === 'function';
}

function damaged(label: string, cause: unknown): ImageError {
  const why = (cause as Error).message;
  return new ImageError('IMAGE_INVALID', `The ${label} image cannot be decoded (${why}). Is it damaged?`, {
    cause,
  });
}
