import { type Config, EPSILON, LAYERS, POSITIONS, VOCABULARY, WIDTH } from '../config.js';
import { Graph, type GraphForm, type Value } from '../onnx/graph.js';
import { attention, layerNorm, linear } from '../onnx/layers.js';
import { DataType, type Model } from '../onnx/proto.js';
import type { Weights } from '../weights.js';

const ACTIVATIONS = ['quick_gelu', 'gelu', 'gelu_new'] as const;
type Activation = (typeof ACTIVATIONS)[number];

/** What the configuration fixes, with transformers' defaults. */
export interface TextEncoderShape {
  width: number;
  /** Tokens of a prompt. */
  positions: number;
  vocabulary: number;
  layers: number;
  heads: number;
  /** Width inside the feed-forward layers. */
  hidden: number;
  eps: number;
  activation: Activation;
}

export function readTextEncoderShape(config: Config): TextEncoderShape {
  return {
    width: config.integer('hidden_size', WIDTH, 512),
    positions: config.integer('max_position_embeddings', POSITIONS, 77),
    vocabulary: config.integer('vocab_size', VOCABULARY, 49408),
    layers: config.integer('num_hidden_layers', LAYERS, 12),
    heads: config.integer('num_attention_heads', WIDTH, 8),
    hidden: config.integer('intermediate_size', WIDTH, 2048),
    eps: config.number('layer_norm_eps', EPSILON, 1e-5),
    activation: config.choice('hidden_act', ACTIVATIONS, 'quick_gelu'),
  };
}

/**
 * The CLIP text encoder (transformers' CLIPTextModel): `input_ids` int64 [batch, positions] → `last_hidden_state`
 * [batch, positions, width], after the final layer norm.
 */
export function textEncoderGraph(shape: TextEncoderShape, weights: Weights, form: GraphForm): Model {
  const { width, positions, vocabulary, layers, heads, hidden, eps, activation } = shape;
  // transformers 5 saves the bare encoder; every earlier version prefixes the names with `text_model.`.
  const root = weights.has('text_model.final_layer_norm.weight') ? 'text_model.' : '';

  const g = new Graph('text_encoder', weights, form);
  const ids = g.input('input_ids', DataType.INT64, ['batch', positions]);
  let x = g.op('Add', [
    g.embedding(`${root}embeddings.token_embedding.weight`, [vocabulary, width], ids),
    g.weight(`${root}embeddings.position_embedding.weight`, [positions, width]),
  ]);
  const mask = g.floats(causalMask(positions), [positions, positions]);
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `${root}encoder.layers.${layer}`;
    const normal = layerNorm(g, x, `${prefix}.layer_norm1`, width, eps);
    const project = (name: string, y: Value) => linear(g, y, `${prefix}.self_attn.${name}`, width, width);
    const [q, k, v] = ['q_proj', 'k_proj', 'v_proj'].map((name) => project(name, normal));
    x = g.op('Add', [x, project('out_proj', attention(g, q!, k!, v!, { channels: width, heads, mask }))]);

    let h = layerNorm(g, x, `${prefix}.layer_norm2`, width, eps);
    h = activate(g, linear(g, h, `${prefix}.mlp.fc1`, width, hidden), activation);
    x = g.op('Add', [x, linear(g, h, `${prefix}.mlp.fc2`, hidden, width)]);
  }
  const last = layerNorm(g, x, `${root}final_layer_norm`, width, eps);
  g.output('last_hidden_state', last, ['batch', positions, width]);
  return g.build();
}

function activate(g: Graph, x: Value, activation: Activation): Value {
  if (activation === 'gelu') return g.op('Gelu', [x]);
  if (activation === 'gelu_new') return g.op('Gelu', [x], { approximate: 'tanh' });
  return g.op('Mul', [x, g.op('Sigmoid', [g.op('Mul', [x, g.floats([1.702], [])])])]);
}

/** A token sees itself and the tokens before it. */
function causalMask(tokens: number): Float32Array {
  const mask = new Float32Array(tokens * tokens);
  for (let row = 0; row < tokens; row++) mask.fill(-Infinity, row * tokens + row + 1, (row + 1) * tokens);
  return mask;
}
