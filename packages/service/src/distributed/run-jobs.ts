import type { JobType, Queue } from 'bullmq';
import { jobPrefix } from './queue.js';

const WAITING = ['waiting', 'prioritized', 'delayed'] as const;

/** The jobs of one run that are in the queue. */
export class RunJobs {
  constructor(
    private readonly queue: Queue,
    /** Id of the run. */
    private readonly run: string,
  ) {}

  waiting(): Promise<string[]> {
    return this.idsIn(...WAITING);
  }

  active(): Promise<string[]> {
    return this.idsIn('active');
  }

  /** @returns how many were removed */
  async removeWaiting(): Promise<number> {
    // A job that a worker has taken meanwhile cannot be removed.
    const removed = await Promise.all(
      (await this.waiting()).map((id) => this.queue.remove(id).catch(() => 0)),
    );
    return removed.reduce((sum, count) => sum + count, 0);
  }

  private async idsIn(...states: JobType[]): Promise<string[]> {
    const ids = await this.queue.getRanges(states, 0, -1);
    return ids.filter((id) => id.startsWith(jobPrefix(this.run)));
  }
}
