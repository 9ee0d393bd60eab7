import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import { limited, MOST_AT_ONCE } from './limit.js';
import type { Answer, Task } from './worker.js';

let pool: Piscina<Task, Answer> | undefined;

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
  const answer = await limited(() => {
    pool ??= startPool();
    return pool.run(task, { signal: signal ?? null });
  }, signal);
  return answer as Extract<Answer, { kind: T['kind'] }>;
}

function startPool(): Piscina<Task, Answer> {
  const started = new Piscina<Task, Answer>({
    filename: createRequire(import.meta.url).resolve('#image-worker'),
    minThreads: 0,
    maxThreads: MOST_AT_ONCE,
    idleTimeout: 5000,
    // geotiff depends on web-worker, which takes threads without data for its own.
    workerData: {},
  });
  // Where no thread can start, tasks would wait for ever. Without a listener, the error would end the process.
  started.on('error', () => {
    if (pool === started) pool = undefined;
    void started.destroy();
  });
  return started;
}
