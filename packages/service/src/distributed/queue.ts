import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { type Static, Type } from 'typebox';
import { PREFIX } from './redis.js';

/** What a job holds: paths and settings, never pixels. Paths are relative to the shared folder. */
export const JOB = Type.Object(
  {
    /** The file that describes the run, and its SHA-256. */
    run: Type.String(),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** Id of the composite or scene in the manifest. */
    id: Type.String(),
    /** SHA-256 of everything that the result depends on. */
    key: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** What to make, in the form of the run's kind. */
    item: Type.Unknown(),
  },
  { additionalProperties: false },
);

export type JobData = Static<typeof JOB>;

/** How often a job is tried that fails for a reason that may pass, such as a full disk. */
export const ATTEMPTS = 8;
/** How often a job may lose its worker before it counts as the cause. */
export const STALLS = 10;
/** Seconds that Redis keeps the error of a job that failed. Results are files. */
const KEEP_FAILED = 7 * 24 * 3600;

/** A queue holds jobs for one version and one model, so that a worker never makes a result with another. */
export function queueName(version: string, model: string): string {
  return `${version}-${model.slice(0, 16)}`;
}

export function openQueue(name: string, connection: Redis): Queue<JobData, void, string> {
  const queue = new Queue<JobData, void, string>(name, {
    connection,
    prefix: PREFIX,
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
      removeOnComplete: true,
      removeOnFail: { age: KEEP_FAILED },
      stackTraceLimit: 1,
    },
  });
  // The connection itself reports that Redis is gone.
  queue.on('error', () => {});
  return queue;
}

/** The id of a job, which is the same each time it is submitted, so that it is in the queue once. */
export function jobId(run: string, key: string): string {
  return `${jobPrefix(run)}${key.slice(0, 32)}`;
}

/** How the ids of all jobs of a run begin. */
export function jobPrefix(run: string): string {
  return `${run}-`;
}
