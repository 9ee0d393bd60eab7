import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { type Answer, answerOf, notFound, ServiceError, uploadTimeout } from './errors.js';
import { logFailure } from './log.js';
import { ErrorAnswer } from './schemas.js';

/** Answers every error in one form, and logs those that the server is to blame for. */
export const answerErrors = plugin(async (app: FastifyInstance) => {
  app.addSchema(ErrorAnswer);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(() => {
    throw notFound();
  });
});

export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, retryAfter, ...answer } = answerOf(error);
  logFailure(request.log, error);
  reply.errorCode = code;
  if (retryAfter !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', retryAfter);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  // The rest of the body is not waited for.
  if (status === 408) reply.header('connection', 'close');
  const body = bodyOf({ code, ...answer });
  return reply.code(status).type('application/json').send(body);
}

/** Answers what is not even a request, before Fastify sees it, and closes the connection. */
export function answerClientError({ code }: { code: string }, socket: Socket): void {
  if (socket.writable && code !== 'ECONNRESET') {
    const { status, ...answer } = answerOf(ofHttp(code));
    const body = JSON.stringify(bodyOf(answer));
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}

function ofHttp(code: string): ServiceError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return uploadTimeout();
  if (code === 'HPE_HEADER_OVERFLOW')
    return new ServiceError(431, 'BODY_TOO_LARGE', 'The request headers are too long; shorten them.');
  return new ServiceError(400, 'BODY_INVALID', 'This is not an HTTP request.');
}

function bodyOf({ code, message }: Pick<Answer, 'code' | 'message'>) {
  return { error: { code, message } };
}
