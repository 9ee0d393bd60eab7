import { access, constants } from 'node:fs/promises';
import { types } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { ImageError, isOurs, OptionError } from '../errors.js';
import { readFields } from '../values/fields.js';
import { reasonOf, show } from '../values/show.js';
import { toMask, toRgb } from './convert.js';
import {
  checkPixels,
  isSide,
  MAX_PIXELS,
  type Mask,
  type RawImage,
  type RgbImage,
  readRawImage,
  type Size,
} from './raw-image.js';
import { viewAs } from './samples.js';

/** Path of a file, an encoded image, decoded pixels, or a sharp instance with its own pipeline. */
export type ImageInput = string | Uint8Array | RawImage | Sharp;

/** An image whose size is known, and whose pixels are decoded on request. */
export interface OpenImage extends Size {
  /** Decodes the pixels and resizes them (bicubic) to `size`, unless they have it. @throws ImageError for a damaged image */
  rgb(size?: Size): Promise<RgbImage<Uint8Array>>;
}

/**
 * Decodes an image to 8-bit sRGB, upright: grey, CMYK and 16-bit are converted, alpha is dropped.
 *
 * @param input path of a file, an encoded image, a `RawImage` of any type, or a sharp instance
 * @param label names the image in errors
 * @param size to resize to (bicubic), in pixels; the image's own by default
 * @returns RGB, [height, width, 3], 0…255
 * @throws ImageError when it is missing (`IMAGE_NOT_FOUND`), damaged or contradicts itself (`IMAGE_INVALID`), or has more
 *   than 100 megapixels (`IMAGE_TOO_LARGE`)
 * @throws OptionError for arguments of other types
 * @example
 * import { loadRgb, psnr } from 'harmonidiff/metrics';
 *
 * const result = await loadRgb('result.png', 'result');
 * const target = await loadRgb('target.jpg', 'target', { width: result.width, height: result.height });
 * console.log(psnr(result, target));
 */
export async function loadRgb(
  input: ImageInput,
  label = 'input',
  size?: Size,
): Promise<RgbImage<Uint8Array>> {
  const wanted = size === undefined ? undefined : readSize(size);
  return (await openImage(input, label)).rgb(wanted);
}

/**
 * Decodes a mask: 1 where a pixel is not 0 in any colour channel, 0 elsewhere. No value is lost to a conversion, so the
 * 1 of a 16-bit label image counts.
 *
 * @param input as for `loadRgb`
 * @param label names the mask in errors
 * @returns [height, width]
 * @throws ImageError, OptionError as `loadRgb`
 * @example
 * import { boundaryGradientDifference, loadMask, loadRgb } from 'harmonidiff/metrics';
 *
 * const mask = await loadMask('mask.png');
 * console.log(boundaryGradientDifference(await loadRgb('result.png'), mask.data));
 */
export function loadMask(input: ImageInput, label = 'mask'): Promise<Mask> {
  return guard(label, async () => {
    const source = readInput(input, label);
    if ('raw' in source) return toMask(source.raw, label);
    const { image } = await checkHeader(source, label);
    const sixteen = image.autoOrient().removeAlpha().toColourspace('rgb16');
    const { data, width, height } = await decode(sixteen, 'ushort');
    const values = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
    const mask = new Uint8Array(width * height);
    for (let i = 0; i < values.length; i++) if (values[i] !== 0) mask[Math.floor(i / 3)] = 1;
    return { data: mask, width, height, channels: 1 };
  });
}

/**
 * Opens an image. For a file, only the header is read. A sharp instance has to run, because its metadata does not give
 * the size of its result.
 *
 * @throws ImageError, OptionError as `loadRgb`; only `rgb` finds damage behind the header of a file
 */
