import { Redis } from 'ioredis';
import { QueueError } from './errors.js';

/** Where BullMQ keeps everything. */
export const PREFIX = 'harmonidiff';
/** Milliseconds for the first connection. Later ones are tried again for ever. */
const CONNECT_TIMEOUT = 5000;

/**
 * Connects to Redis, for BullMQ and for the marks of runs that were cancelled.
 *
 * @throws QueueError (`REDIS_UNAVAILABLE`)
 */
export async function connect(url: string): Promise<Redis> {
  let isReady = false;
  let lastError: Error | undefined;
  // BullMQ demands null: a command waits until Redis is there again.
  const options = {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT,
    retryStrategy: (times: number) => (isReady ? Math.min(1000, 50 * times) : null),
  };
  const redis = new Redis(url, options);
  redis.on('error', (error) => {
    lastError = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    isReady = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    const cause = lastError ?? (error as Error);
    throw new QueueError(
      'REDIS_UNAVAILABLE',
      `Could not connect to Redis at ${withoutPassword(url)}: ${(cause.message || (cause as NodeJS.ErrnoException).code)?.replace(/\.$/, '')}. Start Redis, or correct the address and password in --redis or HARMONIDIFF_REDIS.`,
      { cause },
    );
  }
}

/** For messages and logs. A password may itself have an @, and the query may have one, too. */
export function withoutPassword(url: string): string {
  return url.replace(/\?.*$/s, '').replace(/\/\/.*@/s, '//');
}
