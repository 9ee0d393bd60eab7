import { OptionError } from '../errors.js';
import type { Area } from '../geojson/area.js';
import type { NoiseSchedule } from '../model/scheduler.js';
import {
  checkPrompts,
  completeSettings,
  HARMONIZE,
  METADATA,
  PLACE,
  PROMPTS,
  SETTINGS,
  type Settled,
  settle,
} from './harmonize.js';
import { image, MASK_THRESHOLD } from './image.js';
import type { Method } from './methods.js';
import {
  choice,
  flag,
  nested,
  number,
  numbers,
  option,
  path,
  type Resolved,
  required,
  textUpTo,
  type Values,
  whole,
} from './option.js';
import { readOptions, resolve } from './read.js';

/** Where the patch goes in a scene: exactly one of box, at, atPixel, mask and polygon. */
export const SCENE_PLACE = {
  box: option(
    numbers(
      { x: 'x', y: 'y', width: 'w', height: 'h' },
      { whole: true, unit: 'pixels of the scene', example: '5120,7168,400,300' },
    ),
    { sentence: 'Box that the source is resized to', unit: 'px' },
  ),
  at: option(
    numbers({ longitude: 'lon', latitude: 'lat' }, { whole: false, unit: 'degrees', example: '13.4,52.5' }),
    {
      sentence:
        "Centre of the patch on WGS 84; the patch's size follows from the two ground sampling distances",
      unit: 'degrees',
    },
  ),
  atPixel: option(
    numbers({ x: 'x', y: 'y' }, { whole: false, unit: 'pixels of the scene', example: '5320,7318' }),
    {
      sentence: "Centre of the patch; the patch's size follows from the two ground sampling distances",
      unit: 'px',
    },
  ),
  mask: option(image(), {
    sentence: 'Image of the size of the scene, not 0 where the source goes',
  }),
  polygon: option(path('<file>'), {
    sentence: 'GeoJSON file with the outline of the patch, in longitude and latitude on WGS 84',
  }),
  maskThreshold: MASK_THRESHOLD,
};

/** Labels of one patch. */
export const PATCH_LABELS = {
  label: option(textUpTo(1000), { sentence: 'Category of the patch as a whole, which becomes one object' }),
  labels: option(path('<file>'), {
    sentence:
      "Labels of the source's objects: COCO JSON (.json), GeoJSON (.geojson) or a raster of classes (.tif); they move with the source",
  }),
};

/** Labels of the scene. */
export const SCENE_LABELS = {
  labelsIn: option(path('<file>'), {
    sentence: 'Labels of the scene: COCO JSON (.json), GeoJSON (.geojson) or a raster of classes (.tif)',
  }),
  labelsOut: option(path('<file>'), {
    sentence: 'File of the labels of the result, in the format that its extension names',
  }),
  minVisible: option(number({ low: 0, high: 1 }), {
    sentence: 'Smallest part of an object that must be visible; other objects are dropped',
    default: 0.3,
  }),
};

