/**
 * Measures to compare composites by. The harmony score, which needs the model, is `Harmonizer.score`. `loadRgb` and
 * `loadMask` read what the functions on pixels take.
 *
 * @module
 */
export { type ImageInput, loadMask, loadRgb } from '../image/load.js';
export type { Mask, RawImage, RgbImage, Size } from '../image/raw-image.js';
export { boundaryGradientDifference } from './boundary-gradient.js';
export { ClassifierFeatures } from './classifier-features.js';
export { clipSimilarity, cosineSimilarity } from './cosine-similarity.js';
export type { FeatureExtractor } from './feature-extractor.js';
export { type Features, frechetDistance } from './frechet-distance.js';
export { gradientSimilarity } from './gradient-similarity.js';
export { OnnxImageEncoder, type OnnxImageEncoderOptions } from './onnx-image-encoder.js';
export { psnr } from './psnr.js';
export { ssim } from './ssim.js';
