import { coreMethod, type Method, type Mode, sourceTypeOf } from '../request/methods.js';
import { provenance } from './provenance.js';
import type { RgbImage } from './raw-image.js';
import { encodeImage as encodeAs, type ImageFormat } from './save.js';

export type { ImageFormat };

export interface EncodeOptions {
  /** 1 to 100, for JPEG (95 without it) and WebP (lossless without it). PNG and TIFF are always lossless. */
  quality?: number | undefined;
  /** How the picture was made, to state it in XMP as the command line does. Without it there is no metadata. */
  madeBy?: { method?: Method | undefined; mode?: Mode | undefined } | undefined;
}

/**
 * Encodes a result as the command line does: lossless, unless the format is JPEG or a quality is given, and with the full
 * resolution of its colours.
 *
 * @param image such as `winner.image`
 * @throws OutputError for an image that the format cannot hold, such as a WebP of more than 16383 px on a side
 * @example
 * import { encodeImage } from 'harmonidiff';
 *
 * const { winner } = await harmonizer.harmonize(options);
 * if (winner) await writeFile('out.webp', await encodeImage(winner.image, 'webp', { madeBy: options }));
 */
export function encodeImage(
  image: RgbImage,
  format: ImageFormat,
  { quality, madeBy }: EncodeOptions = {},
): Promise<Buffer> {
  const xmp = madeBy && provenance(sourceTypeOf(coreMethod(madeBy.method, madeBy.mode)));
  return encodeAs(image, format, { quality, xmp });
}
