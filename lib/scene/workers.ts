import { type HarmonidiffError, ImageError, PlacementError } from '../errors.js';
import { buffersOf, runInWorker } from '../workers/pool.js';
import type { Answer, Task } from './worker.js';

/**
 * Runs a task on a scene in a worker thread.
 *
 * @param moved arrays of the task that move to the thread instead of being copied
 * @throws AbortError
 * @throws PlacementError, ImageError
 * @throws Error for a damaged file
 */
export async function inWorker<T extends Task>(
  task: T,
  signal?: AbortSignal,
  moved?: unknown,
): Promise<Extract<Answer, { kind: T['kind'] }>> {
  const answer = (await runInWorker('#scene-worker', task, { signal, transfer: buffersOf(moved) })) as Answer;
  if (answer.kind === 'refused') throw refusal(answer);
  return answer as Extract<Answer, { kind: T['kind'] }>;
}

function refusal({ code, message }: Extract<Answer, { kind: 'refused' }>): HarmonidiffError {
  if (code === 'PLACEMENT_INVALID') return new PlacementError(message);
  return new ImageError(code as ImageError['code'], message);
}
