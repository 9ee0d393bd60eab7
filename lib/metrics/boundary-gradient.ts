import type { RgbImage } from '../image/raw-image.js';
import { whole } from '../request/option.js';
import { check } from '../request/read.js';
import { readImage, readMask } from './check.js';
import { grey, sobelMagnitude } from './gradients.js';
import { dilate, erode } from './morphology.js';

/**
 * Boundary gradient difference (BGD; HarmoniDiff-RS, arXiv 2604.19392): how much rougher or smoother an image is just
 * inside the outline of a mask than just outside.
 *
 * |mean of G over the inner band − mean of G over the outer band|, where G is the Sobel magnitude of the grey image (the
 * mean of R, G and B), the inner band is mask − erode(mask, width) and the outer band is dilate(mask, width) − mask. The
 * structuring element is a square of side 2 · width + 1; everything beyond the edge of the image is background. The paper
 * gives the formula but not every detail, so compare only values of the same implementation.
 *
 * @param image RGB, [height, width, 3]
 * @param mask [height, width]; 0 is outside, everything else inside
 * @param width of each band, in pixels, 1…1024
 * @returns 0…1442, in levels of 255 under an unnormalised Sobel kernel. 0 is best; it is also the result for an empty band
 * @throws MetricError (`METRIC_SIZE`) when the sizes do not fit
 * @throws OptionError for an argument of the wrong type, or a width out of range
 * @example
 * import { boundaryGradientDifference, loadMask, loadRgb } from 'harmonidiff/metrics';
 *
 * const result = await loadRgb('result.png');
 * const mask = await loadMask('mask.png');
 * console.log(boundaryGradientDifference(result, mask.data));
 */
export function boundaryGradientDifference(image: RgbImage, mask: Uint8Array, width = 3): number {
  const reach = check(whole(1, 1024), width, 'width');
  const pixels = readImage(image, 'The image');
  const marked = readMask(mask, pixels);
  const gradients = sobelMagnitude(grey(pixels), pixels);
  const [shrunk, grown] = [erode(marked, pixels, reach), dilate(marked, pixels, reach)];
  const sums = { inner: 0, outer: 0 };
  const counts = { inner: 0, outer: 0 };
  for (let i = 0; i < marked.length; i++) {
    if (shrunk[i] || !grown[i]) continue;
    const band = marked[i] ? 'inner' : 'outer';
    sums[band] += gradients[i]!;
    counts[band]++;
  }
  if (counts.inner === 0 || counts.outer === 0) return 0;
  return Math.abs(sums.inner / counts.inner - sums.outer / counts.outer);
}
