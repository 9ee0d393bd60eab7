import type { SizedRequest } from './engines/memory.js';
import { OptionError } from './errors.js';
import type { NoiseSchedule } from './model/scheduler.js';
import type { NativeBlend, NativeRequest, NativeRestoration, NativeResult } from './native/addon.js';
import type { Watch } from './native/cancellable.js';
import type { Harmonization, Progress } from './request/harmonize.js';
import type { Method } from './request/methods.js';
import { show } from './values/show.js';

/** What `composeScene` and `composePatches` need of a harmonizer besides its public methods. All pictures have the canvas' size. */
export interface Composer {
  noise: NoiseSchedule;
  /** Differs for another model, engine or precision, and for weights that have changed. */
  identity: string;
  /** Pixels of the canvas per latent pixel. */
  factor: number;
  hasClassifier: boolean;
  /** Estimate of the memory for the model and a request, in bytes; undefined on a GPU. */
  memoryOf(request: SizedRequest): number | undefined;
  /**
   * @param samples bytes that a scene's samples take in addition
   * @throws as `harmonize` does before it reads images
   */
  check(request: SizedRequest & { method: Method }, samples?: number): void;
  /** @throws as `harmonize` does once it has read the images, and QueueFullError */
  harmonize(request: ComposeRequest, pictures: Pictures, watch: Watch<Progress>): Promise<NativeResult>;
  /** Levels [height, width, 3] with the detail of the paste; see `NativeRestoration`. */
  restoreDetail(request: NativeRestoration, signal: AbortSignal | undefined): Promise<Float32Array>;
  /** Levels [height, width, 3] of a Poisson blend. */
  blendPoisson(request: NativeBlend, signal: AbortSignal | undefined): Promise<Float32Array>;
}

export type Settings = Pick<Harmonization, 'settings' | 'prompts' | 'metadata' | 'images' | 'trace'>;
export type ComposeRequest = Settings & SizedRequest & { method: Method };
export type Pictures = Pick<NativeRequest, 'target' | 'source' | 'box' | 'mask' | 'valid'>;

const composers = new WeakMap<object, () => Composer>();

/** Makes a new harmonizer known to `composerOf`. */
export function registerComposer(harmonizer: object, make: () => Composer): void {
  composers.set(harmonizer, make);
}

/** @throws OptionError for anything but a harmonizer */
export function composerOf(harmonizer: unknown): Composer {
  const isObject = typeof harmonizer === 'object' && harmonizer !== null;
  const make = isObject ? composers.get(harmonizer) : undefined;
  if (make) return make();
  throw new OptionError(`harmonizer is ${show(harmonizer)}; it must be what Harmonizer.load returns.`);
}