export function openImage(input: ImageInput, label: string): Promise<OpenImage> {
  return guard(label, async () => {
    const source = readInput(input, label);
    if ('raw' in source) return decoded(toRgb(source.raw, label), label);
    const { image, size, hasAlpha } = await checkHeader(source, label);
    const rgb = () => image.clone().autoOrient().removeAlpha().toColourspace('srgb');
    if ('instance' in source) return decoded(await decode(rgb()), label);
    return {
      ...size,
      rgb: (wanted) =>
        guard(label, async () => {
          if (!wanted) return decode(rgb());
          // A resize weights colours by alpha, or by any fourth band that passes for alpha, so this is removed first.
          return hasAlpha ? resize(await decode(rgb()), wanted) : decode(resized(rgb(), wanted));
        }),
    };
  });
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

function decoded(image: RgbImage<Uint8Array>, label: string): OpenImage {
  const { width, height } = image;
  return {
    width,
    height,
    rgb: (wanted) => guard(label, async () => (wanted ? resize(image, wanted) : image)),
  };
}

async function resize(image: RgbImage<Uint8Array>, size: Size): Promise<RgbImage<Uint8Array>> {
  if (image.width === size.width && image.height === size.height) return image;
  return decode(resized(sharp(image.data, { raw: image }), size));
}

function resized(image: Sharp, { width, height }: Size): Sharp {
  return image.resize(width, height, { fit: 'fill', kernel: 'cubic' });
}

/** `data` holds the bytes of the samples, two each for `ushort`. */
async function decode(image: Sharp, depth: 'uchar' | 'ushort' = 'uchar'): Promise<RgbImage<Uint8Array>> {
  const output = await image.raw({ depth }).toBuffer({ resolveWithObject: true });
  const { data, info } = readFields(output, ['data', 'info']) ?? {};
  const { width, height, channels } = readFields(info, ['width', 'height', 'channels']) ?? {};
  if (channels !== 3) throw new Error(`it decodes to ${show(channels)} channels`);
  // Another object may pass for a sharp instance, and the core relies on the length.
  const bytes = types.isUint8Array(data) ? viewAs(Uint8Array, data) : new Uint8Array(0);
  const expected = isSide(width) && isSide(height) ? width * height * 3 * (depth === 'ushort' ? 2 : 1) : NaN;
  if (bytes.length !== expected) throw new Error(`it decodes to ${bytes.length} bytes`);
  return { data: bytes, width: width as number, height: height as number, channels };
}

type Source = { raw: RawImage } | { encoded: string | Uint8Array } | { instance: Sharp };

/** The input as it is at the time of the call: no property is read twice, and changing the bytes later has no effect. */
function readInput(input: unknown, label: string): Source {
  if (typeof input === 'string') return { encoded: input };
  if (types.isUint8Array(input)) {
    const encoded = new Uint8Array(viewAs(Uint8Array, input));
    if (encoded.length > 0) return { encoded };
    throw new ImageError('IMAGE_INVALID', `The ${label} image is an empty buffer.`);
  }
  const sharpLike = readFields(input, ['clone', 'metadata']);
  if (typeof sharpLike?.clone === 'function' && typeof sharpLike.metadata === 'function') {
    return { instance: (input as Sharp).clone() };
  }
  const raw = readRawImage(input, label);
  if (raw) return { raw };
  throw new OptionError(
    `${label} is ${show(input)}; it must be a file path, a Buffer, { data, width, height, channels } or a sharp instance.`,
  );
}

/** Checks that an image can be read and is small enough. `size` is the size that the file has when it is upright. */
async function checkHeader(
  source: Exclude<Source, { raw: RawImage }>,
  label: string,
): Promise<{ image: Sharp; size: Size; hasAlpha: boolean }> {
  if ('encoded' in source && typeof source.encoded === 'string') {
    const path = source.encoded;
    await access(path, constants.R_OK).catch((cause) => {
      // An image passed as text, such as a data URL, would fill the screen.
      const named = path.length > 1000 ? show(path) : path;
      throw new ImageError('IMAGE_NOT_FOUND', `The ${label} image cannot be read: ${named}.`, { cause });
    });
  }
  // The limit is checked here and not by sharp, so that it has its own error and applies to sharp instances too.
  const image =
    'instance' in source
      ? source.instance
      : sharp(source.encoded, { limitInputPixels: false, failOn: 'error' });
  const { autoOrient, hasAlpha } = await image.metadata();
  if (!isSide(autoOrient.width) || !isSide(autoOrient.height)) throw new Error('its size is unknown');
  checkPixels(label, autoOrient, 'instance' in source ? ', and give it as a Buffer.' : '.');
  return { image, size: autoOrient, hasAlpha };
}

function readSize(size: unknown): Size {
  const { width, height } = readFields(size, ['width', 'height']) ?? {};
  if (isSide(width) && isSide(height) && width * height <= MAX_PIXELS) return { width, height };
  throw new OptionError(
    `size is ${show(size)}; it must be { width, height }, whole numbers above 0 for at most 100 megapixels.`,
  );
}

/** Turns the errors of sharp, and of objects that only look like a sharp instance, into errors of this package. */
async function guard<T>(label: string, work: () => Promise<T>): Promise<T> {
  if (typeof label !== 'string') throw new OptionError(`label is ${show(label)}; it must be a string.`);
  try {
    return await work();
  } catch (cause) {
    if (isOurs(cause)) throw cause;
    const why = reasonOf(cause);
    throw new ImageError('IMAGE_INVALID', `The ${label} image cannot be decoded (${why}). Is it damaged?`, {
      cause,
    });
  }
}
