import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { answerOf } from './errors.js';
import { onOutcome } from './outcome.js';

declare module 'fastify' {
  interface FastifyReply {
    /** The code of the error that is the answer. */
    errorCode: string | undefined;
  }
}

/** From the highest. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Logs one line for each request when it is over. Fastify's own two lines would cost more than most refused requests. */
export const accessLog = plugin(async (app: FastifyInstance) => {
  app.decorateReply('errorCode', undefined);
  onOutcome(app, ({ method, url: address, ip }, reply, status) => {
    // A query may hold anything.
    const [url] = address.split('?', 1) as [string];
    const { errorCode: code, elapsedTime } = reply;
    // Health checks come every few seconds.
    const level = url.startsWith('/health/') ? 'debug' : 'info';
    reply.log[level]({ method, url, ip, status, code, ms: Math.round(elapsedTime) });
  });
});

/** Statuses from 500 that are part of the normal operation of a server. */
const NORMAL = ['LOADING', 'OVERLOADED', 'STOPPING', 'TIMEOUT'];

/** Logs an error with its stack if something is wrong with the server. */
export function logFailure(log: FastifyBaseLogger, error: unknown): void {
  const { status, code } = answerOf(error);
  if (status >= 500 && !NORMAL.includes(code)) log.error({ err: error }, code);
}
