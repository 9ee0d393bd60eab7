import { basename, extname } from 'node:path';
import sharp from 'sharp';
import { ImageError } from '../errors.js';
import { readImage } from '../image/open.js';
import type { RgbImage } from '../image/raw-image.js';

/**
 * Decodes a scene that is not a TIFF. It is composed as 8-bit colours and written as PNG, so deeper samples and transparency
 * are refused.
 *
 * @throws ImageError for a damaged image, and for one with more than 8 bits or with transparent pixels
 */
export async function readPicture(bytes: Uint8Array, path: string): Promise<RgbImage> {
  const { image } = await readImage(bytes, 'scene');
  const picture = sharp(bytes);
  const { depth, hasAlpha } = await picture.metadata();
  if (depth !== 'uchar')
    throw new ImageError(
      'IMAGE_UNSUPPORTED',
      `It has more than 8 bits per sample; convert it to a TIFF, for example: gdal_translate ${basename(path)} ${basename(path, extname(path))}.tif`,
    );
  if (hasAlpha && !(await picture.stats()).isOpaque)
    throw new ImageError(
      'IMAGE_UNSUPPORTED',
      `It has transparent pixels; convert it to a TIFF, for example: gdal_translate ${basename(path)} ${basename(path, extname(path))}.tif`,
    );
  return image;
}
