import sharp from 'sharp';
import { type ImageInput, loadRgb } from '../image/load.js';
import type { RgbImage } from '../image/raw-image.js';

/** What turns images into vectors that distances are taken between. */
export interface FeatureExtractor {
  /** To be named beside every number that comes of it. */
  readonly name: string;
  /** d: how many numbers an image has. */
  readonly width: number;
  /**
   * The features of one image, d numbers.
   *
   * @throws ImageError when the image is missing or damaged, EngineError when the network fails, ClosedError after `close`
   */
  extract(image: ImageInput): Promise<Float32Array | Float64Array>;
  /** Frees the network's memory. */
  close(): Promise<void>;
}

/** How an image becomes a network's input. */
export interface InputFormat {
  /** Side of the square input, in pixels. */
  size: number;
  /** `cover` keeps the proportions and cuts off what is left over to both sides; `fill` does not. */
  fit: 'cover' | 'fill';
  /** Per RGB channel, of values in 0…1. */
  mean: readonly number[];
  std: readonly number[];
}

/**
 * The image at the network's size (bicubic, unless it has that size), (value / 255 − mean) / std, by channels:
 * [3, size, size].
 *
 * @throws ImageError, OptionError as `loadRgb`
 */
export async function networkInput(image: ImageInput, format: InputFormat): Promise<Float32Array> {
  const { size, fit, mean, std } = format;
  const { data } = await resized(await loadRgb(image, 'measured'), size, fit);
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
  const { data, width, height } = image;
  if (width === size && height === size) return image;
  const small = sharp(data, { raw: image }).resize(size, size, {
    fit,
    kernel: 'cubic',
  });
  return { data: await small.raw().toBuffer(), width: size, height: size, channels: 3 };
}
