import type { Graph, Precision, Value } from './graph.js';

// The layers that the networks share. Names and defaults are those of PyTorch and diffusers. All tensors are in the
// graph's precision.

/** A fully connected layer on the last axis: `weight` is [out, in]. */
export function linear(
  g: Graph,
  x: Value,
  prefix: string,
  inputs: number,
  outputs: number,
  bias = true,
): Value {
  const weight = g.op('Transpose', [g.weight(`${prefix}.weight`, [outputs, inputs])], { perm: [1, 0] });
  const product = g.op('MatMul', [x, weight]);
  return bias ? g.op('Add', [product, g.weight(`${prefix}.bias`, [outputs])]) : product;
}

export interface ConvOptions {
  kernel?: number;
  stride?: number;
  /** ONNX order: top, left, bottom, right. By default, stride 1 keeps the size. */
  pads?: readonly number[];
  bias?: boolean;
}

/** A square 2-D convolution, NCHW. */
export function conv(
  g: Graph,
  x: Value,
  prefix: string,
  inputs: number,
  outputs: number,
  { kernel = 3, stride = 1, pads, bias = true }: ConvOptions = {},
): Value {
  const operands = [x, g.weight(`${prefix}.weight`, [outputs, inputs, kernel, kernel])];
  if (bias) operands.push(g.weight(`${prefix}.bias`, [outputs]));
  const same = Math.floor(kernel / 2);
  return g.op('Conv', operands, {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: pads ?? [same, same, same, same],
  });
}

export function silu(g: Graph, x: Value): Value {
  return g.op('Mul', [x, g.op('Sigmoid', [x])]);
}

/**
 * Group normalisation, NCHW, expressed as instance normalisation of the groups. Every engine has a fast kernel for that,
 * while an engine without a kernel for opset 21's GroupNormalization expands it into many small operators.
 */
export function groupNorm(
  g: Graph,
  x: Value,
  prefix: string,
  { channels, groups, eps }: { channels: number; groups: number; eps: number },
): Value {
  g.checkDivides(groups, channels, `norm groups of ${prefix}`);
  const grouped = g.op('Reshape', [x, g.ints(0, groups, -1)]);
  const normal = instanceNorm(g, grouped, groups, eps);
  const restored = g.op('Reshape', [normal, g.op('Shape', [x])]);
  const perChannel = (name: string) =>
    g.op('Reshape', [g.weight(`${prefix}.${name}`, [channels]), g.ints(channels, 1, 1)]);
  return g.op('Add', [g.op('Mul', [restored, perChannel('weight')]), perChannel('bias')]);
}

/** For fp16, engines accumulate in fp32. None has such a kernel for bf16, so bf16 is computed in fp32. */
function instanceNorm(g: Graph, x: Value, channels: number, eps: number): Value {
  const wide = g.form.precision === 'bf16';
  const constant = (value: number) =>
    g.floats(new Float32Array(channels).fill(value), [channels], wide ? 'fp32' : g.form.precision);
  const operands = [wide ? g.toFloat(x) : x, constant(1), constant(0)];
  const normal = g.op('InstanceNormalization', operands, { epsilon: { float: eps } });
  return wide ? g.fromFloat(normal) : normal;
}

export function layerNorm(g: Graph, x: Value, prefix: string, channels: number, eps = 1e-5): Value {
  const operands = [x, g.weight(`${prefix}.weight`, [channels]), g.weight(`${prefix}.bias`, [channels])];
  return g.op('LayerNormalization', operands, { axis: -1, epsilon: { float: eps } });
}

export interface AttentionOptions {
  channels: number;
  heads: number;
  /** [tokens, tokens], added to the scores. */
  mask?: Value;
  /**
   * The precision of decomposed attention; by default the graph's. The fused form never stores its scores
   * and needs no cast.
   */
  scores?: Precision;
}

