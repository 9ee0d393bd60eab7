/**
 * Metrics for comparing composites. The harmony score, which needs the model, is `Harmonizer.score`. `loadRgb` and
 * `loadMask` load the inputs of the pixel metrics.
 *
 * @module
 */
export type { ImageInput } from '../image/input.js';
export type { Mask, RawImage, RgbImage } from '../image/raw-image.js';
export type { ReadImageOptions, ReadMaskOptions } from '../request/image.js';
export { boundaryGradientDifference } from './boundary-gradient.js';
export { ClassifierFeatures } from './classifier-features.js';
export { clipSimilarity, cosineSimilarity } from './cosine-similarity.js';
export type { FeatureExtractor } from './feature-extractor.js';
export { type Features, frechetDistance } from './frechet-distance.js';
export { gradientSimilarity } from './gradient-similarity.js';
export { loadMask, loadRgb } from './load.js';
export { OnnxImageEncoder, type OnnxImageEncoderOptions } from './onnx-image-encoder.js';
export { psnr } from './psnr.js';
export { ssim } from './ssim.js';
