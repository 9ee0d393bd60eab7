import { holdInput } from '../image/input.js';
import { readImage } from '../image/open.js';
import type { NativePreparation } from '../native/addon.js';
import type { RunningCall } from '../queue/requests.js';
import type { Progress } from '../request/harmonize.js';
import type { Preparation } from '../request/prepare.js';
import type { Timings } from '../result.js';
import type { Session } from '../session.js';
import { makePreparedTarget, type PreparedTarget } from './target.js';

let prepared = 0;

/** @throws as `Harmonizer.prepareTarget`, once the options are read */
export async function prepareTarget(
  session: Session,
  { target, reading, fixed, schedule, metadata, signal, onProgress }: Preparation,
  began: number,
): Promise<PreparedTarget> {
  const { canvas, core, memory, model } = session;
  const id = prepared++;
  const stopCounting = memory?.hold(fixed);
  let held = target;
  const hold = () => {
    held = holdInput(target, 'target');
  };
  let stopped: Promise<unknown> = Promise.resolve();
  const free = async () => {
    await Promise.allSettled([stopped]);
    core.releaseTarget(id);
    stopCounting?.();
  };
  try {
    const prepare = async (running: RunningCall) => {
      const started = performance.now();
      const scene = await readImage(held, 'target', canvas, { ...reading, signal });
      const images = performance.now() - started;
      await session.checkReady(signal);
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
      const report = await session.call(
        (progress: ((progress: Progress) => void) | undefined) => core.prepareTarget(request, progress),
        { signal, onProgress },
        { holdUntil },
      );
      const waiting = running.record(report);
      const timings: Timings = { waiting, images, ...report.timings, total: performance.now() - began };
      return makePreparedTarget({ session, id, scene, options: fixed }, timings, free);
    };
    return await session.inFlight({ operation: 'prepareTarget' }, memory?.toPrepare(), signal, prepare, hold);
  } catch (error) {
    free().catch(() => {});
    throw error;
  }
}
