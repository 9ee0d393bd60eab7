import { OptionError } from '../errors.js';
import { scaleMetadata } from '../model/metadata.js';
import { type NoiseSchedule, type Schedule, scheduleSteps } from '../model/scheduler.js';
import type { PictureOptions } from '../raster/picture.js';
import { HARMONIZE, PROMPTS, SETTINGS } from './harmonize.js';
import { image } from './image.js';
import type { FixedOptions } from './merge-prepared.js';
import { nested, option, required, type Values } from './option.js';
import { readOptions, resolve } from './read.js';

/** The settings that a target's latents depend on. */
const LATENTS = {
  steps: option(SETTINGS.steps, { sentence: 'Number N of DDIM steps', default: 20 }),
  candidateRange: option(SETTINGS.candidateRange, {
    ...SETTINGS.candidateRange,
    sentence:
      'Steps at which candidates start: the first, and the one after the last; the target is inverted up to the first',
  }),
  posterior: SETTINGS.posterior,
  seed: option(SETTINGS.seed, { sentence: 'Seed of the posterior samples', default: SETTINGS.seed.default }),
};

/** Options of `prepareTarget`. */
export const PREPARE = {
  target: required(image(), {
    sentence: "Scene to insert the sources into; resized to the model's canvas if it has another size",
  }),
  targetBands: HARMONIZE.targetBands,
  targetStretch: HARMONIZE.targetStretch,
  prompts: nested({ target: PROMPTS.target }, 'Prompt for the target; required'),
  metadata: HARMONIZE.metadata,
  ...LATENTS,
  signal: HARMONIZE.signal,
  onProgress: HARMONIZE.onProgress,
};

export interface PrepareOptions extends Values<typeof PREPARE> {}

/** All options of a preparation as plain values, checked and complete, except for the image. */
export interface Preparation extends Pick<PrepareOptions, 'target' | 'signal' | 'onProgress'> {
  /** How the target is read. */
  reading: PictureOptions;
  fixed: FixedOptions;
  schedule: Schedule;
  /** The numbers that the UNet embeds. */
  metadata: Float32Array;
}

/**
 * Reads all options of a preparation, each once.
 *
 * @throws OptionError for an unknown name, a value out of range, or a missing prompt
 */
export function readPrepare(given: unknown, noise: NoiseSchedule): Preparation {
  const options = readOptions(PREPARE, given, 'prepareTarget');
  const { target, targetBands, targetStretch, metadata = {}, signal, onProgress } = options;
  const prompt = options.prompts?.target;
  if (prompt === undefined) {
    throw new OptionError(
      'prompts.target is missing. The target is inverted with this prompt; give one such as "a satellite image of a forest in Brazil".',
    );
  }
  const { steps, posterior, seed, candidateRange } = options;
  const settings = resolve(LATENTS, { steps, posterior, seed, candidateRange });
  return {
    ...{ target, signal, onProgress },
    reading: { bands: targetBands, stretch: targetStretch },
    fixed: { targetBands, targetStretch, prompt, metadata, ...settings },
    schedule: scheduleSteps(noise, settings.steps),
    metadata: scaleMetadata(metadata),
  };
}
