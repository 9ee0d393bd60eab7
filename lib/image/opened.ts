import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';
import type { Shown } from './pixels.js';
import type { Mask } from './raw-image.js';

/** A picture as it was read: 8-bit RGB, [height, width, 3], and how it came about. */
export interface ReadImage extends Shown {
  warnings: Warning[];
}

/** An image whose size is known, and whose pixels are decoded on request. Close it. */
export interface OpenImage extends Size {
  /**
   * Decodes the pixels and resizes them (bicubic) to `size`, in pixels, unless they have it.
   *
   * @throws ImageError for a damaged image
   * @throws AbortError
   */
  rgb(size?: Size): Promise<ReadImage>;
  close(): Promise<void>;
}

/** A mask whose size is known. Close it. */
export interface OpenMask extends Size {
  /** @returns [height, width], 1 inside and 0 outside */
  mask(): Promise<Mask>;
  close(): Promise<void>;
}

/** A file that may be either. */
export interface OpenFile extends OpenImage {
  /** @param threshold floating-point samples count from this value on */
  mask(threshold: number): Promise<Mask>;
}
