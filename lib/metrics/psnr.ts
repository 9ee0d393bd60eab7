import type { RgbImage } from '../image/raw-image.js';
import { readPair } from './check.js';

/**
 * Peak signal-to-noise ratio: 10 · log₁₀(255² / mean((a − b)²)) over all pixels and channels.
 *
 * @param a RGB, [height, width, 3]
 * @param b RGB of the same size
 * @returns 0 (black against white) and above, in decibels; Infinity for equal images
 * @throws MetricError (`METRIC_SIZE`) when the sizes do not fit
 * @throws OptionError for an argument of the wrong type
 * @example
 * import { loadRgb, psnr } from 'harmonidiff/metrics';
 *
 * console.log(psnr(await loadRgb('result.png'), await loadRgb('target.png')));
 */
export function psnr(a: RgbImage, b: RgbImage): number {
  const [{ data: first }, { data: second }] = readPair(a, b);
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += (first[i]! - second[i]!) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / first.length));
}
