import { OptionError } from 'harmonidiff';
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
    // If the database in the address does not exist, ioredis only emits an error, and continues in database 0.
    if (lastError) throw lastError;
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

/** @throws OptionError. It does not repeat an address that may have a password in it. */
export function checkAddress(url: string): void {
  const isAddress = /^rediss?:\/\/[^/?]/.test(url) && URL.canParse(url);
  if (isAddress && /^(\/\d*)?$/.test(new URL(url).pathname)) return;
  const given = /[@?]/.test(url) ? 'is not valid' : `is ${url}`;
  throw new OptionError(
    `The address in --redis or HARMONIDIFF_REDIS ${given}; it must have the form redis://host:6379 or rediss://user:password@host:6379/0.`,
  );
}

interface Listeners {
  lost(): void;
  /** Redis is there, but the connection fails, for example because the password has changed. */
  failed(error: Error): void;
  back(): void;
}

/** Reports once that the connection is lost, and once that it is back, however many attempts that takes. */
export function watchConnection(redis: Redis, { lost, failed, back }: Listeners): { stop(): void } {
  let isLost = false;
  let lastFailure = '';
  const onClose = () => {
    if (isLost) return;
    isLost = true;
    lastFailure = '';
    lost();
  };
  const onError = (error: Error) => {
    if (isUnreachable(error) || error.message === lastFailure) return;
    lastFailure = error.message;
    failed(error);
  };
  const onReady = () => {
    if (!isLost) return;
    isLost = false;
    back();
  };
  redis.on('close', onClose).on('error', onError).on('ready', onReady);
  return {
    stop: () => void redis.off('close', onClose).off('error', onError).off('ready', onReady),
  };
}

/** Whether an error only says that there is no connection. */
export function isUnreachable(error: Error): boolean {
  return 'syscall' in error || error.message === 'Connection is closed.';
}

/** For messages and logs. A password may itself have an @, and the query may have one, too. */
export function withoutPassword(url: string): string {
  return url.replace(/\?.*$/s, '').replace(/\/\/.*@/s, '//');
}
