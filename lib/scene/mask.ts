import { PlacementError } from '../errors.js';
import type { Raster } from '../raster/layout.js';
import { readMaskBands } from '../raster/mask.js';
import { type Stored, sourceOf } from '../raster/stored.js';
import { type Window, whole } from '../raster/window.js';
import { stripesOf } from './source.js';

/** The part of a mask that is not empty. */
export interface MaskPart {
  box: Window;
  /** [height, width] of the box, 1 inside and 0 outside. */
  mask: Uint8Array;
}

/**
 * Finds the part of a TIFF mask that is not empty, some rows at a time: masks of large scenes do not fit into memory.
 *
 * @throws PlacementError for an empty mask
 * @throws Error for a damaged file
 */
export async function findMask(
  stored: Stored,
  raster: Raster,
  threshold: number,
  isLossy: boolean,
): Promise<MaskPart> {
  const source = sourceOf(stored);
  const read = (window: Window) => readMaskBands(source, raster, threshold, isLossy, window);
  const [colours, alpha] = [new Bounds(), new Bounds()];
  for (const stripe of stripesOf(whole(raster), raster.block.height)) {
    const found = await read(stripe);
    colours.add(found.colours, stripe);
    if (found.alpha) alpha.add(found.alpha, stripe);
  }
  const isAlpha = alpha.varies && !colours.varies;
  const box = (isAlpha ? alpha : colours).box();
  const part = await read(box);
  return { box, mask: isAlpha ? part.alpha! : part.colours };
}

/** The same for a mask in memory. */
export function partOf(mask: Uint8Array, width: number, height: number): MaskPart {
  const bounds = new Bounds();
  bounds.add(mask, { x: 0, y: 0, width, height });
  const box = bounds.box();
  const part = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const start = (box.y + y) * width + box.x;
    part.set(mask.subarray(start, start + box.width), y * box.width);
  }
  return { box, mask: part };
}

/** The box around the pixels inside a mask. */
class Bounds {
  private left = Number.POSITIVE_INFINITY;
  private top = Number.POSITIVE_INFINITY;
  private right = 0;
  private bottom = 0;
  private hasOutside = false;

  add(mask: Uint8Array, { x, y, width, height }: Window): void {
    for (let row = 0; row < height; row++) {
      const inRow = mask.subarray(row * width, (row + 1) * width);
      const first = inRow.indexOf(1);
      this.hasOutside ||= inRow.includes(0);
      if (first === -1) continue;
      this.left = Math.min(this.left, x + first);
      this.right = Math.max(this.right, x + inRow.lastIndexOf(1) + 1);
      this.top = Math.min(this.top, y + row);
      this.bottom = Math.max(this.bottom, y + row + 1);
    }
  }

  get varies(): boolean {
    return this.hasOutside && this.right > 0;
  }

  box(): Window {
    if (this.right === 0)
      throw new PlacementError(
        'The mask is empty: no sample is inside it. Draw the place in it, or lower maskThreshold if its samples are floating-point numbers.',
      );
    return { x: this.left, y: this.top, width: this.right - this.left, height: this.bottom - this.top };
  }
}
