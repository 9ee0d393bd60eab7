import type { RgbImage } from '../image/raw-image.js';
import { readPair } from './check.js';
import { grey, sobelMagnitude } from './gradients.js';
import { ssimMap } from './ssim.js';

/**
 * How much of the structure of a source is left in a result: the mean of the SSIM map of G(result) and G(source), where G
 * is the Sobel magnitude of the grey image and the SSIM constants take a range of 4 · 255, the largest response of one
 * Sobel kernel.
 *
 * Both images are the same box: the part of the result inside it, and the patch that was pasted there. G is computed from
 * each alone, so all pixels of the box count and nothing around it does.
 *
 * @param result RGB, [height, width, 3]
 * @param source RGB of the same size
 * @returns −1…1; 1 for equal images
 * @throws MetricError (`METRIC_SIZE`) when the sizes do not fit
 * @throws OptionError for an argument of the wrong type
 * @example
 * import { gradientSimilarity, loadRgb } from 'harmonidiff/metrics';
 * import sharp from 'sharp';
 *
 * const box = { left: 64, top: 80, width: 96, height: 80 };
 * const result = await loadRgb(sharp('result.png').extract(box));
 * const source = await loadRgb('source.png', 'source', box);
 * console.log(gradientSimilarity(result, source));
 */
export function gradientSimilarity(result: RgbImage, source: RgbImage): number {
  const [first, second] = readPair(result, source);
  const gradients = (image: RgbImage<Uint8Array>) => sobelMagnitude(grey(image), image);
  const map = ssimMap(gradients(first), gradients(second), first, 4 * 255);
  return map.reduce((sum, value) => sum + value, 0) / map.length;
}
