import { isIP } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import plugin from 'fastify-plugin';
import { queueFull, ServiceError } from './errors.js';
import type { Limits } from './limits.js';
import type { Model } from './model.js';
import { onSettled } from './outcome.js';

/** A hook that refuses requests of clients that send too many. It comes before the check of the token, which it slows down. */
export async function rateLimiting(
  app: FastifyInstance,
  { rateLimit: max }: Limits,
): Promise<onRequestAsyncHookHandler> {
  if (max === 0) return async () => {};
  await app.register(rateLimit, {
    ...{ global: false, max, timeWindow: '1 minute' },
    // A connection that is already reset has no address.
    keyGenerator: ({ ip }) => ip ?? 'gone',
    errorResponseBuilder: (_, { max, after }) =>
      new ServiceError(429, 'RATE_LIMIT', `A client may send ${max} requests a minute; wait ${after}.`),
  });
  return app.rateLimit() as onRequestAsyncHookHandler;
}

/** Refuses requests while the event loop is held up. */
export const pressureLimiting = plugin(async (app: FastifyInstance, { maxEventLoopDelay }: Limits) => {
  await app.register(underPressure, {
    maxEventLoopDelay,
    message: 'The server is overloaded; try again later.',
    retryAfter: 10,
  });
});

/**
 * A hook that refuses a request before its body is read if the model's queue is full. It counts the requests whose bodies
 * are still arriving too, so that their memory is bounded.
 */
export function admission(model: Model): onRequestAsyncHookHandler {
  let admitted = 0;
  return async (request, reply) => {
    model.get();
    const { maxQueue, maxInFlight } = model.stats()!;
    if (admitted >= maxQueue + maxInFlight)
      throw queueFull(`${admitted} requests run or wait, the limit of this server. Try again later.`);
    admitted++;
    onSettled(request, reply, () => admitted--);
  };
}

/**
 * A hook for a server that asks for no token because it serves its own machine only. It refuses what the pages of other
 * sites send: their browser runs on this machine, too.
 */
export const refuseOtherSites: onRequestAsyncHookHandler = async ({ headers: { host = '', origin } }) => {
  const isLocal = isLoopback(hostnameOf(`http://${host}`));
  if (isLocal && (origin === undefined || isLoopback(hostnameOf(origin)))) return;
  throw new ServiceError(
    403,
    'FORBIDDEN',
    'This server has no token and serves programs on its own machine only; send requests to 127.0.0.1 or localhost.',
  );
};

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : '';
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
