import { extname } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { OutputError } from '../errors.js';
import type { RgbImage } from './raw-image.js';

/** A format that results are encoded in. */
export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'tiff';

/** Formats of pictures, by the extensions of their files. */
const FORMATS = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.webp': 'webp',
  '.tif': 'tiff',
  '.tiff': 'tiff',
} as const satisfies Record<string, ImageFormat>;

/** A result is looked at and measured pixel by pixel, so nothing is lost unless a format or a quality asks for it. */
const ENCODERS: Record<ImageFormat, (pixels: Sharp, quality?: number) => Sharp> = {
  png: (pixels) => pixels.png(),
  // Full colour resolution: by default the encoder halves it, which blurs the colours on both sides of a seam.
  jpeg: (pixels, quality = 95) => pixels.jpeg({ quality, chromaSubsampling: '4:4:4' }),
  webp: (pixels, quality) => pixels.webp(quality === undefined ? { lossless: true } : { quality }),
  // By default the encoder compresses as JPEG.
  tiff: (pixels) => pixels.tiff({ compression: 'deflate', predictor: 'horizontal' }),
};

export interface Encoding {
  /** 1 to 100, for JPEG and WebP. WebP without it is lossless. */
  quality?: number | undefined;
  /** XMP packet to put into the file, as `provenance` gives it. */
  xmp?: string | undefined;
}

/** @throws OutputError for an image that the format cannot hold, such as a WebP of more than 16383 px on a side */
export async function encodeImage(
  image: RgbImage,
  format: ImageFormat,
  { quality, xmp }: Encoding = {},
): Promise<Buffer> {
  const pixels = sharp(image.data, { raw: image });
  if (xmp !== undefined) pixels.withXmp(xmp);
  return ENCODERS[format](pixels, quality)
    .toBuffer()
    .catch((cause) => {
      const { width, height } = image;
      throw new OutputError(
        `Could not encode ${width} x ${height} px as ${format}: ${cause.message}. Write a .png or .tif instead.`,
        { cause },
      );
    });
}

/** The format that the extension of `path` names. @throws OutputError for any other extension */
export function imageFormat(path: string): ImageFormat {
  const format = FORMATS[extname(path).toLowerCase() as keyof typeof FORMATS];
  if (format) return format;
  throw new OutputError(`Cannot write ${path}: its name must end in ${Object.keys(FORMATS).join(', ')}.`);
}

/** Whether a format's encoder takes a quality. */
export function hasQuality(format: ImageFormat): boolean {
  return format === 'jpeg' || format === 'webp';
}

/** Whether the pixels in the file differ from the image's. */
export function isLossy(format: ImageFormat, quality: number | undefined): boolean {
  return format === 'jpeg' || (format === 'webp' && quality !== undefined);
}
