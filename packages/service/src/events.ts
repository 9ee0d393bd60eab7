import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { answerOf } from './errors.js';
import { logFailure } from './log.js';

/** Milliseconds after which the stream begins even without an event, and between signs of life. */
const SILENCE = 15_000;

/**
 * Answers with server-sent events: those that `work` sends, and at last `result` or `error`. If the work fails before its
 * first event, the answer is an ordinary error.
 *
 * @throws what `work` throws before its first event
 */
export async function sendEvents<T>(
  reply: FastifyReply,
  work: (send: (event: string, data: unknown) => void) => Promise<T>,
): Promise<FastifyReply> {
  const stream = new PassThrough();
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const write = (text: string) => {
    if (!stream.writableEnded && !stream.destroyed) stream.write(text);
    begin();
  };
  const send = (event: string, data: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const alive = setInterval(() => write(': waiting\n\n'), SILENCE);
  const ended = work(send)
    .finally(() => clearInterval(alive))
    .then((result) => send('result', result));
  await Promise.race([begun, ended]);
  ended
    .catch((error) => {
      const { code, message } = answerOf(error);
      reply.errorCode = code;
      logFailure(reply.log, error);
      send('error', { error: { code, message } });
    })
    .finally(() => stream.end());
  return (
    reply
      .type('text/event-stream')
      .header('cache-control', 'no-store')
      // nginx would hold the events back.
      .header('x-accel-buffering', 'no')
      .send(stream)
  );
}
