import { extname } from 'node:path';
import sharp from 'sharp';
import { OutputError } from '../errors.js';
import type { RgbImage } from './raw-image.js';

const FORMATS = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.webp': 'webp',
  '.tif': 'tiff',
  '.tiff': 'tiff',
} as const;

/** Encodes an image in the format that the extension of `path` names. @throws OutputError for any other extension */
export async function encodeImage(image: RgbImage, path: string): Promise<Buffer> {
  return sharp(image.data, { raw: image }).toFormat(imageFormat(path)).toBuffer();
}

export function imageFormat(path: string): (typeof FORMATS)[keyof typeof FORMATS] {
  const format = FORMATS[extname(path).toLowerCase() as keyof typeof FORMATS];
  if (format) return format;
  throw new OutputError(`Cannot write ${path}: its name must end in ${Object.keys(FORMATS).join(', ')}.`);
}
