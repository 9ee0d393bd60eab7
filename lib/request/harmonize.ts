import { OptionError } from '../errors.js';
import { type MetadataField, scaleMetadata } from '../model/metadata.js';
import { type NoiseSchedule, type Schedule, scheduleSteps } from '../model/scheduler.js';
import { fixedBy, isPrepared } from '../prepared/target.js';
import type { PictureOptions } from '../raster/picture.js';
import { image, imageOrPrepared, MASK_THRESHOLD, pictureOptions } from './image.js';
import { mergePrepared } from './merge-prepared.js';
import {
  type CoreMethod,
  coreMethod,
  DIFFUSING,
  ENCODING,
  METHODS,
  type Method,
  MODES,
  type Mode,
} from './methods.js';
import {
  callback,
  choice,
  flag,
  nested,
  number,
  numbers,
  type Option,
  option,
  type Resolved,
  required,
  signal,
  stepRange,
  textUpTo,
  type Values,
  whole,
} from './option.js';
import { readOptions, resolve } from './read.js';

/** The stages of a request, in the order in which they run. */
export type Stage = 'blend' | 'text' | 'encode' | 'invert' | 'denoise' | 'select';

/** Progress of a request. */
export interface Progress {
  stage: Stage;
  /** Finished steps of the stage. */
  step: number;
  steps: number;
  /** Finished fraction of the whole request, by work, 0…1. */
  fraction: number;
}

/** The classifier's harmony scores, 0…1: with the mask as placed, eroded and dilated, and the mean of the three. */
export interface Scores {
  original: number;
  eroded: number;
  dilated: number;
  mean: number;
}

/** The method and its settings, which are the same for every composite of a set. */
export const SETTINGS = {
  method: option<Method>(choice(METHODS), {
    sentence: 'Method that makes the composite: HarmoniDiff-RS, or one of those it is compared with',
    default: 'harmonidiff',
  }),
  mode: option<Mode>(choice(MODES), {
    sentence:
      'Part of harmonidiff that runs: the plain paste (init), the mean shift only (lms), all but fusion (twr), or all (ltf)',
    default: 'ltf',
    methods: MODES,
  }),
  steps: option(whole(2, 1000), {
    sentence: 'Number N of DDIM steps; for freecompose, number of optimisation steps',
    default: ({ method }: { method: Method }) => (method === 'freecompose' ? 50 : 20),
    defaultText: '20, or 50 for freecompose',
    methods: DIFFUSING,
  }),
  guidanceScale: option(number({ low: 0, high: 100 }), {
    sentence: 'Scale of classifier-free guidance',
    default: 3.5,
    methods: DIFFUSING,
  }),
  candidateRange: option(stepRange(1000), {
    sentence: 'Steps that start a candidate: the first, and the one after the last',
    // Computed in whole tenths, because 0.7 · N can miss the whole number in floating point.
    default: ({ steps }: { steps: number }) => [Math.floor((3 * steps) / 10), Math.floor((7 * steps) / 10)],
    defaultText: '⌊0.3 N⌋ and ⌊0.7 N⌋, such as 6 and 14 of 20 steps',
    methods: ['twr', 'ltf'],
    within: ({ steps }: { steps: number }) => stepRange(steps),
  }),
  fusionStart: option(whole(0, 1000), {
    sentence: 'First step that fuses the latents; N for none',
    default: ({ steps }: { steps: number }) => Math.ceil((8 * steps) / 10) - 1,
    defaultText: '⌈0.8 N⌉ − 1, such as 15 of 20 steps',
    methods: ['ltf'],
    within: ({ steps }: { steps: number }) => whole(0, steps),
  }),
  edgeWidthRatio: option(number({ low: 0, high: 0.5 }), {
    sentence: "Width of the edge band on each side of the seam, as a fraction of the patch's shorter side",
    default: 0.1,
    methods: DIFFUSING,
    readWith: { option: 'restoreDetail', value: true },
  }),
  posterior: option(choice(['mean', 'sample']), {
    sentence: "Choice of latents: the mean of the VAE's posterior, or a sample from it",
    default: 'mean',
    methods: ENCODING,
  }),
  seed: option(whole(0, 2 ** 32 - 1), {
    sentence: 'Seed of all random numbers: posterior samples, noise, timesteps',
    default: 0,
    methods: ['sd2-inpainting', 'freecompose'],
    readWith: { option: 'posterior', value: 'sample' },
  }),
  restoreDetail: option(flag(), {
    sentence: 'Restores the detail that the VAE blurs, in the target and in the source',
    default: false,
    methods: ['poisson', ...ENCODING],
  }),
};

