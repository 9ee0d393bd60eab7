import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelFileError, OptionError } from '../errors.js';
import { digest, digestFile } from '../files/digest.js';
import { show } from '../values/show.js';
import { type ModelFolder, type NetworkFiles, readModelFolder } from './folder.js';

/**
 * Identifies a model by its contents: two folders with the same digest give the same results. All of its files are read,
 * which takes seconds for a large model.
 *
 * @param folder of a model in the diffusers layout
 * @param classifier folder of a classifier that replaces the model's own, as for `Harmonizer.load`
 * @returns SHA-256 in hexadecimal
 * @throws OptionError, ModelFileError, SafetensorsError
 * @example
 * import { modelDigest, smallModel } from 'harmonidiff';
 *
 * console.log(await modelDigest(smallModel));
 */
export async function modelDigest(folder: string, classifier?: string): Promise<string> {
  for (const [name, path] of Object.entries({ folder, classifier }))
    if (typeof path !== 'string' && (name === 'folder' || path !== undefined))
      throw new OptionError(`${name} is ${show(path)}; it must be the path of a folder.`);
  return digestFolder(await readModelFolder(folder, classifier));
}

/** As `modelDigest`, of a model whose folder has been read. @throws ModelFileError */
export async function digestFolder(model: ModelFolder): Promise<string> {
  const parts = [await digestModel(model)];
  if (model.classifier) parts.push(await digestClassifier(model.classifier));
  return digest(parts.join('\n'));
}

/** Digest of a file that the caller names. @throws ModelFileError when it cannot be read */
export async function digestInput(path: string): Promise<string> {
  return digestFile(path).catch((cause) => {
    throw new ModelFileError(
      'MODEL_NOT_FOUND',
      `${path} cannot be read (${cause.message}). Check the path and its permissions.`,
      { cause },
    );
  });
}

/** Digest of everything in a model's folder that its results depend on, without the classifier and the path. */
export async function digestModel({ path, textEncoder, unet, vae }: ModelFolder): Promise<string> {
  const tokenizer = join(path, 'tokenizer');
  const names = (await readdir(tokenizer)).filter((name) => /\.(json|txt)$/.test(name)).sort();
  return digestAll([
    ...networkFiles('text_encoder', textEncoder),
    ...networkFiles('unet', unet),
    ...networkFiles('vae', vae),
    ...names.map((name): Part => ['tokenizer', join(tokenizer, name)]),
    ['scheduler', join(path, 'scheduler', 'scheduler_config.json')],
  ]);
}

/** Digest of the classifier's weights and of its preprocessing. */
export async function digestClassifier({
  weights,
  shape,
}: NonNullable<ModelFolder['classifier']>): Promise<string> {
  return digest((await digestAll(weightFiles('classifier', weights))) + JSON.stringify(shape));
}

/** A part of a model and one of its files. */
type Part = [name: string, file: string];

function networkFiles(name: string, { config, weights }: NetworkFiles): Part[] {
  return [[name, config.path], ...weightFiles(name, weights)];
}

function weightFiles(name: string, weights: NetworkFiles['weights']): Part[] {
  const files = new Set([...weights.entries.values()].map(({ file }) => file));
  return [...files].sort().map((file) => [name, file]);
}

/** Uses contents only, because files may be links into a cache, with other names. */
async function digestAll(parts: readonly Part[]): Promise<string> {
  const digests: string[] = [];
  for (const [name, file] of parts) digests.push(`${name}/${await digestInput(file)}`);
  return digest(digests.sort().join('\n'));
}
