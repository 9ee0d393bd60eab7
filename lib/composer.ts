import type { SizedRequest } from './engines/memory.js';
import { OptionError } from './errors.js';
import { digestList } from './files/digest.js';
import { digestFolder } from './model/digest.js';
import { statesOf } from './model/folder.js';
import type { NoiseSchedule } from './model/scheduler.js';
import type { NativeBlend, NativeRestoration, NativeResult } from './native/addon.js';
import type { Watch } from './native/cancellable.js';
import type { Progress } from './request/harmonize.js';
import { checkMethodRuns, type Method } from './request/methods.js';
import type { Pictures, Session, Settings } from './session.js';
import { show } from './values/show.js';

/** What `composeScene` and `composePatches` need of a harmonizer besides its public methods. All pictures have the canvas' size. */
export interface Composer {
  noise: NoiseSchedule;
  /** Differs for another model, engine or precision, and for weights that have changed. */
  identity: string;
  /** `modelDigest` of the model. */
  digest(): Promise<string>;
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

export type ComposeRequest = Settings & SizedRequest & { method: Method };

const sessions = new WeakMap<object, Session>();

/** Makes a new harmonizer known to `composerOf`. */
export function registerSession(harmonizer: object, session: Session): void {
  sessions.set(harmonizer, session);
}

/** @throws OptionError for anything but a harmonizer */
export function composerOf(harmonizer: unknown): Composer {
  const isObject = typeof harmonizer === 'object' && harmonizer !== null;
  const session = isObject ? sessions.get(harmonizer) : undefined;
  if (session) return composerFor(session);
  throw new OptionError(`harmonizer is ${show(harmonizer)}; it must be what Harmonizer.load returns.`);
}

function composerFor(session: Session): Composer {
  const { core, memory, methods, model, target } = session;
  return {
    noise: model.noise,
    identity: digestList([...statesOf(model), ...Object.values(target)]),
    digest: () => digestFolder(model),
    factor: model.vae.shape.factor,
    hasClassifier: model.classifier !== undefined,
    memoryOf: (request) => memory?.bytesFor(request),
    check: (request, samples) => {
      session.throwIfClosed();
      checkMethodRuns(request.method, methods);
      memory?.checkRequest(request, samples);
    },
    harmonize: (request, pictures, watch) => {
      const about = { operation: 'compose', method: request.method } as const;
      return session.inFlight(about, memory?.toHarmonize(request), watch.signal, async (running) => {
        await session.checkReady(watch.signal);
        const result = await session.harmonize(request, pictures, watch, running);
        return { ...result, waited: running.record(result) };
      });
    },
    restoreDetail: (request, signal) => session.call(() => core.restoreDetail(request), { signal }),
    blendPoisson: (request, signal) => session.call(() => core.blendPoisson(request), { signal }),
  };
}
