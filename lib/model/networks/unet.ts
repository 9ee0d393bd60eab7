import { UnsupportedModelError } from '../../errors.js';
import { type Config, EPSILON, LAYERS, WIDTH } from '../config.js';
import { Graph, type GraphForm, type Precision, type Value } from '../onnx/graph.js';
import {
  attention,
  conv,
  groupNorm,
  layerNorm,
  linear,
  resizeTo,
  resnet,
  silu,
  toImage,
  toTokens,
} from '../onnx/layers.js';
import { DataType, type Model } from '../onnx/proto.js';
import type { Weights } from '../weights.js';

const DOWN_BLOCKS = ['CrossAttnDownBlock2D', 'DownBlock2D'];
const UP_BLOCKS = ['CrossAttnUpBlock2D', 'UpBlock2D'];
/** The GroupNorm before a transformer always uses this epsilon, regardless of the config (diffusers' Transformer2DModel). */
const TRANSFORMER_EPS = 1e-6;

/** Read from the configuration, with diffusers' defaults for keys that older checkpoints lack. */
export interface UNetShape {
  /** Latent channels in: 4, or 9 for inpainting checkpoints. */
  inputs: number;
  outputs: number;
  /** Side of the latent canvas, in latent pixels. */
  sampleSize: number;
  textWidth: number;
  /** Number of metadata values that the UNet embeds; 0 for a plain UNet. */
  metadata: number;
  projection: SinusoidalProjection;
}

/** How the timestep and each metadata value become `width` numbers, half cosines and half sines (diffusers' Timesteps). */
export interface SinusoidalProjection {
  width: number;
  freqShift: number;
  cosineFirst: boolean;
}

export function readUNetShape(config: Config): UNetShape {
  return {
    inputs: config.integer('in_channels', WIDTH, 4),
    outputs: config.integer('out_channels', WIDTH, 4),
    sampleSize: config.sameInteger('sample_size', 2, WIDTH, 64),
    textWidth: config.sameInteger('cross_attention_dim', config.channels().length, WIDTH, 1280),
    metadata: config.boolean('use_metadata', false) ? config.integer('num_metadata', WIDTH, 7) : 0,
    projection: {
      width: evenFirst(config)[0]!,
      freqShift: config.integer('freq_shift', [0, 1], 0),
      cosineFirst: config.boolean('flip_sin_to_cos', true),
    },
  };
}

/** In radians per unit of timestep or metadata; `width / 2` of them. */
export function frequenciesOf({ width, freqShift }: SinusoidalProjection): Float32Array {
  const half = width / 2;
  // Rounded to fp32 at each step, as in diffusers. Metadata values reach 16,800 (year), where one unit in the last place of
  // the frequency already changes the angle visibly.
  const step = Math.fround(-Math.log(10000));
  return Float32Array.from({ length: half }, (_, i) =>
    Math.exp(Math.fround(Math.fround(step * i) / (half - freqShift))),
  );
}

/**
 * The UNet: diffusers' UNet2DConditionModel as SD 1.x and 2.x use it, and DiffusionSat's SatUNet, which adds one
 * embedding for each metadata number to the time embedding.
 *
 * `sample` [batch, in, height, width], `timestep_projection` [batch, width], `encoder_hidden_states` [batch, tokens, width]
 * and, with metadata, `metadata_projection` [batch, 7, width] → `out` [batch, out, height, width]: the noise, or v. Every
 * input is per sample, so that one call can serve candidates and requests at different timesteps.
 */
export function unetGraph(config: Config, weights: Weights, form: GraphForm): Model {
  return new UNetEmitter(config, weights, form).emit();
}

interface Feature {
  value: Value;
  channels: number;
}

class UNetEmitter {
  private readonly g: Graph;
  private readonly shape: UNetShape;
  private readonly channels: number[];
  private readonly heads: number[];
  private readonly depths: number[];
  private readonly layers: number[];
  private readonly groups: number;
  private readonly eps: number;
  private readonly linearProjection: boolean;
  private readonly scores: Precision;
  private readonly timeChannels: number;
  private time!: Value;
  private text!: Value;

