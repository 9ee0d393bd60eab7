import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HarmonizeOptions } from '../../lib/index.js';

/** The contents of golden.json next to a checkpoint: a request, and PyTorch's results. */
export interface Golden {
  bbox: [number, number, number, number];
  size: number;
  prompts: Record<'source' | 'target' | 'empty' | 'odd' | 'long', string>;
  metadata?: (number | null)[] | null;
  steps?: number;
  timesteps: number[];
  edge_width: number;
  latent_bbox: [number, number, number, number];
  unet_rows?: { timestep: number; text: string; metadata: number }[];
  decode_crop?: [number, number, number, number];
  classifier_input?: string;
  scores: { timestep: number; original: number; eroded: number; dilated: number; mean: number }[];
  best_timestep: number;
  twr_scores?: Golden['scores'];
  twr_best_timestep?: number;
}

export interface Tensor<T = Float32Array | BigInt64Array | Uint8Array> {
  shape: number[];
  data: T;
}

/** A checkpoint with its images and goldens. */
export class Fixture {
  readonly golden: Golden;
  private loaded?: Record<string, Tensor>;

  constructor(readonly folder: string) {
    this.golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8'));
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** The golden tensors; fp32 ones as Float32Array, int64 as BigInt64Array. */
  get tensors(): Record<string, Tensor> {
    this.loaded ??= readTensors(this.file('golden.safetensors'));
    return this.loaded;
  }

  floats(name: string): Tensor<Float32Array> {
    const tensor = this.tensors[name];
    if (!(tensor?.data instanceof Float32Array)) throw new Error(`${this.folder} has no golden ${name}`);
    return tensor as Tensor<Float32Array>;
  }

  /** Those of a request; the goldens have more. */
  get prompts(): { source: string; target: string } {
    const { source, target } = this.golden.prompts;
    return { source, target };
  }

  /** The request that the goldens belong to. */
  request(): HarmonizeOptions & Record<'target' | 'source', string> {
    const { bbox, steps = 20 } = this.golden;
    const [x, y, width, height] = bbox;
    const given = this.golden.metadata ?? [];
    const [longitude, latitude, gsd, cloudCover, year, month, day] = given.map((value) => value ?? undefined);
    return {
      target: this.file('target.png'),
      source: this.file('source.png'),
      box: { x, y, width, height },
      prompts: this.prompts,
      metadata: { longitude, latitude, gsd, cloudCover, year, month, day },
      steps,
    };
  }
}

const folder = join(import.meta.dirname, '../fixtures');

/** SatUNet with metadata, v-prediction, fp16 weights, 128 px. */
export const mini = new Fixture(join(folder, 'mini'));
/** As Stable Diffusion 1: epsilon, convolutional projections, one head count, no metadata; fusion width 0. */
export const sd1 = new Fixture(join(folder, 'sd1'));
/** Sharded bf16 weights, trailing timesteps, clipped samples, 10 steps, a box on the edge of the canvas. */
export const sharded = new Fixture(join(folder, 'sharded'));
/** A UNet with 9 input channels; single networks only. */
export const inpainting = new Fixture(join(folder, 'inpainting'));

/** Larger fixtures that are not in the repository; empty if they are not installed. */
const shared = join(import.meta.dirname, '../../../shared/fixtures/a');
export const large = existsSync(shared) ? [new Fixture(shared)] : [];

export function readTensors(path: string): Record<string, Tensor> {
  const file = readFileSync(path);
  const headerBytes = Number(file.readBigUInt64LE());
  const header = JSON.parse(file.toString('utf8', 8, 8 + headerBytes));
  const tensors: Record<string, Tensor> = {};
  for (const [name, entry] of Object.entries<{
    dtype: string;
    shape: number[];
    data_offsets: [number, number];
  }>(header)) {
    if (name === '__metadata__') continue;
    const [begin, end] = entry.data_offsets.map((offset) => file.byteOffset + 8 + headerBytes + offset);
    const bytes = file.buffer.slice(begin!, end!) as ArrayBuffer;
    const types = { F32: Float32Array, I64: BigInt64Array, U8: Uint8Array, BOOL: Uint8Array };
    tensors[name] = { shape: entry.shape, data: new types[entry.dtype as keyof typeof types](bytes) };
  }
  return tensors;
}

/** ‖actual − expected‖ / ‖expected‖ */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length)
    throw new Error(`${actual.length} values, expected ${expected.length}`);
  let [difference, norm] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    difference += (actual[i]! - expected[i]!) ** 2;
    norm += expected[i]! ** 2;
  }
  return Math.sqrt(difference / (norm || 1));
}
