import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { MetricError } from '../errors.js';
import { checkFinite } from './check.js';

/** One image's features. */
export type Features = Float64Array | Float32Array | readonly number[];

/**
 * Fréchet distance of two sets of features, taken as Gaussians (FID; Heusel et al. 2017, arXiv 1706.08500):
 *
 * |μ₁ − μ₂|² + tr C₁ + tr C₂ − 2 tr (C₁ C₂)^½, with means μ and unbiased covariances C (divided by n − 1), in double
 * precision.
 *
 * With Xᵢ the centred rows over √(nᵢ − 1), so that Cᵢ = Xᵢᵀ Xᵢ, the eigenvalues of C₁ C₂ are the squared singular values of
 * X₁ X₂ᵀ; the last trace is thus the sum of those, with no matrix square root and for singular covariances as well. A
 * set of more rows than columns is first brought to its R of a QR decomposition (Xᵀ X = Rᵀ R).
 *
 * FID is biased by the number of images: compare sets of one size only, and name the extractor.
 *
 * @param a n rows of d numbers, n ≥ 2
 * @param b m rows of d numbers, m ≥ 2
 * @returns 0 and above, in squared units of the features
 * @throws MetricError `METRIC_SIZE` for fewer than two rows or rows of different widths, `METRIC_VALUE` for numbers
 *   that are infinite or none, or whose squares are
 */
export function frechetDistance(a: readonly Features[], b: readonly Features[]): number {
  const width = a[0]?.length ?? 0;
  const [first, second] = [readSet(a, width, 'first'), readSet(b, width, 'second')];
  const between = first.mean.reduce((sum, value, i) => sum + (value - second.mean[i]!) ** 2, 0);
  const cross = first.factor.mmul(second.factor.transpose());
  const { diagonal } = new SingularValueDecomposition(cross, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  const overlap = diagonal.reduce((sum, value) => sum + value, 0);
  const distance = between + first.trace + second.trace - 2 * overlap;
  if (!Number.isFinite(distance)) {
    throw new MetricError(
      'METRIC_VALUE',
      'The features are too large for double precision: their squares are infinite. Scale both sets down alike.',
    );
  }
  // What is 0 in exact arithmetic may come out a little below.
  return Math.max(distance, 0);
}

/** A set as the distance needs it: mean, trace of the covariance, and a factor F of it, Fᵀ F = C. */
interface FeatureSet {
  mean: Float64Array;
  trace: number;
  factor: Matrix;
}

function readSet(rows: readonly Features[], width: number, label: string): FeatureSet {
  if (rows.length < 2) {
    throw new MetricError(
      'METRIC_SIZE',
      `The ${label} set has ${rows.length} row(s); a covariance needs two images or more.`,
    );
  }
  const mean = new Float64Array(width);
  rows.forEach((row, i) => {
    if (row.length !== width || width === 0) {
      throw new MetricError(
        'METRIC_SIZE',
        `Row ${i} of the ${label} set has ${row.length} numbers where the first set's first has ${width}; ` +
          'take all features from one extractor.',
      );
    }
    checkFinite(row, `Row ${i} of the ${label} set`);
    for (let k = 0; k < width; k++) mean[k]! += row[k]! / rows.length;
  });
  const scale = 1 / Math.sqrt(rows.length - 1);
  const factor = new Matrix(rows.length, width);
  let trace = 0;
  rows.forEach((row, i) => {
    for (let k = 0; k < width; k++) {
      const value = (row[k]! - mean[k]!) * scale;
      factor.set(i, k, value);
      trace += value * value;
    }
  });
  const reduced = rows.length > width ? new QrDecomposition(factor).upperTriangularMatrix : factor;
  return { mean, trace, factor: reduced };
}
