import type { RgbImage } from '../image/raw-image.js';
import { checkPair } from './check.js';
import { grey, sobelMagnitude } from './gradients.js';
import { ssimMap } from './ssim.js';

/**
 * How much of the source's structure is left in the result: the mean SSIM map of G(result) and G(source), with G the
 * Sobel magnitude of the grey image and a span of 4 · 255, the largest answer of one Sobel kernel. Both are the same box,
 * the part of the result and the patch as it was pasted: G is taken of each by itself, so that nothing around the box
 * counts, and all pixels of it do.
 *
 * @param result RGB, [height, width, 3]
 * @param source RGB of the same size
 * @returns −1…1; 1 for equal images
 * @throws MetricError (`METRIC_SIZE`) when sizes do not fit
 */
export function gradientSimilarity(result: RgbImage, source: RgbImage): number {
  checkPair(result, source);
  const gradients = (image: RgbImage) => sobelMagnitude(grey(image), image);
  const map = ssimMap(gradients(result), gradients(source), result, 4 * 255);
  return map.reduce((sum, value) => sum + value, 0) / map.length;
}
