import { OptionError } from '../errors.js';
import type { ImageInput } from '../image/input.js';
import { openMask, readImage } from '../image/open.js';
import { isSide, MAX_PIXELS, type Mask, type RgbImage } from '../image/raw-image.js';
import { READ_IMAGE, READ_MASK, type ReadImageOptions, type ReadMaskOptions } from '../request/image.js';
import { readOptions, resolve } from '../request/read.js';
import { readFields } from '../values/fields.js';
import { show } from '../values/show.js';
import type { Size } from '../values/size.js';

/**
 * Decodes an image to 8-bit sRGB, upright. Grey is repeated, colour profiles are applied, and alpha is dropped. More than
 * 8 bits become 8 by `stretch`.
 *
 * @param input path of a file or a pipe, an encoded image, a `RawImage` of any type, or a sharp instance. Files may be
 *   JPEG, PNG, WebP, TIFF, GIF or AVIF.
 * @param label names the image in errors
 * @param size to resize to (bicubic), in pixels; the image's own by default
 * @returns RGB, [height, width, 3], 0…255
 * @throws ImageError when it is missing (`IMAGE_NOT_FOUND`), damaged or contradicts itself (`IMAGE_INVALID`), of a kind
 *   that is not read (`IMAGE_UNSUPPORTED`), or has more than 100 megapixels (`IMAGE_TOO_LARGE`)
 * @throws OptionError for arguments of other types and for bands that the image does not have
 * @throws AbortError when `signal` is aborted
 * @example
 * import { loadRgb, psnr } from 'harmonidiff/metrics';
 *
 * const result = await loadRgb('result.png', 'result');
 * const target = await loadRgb('target.jpg', 'target', { width: result.width, height: result.height });
 * console.log(psnr(result, target));
 *
 * const falseColour = await loadRgb('sentinel-2.tif', 'scene', undefined, { bands: [8, 4, 3], stretch: 'percentile' });
 */
export async function loadRgb(
  input: ImageInput,
  label = 'input',
  size?: Size,
  options: ReadImageOptions = {},
): Promise<RgbImage<Uint8Array>> {
  const wanted = size === undefined ? undefined : readSize(size);
  return (await readImage(input, label, wanted, readOptions(READ_IMAGE, options, 'loadRgb'))).image;
}

/**
 * Decodes a mask: 1 where any colour is not 0 in the file's own type, so that the 1 of a 16-bit label image counts, and 0
 * elsewhere. Floating-point samples count from `threshold` on, and those of JPEG, AVIF and lossy WebP from half of their
 * range on. A mask that is drawn in alpha, over colours that say nothing, is read from alpha.
 *
 * @param input as for `loadRgb`
 * @param label names the mask in errors
 * @returns [height, width]
 * @throws ImageError, OptionError, AbortError as `loadRgb`
 * @example
 * import { boundaryGradientDifference, loadMask, loadRgb } from 'harmonidiff/metrics';
 *
 * const mask = await loadMask('mask.png');
 * console.log(boundaryGradientDifference(await loadRgb('result.png'), mask.data));
 */
export async function loadMask(
  input: ImageInput,
  label = 'mask',
  options: ReadMaskOptions = {},
): Promise<Mask> {
  const { signal, ...read } = readOptions(READ_MASK, options, 'loadMask');
  const { threshold } = resolve({ threshold: READ_MASK.threshold }, read);
  const opened = await openMask(input, label, threshold, signal);
  try {
    return await opened.mask();
  } finally {
    await opened.close();
  }
}

function readSize(size: unknown): Size {
  const { width, height } = readFields(size, ['width', 'height']) ?? {};
  if (isSide(width) && isSide(height) && width * height <= MAX_PIXELS) return { width, height };
  throw new OptionError(
    `size is ${show(size)}; it must be { width, height }, whole numbers above 0 for at most 100 megapixels.`,
  );
}
