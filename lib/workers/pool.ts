import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import { limited, MOST_AT_ONCE } from './limit.js';

/** Modules that threads run, by their names in package.json. Each exports a function that takes one task. */
export type WorkerModule = '#image-worker' | '#scene-worker' | '#raster-worker';

let pool: Piscina | undefined;

/**
 * Runs a task in a worker thread when there is room. An abort stops the thread.
 *
 * @param task plain data, which is copied, except for the buffers to `transfer`
 * @throws AbortError
 * @throws what the task throws, with the class of the built-in errors only
 */
export async function runInWorker<Answer>(
  module: WorkerModule,
  task: unknown,
  signal?: AbortSignal,
  transfer: readonly ArrayBuffer[] = [],
): Promise<Answer> {
  const filename = createRequire(import.meta.url).resolve(module);
  return limited(() => {
    pool ??= startPool();
    return pool.run(task, { filename, signal: signal ?? null, transferList: [...transfer] });
  }, signal);
}

function startPool(): Piscina {
  const started = new Piscina({
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
