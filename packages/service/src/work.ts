import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Harmonizer } from 'harmonidiff';
import { clientGone, isLasting, ServiceError } from './errors.js';
import type { Model } from './model.js';
import { onSettled } from './outcome.js';

/** What the model is working on, each part with a signal that stops it. */
export class Works {
  private readonly running = new Set<AbortController>();

  constructor(private readonly model: Model) {}

  get count(): number {
    return this.running.size;
  }

  /**
   * Runs work that ends at the latest after a number of seconds, when the client has gone (`signal`), or with `stopAll`.
   *
   * @throws ServiceError (`TIMEOUT`, and `LOADING` or `STOPPING` while there is no model)
   */
  async run<T>(
    seconds: number,
    signal: AbortSignal | undefined,
    work: (harmonizer: Harmonizer, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    const leave = () => controller.abort(signal?.reason);
    const timer = setTimeout(() => controller.abort(timedOut(seconds)), seconds * 1000);
    this.running.add(controller);
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted) leave();
    try {
      return await work(this.model.get(), controller.signal);
    } catch (error) {
      if (isLasting(error)) this.model.breakDown();
      throw error;
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
export function departure(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  onSettled(request, reply, (isSent) => {
    if (!isSent) controller.abort(clientGone());
  });
  return controller.signal;
}

function timedOut(seconds: number): ServiceError {
  return new ServiceError(
    503,
    'TIMEOUT',
    `The work took longer than ${seconds} s, the limit of this server. Use fewer steps or candidates.`,
  );
}
