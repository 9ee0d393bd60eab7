import type { RgbImage } from '../image/raw-image.js';
import { inRange } from '../request/checks.js';
import { checkImage, checkMask } from './check.js';
import { grey, sobelMagnitude } from './gradients.js';
import { dilate, erode } from './morphology.js';

/**
 * BGD, the boundary gradient difference (HarmoniDiff-RS, arXiv 2604.19392): how much rougher or smoother the image is
 * just inside the mask's outline than just outside of it.
 *
 * |mean of G over the inner band − mean of G over the outer band|, with G the Sobel magnitude of the grey image (mean of
 * R, G, B), inner band = mask − erode(mask, width), outer band = dilate(mask, width) − mask; square element of side
 * 2 · width + 1, what lies outside the image is background. The paper gives the formula, not every detail: compare values
 * from one implementation only.
 *
 * @param image RGB, [height, width, 3]
 * @param mask [height, width], 0 outside and anything else inside
 * @param width of each band in pixels, 1…1024
 * @returns levels of 255, unnormalised Sobel: 0…1442. 0 is best, and is also given where a band is empty
 * @throws MetricError (`METRIC_SIZE`) when sizes do not fit, OptionError for a width out of its range
 */
export function boundaryGradientDifference(image: RgbImage, mask: Uint8Array, width = 3): number {
  inRange('width', width, 1, 1024, true);
  checkImage(image, 'The image');
  checkMask(mask, image);
  const gradients = sobelMagnitude(grey(image), image);
  const [shrunk, grown] = [erode(mask, image, width), dilate(mask, image, width)];
  const sums = { inner: 0, outer: 0 };
  const counts = { inner: 0, outer: 0 };
  for (let i = 0; i < mask.length; i++) {
    if (shrunk[i] || !grown[i]) continue;
    const band = mask[i] ? 'inner' : 'outer';
    sums[band] += gradients[i]!;
    counts[band]++;
  }
  if (counts.inner === 0 || counts.outer === 0) return 0;
  return Math.abs(sums.inner / counts.inner - sums.outer / counts.outer);
}
