import { Config } from '../../lib/model/config.js';
import type { ModelFolder } from '../../lib/model/folder.js';
import { readTextEncoderShape } from '../../lib/model/networks/text-encoder.js';
import { readUNetShape } from '../../lib/model/networks/unet.js';
import { readVaeShape } from '../../lib/model/networks/vae.js';
import type { TensorEntry } from '../../lib/model/safetensors.js';
import { Weights } from '../../lib/model/weights.js';

/** The published sizes: Stable Diffusion 2.1 with DiffusionSat's metadata, 512 px. */
export const UNET = {
  sample_size: 64,
  in_channels: 4,
  out_channels: 4,
  block_out_channels: [320, 640, 1280, 1280],
  down_block_types: ['CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'DownBlock2D'],
  up_block_types: ['UpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D'],
  attention_head_dim: [5, 10, 20, 20],
  cross_attention_dim: 1024,
  layers_per_block: 2,
  use_linear_projection: true,
  use_metadata: true,
  num_metadata: 7,
};
export const VAE = {
  block_out_channels: [128, 256, 512, 512],
  down_block_types: Array(4).fill('DownEncoderBlock2D'),
  up_block_types: Array(4).fill('UpDecoderBlock2D'),
  layers_per_block: 2,
  latent_channels: 4,
};
export const TEXT = {
  hidden_size: 1024,
  num_attention_heads: 16,
  num_hidden_layers: 23,
  intermediate_size: 4096,
  hidden_act: 'gelu',
};

/** Weights that hold every tensor asked for, each of the shape asked for, and count them. */
export class Recorder extends Weights {
  readonly asked = new Map<string, number>();

  constructor() {
    const any = {
      file: '/weights/model.safetensors',
      dtype: 'F16',
      shape: [],
      offset: 8,
      length: 2,
    } as const;
    super('weights', new Map([['any', any]]));
  }

  override has(name: string): boolean {
    // As current checkpoints name them.
    return !name.includes('.query.');
  }

  override get(name: string, shape: readonly number[] = []): TensorEntry {
    const size = shape.reduce((product, side) => product * side, 1);
    this.asked.set(name, size);
    return { file: '/weights/model.safetensors', dtype: 'F16', shape, offset: 8, length: 2 * size };
  }

  get count(): number {
    return [...this.asked.values()].reduce((sum, size) => sum + size, 0);
  }
}

/** The published model on a canvas of that many pixels, without a classifier and what only requests need; its weights are never read. */
export function publishedModel(canvas: number, unet: Record<string, unknown> = {}): ModelFolder {
  const part = (values: Record<string, unknown>) => ({
    config: new Config('config.json', values),
    weights: new Recorder(),
  });
  const parts = {
    textEncoder: part(TEXT),
    unet: part({ ...UNET, upcast_attention: true, ...unet, sample_size: canvas / 8 }),
    vae: part(VAE),
  };
  return {
    textEncoder: { ...parts.textEncoder, shape: readTextEncoderShape(parts.textEncoder.config) },
    unet: { ...parts.unet, shape: readUNetShape(parts.unet.config) },
    vae: { ...parts.vae, shape: readVaeShape(parts.vae.config) },
    tokenizer: { length: 77 },
  } as unknown as ModelFolder;
}
