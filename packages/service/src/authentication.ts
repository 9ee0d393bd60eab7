import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ServiceError } from './errors.js';

/** A hook that lets in only requests with the token. Without a token it lets in all. */
export function authentication(token: string | undefined): (request: FastifyRequest) => Promise<void> {
  const expected = token === undefined ? undefined : digest(token);
  return async ({ headers: { authorization = '' } }) => {
    if (!expected) return;
    const [, given] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
    // Digests have one length, so that the time of the comparison says nothing about the token.
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return;
    throw new ServiceError(
      401,
      'UNAUTHORIZED',
      'Send the token of this server as Authorization: Bearer TOKEN.',
    );
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
