import { openRegular } from '../files/read.js';
import { readLayout } from '../raster/layout.js';
import { readBytes } from '../raster/tags.js';
import type { Size } from '../values/size.js';
import { readSizes } from './encoded.js';
import { formatOf } from './format.js';
import { guard } from './guard.js';
import { checkPixels } from './raw-image.js';
import { uprightSize } from './turn.js';

/** Bytes that hold the header of a PNG or a JPEG, with a profile and other metadata. */
const HEAD = 1 << 18;

/**
 * Reads the size of an image in a regular file without decoding it, and of large files no more than needed.
 *
 * @param label names the image in errors
 * @returns the upright size, and the size before any turn that the metadata asks for
 * @throws ImageError
 */
export function readImageSize(path: string, label: string): Promise<{ upright: Size; stored: Size }> {
  return guard(label, async () => {
    const file = await openRegular(path);
    try {
      const { size } = await file.stat();
      const head = await readBytes(file, 0, Math.min(size, HEAD));
      const format = formatOf(head, label);
      if (format === 'tiff') {
        const { width, height, orientation } = await readLayout(file, size, label);
        checkPixels(label, { width, height });
        const stored = { width, height };
        return { upright: uprightSize(stored, orientation), stored };
      }
      // Other formats may have their metadata at the end.
      const isShort = format === 'png' || format === 'jpeg';
      return await readSizes(isShort ? head : await readBytes(file, 0, size), format, label);
    } finally {
      await file.close();
    }
  });
}