/**
 * Scaled dot-product attention of [batch, tokens, channels] projections, split into `heads`. With a mask the form is
 * always decomposed.
 *
 * The query is scaled before its product with the keys: TensorRT fuses no other form, and the scores are smaller by
 * that factor, which matters in fp16. For heads of 64 channels, as in SD 2.1, the factor is ⅛, which is exact in every
 * precision.
 */
export function attention(
  g: Graph,
  q: Value,
  k: Value,
  v: Value,
  { channels, heads, mask, scores: precision = g.form.precision }: AttentionOptions,
): Value {
  g.checkDivides(heads, channels, 'attention heads');
  if (g.form.attention === 'fused' && mask === undefined) {
    return g.microsoft('MultiHeadAttention', [q, k, v], { num_heads: heads });
  }
  const size = channels / heads;
  const split = (x: Value, perm: readonly number[]) =>
    g.op('Transpose', [g.op('Reshape', [x, g.ints(0, 0, heads, size)])], { perm });
  const scale = g.floats([1 / Math.sqrt(size)], [], precision);
  const query = g.op('Mul', [g.toPrecision(split(q, [0, 2, 1, 3]), precision), scale]);
  let scores = g.op('MatMul', [query, g.toPrecision(split(k, [0, 2, 3, 1]), precision)]);
  if (mask !== undefined) scores = g.op('Add', [scores, mask]);
  const shares = g.op('Softmax', [scores], { axis: -1 });
  const values = split(v, [0, 2, 1, 3]);
  // With fp32, only the scores need the wider range. In 16 bits, a cast between the two products would keep them from
  // being fused.
  const mixed =
    precision === 'fp32'
      ? g.op('MatMul', [g.fromFloat(shares), values])
      : g.fromPrecision(g.op('MatMul', [shares, g.toPrecision(values, precision)]), precision);
  return g.op('Reshape', [g.op('Transpose', [mixed], { perm: [0, 2, 1, 3] }), g.ints(0, 0, channels)]);
}

/** [batch, channels, height, width] → [batch, height · width, channels]. */
export function toTokens(g: Graph, x: Value): Value {
  return g.op('Transpose', [g.op('Reshape', [x, g.ints(0, 0, -1)])], { perm: [0, 2, 1] });
}

/** The inverse of `toTokens`; the result has the shape of the image `like`. */
export function toImage(g: Graph, tokens: Value, like: Value): Value {
  return g.op('Reshape', [g.op('Transpose', [tokens], { perm: [0, 2, 1] }), g.op('Shape', [like])]);
}

export interface ResnetOptions {
  inputs: number;
  outputs: number;
  groups: number;
  eps: number;
  /** SiLU of the time embedding, [batch, channels]; the VAE has none. */
  time?: { embedding: Value; channels: number } | undefined;
}

/** diffusers' ResnetBlock2D with `time_embedding_norm="default"` and an output scale of 1. */
export function resnet(g: Graph, x: Value, prefix: string, options: ResnetOptions): Value {
  const { inputs, outputs, groups, eps, time } = options;
  let h = silu(g, groupNorm(g, x, `${prefix}.norm1`, { channels: inputs, groups, eps }));
  h = conv(g, h, `${prefix}.conv1`, inputs, outputs);
  if (time) {
    const shift = linear(g, time.embedding, `${prefix}.time_emb_proj`, time.channels, outputs);
    h = g.op('Add', [h, g.op('Reshape', [shift, g.ints(0, outputs, 1, 1)])]);
  }
  h = silu(g, groupNorm(g, h, `${prefix}.norm2`, { channels: outputs, groups, eps }));
  h = conv(g, h, `${prefix}.conv2`, outputs, outputs);
  const shortcut =
    inputs === outputs ? x : conv(g, x, `${prefix}.conv_shortcut`, inputs, outputs, { kernel: 1 });
  return g.op('Add', [shortcut, h]);
}

/** Nearest-neighbour resampling to `sizes` ([batch, channels, height, width]), as torch's `interpolate` does it. */
export function resizeTo(g: Graph, x: Value, sizes: Value): Value {
  return g.op('Resize', [x, '', '', sizes], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  });
}
