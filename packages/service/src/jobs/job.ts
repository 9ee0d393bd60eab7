import type { HarmonizeOptions, Progress } from 'harmonidiff';
import type { Made } from '../answer.js';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A harmonisation that runs in the background. Times are milliseconds since 1970. */
export interface Job {
  readonly id: string;
  state: JobState;
  readonly created: number;
  started?: number;
  ended?: number;
  /** When the result is dropped. */
  expires?: number;
  progress?: Progress;
  /** Until the job has ended. */
  options?: HarmonizeOptions;
  /** Of a job that is done, until it expires. */
  made?: Made;
  /** What a job failed with. */
  error?: { status: number; code: string; message: string };
  /** What the job holds: its uploads, and then its result. */
  bytes: number;
}
