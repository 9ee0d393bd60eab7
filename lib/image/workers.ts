import { runInWorker } from '../workers/pool.js';
import type { Answer, Task } from './worker.js';

/**
 * Runs a task in a worker thread when there is room. An abort stops the thread.
 *
 * @throws AbortError
 * @throws Error for a damaged image
 */
export async function inWorker<T extends Task>(
  task: T,
  signal?: AbortSignal,
): Promise<Extract<Answer, { kind: T['kind'] }>> {
  return (await runInWorker('#image-worker', task, { signal })) as Extract<Answer, { kind: T['kind'] }>;
}