  constructor(
    private readonly config: Config,
    weights: Weights,
    form: GraphForm,
  ) {
    refuseUnknownFeatures(config);
    this.g = new Graph('unet', weights, form);
    this.shape = readUNetShape(config);
    this.channels = evenFirst(config);
    const levels = this.channels.length;
    // The config calls the number of heads `attention_head_dim`; diffusers keeps that old mistake for compatibility.
    const key =
      config.raw('num_attention_heads') === undefined ? 'attention_head_dim' : 'num_attention_heads';
    this.heads = config.perLevel(key, levels, WIDTH, 8);
    this.depths = config.perLevel('transformer_layers_per_block', levels, LAYERS, 1);
    this.layers = config.perLevel('layers_per_block', levels, LAYERS, 2);
    this.groups = config.integer('norm_num_groups', WIDTH, 32);
    this.eps = config.number('norm_eps', EPSILON, 1e-5);
    this.linearProjection = config.boolean('use_linear_projection', false);
    const upcast = config.boolean('upcast_attention', false);
    this.scores = upcast ? upcastScores(form) : form.precision;
    this.timeChannels = config.integer('time_embedding_dim', WIDTH, this.channels[0]! * 4);
  }

  emit(): Model {
    const { g, channels, shape } = this;
    const sample = g.input('sample', DataType.FLOAT, ['batch', shape.inputs, 'height', 'width']);
    const text = g.input('encoder_hidden_states', DataType.FLOAT, ['batch', 'tokens', shape.textWidth]);
    this.text = g.fromFloat(text);
    this.time = silu(g, this.timeEmbedding());

    const kernel = kernelOf(this.config, 'conv_in_kernel');
    let x: Feature = {
      value: conv(g, g.fromFloat(sample), 'conv_in', shape.inputs, channels[0]!, { kernel }),
      channels: channels[0]!,
    };
    const skips: Feature[] = [x];
    x = this.downPath(x, skips);
    x = this.middle(x);
    x = this.upPath(x, skips);

    const { groups, eps } = this;
    const normal = silu(g, groupNorm(g, x.value, 'conv_norm_out', { channels: x.channels, groups, eps }));
    const outKernel = kernelOf(this.config, 'conv_out_kernel');
    const out = conv(g, normal, 'conv_out', x.channels, shape.outputs, { kernel: outKernel });
    g.output('out', out, ['batch', shape.outputs, 'height', 'width']);
    return g.build();
  }

  /** Two-layer embedding of the projected timestep, plus those of the metadata (DiffusionSat). */
  private timeEmbedding(): Value {
    const { g, shape } = this;
    const { width } = shape.projection;
    // The core projects them (native/pipeline/projection.h says why).
    const timestep = g.input('timestep_projection', DataType.FLOAT, ['batch', width]);
    let sum = this.embed(timestep, 'time_embedding');
    if (shape.metadata === 0) return sum;
    const metadata = g.input('metadata_projection', DataType.FLOAT, ['batch', shape.metadata, width]);
    for (let i = 0; i < shape.metadata; i++) {
      const number = g.op('Gather', [metadata, g.ints(i)], { axis: 1 });
      const column = g.op('Reshape', [number, g.ints(-1, width)]);
      sum = g.op('Add', [sum, this.embed(column, `metadata_embedding.${i}`)]);
    }
    return sum;
  }

  private embed(projected: Value, prefix: string): Value {
    const { g, timeChannels } = this;
    const { width } = this.shape.projection;
    const h = linear(g, g.fromFloat(projected), `${prefix}.linear_1`, width, timeChannels);
    return linear(g, silu(g, h), `${prefix}.linear_2`, timeChannels, timeChannels);
  }

