import * as v from 'valibot';
import { country } from '../dataset/countries.js';
import { COMPOSE, SCENE_LABELS } from '../request/compose.js';
import { HARMONIZE, PROMPTS, SETTINGS } from '../request/harmonize.js';
import {
  callback,
  choice,
  flag,
  type Kind,
  nested,
  number,
  option,
  path,
  required,
  signal,
  texts,
  type Values,
  whole,
} from '../request/option.js';

/** Where the planning or the making of a set is. */
export interface AugmentProgress {
  stage: 'scenes' | 'patches' | 'places' | 'composites';
  /** Finished images or composites, and all of them. */
  step: number;
  steps: number;
  /** Finished fraction of the stage, 0…1. */
  fraction: number;
}

/** How patches may be turned. */
export type Rotation = 'any' | 'right-angles' | 'none';
export const ROTATIONS: readonly Rotation[] = ['any', 'right-angles', 'none'];

const onProgress = option(callback<AugmentProgress>(), { sentence: 'Receives the progress of every step' });

/** Options of `planAugmentation`. */
export const PLAN = {
  scenes: required(path('<folder>'), { sentence: 'Folder of scenes, at any depth' }),
  labels: option(path('<file>'), {
    sentence: 'COCO JSON with the labels of all scenes',
    defaultText: 'the file beside each scene, with its name and .json or .geojson, if there is one',
  }),
  patches: required(path('<folder>'), {
    sentence: 'Folder of patches: one folder of cropped images per class, or labelled images',
  }),
  patchLabels: option(path('<file>'), {
    sentence: 'COCO JSON with the labels of all images of patches; every object is a patch',
    defaultText: 'the file beside each image, with its name and .json or .geojson, if there is one',
  }),
  count: required(whole(1, 100_000), {
    sentence: 'Number of composites; a larger count extends an existing set',
  }),
  perScene: option(whole(1, 100), {
    sentence: 'Patches in each composite, or as many as fit',
    default: 1,
  }),
  seed: option(whole(0, 2 ** 32 - 1), { sentence: 'Seed of all random choices', default: 0 }),
  rotation: option(choice(ROTATIONS), {
    sentence: 'How patches are turned: by any whole number of degrees, by right angles, or not at all',
    default: 'any',
  }),
  avoid: option(texts(), {
    sentence: 'Categories of the scenes whose objects no patch may touch, separated by commas; "*" for all',
  }),
  minDistance: option(number({ low: 0, high: 100_000 }), {
    sentence: 'Smallest distance between patches, and between patches and objects of avoided categories',
    unit: 'px of the scene',
    default: 0,
  }),
  gsd: option(number({ low: 0.001, high: 10_000 }), {
    sentence: 'Ground sampling distance of scenes that do not state one',
    unit: 'm/px',
  }),
  patchGsd: option(number({ low: 0.001, high: 10_000 }), {
    sentence: 'Ground sampling distance of images of patches that do not state one',
    unit: 'm/px',
  }),
  country: option(country(), { sentence: 'Country of images that do not state one, for their prompts' }),
  prompts: nested(
    {
      source: option(PROMPTS.source, {
        sentence: 'Prompt of every patch',
        defaultText: '"a satellite image of a [category] in [country]"',
      }),
      target: option(PROMPTS.target, {
        sentence: 'Prompt of every scene',
        defaultText: '"a satellite image of a [class folder] in [country]"',
      }),
    },
    'Prompts for all scenes and patches',
    (name) => `${name}Prompt`,
  ),
  signal: HARMONIZE.signal,
  onProgress,
};

export interface PlanOptions extends Values<typeof PLAN> {}

const { targetBands, targetStretch, sourceBands, sourceStretch, sourceUnits, otherBands, restoreDetail } =
  COMPOSE;

const { seed: _, ...methods } = SETTINGS;

/** How the composites of a set are made, besides its seed. A manifest records them. */
export const SET_SETTINGS = {
  ...methods,
  restoreDetail,
  ...{ targetBands, targetStretch, sourceBands, sourceStretch, sourceUnits, otherBands },
  minVisible: SCENE_LABELS.minVisible,
};

export interface SetSettings extends Values<typeof SET_SETTINGS> {}

/** Options of `augment`. */
export const AUGMENT = {
  manifest: required(manifest(), { sentence: 'What `planAugmentation` returns, or the path of a manifest' }),
  out: required(path('<folder>'), {
    sentence: 'Folder for manifest, images and labels; an unfinished set in it is resumed',
  }),
  scenes: option(path('<folder>'), {
    sentence: 'Folder of scenes',
    defaultText: 'the folder in the manifest',
  }),
  patches: option(path('<folder>'), {
    sentence: 'Folder of patches',
    defaultText: 'the folder in the manifest',
  }),
  labels: option(path('<file>'), {
    sentence: 'COCO JSON with the labels of all scenes, if the manifest names such a file',
    defaultText: 'the file in the manifest',
  }),
  patchLabels: option(path('<file>'), {
    sentence: 'COCO JSON with the labels of all images of patches, if the manifest names such a file',
    defaultText: 'the file in the manifest',
  }),
  keepGoing: option(flag(), { sentence: 'Skips composites that fail', default: false }),
  ...SET_SETTINGS,
  signal: option(signal(), { sentence: 'Stops the work; finished composites are kept' }),
  onProgress,
};

export interface AugmentOptions extends Values<typeof AUGMENT> {}

/** A file's path, or a manifest in memory. */
function manifest(): Kind<string | object> {
  const expected = 'the path of a manifest, or what planAugmentation returns';
  const isManifest = (value: unknown) =>
    (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null);
  const schema = v.custom<string | object>(isManifest, expected);
  return { ...path('<file>'), expected, schema: schema as v.GenericSchema<unknown, string | object> };
}
