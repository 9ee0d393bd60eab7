import type { ModelFolder } from './folder.js';
import { classifierGraph } from './networks/classifier.js';
import { textEncoderGraph } from './networks/text-encoder.js';
import { unetGraph } from './networks/unet.js';
import { vaeDecoderGraph, vaeEncoderGraph } from './networks/vae.js';
import type { GraphForm, Precision } from './onnx/graph.js';
import { encodeModel, type Model } from './onnx/proto.js';
import type { Weights } from './weights.js';

/** A graph's bytes, and the folder of the safetensors files that they refer to. */
export interface NetworkGraph {
  graph: Uint8Array;
  weightsFolder: string;
  /** Differs when a file of weights is another one or has changed; left out if that is not known. */
  weightsState?: string;
}

/** The networks that the pipeline calls. The VAE is two, and the classifier may be absent. */
export type NetworkName = 'textEncoder' | 'unet' | 'vaeEncoder' | 'vaeDecoder' | 'classifier';

/** One value for each network that a model has. */
type ByNetwork<T> = Record<Exclude<NetworkName, 'classifier'>, T> & { classifier?: T };

export type BuiltGraphs = ByNetwork<Model>;
export type ModelGraphs = ByNetwork<NetworkGraph>;

/** The parts of a model folder that hold weights. */
export type WeightedPart = 'textEncoder' | 'unet' | 'vae' | 'classifier';

/** The part that holds a network's weights. */
export function partOf(name: NetworkName): WeightedPart {
  return name === 'vaeEncoder' || name === 'vaeDecoder' ? 'vae' : name;
}

/**
 * The precision that a network computes in. The classifier always computes in fp32: it costs little, and the
 * scores may be close together.
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
 * Describes one network of the model as an ONNX graph that refers to the weights in their files.
 *
 * @throws UnsupportedModelError for an unsupported architecture
 * @throws TensorError when a tensor is missing or does not have the shape in the configuration
 */
export function buildGraph(model: ModelFolder, name: NetworkName, given: GraphForm): Model {
  const { textEncoder, unet, vae, classifier } = model;
  const form = { ...given, precision: precisionOf(name, given.precision) };
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

/** Describes every network that the model has. @throws as `buildGraph` */
export function buildGraphs(model: ModelFolder, form: GraphForm): BuiltGraphs {
  return Object.fromEntries(
    networksOf(model).map((name) => [name, buildGraph(model, name, form)]),
  ) as BuiltGraphs;
}

/** Encodes a graph in the form that engines read. */
export function encodeGraph(model: ModelFolder, name: NetworkName, graph: Model): NetworkGraph {
  const { folder, state } = model[partOf(name)]!.weights;
  return { graph: encodeModel(graph), weightsFolder: folder, weightsState: state };
}

/** Encodes all graphs. */
export function encodeGraphs(model: ModelFolder, graphs: BuiltGraphs): ModelGraphs {
  return Object.fromEntries(
    networksOf(model).map((name) => [name, encodeGraph(model, name, graphs[name]!)]),
  ) as ModelGraphs;
}

/** The model with other weights for one of its parts. */
export function withWeights(model: ModelFolder, part: WeightedPart, weights: Weights): ModelFolder {
  return { ...model, [part]: { ...model[part], weights } };
}
