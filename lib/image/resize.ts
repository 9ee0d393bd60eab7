import sharp, { type Sharp } from 'sharp';
import type { Size } from '../values/size.js';
import { limited } from '../workers/limit.js';
import type { RgbImage } from './raw-image.js';
import { viewAs } from './samples.js';

/**
 * Resizes (bicubic) unless the image has the size.
 *
 * @param size in pixels; the image's own by default
 * @throws AbortError
 */
export async function resize(
  image: RgbImage<Uint8Array>,
  size?: Size,
  signal?: AbortSignal,
): Promise<RgbImage<Uint8Array>> {
  if (!size || (image.width === size.width && image.height === size.height)) return image;
  const { data, info } = await limited(
    () =>
      resized(sharp(image.data, { raw: image, limitInputPixels: false }), size)
        .raw()
        .toBuffer({ resolveWithObject: true }),
    signal,
  );
  return { data: viewAs(Uint8Array, data), width: info.width, height: info.height, channels: 3 };
}

export function resized(image: Sharp, { width, height }: Size): Sharp {
  return image.resize(width, height, { fit: 'fill', kernel: 'cubic' });
}
