import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyReply {
    /** The code of the error that is the answer. */
    errorCode: string | undefined;
  }
}

/** Logs one line for each request when it is answered; Fastify's own two would take more time than many a refusal. */
export const accessLog = plugin(async (app: FastifyInstance) => {
  app.decorateReply('errorCode', undefined);
  app.addHook('onResponse', async (request, reply) => {
    const { method, url, ip } = request;
    const { statusCode: status, errorCode: code, elapsedTime } = reply;
    // Health checks come every few seconds.
    const level = url.startsWith('/health/') ? 'debug' : 'info';
    reply.log[level]({ method, url, ip, status, code, ms: Math.round(elapsedTime) });
  });
});