  private downPath(x: Feature, skips: Feature[]): Feature {
    const blocks = this.blockTypes('down_block_types', DOWN_BLOCKS);
    this.config.expect('downsample_padding', 1);
    blocks.forEach((type, level) => {
      const prefix = `down_blocks.${level}`;
      for (let layer = 0; layer < this.layers[level]!; layer++) {
        x = this.resnet(x, `${prefix}.resnets.${layer}`, this.channels[level]!);
        if (type.startsWith('CrossAttn')) x = this.transformer(x, `${prefix}.attentions.${layer}`, level);
        skips.push(x);
      }
      if (level < blocks.length - 1) {
        const value = conv(this.g, x.value, `${prefix}.downsamplers.0.conv`, x.channels, x.channels, {
          stride: 2,
        });
        x = { value, channels: x.channels };
        skips.push(x);
      }
    });
    return x;
  }

  private middle(x: Feature): Feature {
    this.config.expect('mid_block_type', 'UNetMidBlock2DCrossAttn');
    const last = this.channels.length - 1;
    x = this.resnet(x, 'mid_block.resnets.0', x.channels);
    x = this.transformer(x, 'mid_block.attentions.0', last);
    return this.resnet(x, 'mid_block.resnets.1', x.channels);
  }

  private upPath(x: Feature, skips: Feature[]): Feature {
    const { g } = this;
    const blocks = this.blockTypes('up_block_types', UP_BLOCKS);
    blocks.forEach((type, i) => {
      const level = blocks.length - 1 - i;
      const prefix = `up_blocks.${i}`;
      for (let layer = 0; layer <= this.layers[level]!; layer++) {
        const skip = skips.pop()!;
        const value = g.op('Concat', [x.value, skip.value], { axis: 1 });
        x = { value, channels: x.channels + skip.channels };
        x = this.resnet(x, `${prefix}.resnets.${layer}`, this.channels[level]!);
        if (type.startsWith('CrossAttn')) x = this.transformer(x, `${prefix}.attentions.${layer}`, level);
      }
      if (i < blocks.length - 1) {
        // To the size of the next skip connection: twice as large, or one less where an odd size was halved.
        const next = skips.at(-1)!.value;
        const sizes = g.op('Concat', [
          g.op('Shape', [x.value], { start: 0, end: 2 }),
          g.op('Shape', [next], { start: 2 }),
        ], { axis: 0 }); // biome-ignore format: one call
        const value = conv(
          g,
          resizeTo(g, x.value, sizes),
          `${prefix}.upsamplers.0.conv`,
          x.channels,
          x.channels,
        );
        x = { value, channels: x.channels };
      }
    });
    return x;
  }

  private resnet(x: Feature, prefix: string, outputs: number): Feature {
    const { groups, eps } = this;
    const time = { embedding: this.time, channels: this.timeChannels };
    const value = resnet(this.g, x.value, prefix, { inputs: x.channels, outputs, groups, eps, time });
    return { value, channels: outputs };
  }

  /** diffusers' Transformer2DModel: a residual stack of transformer blocks over the pixels as tokens. */
  private transformer(x: Feature, prefix: string, level: number): Feature {
    const { g, groups, linearProjection } = this;
    const { channels } = x;
    const normal = groupNorm(g, x.value, `${prefix}.norm`, { channels, groups, eps: TRANSFORMER_EPS });
    let tokens = linearProjection
      ? linear(g, toTokens(g, normal), `${prefix}.proj_in`, channels, channels)
      : toTokens(g, conv(g, normal, `${prefix}.proj_in`, channels, channels, { kernel: 1 }));
    for (let block = 0; block < this.depths[level]!; block++) {
      tokens = this.transformerBlock(
        tokens,
        `${prefix}.transformer_blocks.${block}`,
        channels,
        this.heads[level]!,
      );
    }
    const image = linearProjection
      ? toImage(g, linear(g, tokens, `${prefix}.proj_out`, channels, channels), x.value)
      : conv(g, toImage(g, tokens, x.value), `${prefix}.proj_out`, channels, channels, { kernel: 1 });
    return { value: g.op('Add', [image, x.value]), channels };
  }

