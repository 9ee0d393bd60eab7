import { ModelFileError, OptionError } from '../errors.js';
import type { Size } from '../image/load.js';
import { checkMethodRuns, methodsOf } from '../methods.js';
import { checkModelFits, emitGraphs, type ModelFolder, readModelFolder } from '../model/folder.js';
import { scheduleSteps } from '../model/scheduler.js';
import { digestClassifier, digestModel } from './digest.js';
import type { Variant } from './variants.js';

/** A model and the variants that run on it. */
export interface ModelGroup {
  /** As variants name it; `null` for the evaluation's own. */
  name: string | null;
  folder: string;
  model: ModelFolder;
  variants: Variant[];
}

/** All that is known of the models before anything is computed. */
export interface Models {
  groups: ModelGroup[];
  canvas: Size;
  digests: { model: string; classifier: string; models: Record<string, string> };
}

/**
 * Reads the models' folders, and checks that each can run its variants.
 *
 * @param classifier folder of the one that scores all variants
 * @throws UnsupportedModelError for a method that a model cannot run, and what `Harmonizer.load` throws for a folder
 * @throws OptionError for models of different canvases, whose numbers in pixels could not be compared
 */
export async function readModels(
  variants: readonly Variant[],
  ownModel: string,
  classifier: string,
): Promise<Models> {
  const names = [...new Set([null, ...variants.map(({ model }) => model)])];
  const groups: ModelGroup[] = [];
  for (const name of names) {
    const folder = name ?? ownModel;
    const model = await readModelFolder(folder, classifier);
    checkModelFits(model);
    emitGraphs(model, { attention: 'fused', precision: 'fp32' });
    groups.push({ name, folder, model, variants: variants.filter((variant) => variant.model === name) });
  }
  const sides = groups.map(({ model }) => model.unet.shape.sampleSize * model.vae.shape.factor);
  groups.forEach(({ folder, model, variants }, i) => {
    for (const { method, knobs } of variants) {
      if (method === 'real') continue;
      checkMethodRuns(method, methodsOf(model));
      scheduleSteps(model.noise, knobs.steps);
    }
    if (sides[i] !== sides[0]) {
      throw new OptionError(
        `${folder} has a canvas of ${sides[i]} px, ${ownModel} one of ${sides[0]} px; numbers in pixels cannot be compared ` +
          'between them. Evaluate them in folders of their own.',
      );
    }
  });
  const models: Record<string, string> = {};
  for (const { name, model } of groups) if (name !== null) models[name] = await digestModel(model);
  const own = groups[0]!.model;
  return {
    groups,
    canvas: { width: sides[0]!, height: sides[0]! },
    digests: { model: await digestModel(own), classifier: await digestClassifier(own.classifier!), models },
  };
}

/** @throws ModelFileError when there is none to score with */
export function needClassifier(model: string): ModelFileError {
  return new ModelFileError(
    'MODEL_NOT_FOUND',
    `${model} has no classifier to score with; name one's folder with the option classifier.`,
  );
}
