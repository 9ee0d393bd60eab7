// SHIM, to be deleted when Harmonizer itself has `maxQueue` and `stats()`: then `load` is Harmonizer.load, `Served` is
// Harmonizer, and `Stats` is what its stats() returns.
import { HarmonidiffError, Harmonizer, type LoadOptions } from 'harmonidiff';

export interface Quantiles {
  p50: number;
  p95: number;
  p99: number;
}

/** What the queue of a harmonizer holds and how long calls took, in milliseconds. */
export interface Stats {
  queued: number;
  inFlight: number;
  maxQueue: number;
  maxInFlight: number;
  completed: number;
  failed: number;
  rowsPerCall: number | null;
  waiting: Quantiles | null;
  running: Quantiles | null;
}

export type Served = Harmonizer & { stats(): Stats };

class QueueFullError extends HarmonidiffError {
  constructor(
    readonly depth: number,
    readonly limit: number,
  ) {
    super('QUEUE_FULL' as never, `${depth} calls wait, and the limit is ${limit}. Try again later.`);
  }
}

export async function load(
  folder: string,
  { maxQueue, ...options }: LoadOptions & { maxQueue: number },
): Promise<Served> {
  if ('stats' in Harmonizer.prototype)
    return (await Harmonizer.load(folder, { ...options, maxQueue } as LoadOptions)) as Served;
  const harmonizer = (await Harmonizer.load(folder, options)) as Served;
  const counts = { pending: 0, completed: 0, failed: 0 };
  const counted =
    <A extends unknown[], T>(call: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      if (counts.pending > maxQueue) throw new QueueFullError(counts.pending - 1, maxQueue);
      counts.pending++;
      try {
        const result = await call(...given);
        counts.completed++;
        return result;
      } catch (error) {
        counts.failed++;
        throw error;
      } finally {
        counts.pending--;
      }
    };
  harmonizer.harmonize = counted(harmonizer.harmonize.bind(harmonizer));
  harmonizer.score = counted(harmonizer.score.bind(harmonizer));
  harmonizer.stats = () => ({
    queued: Math.max(0, counts.pending - 1),
    inFlight: Math.min(1, counts.pending),
    maxQueue,
    maxInFlight: 1,
    completed: counts.completed,
    failed: counts.failed,
    rowsPerCall: null,
    waiting: null,
    running: null,
  });
  return harmonizer;
}
