import type { RgbImage } from '../image/raw-image.js';
import { checkPair } from './check.js';

/**
 * Peak signal-to-noise ratio, 10 · log₁₀(255² / mean((a − b)²)), over all pixels and channels.
 *
 * @param a RGB, [height, width, 3]
 * @param b RGB of the same size
 * @returns decibels, 0 (black against white) and above; infinite for equal images
 * @throws MetricError (`METRIC_SIZE`) when sizes do not fit
 */
export function psnr(a: RgbImage, b: RgbImage): number {
  checkPair(a, b);
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += (a.data[i]! - b.data[i]!) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / a.data.length));
}
