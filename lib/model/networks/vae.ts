import { UnsupportedModelError } from '../../errors.js';
import { type Config, LAYERS, SCALE, WIDTH } from '../config.js';
import { Graph, type GraphForm, type Value } from '../onnx/graph.js';
import { attention, conv, groupNorm, linear, resnet, silu, toImage, toTokens } from '../onnx/layers.js';
import { DataType, type Model } from '../onnx/proto.js';
import { upsample } from '../onnx/upsampling.js';
import type { Weights } from '../weights.js';

/** The VAE's norms always use this epsilon, regardless of the config (diffusers' Encoder and Decoder). */
const EPS = 1e-6;

export interface VaeShape {
  latentChannels: number;
  /** Latents are multiplied by it after encoding and divided by it before decoding. */
  scalingFactor: number;
  /** f: image pixels per latent pixel. */
  factor: number;
}

export function readVaeShape(config: Config): VaeShape {
  config.expect('shift_factor', 0);
  config.expect('latents_mean');
  config.expect('latents_std');
  config.expect('in_channels', 3);
  config.expect('out_channels', 3);
  return {
    latentChannels: config.integer('latent_channels', WIDTH, 4),
    scalingFactor: config.number('scaling_factor', SCALE, 0.18215),
    factor: 2 ** (config.channels().length - 1),
  };
}

/** `image` [batch, 3, height, width] in −1…1 → the posterior's `mean` and `logvar`, [batch, 4, height/f, width/f]. */
export function vaeEncoderGraph(config: Config, weights: Weights, form: GraphForm): Model {
  return new VaeEmitter(config, weights, form, 'vae_encoder').encoder();
}

/** `latent` [batch, 4, height, width], already divided by the scaling factor → `image` [batch, 3, …] in about −1…1. */
export function vaeDecoderGraph(config: Config, weights: Weights, form: GraphForm): Model {
  return new VaeEmitter(config, weights, form, 'vae_decoder').decoder();
}

class VaeEmitter {
  private readonly g: Graph;
  private readonly channels: number[];
  private readonly layers: number;
  private readonly groups: number;
  private readonly latentChannels: number;

  constructor(
    private readonly config: Config,
    weights: Weights,
    form: GraphForm,
    name: string,
  ) {
    config.expect('act_fn', 'silu', 'swish');
    this.g = new Graph(name, weights, form);
    this.channels = config.channels();
    this.layers = config.integer('layers_per_block', LAYERS, 1);
    this.groups = config.integer('norm_num_groups', WIDTH, 32);
    this.latentChannels = readVaeShape(config).latentChannels;
  }

  encoder(): Model {
    const { g, channels, latentChannels } = this;
    this.checkBlocks('down_block_types', 'DownEncoderBlock2D');
    const image = g.input('image', DataType.FLOAT, ['batch', 3, 'height', 'width']);
    let x = conv(g, g.fromFloat(image), 'encoder.conv_in', 3, channels[0]!);
    let inputs = channels[0]!;
    channels.forEach((outputs, level) => {
      const prefix = `encoder.down_blocks.${level}`;
      for (let layer = 0; layer < this.layers; layer++) {
        x = this.resnet(x, `${prefix}.resnets.${layer}`, inputs, outputs);
        inputs = outputs;
      }
      if (level < channels.length - 1) {
        // Padded on the right and at the bottom only (diffusers' Downsample2D with padding 0).
        x = conv(g, x, `${prefix}.downsamplers.0.conv`, outputs, outputs, { stride: 2, pads: [0, 0, 1, 1] });
      }
    });
    x = this.middle(x, 'encoder.mid_block', inputs);
    x = this.normSilu(x, 'encoder.conv_norm_out', inputs);
    let moments = conv(g, x, 'encoder.conv_out', inputs, latentChannels * 2);
    if (this.config.boolean('use_quant_conv', true)) {
      moments = conv(g, moments, 'quant_conv', latentChannels * 2, latentChannels * 2, { kernel: 1 });
    }
    const [mean, logvar] = g.multi('Split', 2, [moments], { axis: 1, num_outputs: 2 });
    const clamped = g.op('Clip', [logvar!, g.floats([-30], []), g.floats([20], [])]);
    const dims = ['batch', latentChannels, 'latent_height', 'latent_width'];
    g.output('mean', mean!, dims);
    g.output('logvar', clamped, dims);
    return g.build();
  }

