import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { MetricError } from '../errors.js';
import { readRows } from './check.js';

/** The features of one image. */
export type Features = Float64Array | Float32Array | readonly number[];

/**
 * Fréchet distance between two sets of features, each taken as a Gaussian (FID; Heusel et al. 2017, arXiv 1706.08500), in
 * double precision:
 *
 * |μ₁ − μ₂|² + tr C₁ + tr C₂ − 2 tr (C₁ C₂)^½, with means μ and unbiased covariances C (divided by n − 1).
 *
 * Let Xᵢ be the centred rows divided by √(nᵢ − 1), so that Cᵢ = Xᵢᵀ Xᵢ. The eigenvalues of C₁ C₂ are then the squared
 * singular values of X₁ X₂ᵀ, so the last trace is the sum of those singular values. That needs no matrix square root, and
 * singular covariances do no harm. A set with more rows than columns is first replaced by the R of its QR decomposition
 * (Xᵀ X = Rᵀ R).
 *
 * FID is biased by the number of images: compare only sets of the same size, and state the extractor.
 *
 * @param a n rows of d numbers, n ≥ 2
 * @param b m rows of d numbers, m ≥ 2
 * @returns 0 and above, in squared units of the features
 * @throws MetricError `METRIC_SIZE` for fewer than two rows and for rows of different lengths; `METRIC_VALUE` for values
 *   that are not finite numbers, or whose squares are not
 * @throws OptionError for an argument of the wrong type
 * @example
 * import { ClassifierFeatures, frechetDistance } from 'harmonidiff/metrics';
 *
 * const extractor = await ClassifierFeatures.load('model/classifier');
 * const features = (paths: string[]) => Promise.all(paths.map((path) => extractor.extract(path)));
 * const results = await features(['result-1.png', 'result-2.png']);
 * const targets = await features(['target-1.png', 'target-2.png']);
 * console.log(frechetDistance(results, targets));
 * await extractor.close();
 */
export function frechetDistance(a: readonly Features[], b: readonly Features[]): number {
  const [rowsA, rowsB] = [readRows(a, 'first'), readRows(b, 'second')];
  const width = rowsA[0]?.length ?? 0;
  const [first, second] = [describe(rowsA, width, 'first'), describe(rowsB, width, 'second')];
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
  // Rounding may make a 0 slightly negative.
  return Math.max(distance, 0);
}

/** What the distance needs of a set: the mean, the trace of the covariance C, and a factor F with Fᵀ F = C. */
interface Gaussian {
  mean: Float64Array;
  trace: number;
  factor: Matrix;
}

function describe(rows: readonly Float64Array[], width: number, label: string): Gaussian {
  if (rows.length < 2) {
    throw new MetricError(
      'METRIC_SIZE',
      `The ${label} set has ${rows.length} row(s); a covariance needs at least two images.`,
    );
  }
  const mean = new Float64Array(width);
  rows.forEach((row, i) => {
    if (row.length !== width || width === 0) {
      throw new MetricError(
        'METRIC_SIZE',
        `Row ${i} of the ${label} set has ${row.length} numbers, the first row of the first set ${width}; take all ` +
          'features from the same extractor.',
      );
    }
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
