import type { FastifyReply } from 'fastify';
import { ServiceError } from './errors.js';

/** The work in progress, each part with a signal that stops it. */
export class Works {
  private readonly running = new Set<AbortController>();

  get count(): number {
    return this.running.size;
  }

  /**
   * Runs work that ends at the latest after a number of seconds, when the client has gone (`signal`), or with `stopAll`.
   *
   * @throws ServiceError (`TIMEOUT`)
   */
  async run<T>(
    seconds: number,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const leave = () => controller.abort(signal?.reason);
    const timer = setTimeout(() => controller.abort(timedOut(seconds)), seconds * 1000);
    this.running.add(controller);
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted) leave();
    try {
      return await work(controller.signal);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', leave);
      this.running.delete(controller);
    }
  }

  stopAll(reason: Error): void {
    for (const controller of this.running) controller.abort(reason);
  }
}

/**
 * A signal that a client gives by closing its connection before it has the answer. Node closes the request itself as soon
 * as its body is read, so `request.signal` says nothing here.
 */
export function departure({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // nginx has this status for it. Only the log and the metrics see it.
  const gone = new ServiceError(499, 'CLIENT_GONE', 'The client has closed its connection.');
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort(gone);
  });
  if (raw.destroyed) controller.abort(gone);
  return controller.signal;
}

function timedOut(seconds: number): ServiceError {
  return new ServiceError(
    503,
    'TIMEOUT',
    `The work took longer than ${seconds} s, the limit of this server. Use fewer steps or candidates, or a job.`,
  );
}
