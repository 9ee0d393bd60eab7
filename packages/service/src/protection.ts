import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply } from 'fastify';
import plugin from 'fastify-plugin';
import { queueFull, ServiceError } from './errors.js';
import type { Limits } from './limits.js';

/** Refuses requests of clients that send too many, and all while the event loop is held up. */
export const protection = plugin(async (app: FastifyInstance, { limits }: { limits: Limits }) => {
  if (limits.rateLimit > 0)
    await app.register(rateLimit, {
      max: limits.rateLimit,
      timeWindow: '1 minute',
      errorResponseBuilder: (_, { max, after }) =>
        new ServiceError(429, 'RATE_LIMIT', `A client may send ${max} requests a minute; wait ${after}.`),
    });
  await app.register(underPressure, {
    maxEventLoopDelay: limits.maxEventLoopDelay,
    message: 'The server has more to do than it can; try again later.',
    retryAfter: 10,
  });
});

/**
 * A hook that refuses a request before its body is read if the model's queue is full. It counts the requests whose bodies
 * are still arriving too, so that their memory is bounded.
 */
export function admission(app: FastifyInstance) {
  let admitted = 0;
  return async (_: unknown, reply: FastifyReply): Promise<void> => {
    const { model } = app.context;
    model.get();
    const { maxQueue, maxInFlight } = model.stats()!;
    if (admitted >= maxQueue + maxInFlight)
      throw queueFull(`${admitted} requests run or wait, the limit of this server. Try again later.`);
    admitted++;
    let isHeld = true;
    const leave = () => {
      if (isHeld) admitted--;
      isHeld = false;
    };
    // A client that goes away leaves no finished answer.
    reply.raw.once('finish', leave).once('close', leave);
  };
}
