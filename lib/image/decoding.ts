import { createRequire } from 'node:module';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { AbortError } from '../errors.js';
import type { Answer, Task } from './worker.js';

/** Threads of libuv's pool, which sharp decodes in and Node reads files and names in. */
const POOL = Math.max(Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? '', 10) || 4, 1);
/** Two threads always stay free for others, whatever the images are. */
const MOST = Math.max(POOL - 2, 1);

const limit = pLimit(MOST);

/**
 * Decodes in the pool's threads when there is room. After the signal the work goes on unheard, because sharp cannot stop,
 * and still counts.
 *
 * @throws AbortError
 */
export function decoding<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const run = limit(() => {
    throwIfAborted(signal);
    return work();
  });
  return orAbort(run, signal);
}

let pool: Piscina<Task, Answer> | undefined;

/**
 * Decodes in a thread of its own, which the signal stops.
 *
 * @throws AbortError
 * @throws Error for a damaged image
 */
export async function inWorker<T extends Task>(
  task: T,
  signal?: AbortSignal,
): Promise<Extract<Answer, { kind: T['kind'] }>> {
  throwIfAborted(signal);
  pool ??= startPool();
  const run = pool.run(task, { signal: signal ?? null });
  return (await orAbort(run, signal)) as Extract<Answer, { kind: T['kind'] }>;
}

function startPool(): Piscina<Task, Answer> {
  const started = new Piscina<Task, Answer>({
    filename: createRequire(import.meta.url).resolve('#image-worker'),
    minThreads: 0,
    maxThreads: MOST,
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

/** Rejects as soon as the signal is aborted. */
export function orAbort<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(new AbortError(undefined, { cause: signal.reason }));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function throwIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}
