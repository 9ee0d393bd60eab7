import { MetricError } from '../errors.js';
import type { RgbImage } from '../image/raw-image.js';
import type { Size } from '../values/size.js';
import { readPair } from './check.js';

/** Standard deviation and radius of the Gaussian window, in pixels: the 11 x 11 of Wang et al. */
const SIGMA = 1.5;
const RADIUS = 5;

/**
 * Structural similarity (SSIM; Wang et al. 2004, doi 10.1109/TIP.2003.819861): the mean of the SSIM map over all channels
 * and over all pixels whose 11 x 11 px window lies within the image. The same as scikit-image's `structural_similarity`
 * with `gaussian_weights=True`, `sigma=1.5`, `use_sample_covariance=False` and `channel_axis=-1`.
 *
 * @param a RGB, [height, width, 3], at least 11 px on each side
 * @param b RGB of the same size
 * @returns −1…1; 1 for equal images
 * @throws MetricError (`METRIC_SIZE`) when the sizes do not fit or are too small
 * @throws OptionError for an argument of the wrong type
 * @example
 * import { loadRgb, ssim } from 'harmonidiff/metrics';
 *
 * console.log(ssim(await loadRgb('result.png'), await loadRgb('target.png')));
 */
export function ssim(a: RgbImage, b: RgbImage): number {
  const [first, second] = readPair(a, b);
  const { width, height } = first;
  const side = 2 * RADIUS + 1;
  if (width < side || height < side) {
    throw new MetricError(
      'METRIC_SIZE',
      `The images are ${width} x ${height} px; SSIM needs at least ${side} px on each side.`,
    );
  }
  let sum = 0;
  for (let channel = 0; channel < 3; channel++) {
    const map = ssimMap(plane(first, channel), plane(second, channel), first, 255);
    for (let y = RADIUS; y < height - RADIUS; y++) {
      for (let x = RADIUS; x < width - RADIUS; x++) sum += map[y * width + x]!;
    }
  }
  return sum / (3 * (width - 2 * RADIUS) * (height - 2 * RADIUS));
}

/**
 * SSIM of every pixel of two [height, width] planes with values in a range of `span`:
 *
 * (2 μa μb + C1)(2 σab + C2) / ((μa² + μb² + C1)(σa² + σb² + C2)), where C1 = (0.01 · span)² and C2 = (0.03 · span)².
 * Means, variances and covariance are weighted by a Gaussian of σ = 1.5, cut off at 5 px; planes are mirrored at the edge
 * (… b a | a b …).
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

function plane({ data, width, height }: RgbImage<Uint8Array>, channel: number): Float64Array {
  return Float64Array.from({ length: width * height }, (_, i) => data[3 * i + channel]!);
}

const KERNEL = gaussian();

/** Weights at −5…5 that sum to 1. */
function gaussian(): Float64Array {
  const kernel = Float64Array.from({ length: 2 * RADIUS + 1 }, (_, i) => {
    return Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA ** 2));
  });
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  return kernel.map((weight) => weight / sum);
}

/**
 * Gaussian means of a [height, width] plane. The pass along the columns also goes row by row, which is better for the
 * cache.
 */
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

/** The position in 0…count − 1 that mirrors `i`; the pixel at the edge is repeated. */
function mirrored(i: number, count: number): number {
  const period = 2 * count;
  const place = ((i % period) + period) % period;
  return place < count ? place : period - 1 - place;
}
