import type { RgbImage } from '../image/raw-image.js';
import type { Canvas } from './prepare.js';

/** Yellow, which is rare in satellite images. */
const OUTLINE = [255, 221, 0];

/** The canvas with the plain paste, and an outline around the patch. */
export function drawPreview(
  { target, source }: { target: RgbImage<Uint8Array>; source: RgbImage<Uint8Array> },
  { mask, box }: Canvas,
): RgbImage<Uint8Array> {
  const { width, height } = target;
  const data = new Uint8Array(target.data);
  const isInside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] === 1;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const from = 3 * ((y - box.y) * box.width + x - box.x);
      const isNext = [-1, 1].some((step) => isInside(x + step, y) || isInside(x, y + step));
      if (isInside(x, y)) data.set(source.data.subarray(from, from + 3), at);
      else if (isNext) data.set(OUTLINE, at);
    }
  return { data, width, height, channels: 3 };
}
