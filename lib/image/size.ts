import { types } from 'node:util';
import { ImageError } from '../errors.js';
import { readLayout } from '../raster/layout.js';
import { fromBytes } from '../raster/tags.js';
import type { Size } from '../values/size.js';
import { readSizes } from './encoded.js';
import { formatOf } from './format.js';
import { guard } from './guard.js';
import { checkPixels } from './raw-image.js';
import { uprightSize } from './turn.js';

/**
 * Reads the size of an encoded image from its header, without decoding its pixels. Use it to refuse large images before
 * `harmonize` reads them.
 *
 * @param bytes the content of a JPEG, PNG, WebP, TIFF, GIF or AVIF file
 * @param label names the image in errors
 * @returns the size in pixels, upright
 * @throws ImageError as `harmonize`, for example `IMAGE_UNSUPPORTED` for other formats; damage behind the header is not found
 * @example
 * import { readFile } from 'node:fs/promises';
 * import { imageSize } from 'harmonidiff';
 *
 * const { width, height } = await imageSize(await readFile('scene.png'));
 * if (width * height > 25_000_000) throw new Error('too large');
 */
export function imageSize(bytes: Uint8Array, label = 'given'): Promise<Size> {
  return guard(label, async () => {
    if (!types.isUint8Array(bytes) || bytes.length === 0)
      throw new ImageError(
        'IMAGE_INVALID',
        `The ${label} image is not a Buffer or Uint8Array with an image file.`,
      );
    const format = formatOf(bytes, label);
    if (format !== 'tiff') return (await readSizes(bytes, format, label)).upright;
    const raster = await readLayout(fromBytes(bytes), bytes.length, label);
    checkPixels(label, raster);
    return uprightSize(raster, raster.orientation);
  });
}
