import type { MemoryLimit } from '../engines/memory-limit.js';
import { holdInput } from '../image/input.js';
import { readImage } from '../image/open.js';
import type { ModelFolder } from '../model/folder.js';
import type { NativePreparation, NativeReport } from '../native/addon.js';
import type { Watch } from '../native/cancellable.js';
import type { RunningCall } from '../queue/requests.js';
import type { Progress } from '../request/harmonize.js';
import type { Preparation } from '../request/prepare.js';
import type { Timings } from '../result.js';
import type { Size } from '../values/size.js';
import { makePreparedTarget, type PreparedTarget } from './target.js';

/** What preparing a target needs of a harmonizer. */
export interface Preparer {
  owner: object;
  canvas: Size;
  model: ModelFolder;
  memory: MemoryLimit | undefined;
  /** Calls `work` when it is its turn in the queue, and `beforeWaiting` at once if it has to wait. */
  inFlight<T>(work: (running: RunningCall) => Promise<T>, beforeWaiting: () => void): Promise<T>;
  /** @throws what `harmonize` throws once it has read the images */
  checkReady(signal: AbortSignal | undefined): Promise<void>;
  /** Starts the core, which goes on for a moment after an abort; `holdUntil` gets the moment when it has stopped. */
  prepare(
    request: NativePreparation,
    watch: Watch<Progress>,
    running: Pick<RunningCall, 'holdUntil'>,
  ): Promise<NativeReport>;
  /** Frees a target, if it is there. */
  release(id: number): void;
}

let prepared = 0;

/** @throws as `Harmonizer.prepareTarget`, once the options are read */
export async function prepareTarget(
  { owner, canvas, model, memory, inFlight, checkReady, prepare, release }: Preparer,
  { target, reading, fixed, schedule, metadata, signal, onProgress }: Preparation,
  began: number,
): Promise<PreparedTarget> {
  const id = prepared++;
  const stopCounting = memory?.hold(fixed);
  let held = target;
  const hold = () => {
    held = holdInput(target, 'target');
  };
  let stopped: Promise<unknown> = Promise.resolve();
  const free = async () => {
    await Promise.allSettled([stopped]);
    release(id);
    stopCounting?.();
  };
  try {
    return await inFlight(async (running) => {
      const started = performance.now();
      const scene = await readImage(held, 'target', canvas, { ...reading, signal });
      const images = performance.now() - started;
      await checkReady(signal);
      const request: NativePreparation = {
        ...fixed,
        schedule,
        target: scene.image,
        metadata: metadata.subarray(0, model.unet.shape.metadata),
        targetTokens: model.tokenizer.encode(fixed.prompt),
        emptyTokens: model.tokenizer.encode(''),
        prepared: id,
      };
      const holdUntil = (settled: Promise<unknown>) => {
        stopped = settled;
        running.holdUntil(settled);
      };
      const report = await prepare(request, { signal, onProgress }, { holdUntil });
      const waiting = running.record(report);
      const timings: Timings = { waiting, images, ...report.timings, total: performance.now() - began };
      return makePreparedTarget({ owner, id, scene, options: fixed }, timings, free);
    }, hold);
  } catch (error) {
    free().catch(() => {});
    throw error;
  }
}
