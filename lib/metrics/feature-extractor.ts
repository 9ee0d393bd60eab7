import sharp from 'sharp';
import type { ImageInput } from '../image/input.js';
import { readImage } from '../image/open.js';
import type { RgbImage } from '../image/raw-image.js';

/**
 * Turns images into vectors to compare, such as `OnnxImageEncoder` and `ClassifierFeatures`. Implement it to measure with
 * another network.
 */
export interface FeatureExtractor {
  /** State it next to every number that depends on it. */
  readonly name: string;
  /** d: the number of features of an image. */
  readonly width: number;
  /**
   * The features of one image, d numbers.
   *
   * @throws ImageError for an image that is missing or damaged
   * @throws EngineError when the network fails
   * @throws ClosedError after `close`
   */
  extract(image: ImageInput): Promise<Float32Array | Float64Array>;
  /** Frees the memory of the network. */
  close(): Promise<void>;
}

/** What a network expects of an image. */
export interface InputFormat {
  /** Side of the square input, in pixels. */
  size: number;
  /** `cover` keeps the proportions and crops the longer side evenly; `fill` stretches. */
  fit: 'cover' | 'fill';
  /** For each of R, G and B, of values in 0…1. */
  mean: readonly number[];
  std: readonly number[];
}

/**
 * An image as the input of a network: resized (bicubic, unless it has the right size) and normalised,
 * (value / 255 − mean) / std.
 *
 * @returns [3, size, size]
 * @throws ImageError, OptionError as `loadRgb`
 */
export async function networkInput(image: ImageInput, format: InputFormat): Promise<Float32Array> {
  const { size, fit, mean, std } = format;
  const { data } = await resized((await readImage(image, 'measured')).image, size, fit);
  const pixels = size * size;
  const input = new Float32Array(3 * pixels);
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < pixels; i++) {
      input[channel * pixels + i] = (data[3 * i + channel]! / 255 - mean[channel]!) / std[channel]!;
    }
  }
  return input;
}

async function resized(image: RgbImage, size: number, fit: InputFormat['fit']): Promise<RgbImage> {
  if (image.width === size && image.height === size) return image;
  const small = sharp(image.data, { raw: image }).resize(size, size, { fit, kernel: 'cubic' });
  return { data: await small.raw().toBuffer(), width: size, height: size, channels: 3 };
}
