import type { FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';
import { answerOf, isLasting, ServiceError } from './errors.js';
import type { Model } from './model.js';
import { ErrorAnswer } from './schemas.js';

/** Answers every error in one form, and logs those that the server is to blame for. */
export const answerErrors = plugin(async (app: FastifyInstance, { model }: { model: Model }) => {
  app.addSchema(ErrorAnswer);
  app.setErrorHandler((error, request, reply) => {
    const { status, code, message, retryAfter } = answerOf(error);
    if (isLasting(error)) model.breakDown();
    if (status >= 500 && !(error instanceof ServiceError)) request.log.error({ err: error }, code);
    reply.errorCode = code;
    if (retryAfter !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', retryAfter);
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    return reply.code(status).type('application/json').send({ error: { code, message } });
  });
  app.setNotFoundHandler(() => {
    throw new ServiceError(404, 'NOT_FOUND', 'There is no such path or method; /docs lists all.');
  });
});
