import type { MemoryLimit } from '../engines/memory-limit.js';
import { readImage } from '../image/open.js';
import type { ModelFolder } from '../model/folder.js';
import type { NativePreparation, NativeResult } from '../native/addon.js';
import type { Watch } from '../native/cancellable.js';
import type { Progress } from '../request/harmonize.js';
import type { Preparation } from '../request/prepare.js';
import type { Timings } from '../result.js';
import { throwIfAborted } from '../values/abort.js';
import type { Size } from '../values/size.js';
import { makePreparedTarget, type PreparedTarget } from './target.js';

/** What preparing a target needs of a harmonizer. */
export interface Preparer {
  owner: object;
  canvas: Size;
  model: ModelFolder;
  memory: MemoryLimit | undefined;
  /** @throws what `harmonize` throws once it has read the images */
  checkReady(signal: AbortSignal | undefined): Promise<void>;
  prepare(request: NativePreparation, watch: Watch<Progress>): Promise<NativeResult['timings']>;
  /** Frees a target, if it is there. */
  release(id: number): Promise<void>;
}

let prepared = 0;

/** @throws as `Harmonizer.prepareTarget`, once the options are read */
export async function prepareTarget(
  { owner, canvas, model, memory, checkReady, prepare, release }: Preparer,
  { target, reading, fixed, schedule, metadata, signal, onProgress }: Preparation,
  began: number,
): Promise<PreparedTarget> {
  const id = prepared++;
  const stopCounting = memory?.hold(fixed);
  const free = async () => {
    await release(id);
    stopCounting?.();
  };
  try {
    throwIfAborted(signal);
    const scene = await readImage(target, 'target', canvas, { ...reading, signal });
    const images = performance.now() - began;
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
    const stages = await prepare(request, { signal, onProgress });
    const timings: Timings = { images, ...stages, total: performance.now() - began };
    return makePreparedTarget({ owner, id, scene, options: fixed }, timings, free);
  } catch (error) {
    // The core may finish although the call was aborted.
    free().catch(() => {});
    throw error;
  }
}
