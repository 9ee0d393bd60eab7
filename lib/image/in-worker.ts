import { runInWorker } from '../workers/pool.js';
import type { Answer, Task } from './worker.js';

/**
 * Runs a task on an image in a worker thread.
 *
 * @throws AbortError
 * @throws Error for a damaged image
 */
export async function inWorker<T extends Task>(
  task: T,
  signal?: AbortSignal,
): Promise<Extract<Answer, { kind: T['kind'] }>> {
  return runInWorker('#image-worker', task, signal);
}
