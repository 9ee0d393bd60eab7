import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelFileError, UnsupportedModelError } from '../errors.js';
import { Config, readConfig } from './config.js';
import { METADATA_FIELDS } from './metadata.js';
import { type ClassifierShape, classifierGraph, readClassifierShape } from './networks/classifier.js';
import { readTextEncoderShape, type TextEncoderShape, textEncoderGraph } from './networks/text-encoder.js';
import { readUNetShape, type UNetShape, unetGraph } from './networks/unet.js';
import { readVaeShape, type VaeShape, vaeDecoderGraph, vaeEncoderGraph } from './networks/vae.js';
import type { GraphForm, Precision } from './onnx/graph.js';
import { type NoiseSchedule, readNoiseSchedule } from './scheduler.js';
import { ClipTokenizer } from './tokenizer.js';
import { readWeights, type Weights } from './weights.js';

/** A network's configuration and weights. */
export interface NetworkFiles {
  config: Config;
  weights: Weights;
}

/** A model folder in the diffusers layout, read and checked, with no weights in memory. */
export interface ModelFolder {
  path: string;
  textEncoder: NetworkFiles & { shape: TextEncoderShape };
  unet: NetworkFiles & { shape: UNetShape };
  vae: NetworkFiles & { shape: VaeShape };
  classifier?: NetworkFiles & { shape: ClassifierShape };
  tokenizer: ClipTokenizer;
  noise: NoiseSchedule;
}

/**
 * Reads a model folder: `unet/`, `vae/`, `text_encoder/`, `tokenizer/`, `scheduler/` and, if it has one,
 * `classifier/`, in whose place `classifier` names another folder.
 *
 * @throws ModelFileError when a part is missing or in a form that is not read
 * @throws SafetensorsError when a weight file is damaged
 */
export async function readModelFolder(path: string, classifier?: string): Promise<ModelFolder> {
  if (!(await isFolder(path))) {
    throw new ModelFileError(
      'MODEL_NOT_FOUND',
      `No such folder: ${path}. Give the folder of a model in the diffusers layout.`,
    );
  }
  const [textEncoder, unet, vae, tokenizer, scheduler] = await Promise.all([
    readNetwork(join(path, 'text_encoder')),
    readNetwork(join(path, 'unet')),
    readNetwork(join(path, 'vae')),
    ClipTokenizer.read(join(path, 'tokenizer')),
    readConfig(join(path, 'scheduler', 'scheduler_config.json')),
  ]);
  const model: ModelFolder = {
    path,
    textEncoder: { ...textEncoder, shape: readTextEncoderShape(textEncoder.config) },
    unet: { ...unet, shape: readUNetShape(unet.config) },
    vae: { ...vae, shape: readVaeShape(vae.config) },
    tokenizer,
    noise: readNoiseSchedule(scheduler),
  };
  const classifierFolder = classifier ?? join(path, 'classifier');
  if (classifier !== undefined || (await isFolder(classifierFolder))) {
    model.classifier = await readClassifier(classifierFolder);
  }
  return model;
}

/**
 * Whether the parts fit each other and the pipeline.
 *
 * @throws UnsupportedModelError where they do not
 */
export function checkModelFits({ unet, vae, textEncoder, tokenizer }: ModelFolder): void {
  const latents = vae.shape.latentChannels;
  const { inputs, outputs, textWidth } = unet.shape;
  // For inpainting: latent, mask, and latent of the masked image.
  if ((inputs !== latents && inputs !== 2 * latents + 1) || outputs !== latents) {
    throw new UnsupportedModelError(
      `${unet.config.path}: the UNet takes ${inputs} channels and gives ${outputs}, where the VAE has ${latents}; ` +
        `supported: ${latents} in, or ${2 * latents + 1} for inpainting, and ${latents} out.`,
    );
  }
  if (unet.shape.metadata !== 0 && unet.shape.metadata !== METADATA_FIELDS.length) {
    throw new UnsupportedModelError(
      `${unet.config.path}: num_metadata is ${unet.shape.metadata}; supported: ${METADATA_FIELDS.join(', ')}.`,
    );
  }
  const { width, positions } = textEncoder.shape;
  if (textWidth !== width) {
    throw new UnsupportedModelError(
      `${unet.config.path}: cross_attention_dim is ${textWidth}, but the text encoder's hidden_size is ${width}.`,
    );
  }
  if (positions !== tokenizer.length) {
    throw new UnsupportedModelError(
      `${textEncoder.config.path}: the text encoder has ${positions} positions, the tokenizer gives ${tokenizer.length}.`,
    );
  }
}

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
 * The precision that a network computes in. The classifier is always in fp32: it costs little, and the scores that it
 * decides by may lie close together.
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
 * @throws UnsupportedModelError for an architecture that is not built here
 * @throws TensorError when a tensor is missing or has another shape than the configuration says
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

async function readNetwork(folder: string): Promise<NetworkFiles> {
  const config = await readConfig(join(folder, 'config.json'));
  return { config, weights: await readWeights(folder) };
}

/**
 * Reads a harmony classifier's folder. The published one comes as weights alone; its configuration is optional.
 *
 * @throws ModelFileError, SafetensorsError as `readModelFolder`
 */
export async function readClassifier(folder: string): Promise<NetworkFiles & { shape: ClassifierShape }> {
  const weights = await readWeights(folder);
  const path = join(folder, 'config.json');
  const config = (await exists(path)) ? await readConfig(path) : new Config(path, {});
  return { config, weights, shape: readClassifierShape(config) };
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
