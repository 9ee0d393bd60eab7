import { MetricError } from '../errors.js';
import type { RgbImage, Size } from '../image/raw-image.js';
import { checkPair } from './check.js';

/** Of the Gaussian window, in pixels: Wang et al.'s 11 x 11. */
const SIGMA = 1.5;
const RADIUS = 5;

/**
 * Structural similarity (Wang et al. 2004, doi 10.1109/TIP.2003.819861): the mean of the SSIM map over all channels and
 * all pixels whose window of 11 x 11 px lies within the image. Equal to scikit-image's `structural_similarity` with
 * `gaussian_weights`, `sigma=1.5`, `use_sample_covariance=False` and `channel_axis=-1`.
 *
 * @param a RGB, [height, width, 3], each side 11 px or more
 * @param b RGB of the same size
 * @returns −1…1; 1 for equal images
 * @throws MetricError (`METRIC_SIZE`) when sizes do not fit or are too small
 */
export function ssim(a: RgbImage, b: RgbImage): number {
  checkPair(a, b);
  const { width, height } = a;
  const side = 2 * RADIUS + 1;
  if (width < side || height < side) {
    throw new MetricError(
      'METRIC_SIZE',
      `The images are ${width} x ${height} px; SSIM needs ${side} px or more to each side.`,
    );
  }
  let sum = 0;
  for (let channel = 0; channel < 3; channel++) {
    const map = ssimMap(plane(a, channel), plane(b, channel), a, 255);
    for (let y = RADIUS; y < height - RADIUS; y++) {
      for (let x = RADIUS; x < width - RADIUS; x++) sum += map[y * width + x]!;
    }
  }
  return sum / (3 * (width - 2 * RADIUS) * (height - 2 * RADIUS));
}

/**
 * SSIM of every pixel of two [height, width] planes whose values span `span`:
 *
 * (2 μa μb + C1)(2 σab + C2) / ((μa² + μb² + C1)(σa² + σb² + C2)), C1 = (0.01 · span)², C2 = (0.03 · span)², with means,
 * variances and covariance under a Gaussian of σ 1.5 cut off at 5 px; mirrored at the edge (… b a | a b …).
 */
export function ssimMap(a: Float64Array, b: Float64Array, size: Size, span: number): Float64Array {
  const [c1, c2] = [(0.01 * span) ** 2, (0.03 * span) ** 2];
  const product = (x: Float64Array, y: Float64Array) =>
    blur(
      x.map((value, i) => value * y[i]!),
      size,
    );
  const [ma, mb] = [blur(a, size), blur(b, size)];
  const [aa, bb, ab] = [product(a, a), product(b, b), product(a, b)];
  return ab.map((mean, i) => {
    const [x, y] = [ma[i]!, mb[i]!];
    const [xx, yy, xy] = [x * x, y * y, x * y];
    const variances = aa[i]! - xx + (bb[i]! - yy);
    return ((2 * xy + c1) * (2 * (mean - xy) + c2)) / ((xx + yy + c1) * (variances + c2));
  });
}

function plane({ data, width, height }: RgbImage, channel: number): Float64Array {
  return Float64Array.from({ length: width * height }, (_, i) => data[3 * i + channel]!);
}

const KERNEL = gaussian();

/** The weights of −5…5, which sum up to 1. */
function gaussian(): Float64Array {
  const kernel = Float64Array.from({ length: 2 * RADIUS + 1 }, (_, i) => {
    return Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA ** 2));
  });
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  return kernel.map((weight) => weight / sum);
}

/** Gaussian means of a [height, width] plane: along the rows, then across them, row by row for the cache's sake. */
function blur(plane: Float64Array, { width, height }: Size): Float64Array {
  const rows = new Float64Array(plane.length);
  const padded = new Float64Array(width + 2 * RADIUS);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let i = 0; i < padded.length; i++) padded[i] = plane[start + mirrored(i - RADIUS, width)]!;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < KERNEL.length; k++) sum += KERNEL[k]! * padded[x + k]!;
      rows[start + x] = sum;
    }
  }
  const result = new Float64Array(plane.length);
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < KERNEL.length; k++) {
      const weight = KERNEL[k]!;
      const from = mirrored(y + k - RADIUS, height) * width;
      for (let x = 0; x < width; x++) result[y * width + x]! += weight * rows[from + x]!;
    }
  }
  return result;
}

/** Where a position beyond the edge falls back into 0…count − 1; the edge's own pixel is repeated. */
function mirrored(i: number, count: number): number {
  const period = 2 * count;
  const place = ((i % period) + period) % period;
  return place < count ? place : period - 1 - place;
}