/** Options of `composeScene`. */
export const COMPOSE = {
  scene: required(path('<file>'), { sentence: 'GeoTIFF or other TIFF that the patch goes into' }),
  source: required(image(), { sentence: 'Patch to insert, in any format' }),
  place: nested(SCENE_PLACE, 'Where the patch goes'),
  out: option(path('<file>'), {
    sentence:
      'File of the result: a copy of the scene as .tif, or only the window around the patch as .png, .jpg or .webp; needed unless inPlace or dryRun is set',
  }),
  inPlace: option(flag(), { sentence: 'Replaces the scene with the result', default: false }),
  rewrite: option(flag(), {
    sentence:
      'Writes a new file, in which lossless tiles replace JPEG, WebP and LERC, because these cannot be changed in part without loss',
    default: false,
  }),
  targetBands: HARMONIZE.targetBands,
  targetStretch: option(HARMONIZE.targetStretch, {
    sentence: HARMONIZE.targetStretch.sentence,
    defaultText: 'full for unsigned samples of up to 8 bits, else percentile',
  }),
  sourceWindow: option(
    numbers(
      { x: 'x', y: 'y', width: 'w', height: 'h' },
      { whole: true, unit: 'pixels of the source', example: '0,0,400,300' },
    ),
    { sentence: 'Part of the source that is inserted', unit: 'px', defaultText: 'all of it' },
  ),
  sourceBands: option(HARMONIZE.sourceBands, {
    sentence: HARMONIZE.sourceBands.sentence,
    defaultText: `the bands chosen for the target, if the source has them and has more than three bands or the same units; otherwise ${HARMONIZE.sourceBands.defaultText}`,
  }),
  sourceStretch: option(HARMONIZE.sourceStretch, {
    sentence: HARMONIZE.sourceStretch.sentence,
    defaultText:
      'percentile for TIFFs, except for unsigned samples of up to 8 bits; full for everything else',
  }),
  sourceRotation: option(number({ low: -360, high: 360 }), {
    sentence: 'Turns the source clockwise',
    unit: 'degrees',
    default: 0,
  }),
  sourceGsd: option(PLACE.sourceGsd, {
    sentence: 'Ground sampling distance of the source, for a place given by its centre',
    unit: 'm/px',
    defaultText: "that of the source's own georeference",
  }),
  sourceUnits: option(choice(['own', 'same']), {
    sentence:
      "Units of the source's samples: its own, which its stretch converts (own), or those of the scene, as in two scenes of one sensor (same)",
    default: 'own',
  }),
  otherBands: option(choice(['shift', 'copy', 'keep']), {
    sentence:
      'Bands that the model does not see: those of the source, shifted to the mean of the scene around the patch (shift) or unchanged (copy), or those of the scene (keep); bands that the source lacks are kept',
    default: 'shift',
  }),
  fillNodata: option(flag(), {
    sentence: 'Lets the patch cover pixels of the scene that have no data',
    default: false,
  }),
  ...PATCH_LABELS,
  ...SCENE_LABELS,
  candidate: option(whole(0, 100_000), {
    sentence: 'Timestep of the candidate that is inserted',
    defaultText: 'the one with the highest harmony score',
  }),
  dryRun: option(flag(), {
    sentence: 'Reads and checks everything, but runs no network and writes no scene',
    default: false,
  }),
  preview: option(path('<file>'), {
    sentence:
      'Image file that dryRun writes: the window with the plain paste and an outline around the patch',
  }),
  prompts: nested(PROMPTS, 'Prompts for source and scene', (name) => `${name}Prompt`),
  metadata: nested(
    {
      ...METADATA,
      longitude: option(METADATA.longitude, {
        sentence: 'Longitude of the patch',
        unit: 'degrees',
        defaultText: "that of the scene's georeference",
      }),
      latitude: option(METADATA.latitude, {
        sentence: 'Latitude of the patch',
        unit: 'degrees',
        defaultText: "that of the scene's georeference",
      }),
      gsd: option(METADATA.gsd, {
        sentence: 'Ground sampling distance of the scene',
        unit: 'm/px',
        defaultText: "that of the scene's georeference",
      }),
    },
    'Metadata of the scene: where, how and when it was taken. What is left out comes from its georeference, its tags and a STAC item beside it',
  ),
  ...SETTINGS,
  restoreDetail: option(flag(), {
    sentence: "Keeps the source's own detail on the harmonised tones",
    default: true,
  }),
  trace: HARMONIZE.trace,
  signal: HARMONIZE.signal,
  onProgress: HARMONIZE.onProgress,
};

export interface ScenePlace extends Values<typeof SCENE_PLACE> {}
export interface ComposeOptions extends Values<typeof COMPOSE> {}
type LabelOptions = Pick<ComposeOptions, 'labelsIn' | 'labelsOut' | 'label' | 'labels'>;

