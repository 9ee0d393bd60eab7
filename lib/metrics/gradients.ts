import type { RgbImage } from '../image/raw-image.js';
import type { Size } from '../values/size.js';

/** The mean of R, G and B of every pixel, [height, width], 0…255. */
export function grey({ data, width, height }: RgbImage<Uint8Array>): Float64Array {
  const values = new Float64Array(width * height);
  for (let i = 0; i < values.length; i++) {
    values[i] = (data[3 * i]! + data[3 * i + 1]! + data[3 * i + 2]!) / 3;
  }
  return values;
}

/**
 * Gradient magnitude √(Gx² + Gy²) of a [height, width] plane, with the unnormalised Sobel kernel [1 2 1]ᵀ · [−1 0 1] and
 * its transpose. Pixels at the edge are repeated beyond it. 0…1442 (255 · √32) for values of 0…255.
 */
export function sobelMagnitude(plane: Float64Array, { width, height }: Size): Float64Array {
  // Both kernels are separable: one pass along the rows serves both, one along the columns finishes them.
  const slope = new Float64Array(plane.length);
  const smooth = new Float64Array(plane.length);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    for (let x = 0; x < width; x++) {
      const left = plane[start + Math.max(x - 1, 0)]!;
      const right = plane[start + Math.min(x + 1, width - 1)]!;
      slope[start + x] = right - left;
      smooth[start + x] = left + 2 * plane[start + x]! + right;
    }
  }
  const magnitude = new Float64Array(plane.length);
  for (let y = 0; y < height; y++) {
    const [here, above, below] = [y, Math.max(y - 1, 0), Math.min(y + 1, height - 1)].map(
      (row) => row * width,
    );
    for (let x = 0; x < width; x++) {
      const gx = slope[above! + x]! + 2 * slope[here! + x]! + slope[below! + x]!;
      const gy = smooth[below! + x]! - smooth[above! + x]!;
      magnitude[here! + x] = Math.sqrt(gx * gx + gy * gy);
    }
  }
  return magnitude;
}
