import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import { limited, MOST_AT_ONCE } from './limit.js';

/** The name in package.json of a module whose default export runs one task in a thread. */
export type Entry = '#image-worker' | '#raster-worker' | '#scene-worker';

let pool: Piscina | undefined;

/**
 * Runs a task in a worker thread when there is room. An abort stops the thread.
 *
 * @throws AbortError
 * @throws Error as the task does
 */
export async function runInWorker(
  entry: Entry,
  task: object,
  { signal, transfer }: { signal?: AbortSignal | undefined; transfer?: ArrayBuffer[] } = {},
): Promise<unknown> {
  return limited(() => {
    pool ??= startPool();
    const filename = createRequire(import.meta.url).resolve(entry);
    return pool.run(task, { filename, signal: signal ?? null, ...(transfer && { transferList: transfer }) });
  }, signal);
}

function startPool(): Piscina {
  const started = new Piscina({
    minThreads: 0,
    maxThreads: MOST_AT_ONCE,
    // Starting a thread takes a while, and networks may run for longer than a few seconds between two tasks.
    idleTimeout: 30_000,
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

/** The buffers of all arrays in plain data. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (part: unknown) => {
    if (ArrayBuffer.isView(part)) found.add(part.buffer as ArrayBuffer);
    else if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(visit);
  };
  visit(value);
  return [...found];
}
