import * as v from 'valibot';
import { OptionError } from '../errors.js';
import { COMPOSE, checkLabels, PATCH_LABELS, SCENE_LABELS } from './compose.js';
import { HARMONIZE, PROMPTS, SETTINGS } from './harmonize.js';
import {
  callback,
  choice,
  flag,
  type Kind,
  nested,
  option,
  path,
  type Resolved,
  required,
  type Values,
} from './option.js';
import { readOptions, resolve } from './read.js';

const { source, sourceWindow, sourceBands, sourceStretch, sourceRotation, sourceGsd, sourceUnits } = COMPOSE;
const { otherBands, fillNodata, candidate, restoreDetail } = COMPOSE;

/** Options that each patch may have for itself, with the names of the feature's properties. */
export const PATCH = {
  source: option(source, { sentence: source.sentence, defaultText: 'that of the call' }),
  prompts: nested(PROMPTS, 'Prompts for source and scene', (name) => `${name}Prompt`),
  ...{ sourceWindow, sourceBands, sourceStretch, sourceGsd, sourceUnits },
  rotation: sourceRotation,
  ...{ otherBands, fillNodata, candidate },
  ...PATCH_LABELS,
  ...SETTINGS,
  restoreDetail,
};

/** Where one patch is in the work on all of them. */
export interface PatchesProgress {
  /** Index of the patch in the file. */
  patch: number;
  /** Patches that are finished, and all of them. */
  step: number;
  steps: number;
  /** Finished fraction of the whole work, 0…1. */
  fraction: number;
}

/** Options that are about all patches together. */
const OF_ALL = {
  scene: COMPOSE.scene,
  patches: required(collection(), {
    sentence:
      'GeoJSON file with a feature for each patch: its footprint (point or polygon), and its own values of other options as properties',
  }),
  patchesCrs: option(choice(['wgs84', 'scene', 'pixel']), {
    sentence:
      "Coordinates of the footprints: longitude and latitude (wgs84), the scene's own system (scene), or its columns and rows (pixel)",
    default: 'wgs84',
  }),
  keepGoing: option(flag(), {
    sentence: 'Leaves out patches that fail, and writes the others',
    default: false,
  }),
  out: option(path('<file>'), {
    sentence: 'Copy of the scene with the patches; needed unless inPlace or dryRun is set',
  }),
  inPlace: COMPOSE.inPlace,
  ...SCENE_LABELS,
  dryRun: COMPOSE.dryRun,
  signal: HARMONIZE.signal,
  onProgress: option(callback<PatchesProgress>(), { sentence: 'Receives the progress of every step' }),
};

/** Options of `composePatches`. */
export const PATCHES = {
  ...OF_ALL,
  rewrite: COMPOSE.rewrite,
  targetBands: COMPOSE.targetBands,
  targetStretch: COMPOSE.targetStretch,
  source: option(source, { sentence: 'Patch to insert where a feature names no other' }),
  prompts: PATCH.prompts,
  ...{ sourceWindow, sourceBands, sourceStretch, sourceRotation, sourceGsd, sourceUnits },
  ...{ otherBands, fillNodata },
  ...PATCH_LABELS,
  metadata: COMPOSE.metadata,
  ...SETTINGS,
  restoreDetail,
};

export interface PatchesOptions extends Values<typeof PATCHES> {}

/** All options of the patches, checked and complete except for what the files say. */
export interface Patches extends Resolved<typeof OF_ALL> {
  /** What each patch is composed with where it says nothing itself. */
  defaults: Omit<PatchesOptions, keyof typeof OF_ALL>;
}

/** @throws OptionError for an unknown name, a value out of range, or options that contradict each other */
export function checkPatches(given: unknown): PatchesOptions {
  const options = readOptions(PATCHES, given, 'composePatches');
  const { scene, out, inPlace, dryRun, labelsIn, labelsOut } = options;
  if (out !== undefined && inPlace)
    throw new OptionError(`out is ${out}, but inPlace replaces ${scene} itself; leave one of them out.`);
  if (out === undefined && !inPlace && !dryRun)
    throw new OptionError('out is missing; name the file of the result, or set inPlace or dryRun.');
  if (out !== undefined && !/\.tiff?$/i.test(out))
    throw new OptionError(`out is ${out}; a scene with several patches is written as .tif.`);
  checkLabels({ labelsIn, labelsOut, label: options.label, labels: options.labels });
  return options;
}

/** As `checkPatches`, and complete. @throws OptionError */
export function readPatches(given: unknown): Patches {
  const options = checkPatches(given);
  const [own, defaults]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const [name, value] of Object.entries(options)) (name in OF_ALL ? own : defaults)[name] = value;
  return { ...resolve(OF_ALL, own as unknown as Values<typeof OF_ALL>), defaults };
}

/** A file's path, or a FeatureCollection. */
function collection(): Kind<string | object> {
  const expected = 'the path of a GeoJSON file, or a FeatureCollection';
  const isCollection = (value: unknown) =>
    (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null);
  const schema = v.custom<string | object>(isCollection, expected);
  return { ...path('<file>'), expected, schema: schema as v.GenericSchema<unknown, string | object> };
}
