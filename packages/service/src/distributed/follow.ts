import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { Cancellations } from './cancellations.js';
import { cancelled, QueueError } from './errors.js';
import type { Task } from './kinds/kind.js';
import { type JobData, jobId, STALLS } from './queue.js';
import { PREFIX } from './redis.js';
import type { StoredRun } from './run.js';
import { RunJobs } from './run-jobs.js';

/** Jobs that are added at a time. */
const CHUNK = 500;
/** Milliseconds between checks of jobs whose events may have been lost. */
const CHECK_INTERVAL = 1000;
/** Jobs that are checked each time. */
const CHECKED = 200;

/** How a task ended. */
export type Outcome = { state: 'succeeded' } | { state: 'failed'; code: string; message: string };

interface Events {
  /** Finished tasks, the finished fractions of those in progress together, and the tasks that failed. */
  progress: [done: number, parts: number, failed: number];
  /** A job has failed and will be tried again. It is reported once for each reason. */
  retry: [id: string, reason: string];
}

/**
 * Adds the jobs of a run to the queue and waits until all have finished. The folder of the results decides what is finished, not
 * Redis. If Redis loses its data, jobs that are missing from both are added again.
 */
export class Following extends EventEmitter<Events> {
  private readonly pending = new Map<string, Task>();
  private readonly fractions = new Map<string, number>();
  private readonly outcomes = new Map<string, Outcome>();
  private readonly cancellations: Cancellations;
  private failed = 0;
  /** Reasons of failures that were reported. */
  private readonly reported = new Set<string>();

  constructor(
    private readonly queue: Queue<JobData, void, string>,
    private readonly redis: Redis,
    private readonly stored: StoredRun,
    /** Whether the folder has the result of a task. */
    private readonly isMade: (task: Task) => Promise<boolean>,
  ) {
    super();
    this.cancellations = new Cancellations(redis);
  }

  /**
   * @returns outcomes by the ids of the tasks
   * @throws QueueError (`CANCELLED`), and (`REDIS_FAILED`) for a Redis that is full, for example
   */
  async run(tasks: readonly Task[]): Promise<ReadonlyMap<string, Outcome>> {
    for (const task of tasks) this.pending.set(jobId(this.stored.id, task.key), task);
    await this.cancellations.remove(this.stored.id);
    const events = this.listen();
    try {
      await this.removeFailed();
      for (const chunk of chunksOf([...this.pending.values()], CHUNK)) {
        await this.throwIfCancelled();
        await this.add(chunk);
      }
      while (this.pending.size > 0) {
        await wait(CHECK_INTERVAL);
        await this.throwIfCancelled();
        await this.check();
      }
      return this.outcomes;
    } catch (error) {
      throw isReply(error) ? refused(error) : error;
    } finally {
      await events.close();
    }
  }

  private listen(): QueueEvents {
    const events = new QueueEvents(this.queue.name, { connection: this.redis, prefix: PREFIX });
    events.on('error', () => {});
    events.on('completed', ({ jobId }) => this.end(jobId, { state: 'succeeded' }));
    events.on(
      'failed',
      ({ jobId, failedReason }) => void this.fail(jobId, failure(failedReason)).catch(() => {}),
    );
    events.on('progress', ({ jobId, data }) => {
      if (!this.pending.has(jobId)) return;
      this.fractions.set(jobId, Math.min(1, Math.max(0, Number(data) || 0)));
      this.report();
    });
    return events;
  }

  /** Jobs that failed when they were submitted before get new attempts. */
  private async removeFailed(): Promise<void> {
    const failed = new Set(await this.queue.getRanges(['failed'], 0, -1));
    for (const id of this.pending.keys()) if (failed.has(id)) await this.queue.remove(id);
  }

  private async add(tasks: readonly Task[]): Promise<void> {
    const { run, file, digest, id: runId } = this.stored;
    await this.queue.addBulk(
      tasks.map(({ id, key, item }) => ({
        name: run.kind,
        data: { run: file, digest, id, key, item },
        opts: { jobId: jobId(runId, key) },
      })),
    );
  }

  /** @throws QueueError (`CANCELLED`) */
  private async throwIfCancelled(): Promise<void> {
    const { id } = this.stored;
    if ((await this.cancellations.among([id])).length === 0) return;
    // Jobs may have been added since the run was cancelled.
    await new RunJobs(this.queue, id).removeWaiting();
    throw cancelled();
  }

  /** Asks for the states of some jobs, the least recently checked first. */
  private async check(): Promise<void> {
    const some = [...this.pending].slice(0, CHECKED);
    for (const [job, task] of some) {
      this.pending.delete(job);
      this.pending.set(job, task);
    }
    await Promise.all(some.map(([job, task]) => this.checkOne(job, task)));
  }

  private async checkOne(id: string, task: Task): Promise<void> {
    const state = await this.queue.getJobState(id);
    if (state === 'failed') {
      const job = await this.queue.getJob(id);
      if (job) await this.fail(id, failure(job.failedReason));
    } else if (state === 'delayed') {
      const job = await this.queue.getJob(id);
      if (job?.failedReason) this.reportRetry(id, task.id, job.failedReason);
    } else if (state === 'unknown' && this.pending.has(id)) {
      if (await this.isMade(task)) this.end(id, { state: 'succeeded' });
      // Redis has lost it.
      else await this.add([task]);
    }
  }

  /** Records a failure. A job that was stopped by a cancellation is added again if the run has been submitted again since. */
  private async fail(job: string, outcome: Outcome & { state: 'failed' }): Promise<void> {
    const task = this.pending.get(job);
    if (outcome.code !== 'CANCELLED' || !task) return this.end(job, outcome);
    if ((await this.cancellations.among([this.stored.id])).length > 0) return;
    await this.queue.remove(job);
    await this.add([task]);
  }

  private end(job: string, outcome: Outcome): void {
    const task = this.pending.get(job);
    if (!task) return;
    this.pending.delete(job);
    this.fractions.delete(job);
    this.outcomes.set(task.id, outcome);
    if (outcome.state === 'failed') this.failed++;
    this.report();
  }

  private reportRetry(job: string, id: string, reason: string): void {
    // It starts again from the beginning.
    this.fractions.delete(job);
    // Messages name files, so that only their codes tell whether the reason is the same.
    const { code, message } = failure(reason);
    const kind = code === 'INTERNAL' ? message : code;
    if (this.reported.has(kind)) return;
    this.reported.add(kind);
    this.emit('retry', id, reason);
  }

  private report(): void {
    const parts = [...this.fractions.values()].reduce((sum, part) => sum + part, 0);
    this.emit('progress', this.outcomes.size, parts, this.failed);
  }
}

/** Whether Redis itself has answered with an error. */
function isReply(error: unknown): error is Error {
  return (error as Error).name === 'ReplyError';
}

function refused(cause: Error): QueueError {
  return new QueueError(
    'REDIS_FAILED',
    `Redis answers with an error: ${cause.message.replace(/\.$/, '')}. Jobs that were added continue. Correct Redis, for example its maxmemory, and submit again.`,
    { cause },
  );
}

function failure(reason: string): Outcome & { state: 'failed' } {
  // BullMQ has no code for this; only the message tells it apart.
  if (/^job stalled more than allowable limit/.test(reason)) {
    const message = `${STALLS} workers died during this job, perhaps because they ran out of memory. Check their logs.`;
    return { state: 'failed', code: 'WORKERS_LOST', message };
  }
  const [, message = reason, code = 'INTERNAL'] = /^(.*) \[([A-Z_]+)\]$/s.exec(reason) ?? [];
  return { state: 'failed', code, message };
}

function* chunksOf<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}