  private transformerBlock(x: Value, prefix: string, channels: number, heads: number): Value {
    const { g } = this;
    const attend = (name: string, query: Value, context: Value, width: number) => {
      const q = linear(g, query, `${prefix}.${name}.to_q`, channels, channels, false);
      const k = linear(g, context, `${prefix}.${name}.to_k`, width, channels, false);
      const v = linear(g, context, `${prefix}.${name}.to_v`, width, channels, false);
      return linear(
        g,
        attention(g, q, k, v, { channels, heads, scores: this.scores }),
        `${prefix}.${name}.to_out.0`,
        channels,
        channels,
      );
    };
    const own = layerNorm(g, x, `${prefix}.norm1`, channels);
    x = g.op('Add', [attend('attn1', own, own, channels), x]);
    const query = layerNorm(g, x, `${prefix}.norm2`, channels);
    x = g.op('Add', [attend('attn2', query, this.text, this.shape.textWidth), x]);

    const h = linear(
      g,
      layerNorm(g, x, `${prefix}.norm3`, channels),
      `${prefix}.ff.net.0.proj`,
      channels,
      channels * 8,
    );
    const [value, gate] = g.multi('Split', 2, [h], { axis: -1, num_outputs: 2 });
    const gated = g.op('Mul', [value!, g.op('Gelu', [gate!])]);
    return g.op('Add', [linear(g, gated, `${prefix}.ff.net.2`, channels * 4, channels), x]);
  }

  private blockTypes(key: string, known: readonly string[]): string[] {
    const types = this.config.strings(key);
    for (const type of types) {
      if (!known.includes(type)) {
        throw new UnsupportedModelError(
          `${this.config.path}: ${key} holds the block type ${type}; supported: ${known.join(', ')}.`,
        );
      }
    }
    if (types.length !== this.channels.length) {
      throw this.config.invalid(key, `one block for each of the ${this.channels.length} block_out_channels`);
    }
    return types;
  }
}

/** The first level has one channel for each value of the timestep's embedding: sines and cosines, at least two each. */
function evenFirst(config: Config): number[] {
  const channels = config.channels();
  const [first] = channels as [number];
  if (first % 2 === 0 && first >= 4) return channels;
  throw config.invalid('block_out_channels', 'a list whose first number is even and at least 4');
}

/**
 * The precision of attention with `upcast_attention`, which says that fp16 is too narrow: without their scale, scores
 * of SD 2.1 exceed 65504 and its images turn black.
 */
function upcastScores({ precision, scores = 'fp32' }: GraphForm): Precision {
  return precision === 'fp16' ? scores : precision;
}

/** Side of a kernel. An even one would change the size of the latent. */
function kernelOf(config: Config, key: string): number {
  config.expect(key, 1, 3, 5, 7);
  return config.integer(key, [1, 7], 3);
}

/** Refuses the features of UNet2DConditionModel that SD 1.x, SD 2.x and DiffusionSat do not use. */
function refuseUnknownFeatures(config: Config): void {
  config.expect('act_fn', 'silu', 'swish');
  config.expect('center_input_sample', false);
  config.expectEach('only_cross_attention', config.channels().length, false);
  config.expect('dual_cross_attention', false);
  config.expect('resnet_time_scale_shift', 'default');
  config.expect('resnet_skip_time_act', false);
  config.expect('resnet_out_scale_factor', 1);
  config.expect('mid_block_scale_factor', 1);
  config.expect('mid_block_only_cross_attention', false);
  config.expect('time_embedding_type', 'positional');
  config.expect('attention_type', 'default');
  config.expect('class_embeddings_concat', false);
  for (const key of [
    'class_embed_type',
    'num_class_embeds',
    'addition_embed_type',
    'encoder_hid_dim',
    'encoder_hid_dim_type',
    'reverse_transformer_layers_per_block',
    'time_embedding_act_fn',
    'timestep_post_act',
    'time_cond_proj_dim',
    'cross_attention_norm',
  ]) {
    config.expect(key);
  }
}