/** The text encoder uses only the first 75 tokens, but the whole prompt is split into tokens first. */
const LONGEST_PROMPT = 10_000;

/** Prompts such as "a satellite image of a [label] in [country]". */
export const PROMPTS = {
  source: option(textUpTo(LONGEST_PROMPT), {
    sentence: 'Prompt for what the source shows, such as "a satellite image of a hospital in Brazil"',
    methods: DIFFUSING,
  }),
  target: option(textUpTo(LONGEST_PROMPT), {
    sentence: 'Prompt for what the target shows',
    methods: DIFFUSING,
  }),
};

/** Where, how and when the target was taken. Unknown values are left out. */
export const METADATA = {
  longitude: option(number({ low: -180, high: 180 }), {
    sentence: "Longitude of the target's centre",
    unit: 'degrees',
    methods: DIFFUSING,
  }),
  latitude: option(number({ low: -90, high: 90 }), {
    sentence: "Latitude of the target's centre",
    unit: 'degrees',
    methods: DIFFUSING,
  }),
  gsd: option(number({ low: 0, high: 10_000, above: true }), {
    sentence: 'Ground sampling distance of the canvas',
    unit: 'm/px',
    methods: DIFFUSING,
  }),
  cloudCover: option(number({ low: 0, high: 1 }), {
    sentence: 'Fraction of the target covered by clouds',
    methods: DIFFUSING,
  }),
  year: option(whole(1900, 2200), { sentence: 'Year in which the target was taken', methods: DIFFUSING }),
  month: option(whole(1, 12), { sentence: 'Month in which the target was taken', methods: DIFFUSING }),
  day: option(whole(1, 31), {
    sentence: 'Day of the month on which the target was taken',
    methods: DIFFUSING,
  }),
} satisfies Record<MetadataField, Option<number, false>>;

/** Where the source goes: exactly one of box, mask and point. */
export const PLACE = {
  box: option(
    numbers(
      { x: 'x', y: 'y', width: 'w', height: 'h' },
      { whole: true, unit: 'canvas pixels', example: '16,24,88,80' },
    ),
    { sentence: 'Box that the source is resized to', unit: 'px' },
  ),
  mask: option(image(), {
    sentence: 'Image of the size of the canvas, not 0 where the source goes; used instead of a box',
  }),
  maskThreshold: MASK_THRESHOLD,
  point: option(numbers({ x: 'x', y: 'y' }, { whole: false, unit: 'canvas pixels', example: '128,96' }), {
    sentence:
      "Centre of the source, used instead of a box; the source's size follows from the two ground sampling distances",
    unit: 'px',
  }),
  sourceGsd: option(number({ low: 0, high: 10_000, above: true }), {
    sentence: 'Ground sampling distance of the source, needed for point',
    unit: 'm/px',
  }),
};

const [TARGET, SOURCE] = [pictureOptions('the target'), pictureOptions('the source')];

/** Options of `harmonize`. */
export const HARMONIZE = {
  target: required(imageOrPrepared(), {
    sentence: "Scene that the source goes into; resized to the model's canvas if it has another size",
  }),
  source: required(image(), { sentence: 'Patch to insert' }),
  targetBands: TARGET.bands,
  targetStretch: TARGET.stretch,
  sourceBands: SOURCE.bands,
  sourceStretch: SOURCE.stretch,
  ...PLACE,
  prompts: nested(PROMPTS, 'Prompts for source and target', (name) => `${name}Prompt`),
  metadata: nested(METADATA, 'Metadata of the target: where, how and when it was taken'),
  ...SETTINGS,
  images: option(flag(), {
    sentence: "Returns the pixels of every candidate, not only the winner's",
    default: false,
  }),
  trace: option(flag(), { sentence: 'Returns the intermediate tensors', default: false }),
  signal: option(signal(), { sentence: 'Stops the work within one network call' }),
  onProgress: option(callback<Progress>(), { sentence: 'Receives the progress of every step' }),
};

