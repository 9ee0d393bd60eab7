import { queueFull } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Job, JobState } from './job.js';

/** The jobs of one server, in its memory. */
export class MemoryJobs {
  /** By id, the oldest first. */
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly limits: Limits) {}

  /** @throws ServiceError (`QUEUE_FULL`) if too many jobs wait and run, or hold too much memory */
  add(job: Job): void {
    this.expire();
    const { maxJobs, maxJobBytes } = this.limits;
    const active = this.list('queued').length + this.list('running').length;
    if (active >= maxJobs) throw queueFull(`${active} jobs wait or run, the limit of this server.`);
    const bytes = [...this.jobs.values()].reduce((sum, { bytes }) => sum + bytes, job.bytes);
    if (bytes > maxJobBytes)
      throw queueFull('The jobs of this server hold as much as they may. Fetch and delete results.');
    this.jobs.set(job.id, job);
  }

  get(id: string): Job | undefined {
    this.expire();
    return this.jobs.get(id);
  }

  delete(id: string): void {
    this.jobs.delete(id);
  }

  /** The jobs in a state, the oldest first. */
  list(state: JobState): Job[] {
    return [...this.jobs.values()].filter((job) => job.state === state);
  }

  /**
   * Drops results that are too old, and later the jobs themselves. Until then a client learns that its result has
   * expired. Of the jobs that have ended, only the newest are kept.
   */
  expire(now = Date.now()): void {
    const ended = [...this.jobs.values()].filter((job) => job.ended !== undefined);
    const tooMany = ended.length - this.limits.maxJobs;
    ended.forEach((job, i) => {
      if (i < tooMany || now > job.expires! + this.limits.jobTtl * 1000) this.jobs.delete(job.id);
      else if (now > job.expires!) {
        delete job.made;
        job.bytes = 0;
      }
    });
  }
}