  decoder(): Model {
    const { g, latentChannels } = this;
    this.checkBlocks('up_block_types', 'UpDecoderBlock2D');
    const channels = [...this.channels].reverse();
    let x = g.fromFloat(g.input('latent', DataType.FLOAT, ['batch', latentChannels, 'height', 'width']));
    if (this.config.boolean('use_post_quant_conv', true)) {
      x = conv(g, x, 'post_quant_conv', latentChannels, latentChannels, { kernel: 1 });
    }
    let inputs = channels[0]!;
    x = conv(g, x, 'decoder.conv_in', latentChannels, inputs);
    x = this.middle(x, 'decoder.mid_block', inputs);
    channels.forEach((outputs, i) => {
      const prefix = `decoder.up_blocks.${i}`;
      for (let layer = 0; layer <= this.layers; layer++) {
        x = this.resnet(x, `${prefix}.resnets.${layer}`, inputs, outputs);
        inputs = outputs;
      }
      if (i < channels.length - 1) {
        x = upsample(g, x, `${prefix}.upsamplers.0.conv`, outputs);
      }
    });
    x = this.normSilu(x, 'decoder.conv_norm_out', inputs);
    g.output('image', conv(g, x, 'decoder.conv_out', inputs, 3), ['batch', 3, 'image_height', 'image_width']);
    return g.build();
  }

  private middle(x: Value, prefix: string, channels: number): Value {
    x = this.resnet(x, `${prefix}.resnets.0`, channels, channels);
    if (this.config.boolean('mid_block_add_attention', true))
      x = this.attention(x, `${prefix}.attentions.0`, channels);
    return this.resnet(x, `${prefix}.resnets.1`, channels, channels);
  }

  /**
   * Self-attention over the pixels with one head and a softmax in fp32 (diffusers' `upcast_softmax`). Checkpoints from
   * before diffusers 0.17 use other names for the projections.
   */
  private attention(x: Value, prefix: string, channels: number): Value {
    const { g } = this;
    const names = g.weights.has(`${prefix}.query.weight`)
      ? ['query', 'key', 'value', 'proj_attn']
      : ['to_q', 'to_k', 'to_v', 'to_out.0'];
    const tokens = toTokens(g, this.groupNorm(x, `${prefix}.group_norm`, channels));
    const project = (i: number, y: Value) => linear(g, y, `${prefix}.${names[i]}`, channels, channels);
    const [q, k, v] = [project(0, tokens), project(1, tokens), project(2, tokens)];
    const mixed = attention(g, q, k, v, { channels, heads: 1, scores: 'fp32' });
    return g.op('Add', [toImage(g, project(3, mixed), x), x]);
  }

  private resnet(x: Value, prefix: string, inputs: number, outputs: number): Value {
    return resnet(this.g, x, prefix, { inputs, outputs, groups: this.groups, eps: EPS });
  }

  private normSilu(x: Value, prefix: string, channels: number): Value {
    return silu(this.g, this.groupNorm(x, prefix, channels));
  }

  private groupNorm(x: Value, prefix: string, channels: number): Value {
    return groupNorm(this.g, x, prefix, { channels, groups: this.groups, eps: EPS });
  }

  private checkBlocks(key: string, type: string): void {
    const blocks = this.config.strings(key);
    for (const block of blocks) {
      if (block !== type) {
        throw new UnsupportedModelError(
          `${this.config.path}: ${key} holds the block type ${block}; supported: ${type}.`,
        );
      }
    }
    if (blocks.length !== this.channels.length) {
      throw this.config.invalid(key, `one block for each of the ${this.channels.length} block_out_channels`);
    }
  }
}
