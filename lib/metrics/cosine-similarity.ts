import { MetricError } from '../errors.js';
import type { ImageInput } from '../image/load.js';
import { checkFinite } from './check.js';
import type { FeatureExtractor } from './feature-extractor.js';
import type { Features } from './frechet-distance.js';

/**
 * a · b / (|a| |b|), in double precision.
 *
 * @param a d numbers
 * @param b d numbers
 * @returns −1…1
 * @throws MetricError `METRIC_SIZE` for different lengths, `METRIC_VALUE` for numbers that are infinite or none, and for
 *   a vector of zeros, which has no direction
 */
export function cosineSimilarity(a: Features, b: Features): number {
  if (a.length !== b.length) {
    throw new MetricError(
      'METRIC_SIZE',
      `The vectors have ${a.length} and ${b.length} numbers; take both from one extractor.`,
    );
  }
  const [first, second] = [direction(a, 'The first vector'), direction(b, 'The second vector')];
  const product = first.reduce((sum, value, i) => sum + value * second[i]!, 0);
  // Rounding may lead a little beyond the range.
  return Math.min(Math.max(product, -1), 1);
}

/**
 * Cosine of two images' embeddings; with CLIP's image encoder the CLIP image similarity (Radford et al. 2021, arXiv
 * 2103.00020), which tells whether a result still shows what the plain paste shows.
 *
 * @param extractor of the embeddings, such as an `OnnxImageEncoder` with CLIP's
 * @returns −1…1; 1 for equal images
 * @throws what `extractor` throws, and as `cosineSimilarity`
 */
export async function clipSimilarity(
  extractor: FeatureExtractor,
  imageA: ImageInput,
  imageB: ImageInput,
): Promise<number> {
  return cosineSimilarity(await extractor.extract(imageA), await extractor.extract(imageB));
}

/** The vector of length 1 that points the same way. */
function direction(values: Features, label: string): Float64Array {
  checkFinite(values, label);
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0) {
    throw new MetricError(
      'METRIC_VALUE',
      `${label} is all zeros and has no direction; choose another extractor.`,
    );
  }
  // To 1 at most first, or the squares of very large and very small numbers would be infinite and zero.
  const scaled = Float64Array.from(values, (value) => value / largest);
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0));
  return scaled.map((value) => value / length);
}
