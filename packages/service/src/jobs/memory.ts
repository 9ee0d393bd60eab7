import { queueFull, ServiceError } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Job, JobState } from './job.js';

/** The jobs of one server, in its memory. */
export class MemoryJobs {
  /** By id: those that have ended in the order in which they ended, among the others in which they came. */
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly limits: Limits) {}

  /** @throws ServiceError (`QUEUE_FULL`, `BODY_TOO_LARGE`) if too many jobs wait and run, or hold too much memory */
  add(job: Job): void {
    const { maxJobs, maxJobBytes } = this.limits;
    const active = [...this.list('queued'), ...this.list('running')];
    if (active.length >= maxJobs)
      throw queueFull(`${active.length} jobs wait or run, the limit of this server. Try again later.`);
    if (job.bytes > maxJobBytes)
      throw new ServiceError(
        413,
        'BODY_TOO_LARGE',
        `The job holds ${job.bytes} bytes, and all jobs may hold ${maxJobBytes}. Upload smaller images.`,
      );
    if (bytesOf(active) + job.bytes > maxJobBytes)
      throw queueFull(
        `The jobs that wait and run may hold ${maxJobBytes} bytes together. Try again later, or upload smaller images.`,
      );
    this.jobs.set(job.id, job);
    this.expire();
  }

  /** To be called when a job has ended. */
  ended(job: Job): void {
    if (!this.jobs.delete(job.id)) return;
    this.jobs.set(job.id, job);
    this.expire();
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
   * Drops results that are too old, and the oldest ones if all jobs hold too much. Until its job is dropped too, a client
   * learns that its result has expired. Of the jobs that have ended, only the newest are kept.
   */
  expire(now = Date.now()): void {
    const { maxJobs, maxJobBytes, jobTtl } = this.limits;
    // Apart, so that jobs that were cancelled do not displace results.
    for (const group of [this.list('done'), [...this.list('failed'), ...this.list('cancelled')]]) {
      const tooMany = group.length - maxJobs;
      group.forEach((job, i) => {
        if (i < tooMany || now > job.expires! + jobTtl * 1000) this.jobs.delete(job.id);
      });
    }
    let bytes = bytesOf(this.jobs.values());
    for (const job of this.list('done')) {
      if (now <= job.expires! && bytes <= maxJobBytes) continue;
      bytes -= job.bytes;
      delete job.made;
      job.bytes = 0;
    }
  }
}

function bytesOf(jobs: Iterable<Job>): number {
  return Array.from(jobs, ({ bytes }) => bytes).reduce((sum, bytes) => sum + bytes, 0);
}
