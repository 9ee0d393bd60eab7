import type { Redis } from 'ioredis';
import { PREFIX } from './redis.js';

/** Seconds that a run stays cancelled. */
const KEEP = 7 * 24 * 3600;

/** The runs that were cancelled, in Redis, where all workers see them. */
export class Cancellations {
  constructor(private readonly redis: Redis) {}

  async add(run: string): Promise<void> {
    await this.redis.set(keyOf(run), '1', 'EX', KEEP);
  }

  async remove(run: string): Promise<void> {
    await this.redis.del(keyOf(run));
  }

  /** Those of some runs that were cancelled. */
  async among(runs: readonly string[]): Promise<string[]> {
    if (runs.length === 0) return [];
    const marks = await this.redis.mget(runs.map(keyOf));
    return runs.filter((_, i) => marks[i] !== null);
  }
}

function keyOf(run: string): string {
  return `${PREFIX}:cancelled:${run}`;
}
