import type { ModelFolder } from './folder.js';
import { classifierGraph } from './networks/classifier.js';
import { textEncoderGraph } from './networks/text-encoder.js';
import { unetGraph } from './networks/unet.js';
import { vaeDecoderGraph, vaeEncoderGraph } from './networks/vae.js';
import type { GraphForm, Precision } from './onnx/graph.js';
import type { Weights } from './weights.js';

/** A graph's bytes, and the folder of the safetensors files that they refer to. */
export interface NetworkGraph {
  graph: Uint8Array;
  weightsFolder: string;
}

/** The networks that the pipeline calls. The VAE is two, and the classifier may be absent. */
export type NetworkName = 'textEncoder' | 'unet' | 'vaeEncoder' | 'vaeDecoder' | 'classifier';

export type ModelGraphs = Record<Exclude<NetworkName, 'classifier'>, NetworkGraph> & {
  classifier?: NetworkGraph;
};

/** The parts of a model folder that hold weights. */
export type WeightedPart = 'textEncoder' | 'unet' | 'vae' | 'classifier';

/** The part that holds a network's weights. */
export function partOf(name: NetworkName): WeightedPart {
  return name === 'vaeEncoder' || name === 'vaeDecoder' ? 'vae' : name;
}

/**
 * The precision that a network computes in. The classifier is always in fp32: it costs little, and the scores
 * that decide may be close together.
 */
export function precisionOf(name: NetworkName, precision: Precision): Precision {
  return name === 'classifier' ? 'fp32' : precision;
}

/** The networks that a model has. */
export function networksOf(model: ModelFolder): NetworkName[] {
  return [
    'textEncoder',
    'unet',
    'vaeEncoder',
    'vaeDecoder',
    ...(model.classifier ? ['classifier' as const] : []),
  ];
}

/**
 * Writes one network of the model as ONNX, referring to the weights where they lie.
 *
 * @throws UnsupportedModelError for an unsupported architecture
 * @throws TensorError when a tensor is missing or does not have the shape in the configuration
 */
export function emitGraph(model: ModelFolder, name: NetworkName, form: GraphForm): NetworkGraph {
  const graph = emit(model, name, { ...form, precision: precisionOf(name, form.precision) });
  return { graph, weightsFolder: model[partOf(name)]!.weights.folder };
}

function emit(model: ModelFolder, name: NetworkName, form: GraphForm): Uint8Array {
  const { textEncoder, unet, vae, classifier } = model;
  switch (name) {
    case 'textEncoder':
      return textEncoderGraph(textEncoder.shape, textEncoder.weights, form);
    case 'unet':
      return unetGraph(unet.config, unet.weights, form);
    case 'vaeEncoder':
      return vaeEncoderGraph(vae.config, vae.weights, form);
    case 'vaeDecoder':
      return vaeDecoderGraph(vae.config, vae.weights, form);
    case 'classifier':
      return classifierGraph(classifier!.shape, classifier!.weights, form);
  }
}

/** Writes every network that the model has. @throws as `emitGraph` */
export function emitGraphs(model: ModelFolder, form: GraphForm): ModelGraphs {
  const graphs = networksOf(model).map((name) => [name, emitGraph(model, name, form)]);
  return Object.fromEntries(graphs) as ModelGraphs;
}

/** The model with other weights for one of its parts. */
export function withWeights(model: ModelFolder, part: WeightedPart, weights: Weights): ModelFolder {
  return { ...model, [part]: { ...model[part], weights } };
}
