import pLimit from 'p-limit';
import { orAbort, throwIfAborted } from '../values/abort.js';

/** Threads of libuv's pool, which sharp decodes in, and in which Node opens files and looks up names. */
const POOL = Math.max(Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? '', 10) || 4, 1);

/** Images that are decoded at a time, which leaves two of the pool's threads to others where it has more than two. */
export const MOST_AT_ONCE = Math.max(POOL - 2, 1);

const queue = pLimit(MOST_AT_ONCE);

/**
 * Decodes, converts or resizes an image when there is room. Do not nest calls: all could wait for each other. After an
 * abort the work continues, because sharp cannot stop it, and still occupies its place.
 *
 * @throws AbortError
 */
export function limited<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const run = queue(() => {
    throwIfAborted(signal);
    return work();
  });
  return orAbort(run, signal);
}
