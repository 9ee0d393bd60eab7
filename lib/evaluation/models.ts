import { resolve } from 'node:path';
import { ModelFileError, OptionError } from '../errors.js';
import { digestClassifier, digestModel } from '../model/digest.js';
import { checkModelFits, type ModelFolder, readModelFolder } from '../model/folder.js';
import { buildGraphs } from '../model/graphs.js';
import { scheduleSteps } from '../model/scheduler.js';
import { checkMethodRuns, methodsOf } from '../request/methods.js';
import type { Size } from '../values/size.js';
import { ofModel, type Variant } from './variants.js';

/** A model and the variants that run on it. */
export interface ModelGroup {
  /** The model's name in the variants; `null` for the evaluation's own model. */
  name: string | null;
  digest: string;
  folder: string;
  model: ModelFolder;
  variants: Variant[];
}

/** What is known about the models before anything is computed. */
export interface Models {
  /** The evaluation's own model comes first. Identical models share a group. */
  groups: ModelGroup[];
  canvas: Size;
  /** The largest number of pixels per latent pixel of all models, so that all are measured with the same edge band. */
  factor: number;
  /** Checksum of the classifier. */
  classifier: string;
}

/**
 * Reads the models' folders and checks that each model can run its variants.
 *
 * @param classifier folder of the classifier that scores all variants
 * @throws UnsupportedModelError for a method that a model cannot run, and what `Harmonizer.load` throws for a folder
 * @throws OptionError for models with different canvases, whose numbers in pixels cannot be compared
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
    buildGraphs(model, { attention: 'fused', precision: 'fp32' });
    const digest = await digestModel(model);
    const own = variants.filter((variant) => variant.model === name);
    const same = groups.find((group) => group.digest === digest);
    if (same) same.variants.push(...own);
    else groups.push({ name, folder, digest, model, variants: own });
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
        `${folder} has a canvas of ${sides[i]} px and ${ownModel} one of ${sides[0]} px, so numbers in pixels cannot be ` +
          'compared. Evaluate these models in separate folders.',
      );
    }
  });
  return {
    groups,
    canvas: { width: sides[0]!, height: sides[0]! },
    factor: Math.max(...groups.map(({ model }) => model.vae.shape.factor)),
    classifier: await digestClassifier(groups[0]!.model.classifier!),
  };
}

/**
 * Replaces the folders of models by names, in the groups and in the variants. A model keeps the name that the folder of
 * results already has for it. A new one is named after the shortest end of its path that no other model has; if there is
 * none, after the last part of the path and the start of the checksum.
 *
 * @param known checksums by name of the models in the folder of results
 * @returns each variant once
 */
export function nameModels(
  variants: readonly Variant[],
  groups: readonly ModelGroup[],
  known: Readonly<Record<string, string>>,
): { variants: Variant[]; groups: ModelGroup[] } {
  const folders = groups.flatMap(({ name }) => name ?? []);
  const nameOf = ({ name, digest }: ModelGroup) => name && nameModel(digest, name, folders, known);
  const names = new Map(groups.flatMap((group) => group.variants.map((variant) => [variant, nameOf(group)])));
  const named = variants.map((variant) => ofModel(variant, names.get(variant) ?? null));
  const once = [...new Map(named.map((variant) => [variant.name, variant])).values()];
  return {
    variants: once,
    groups: groups.map((group) => {
      const name = nameOf(group);
      return { ...group, name, variants: once.filter(({ model }) => model === name) };
    }),
  };
}

function nameModel(
  digest: string,
  folder: string,
  folders: readonly string[],
  known: Readonly<Record<string, string>>,
): string {
  const before = Object.keys(known).find((name) => known[name] === digest);
  if (before !== undefined) return before;
  // Colons separate the options in a variant's name.
  const endOf = (path: string, parts: number) =>
    resolve(path).split('/').slice(1).slice(-parts).join('/').replaceAll(':', '_');
  for (let parts = 1; parts < resolve(folder).split('/').length; parts++) {
    const name = endOf(folder, parts);
    const others = folders.filter((other) => other !== folder).map((other) => endOf(other, parts));
    if (!Object.hasOwn(known, name) && !others.includes(name)) return name;
  }
  // Every end of the path is taken, for example because another path ends with all of this one.
  return `${endOf(folder, 1)}-${digest.slice(0, 8)}`;
}

/** The error for a model without a classifier. */
export function needClassifier(model: string): ModelFileError {
  return new ModelFileError(
    'MODEL_NOT_FOUND',
    `${model} has no classifier to score with; set the option classifier to a classifier folder.`,
  );
}