/** Options of `score`. */
export const SCORE = {
  ...pictureOptions('the image'),
  box: PLACE.box,
  mask: PLACE.mask,
  maskThreshold: PLACE.maskThreshold,
  edgeWidthRatio: SETTINGS.edgeWidthRatio,
  signal: HARMONIZE.signal,
};

export interface Prompts extends Values<typeof PROMPTS> {}
export interface Metadata extends Values<typeof METADATA> {}
export interface Place extends Values<typeof PLACE> {}
/** In pixels of the canvas, from its top left corner. */
export type Box = NonNullable<Place['box']>;
/** In pixels of the canvas, from its top left corner. */
export type Point = NonNullable<Place['point']>;
export interface HarmonizeOptions extends Values<typeof HARMONIZE> {}
export interface ScoreOptions extends Values<typeof SCORE> {}

/** The settings of a harmonisation, checked and complete. */
export interface Settled extends Omit<Resolved<typeof SETTINGS>, 'method'> {
  /** Method and mode in one. */
  method: CoreMethod;
  schedule: Schedule;
}

/**
 * Fills in the settings' defaults and checks settings that depend on each other.
 *
 * @throws OptionError
 */
export function completeSettings(given: Values<typeof SETTINGS>): Omit<Settled, 'schedule'> {
  const method = coreMethod(given.method, given.mode);
  return { ...resolve(SETTINGS, given), method };
}

/** As `completeSettings`, with the timesteps of a model. @throws OptionError */
export function settle(given: Values<typeof SETTINGS>, noise: NoiseSchedule): Settled {
  const settings = completeSettings(given);
  return { ...settings, schedule: scheduleSteps(noise, settings.steps) };
}

/**
 * Reads settings, and checks those that depend on each other.
 *
 * @returns those that are given
 * @throws OptionError
 */
export function checkSettings(given: unknown): Values<typeof SETTINGS> {
  const settings = readOptions(SETTINGS, given, 'settings');
  completeSettings(settings);
  return settings;
}

/** All options of a harmonisation as plain values. They are checked and complete, except for the images and the place. */
export interface Harmonization extends Pick<HarmonizeOptions, 'target' | 'source' | 'signal' | 'onProgress'> {
  /** How target and source are read. */
  reading: { target: PictureOptions; source: PictureOptions };
  place: Place & { maskThreshold: number; gsd?: number | undefined };
  method: Method;
  settings: Settled;
  prompts: { source: string; target: string };
  /** The numbers that the UNet embeds. */
  metadata: Float32Array;
  images: boolean;
  trace: boolean;
}

/**
 * Reads all options of a harmonisation, each once.
 *
 * @throws OptionError for an unknown name or a value out of range
 */
export function readHarmonize(given: unknown, noise: NoiseSchedule): Harmonization {
  const read = readOptions(HARMONIZE, given, 'harmonize');
  const options = isPrepared(read.target) ? mergePrepared(read, fixedBy(read.target)) : read;
  const { target, source, box, mask, point, sourceGsd, metadata = {}, method = 'harmonidiff' } = options;
  const { maskThreshold } = resolve(
    { maskThreshold: PLACE.maskThreshold },
    { maskThreshold: options.maskThreshold },
  );
  const { signal, onProgress, images = false, trace = false } = options;
  const settings = settle(options, noise);
  return {
    ...{ target, source, signal, onProgress, images, trace, method, settings },
    reading: {
      target: { bands: options.targetBands, stretch: options.targetStretch },
      source: { bands: options.sourceBands, stretch: options.sourceStretch },
    },
    place: { box, mask, point, sourceGsd, maskThreshold, gsd: metadata.gsd },
    prompts: checkPrompts(options.prompts ?? {}, settings.method),
    metadata: scaleMetadata(metadata),
  };
}

/** @throws OptionError if a prompt is missing that the method needs */
export function checkPrompts(
  { source, target }: Values<typeof PROMPTS>,
  method: CoreMethod,
): { source: string; target: string } {
  const missing = source === undefined ? 'source' : target === undefined ? 'target' : undefined;
  if (missing !== undefined && DIFFUSING.includes(method)) {
    const kind = METHODS.includes(method as Method) ? 'method' : 'mode';
    throw new OptionError(
      `prompts.${missing} is missing; ${kind} ${method} needs prompts for source and target, such as ` +
        '"a satellite image of a hospital in Brazil".',
    );
  }
  return { source: source ?? '', target: target ?? '' };
}
