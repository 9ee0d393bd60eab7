import { setMaxListeners } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What nginx logs for a client that closed its connection. Only the log and the metrics see it. */
export const CLIENT_GONE = 499;

/** Calls `listener` once: when the answer is sent, or when the client has gone and it cannot be. */
export function onSettled(
  { raw: { socket } }: FastifyRequest,
  { raw }: FastifyReply,
  listener: (isSent: boolean) => void,
): void {
  let isSettled = false;
  const settle = (isSent: boolean) => {
    // The connection closes the answer while it tells its own listeners.
    if (isSettled) return;
    isSettled = true;
    raw.off('finish', finish).off('close', leave);
    socket.off('close', leave);
    listener(isSent);
  };
  const finish = () => settle(true);
  const leave = () => settle(false);
  raw.on('finish', finish).on('close', leave);
  // An answer that waits for an earlier one on its connection has no socket and does not close. There may be many.
  setMaxListeners(0, socket);
  socket.on('close', leave);
  if (socket.destroyed) leave();
}

/** Calls `listener` when a request is over: with the status of its answer, or with 499 if its client has gone. */
export function onOutcome(
  app: FastifyInstance,
  listener: (request: FastifyRequest, reply: FastifyReply, status: number) => void,
): void {
  app.addHook('onRequest', async (request, reply) =>
    onSettled(request, reply, (isSent) => listener(request, reply, isSent ? reply.statusCode : CLIENT_GONE)),
  );
}
