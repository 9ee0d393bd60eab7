import { ImageError } from '../errors.js';

/**
 * The error for an image of a kind that is not read.
 *
 * @param what a sentence that says what the image is
 * @param remedy a sentence that says how to convert it
 */
export function unsupported(what: string, remedy: string): ImageError {
  return new ImageError('IMAGE_UNSUPPORTED', `${what} ${remedy}`);
}

/** The same for a TIFF, which GDAL converts. @param command `gdal_translate` with its options */
export function unsupportedTiff(label: string, what: string, command: string): ImageError {
  return unsupported(
    `The ${label} image ${what}, which is not supported.`,
    `Convert it, for example: ${command} in.tif out.tif`,
  );
}
