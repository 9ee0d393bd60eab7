import { OptionError } from '../errors.js';
import type { ImageInput } from '../image/load.js';
import { type Metadata, scaleMetadata } from '../model/metadata.js';
import { type NoiseSchedule, type Schedule, scheduleSteps } from '../model/scheduler.js';
import type { NativeRequest, Progress } from '../native/addon.js';
import { choice, flag, inRange } from './checks.js';
import { METHODS, type Method, type Mode, readMethod } from './methods.js';
import type { Place } from './placement.js';

/** Methods whose networks read the prompts. */
const PROMPTED: readonly NativeRequest['method'][] = ['twr', 'ltf', 'sd2-inpainting', 'freecompose'];

/** Everything that can be said about one harmonisation. */
export interface HarmonizeOptions extends Place {
  /** The scene, resized to the model's canvas (`Harmonizer.canvas`) unless it has that size. */
  target: ImageInput;
  /** The patch to insert, resized to where it goes unless it has that size. */
  source: ImageInput;
  /** What makes the composite. Default `harmonidiff`. */
  method?: Method | undefined;
  /** Of method `harmonidiff`. Default `ltf`. */
  mode?: Mode | undefined;
  /**
   * What each image shows, as "a satellite image of a [label] in [country]". Methods `sd2-inpainting` and
   * `freecompose`, and modes `twr` and `ltf`, need them.
   */
  prompts?: { source: string; target: string };
  metadata?: Metadata;
  /** Metres per pixel of the source, for `point`. */
  sourceGsd?: number | undefined;
  /** N: DDIM steps, 2…1000. Default 20. For `freecompose` the steps of its optimisation, 50. */
  steps?: number | undefined;
  /** Classifier-free guidance, 0…100. Default 3.5. */
  guidanceScale?: number | undefined;
  /**
   * The steps from which candidates start: the first, and the one after the last. Default [⌊0.3 N⌋, ⌊0.7 N⌋], steps 6
   * to 13 of 0…19.
   */
  candidateRange?: readonly [number, number] | undefined;
  /** The first step before which the latents are fused, 0…N (N: never). Default ⌈0.8 N⌉ − 1, step 15 of 0…19. */
  fusionStart?: number | undefined;
  /** Half the width of the fused band, as a part of the source's shorter side, 0…0.5. Default 0.1. */
  edgeWidthRatio?: number | undefined;
  /**
   * Bring back what the VAE took away: outside the edge band the target's own pixels, inside the source its own fine
   * detail on the harmonised tones. Default false.
   */
  restoreDetail?: boolean | undefined;
  /** Take the mean of the VAE's posterior (the default), or a sample of it. */
  posterior?: 'mean' | 'sample' | undefined;
  /**
   * Of all that is drawn (the posterior's sample, the noise of `sd2-inpainting` and `freecompose`), 0…2³² − 1. Default
   * 0. The same seed gives the same numbers.
   */
  seed?: number | undefined;
  /** Bring back every candidate's pixels, not only the winner's. */
  images?: boolean | undefined;
  /** Bring back the intermediate tensors. */
  trace?: boolean | undefined;
  /** Stops the work within one network call. */
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** The options that are numbers and names, checked and with their defaults. */
export type Settings = Pick<
  NativeRequest,
  | 'method'
  | 'metadata'
  | 'guidanceScale'
  | 'candidateRange'
  | 'fusionStart'
  | 'edgeWidthRatio'
  | 'seed'
  | 'posterior'
  | 'restoreDetail'
  | 'images'
  | 'trace'
> & { schedule: Schedule; prompts: { source: string; target: string }; requestedMethod: Method };

/** @throws OptionError for a value out of its range */
export function checkOptions(options: HarmonizeOptions, noise: NoiseSchedule): Settings {
  if (typeof options !== 'object' || options === null) {
    throw new OptionError('harmonize takes an object with target, source, and a box, mask or point.');
  }
  const { method, native } = readMethod(options);
  const steps = inRange('steps', options.steps ?? (method === 'freecompose' ? 50 : 20), 2, 1000, true);
  const seed = inRange('seed', options.seed ?? 0, 0, 2 ** 32 - 1, true);
  const fusionStart = options.fusionStart ?? Math.ceil((8 * steps) / 10) - 1;
  return {
    method: native,
    requestedMethod: method,
    prompts: checkPrompts(options.prompts, native),
    metadata: scaleMetadata(options.metadata ?? {}),
    schedule: scheduleSteps(noise, steps),
    guidanceScale: inRange('guidanceScale', options.guidanceScale ?? 3.5, 0, 100),
    candidateRange: candidateRange(options.candidateRange, steps),
    fusionStart: inRange('fusionStart', fusionStart, 0, steps, true),
    edgeWidthRatio: inRange('edgeWidthRatio', options.edgeWidthRatio ?? 0.1, 0, 0.5),
    seed,
    posterior: choice('posterior', options.posterior ?? 'mean', ['mean', 'sample']),
    restoreDetail: flag('restoreDetail', options.restoreDetail),
    images: flag('images', options.images),
    trace: flag('trace', options.trace),
  };
}

/** Parts of N are taken in whole tenths: 0.8 · 35 is a little above 28 in floating point, and its ceiling 29. */
function candidateRange(range: unknown, steps: number): [number, number] {
  if (range === undefined) return [Math.floor((3 * steps) / 10), Math.floor((7 * steps) / 10)];
  const [first, end] = Array.isArray(range) ? range : [];
  if (!Number.isInteger(first) || !Number.isInteger(end) || first < 0 || end > steps || first >= end) {
    throw new OptionError(
      `candidateRange is ${JSON.stringify(range)}; it must be two whole numbers, 0 ≤ first < end ≤ ${steps} (steps).`,
    );
  }
  return [first, end];
}

function checkPrompts(prompts: unknown, method: NativeRequest['method']): { source: string; target: string } {
  const { source, target } = (prompts ?? {}) as Record<string, unknown>;
  if (typeof source === 'string' && typeof target === 'string') return { source, target };
  if (prompts === undefined && !PROMPTED.includes(method)) return { source: '', target: '' };
  const kind = METHODS.includes(method as Method) ? 'method' : 'mode';
  throw new OptionError(
    `prompts is ${JSON.stringify(prompts)}; ${kind} ${method} needs { source, target }, each like ` +
      '"a satellite image of a hospital in Brazil".',
  );
}
