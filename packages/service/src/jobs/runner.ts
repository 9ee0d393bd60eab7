import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { HarmonizeOptions, HarmonizeResult } from 'harmonidiff';
import { answerOf, stopping } from '../errors.js';
import type { Limits } from '../limits.js';
import { logFailure } from '../log.js';
import type { Model } from '../model.js';
import type { Works } from '../work.js';
import type { Job, JobState } from './job.js';
import type { MemoryJobs } from './memory.js';

/** Milliseconds until a job tries again that found the model's queue full. */
const AGAIN = 1000;
/** Milliseconds between looks for results that have expired. */
const EXPIRE = 10_000;

/** Runs jobs in the order in which they came, as many at a time as the model works on. */
export class JobRunner {
  private readonly cancels = new Map<string, AbortController>();
  /** Runs while the jobs wait for a place in the model's queue. */
  private pause: NodeJS.Timeout | undefined;
  private readonly expiring: NodeJS.Timeout;
  private isClosed = false;

  constructor(
    private readonly jobs: MemoryJobs,
    private readonly model: Model,
    private readonly works: Works,
    private readonly limits: Limits,
    private readonly log: FastifyBaseLogger,
  ) {
    this.expiring = setInterval(() => jobs.expire(), EXPIRE).unref();
  }

  /**
   * @param bytes that the options hold
   * @throws ServiceError (`QUEUE_FULL`, `STOPPING`)
   */
  add(options: HarmonizeOptions, bytes: number): Job {
    if (this.isClosed) throw stopping();
    const job: Job = { id: randomUUID(), state: 'queued', created: Date.now(), options, bytes };
    this.jobs.add(job);
    this.startNext();
    return job;
  }

  get(id: string): Job | undefined {
    return this.jobs.get(id);
  }

  /** The number of jobs that run before a queued one. */
  positionOf(job: Job): number {
    return this.jobs.list('queued').indexOf(job);
  }

  counts(): Record<JobState, number> {
    this.jobs.expire();
    const count = (state: JobState) => this.jobs.list(state).length;
    return {
      queued: count('queued'),
      running: count('running'),
      done: count('done'),
      failed: count('failed'),
      cancelled: count('cancelled'),
    };
  }

  /** Cancels a job that waits or runs, and forgets one that has ended. */
  remove(job: Job): void {
    if (job.ended !== undefined) {
      this.jobs.delete(job.id);
      return;
    }
    this.end(job, 'cancelled');
    this.cancels.get(job.id)?.abort();
  }

  /** Cancels all jobs. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.pause);
    clearInterval(this.expiring);
    for (const job of [...this.jobs.list('queued'), ...this.jobs.list('running')]) this.remove(job);
  }

  private startNext(): void {
    const { maxInFlight = 1 } = this.model.stats() ?? {};
    if (this.isClosed || this.pause || this.cancels.size >= maxInFlight) return;
    const [next] = this.jobs.list('queued');
    if (!next) return;
    void this.run(next);
    this.startNext();
  }

  private async run(job: Job): Promise<void> {
    const cancel = new AbortController();
    this.cancels.set(job.id, cancel);
    const options = job.options!;
    job.state = 'running';
    job.started = Date.now();
    try {
      const result = await this.works.run(this.limits.timeout, cancel.signal, (harmonizer, signal) =>
        harmonizer.harmonize({
          ...options,
          signal,
          onProgress: (progress) => {
            job.progress = progress;
          },
        }),
      );
      const { method, mode } = options;
      this.end(job, 'done', { made: { result, madeBy: { method, mode } }, bytes: sizeOf(result) });
    } catch (error) {
      this.fail(job, error);
    } finally {
      this.cancels.delete(job.id);
      this.startNext();
    }
  }

  private fail(job: Job, error: unknown): void {
    // Cancelled meanwhile.
    if (job.ended !== undefined) return;
    const { status, code, message } = answerOf(this.isClosed ? stopping() : error);
    if (code === 'QUEUE_FULL') {
      job.state = 'queued';
      delete job.started;
      this.pause ??= setTimeout(() => {
        this.pause = undefined;
        this.startNext();
      }, AGAIN);
      return;
    }
    logFailure(this.log.child({ job: job.id }), error);
    this.end(job, 'failed', { error: { status, code, message } });
  }

  private end(job: Job, state: JobState, changes: Partial<Job> = {}): void {
    if (job.ended !== undefined) return;
    const ended = Date.now();
    delete job.options;
    Object.assign(job, { state, ended, expires: ended + this.limits.jobTtl * 1000, bytes: 0 }, changes);
    this.jobs.ended(job);
  }
}

function sizeOf({ winner, candidates }: HarmonizeResult): number {
  return [winner, ...candidates].reduce((sum, of) => sum + (of?.image?.data.length ?? 0), 0);
}
