import { join } from 'node:path';
import { ModelFileError, UnsupportedModelError } from '../errors.js';
import { isFolder } from '../files/folders.js';
import type { Warning } from '../warnings.js';
import { Config, readConfig, readJsonObjectIfAny } from './config.js';
import { METADATA_FIELDS } from './metadata.js';
import { type ClassifierShape, readClassifierShape } from './networks/classifier.js';
import { readTextEncoderShape, type TextEncoderShape } from './networks/text-encoder.js';
import { readUNetShape, type UNetShape } from './networks/unet.js';
import { readVaeShape, type VaeShape } from './networks/vae.js';
import { type NoiseSchedule, readNoiseSchedule, schedulerWarnings } from './scheduler.js';
import { ClipTokenizer } from './tokenizer.js';
import { readWeights, type Weights } from './weights.js';

/** A network's configuration and weights. */
export interface NetworkFiles {
  config: Config;
  weights: Weights;
}

/** A model folder in the diffusers layout, read and checked, without weights in memory. */
export interface ModelFolder {
  path: string;
  textEncoder: NetworkFiles & { shape: TextEncoderShape };
  unet: NetworkFiles & { shape: UNetShape };
  vae: NetworkFiles & { shape: VaeShape };
  classifier?: NetworkFiles & { shape: ClassifierShape };
  tokenizer: ClipTokenizer;
  noise: NoiseSchedule;
  /** Where the model may give other results than the user expects. */
  warnings: readonly Warning[];
}

/**
 * Reads a model folder: `unet/`, `vae/`, `text_encoder/`, `tokenizer/`, `scheduler/` and, if it has one, `classifier/`.
 *
 * @param classifier folder of a classifier to use instead of the model's own
 * @throws ModelFileError when a part is missing or has an unsupported format
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
  const noise = readNoiseSchedule(scheduler);
  const model: ModelFolder = {
    path,
    textEncoder: { ...textEncoder, shape: readTextEncoderShape(textEncoder.config) },
    unet: { ...unet, shape: readUNetShape(unet.config) },
    vae: { ...vae, shape: readVaeShape(vae.config) },
    tokenizer,
    noise,
    warnings: schedulerWarnings(scheduler, noise),
  };
  const classifierFolder = classifier ?? join(path, 'classifier');
  if (classifier !== undefined || (await isFolder(classifierFolder))) {
    model.classifier = await readClassifier(classifierFolder);
  }
  return model;
}

/** Side of the largest canvas, in pixels. */
const MAX_CANVAS = 8192;

/**
 * Checks that the parts fit each other and the pipeline.
 *
 * @throws UnsupportedModelError when they do not
 */
export function checkModelFits({ unet, vae, textEncoder, tokenizer }: ModelFolder): void {
  const latents = vae.shape.latentChannels;
  const { inputs, outputs, textWidth } = unet.shape;
  // For inpainting: latent, mask, and latent of the masked image.
  if ((inputs !== latents && inputs !== 2 * latents + 1) || outputs !== latents) {
    throw new UnsupportedModelError(
      `${unet.config.path}: the UNet takes ${inputs} channels and returns ${outputs}, but the VAE has ${latents}; ` +
        `supported: ${latents} in, or ${2 * latents + 1} for inpainting, and ${latents} out.`,
    );
  }
  if (unet.shape.metadata !== 0 && unet.shape.metadata !== METADATA_FIELDS.length) {
    throw new UnsupportedModelError(
      `${unet.config.path}: num_metadata is ${unet.shape.metadata}; supported: ${METADATA_FIELDS.length} (${METADATA_FIELDS.join(', ')}).`,
    );
  }
  const { width, positions, vocabulary } = textEncoder.shape;
  const side = unet.shape.sampleSize * vae.shape.factor;
  if (side > MAX_CANVAS) {
    throw new UnsupportedModelError(
      `${unet.config.path}: sample_size is ${unet.shape.sampleSize}, which makes a canvas of ${side} px with the VAE's ` +
        `factor of ${vae.shape.factor}; supported: up to ${MAX_CANVAS} px.`,
    );
  }
  if (textWidth !== width) {
    throw new UnsupportedModelError(
      `${unet.config.path}: cross_attention_dim is ${textWidth}, but the text encoder's hidden_size is ${width}.`,
    );
  }
  if (positions !== tokenizer.length) {
    throw new UnsupportedModelError(
      `${textEncoder.config.path}: the text encoder has ${positions} positions, but the tokenizer returns ${tokenizer.length} tokens.`,
    );
  }
  if (tokenizer.highestId >= vocabulary) {
    throw new UnsupportedModelError(
      `${textEncoder.config.path}: vocab_size is ${vocabulary}, but the tokenizer has the id ${tokenizer.highestId}; ` +
        'use the tokenizer that belongs to the text encoder.',
    );
  }
}

/** @throws ModelFileError (`MODEL_CHANGED`) when a file of weights has changed since it was read */
export async function checkUnchanged({ textEncoder, unet, vae, classifier }: ModelFolder): Promise<void> {
  await Promise.all([textEncoder, unet, vae, classifier].map((network) => network?.weights.checkUnchanged()));
}

/** Differs when a file of weights is another one or has changed since it was read. */
export function statesOf({ textEncoder, unet, vae, classifier }: ModelFolder): string[] {
  return [textEncoder, unet, vae, classifier].map((network) => network?.weights.state ?? '');
}

async function readNetwork(folder: string): Promise<NetworkFiles> {
  const config = await readConfig(join(folder, 'config.json'));
  return { config, weights: await readWeights(folder) };
}

/**
 * Reads a harmony classifier's folder. The configuration is optional, because the published classifier has none.
 *
 * @throws ModelFileError, SafetensorsError like `readModelFolder`
 */
export async function readClassifier(folder: string): Promise<NetworkFiles & { shape: ClassifierShape }> {
  const weights = await readWeights(folder);
  const path = join(folder, 'config.json');
  const config = new Config(path, (await readJsonObjectIfAny(path)) ?? {});
  return { config, weights, shape: readClassifierShape(config) };
}
