import { MetricError, OptionError } from '../errors.js';
import type { ImageInput } from '../image/input.js';
import { readFields } from '../values/fields.js';
import { show } from '../values/show.js';
import { readVector } from './check.js';
import type { FeatureExtractor } from './feature-extractor.js';
import type { Features } from './frechet-distance.js';

/**
 * Cosine of the angle between two vectors, a · b / (|a| |b|), in double precision.
 *
 * @param a d numbers
 * @param b d numbers
 * @returns −1…1
 * @throws MetricError `METRIC_SIZE` for different lengths; `METRIC_VALUE` for values that are not finite numbers, and for a
 *   vector of zeros, which has no direction
 * @throws OptionError for an argument of the wrong type
 * @example
 * import { cosineSimilarity } from 'harmonidiff/metrics';
 *
 * console.log(cosineSimilarity([1, 2, 2], Float32Array.of(2, 1, 2))); // 8 / 9
 */
export function cosineSimilarity(a: Features, b: Features): number {
  const [first, second] = [readVector(a, 'The first vector'), readVector(b, 'The second vector')];
  if (first.length !== second.length) {
    throw new MetricError(
      'METRIC_SIZE',
      `The vectors have ${first.length} and ${second.length} numbers; take both from the same extractor.`,
    );
  }
  const [u, v] = [direction(first, 'The first vector'), direction(second, 'The second vector')];
  const product = u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  // Rounding may slightly exceed the range.
  return Math.min(Math.max(product, -1), 1);
}

/**
 * Cosine similarity of the embeddings of two images. With CLIP's image encoder it is the CLIP image similarity (Radford et
 * al. 2021, arXiv 2103.00020), which measures whether a result still shows what the plain paste shows.
 *
 * @param extractor makes the embeddings, such as an `OnnxImageEncoder` with CLIP's image encoder
 * @returns −1…1; 1 for equal images
 * @throws whatever `extractor` throws, and the errors of `cosineSimilarity`
 * @throws OptionError for an extractor without an `extract` method
 * @example
 * import { clipSimilarity, OnnxImageEncoder } from 'harmonidiff/metrics';
 *
 * const clip = await OnnxImageEncoder.load('clip-vit-base-patch32-image.onnx');
 * console.log(await clipSimilarity(clip, 'result.png', 'paste.png'));
 * await clip.close();
 */
export async function clipSimilarity(
  extractor: FeatureExtractor,
  imageA: ImageInput,
  imageB: ImageInput,
): Promise<number> {
  const { extract } = readFields(extractor, ['extract']) ?? {};
  if (typeof extract !== 'function') {
    throw new OptionError(
      `extractor is ${show(extractor)}; it must have a method extract, as an OnnxImageEncoder has.`,
    );
  }
  return cosineSimilarity(await extract.call(extractor, imageA), await extract.call(extractor, imageB));
}

/** The vector of length 1 that points the same way. */
function direction(values: Float64Array, label: string): Float64Array {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0) {
    throw new MetricError(
      'METRIC_VALUE',
      `${label} is all zeros and has no direction; choose another extractor.`,
    );
  }
  // Scaled to at most 1 first: the squares of very large or very small numbers would be infinite or zero.
  const scaled = values.map((value) => value / largest);
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0));
  return scaled.map((value) => value / length);
}
