import { fromNative } from '../errors.js';
import { aborted, onAbort, throwIfAborted } from '../values/abort.js';

/** Native work that can be cancelled. */
export interface Cancellable<T> {
  promise: Promise<T>;
  cancel(): void;
}

export interface Watch<P> {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: P) => void) | undefined;
}

/**
 * Starts native work and waits for it. Rejects as soon as `signal` is aborted or `onProgress` throws; the work is
 * cancelled and stops a little later.
 *
 * @throws AbortError, the error that `onProgress` throws, or the core's error as `translate` returns it
 */
export function runCancellable<T, P>(
  start: (report: ((progress: P) => void) | undefined) => Cancellable<T>,
  { signal, onProgress }: Watch<P>,
  translate: (error: unknown) => unknown = fromNative,
): Promise<T> {
  throwIfAborted(signal);
  return new Promise((resolve, reject) => {
    let settled = false;
    const report = (progress: P) => {
      if (settled) return;
      try {
        const returned: unknown = onProgress?.(progress);
        // An async function throws by rejecting.
        if (returned instanceof Promise) returned.catch((error) => stop(error));
      } catch (error) {
        stop(error);
      }
    };
    let cancel = () => {};
    const stop = (error: unknown) => {
      cancel();
      settle(() => reject(error));
    };
    const ignoreAbort = onAbort(signal, () => stop(aborted(signal!)));
    const settle = (finish: () => void) => {
      settled = true;
      ignoreAbort();
      finish();
    };
    const fail = (error: unknown) => settle(() => reject(translate(error)));
    try {
      const work = start(onProgress && report);
      cancel = work.cancel;
      work.promise.then((result) => settle(() => resolve(result)), fail);
    } catch (error) {
      fail(error);
    }
  });
}
