import { resolve } from 'node:path';
import { ModelFileError, OptionError } from '../errors.js';
import type { Size } from '../image/raw-image.js';
import { checkModelFits, emitGraphs, type ModelFolder, readModelFolder } from '../model/folder.js';
import { scheduleSteps } from '../model/scheduler.js';
import { checkMethodRuns, methodsOf } from '../request/methods.js';
import { digestClassifier, digestModel } from './digest.js';
import { ofModel, type Variant } from './variants.js';

/** A model and the variants that run on it. */
export interface ModelGroup {
  /** As variants have it; `null` for the evaluation's own. */
  name: string | null;
  digest: string;
  folder: string;
  model: ModelFolder;
  variants: Variant[];
}

/** All that is known of the models before anything is computed. */
export interface Models {
  /** The evaluation's own comes first; models that are the same are one. */
  groups: ModelGroup[];
  canvas: Size;
  /** Pixels to a latent pixel, the most of all models: one edge band is to be measured. */
  factor: number;
  /** Checksum of the classifier. */
  classifier: string;
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
        `${folder} has a canvas of ${sides[i]} px, ${ownModel} one of ${sides[0]} px; numbers in pixels cannot be compared ` +
          'between them. Evaluate them in folders of their own.',
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
 * Gives the models their names, in place of the folders where they lie, and the variants theirs: the name that a folder
 * of results has for the same model, or else the end of its path, as long as it takes to tell it from the others, or the
 * start of its checksum where no end does.
 *
 * @param known checksums by name, of the models that the folder of results has
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
  const endOf = (path: string, parts: number) => resolve(path).split('/').slice(1).slice(-parts).join('/');
  for (let parts = 1; parts < resolve(folder).split('/').length; parts++) {
    const name = endOf(folder, parts);
    const others = folders.filter((other) => other !== folder).map((other) => endOf(other, parts));
    if (!Object.hasOwn(known, name) && !others.includes(name)) return name;
  }
  // Each end of its path is the name of another, as when the one path ends with the whole of the other.
  return `${endOf(folder, 1)}-${digest.slice(0, 8)}`;
}

/** @throws ModelFileError when there is none to score with */
export function needClassifier(model: string): ModelFileError {
  return new ModelFileError(
    'MODEL_NOT_FOUND',
    `${model} has no classifier to score with; name one's folder with the option classifier.`,
  );
}