/** @throws OptionError for options that contradict each other */
function checkTogether({ place, out, scene, inPlace, dryRun, preview }: ComposeOptions): void {
  const { maskThreshold, ...places } = place ?? {};
  const given = Object.entries(places).filter(([, value]) => value !== undefined);
  if (given.length !== 1) {
    const names = given.map(([name]) => name).join(' and ');
    throw new OptionError(
      `Say where the patch goes with one of box, at, atPixel, mask and polygon, not with ${names || 'none'}.`,
    );
  }
  if (out !== undefined && inPlace)
    throw new OptionError(`out is ${out}, but inPlace replaces ${scene} itself; leave one of them out.`);
  if (out === undefined && !inPlace && !dryRun)
    throw new OptionError('out is missing; name the file of the result, or set inPlace or dryRun.');
  if (preview !== undefined && !dryRun)
    throw new OptionError(`preview is ${preview}, which only dryRun writes; set dryRun, or leave it out.`);
}

/** @throws OptionError for labels that would go nowhere */
export function checkLabels({ labelsIn, labelsOut, ...given }: LabelOptions): void {
  if (labelsOut !== undefined) return;
  const [name, value] = Object.entries({ labelsIn, ...given }).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined)
    throw new OptionError(
      `${name} is ${value}, but labelsOut is missing; name the file for the labels of the result.`,
    );
}

function checkUnits({ sourceUnits, sourceStretch }: ComposeOptions): void {
  if (sourceUnits === 'same' && sourceStretch !== undefined)
    throw new OptionError(
      'sourceStretch is set, but sourceUnits is same, which applies the stretch of the scene; leave one of them out.',
    );
}

/** All options of a composition as plain values, checked and complete except for what the files say. */
export interface Composition extends Resolved<Omit<typeof COMPOSE, keyof typeof SETTINGS>> {
  method: Method;
  settings: Settled;
  prompts: { source: string; target: string };
  place: ScenePlace & { maskThreshold: number; area?: Area };
  /** `restoreDetail`, which acts at the scene's resolution and not on the canvas. */
  keepDetail: boolean;
}

/** A dry run needs no prompts. */
function promptsOf(
  { dryRun, prompts = {} }: ComposeOptions,
  method: Settled['method'],
): Composition['prompts'] {
  const { source = '', target = '' } = prompts;
  return dryRun ? { source, target } : checkPrompts(prompts, method);
}

/**
 * Reads the options of a composition, each once.
 *
 * @throws OptionError for an unknown name, a value out of range, or options that contradict each other
 */
export function checkCompose(given: unknown): ComposeOptions {
  const options = readOptions(COMPOSE, given, 'composeScene');
  const { labelsIn, labelsOut, label, labels } = options;
  checkTogether(options);
  checkLabels({ labelsIn, labelsOut, label, labels });
  checkUnits(options);
  promptsOf(options, completeSettings(options).method);
  return options;
}

/** As `checkCompose`, and complete. @throws OptionError */
export function readCompose(given: unknown, noise: NoiseSchedule): Composition {
  return completeComposition(checkCompose(given), noise);
}

/**
 * Fills in the defaults of a composition.
 *
 * @param options as `readOptions` returns them
 * @throws OptionError for values that depend on each other
 */
export function completeComposition(options: ComposeOptions, noise: NoiseSchedule): Composition {
  checkUnits(options);
  const { method = 'harmonidiff', restoreDetail } = resolve(COMPOSE, options);
  // Detail is restored at the scene's resolution, not on the canvas.
  const settings = settle({ ...options, restoreDetail: false }, noise);
  const maskThreshold = options.place?.maskThreshold ?? (MASK_THRESHOLD.default as number);
  return {
    ...resolve(COMPOSE, options),
    method,
    settings: { ...settings, restoreDetail: false },
    keepDetail: restoreDetail,
    prompts: promptsOf(options, settings.method),
    place: { ...options.place, maskThreshold },
  };
}
