import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ErrorCode, type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { LASTING } from '../errors.js';
import { Cancellations } from './cancellations.js';
import { cancelled, QueueError } from './errors.js';
import { KINDS } from './kinds/index.js';
import { isCollected, isMade } from './made.js';
import { type Maker, MakingError } from './maker.js';
import { openJob } from './open-job.js';
import { mayPass, PERMANENT } from './permanent.js';
import { type JobData, STALLS } from './queue.js';
import { isUnreachable, PREFIX } from './redis.js';
import { Results } from './results.js';
import type { StoredRun } from './run.js';
import type { SharedFolder } from './shared-folder.js';

export interface WorkerSettings {
  /** Name of the queue. */
  queue: string;
  /** Jobs at a time. */
  concurrency: number;
  /** Seconds after which others take over the jobs of a worker that stopped responding. */
  lock: number;
}

/** A job in progress. */
interface Active {
  /** Id of its run, once the run is open. */
  run: string | undefined;
  stop: AbortController;
}

/** Milliseconds between checks for runs that were cancelled. */
const CHECK_INTERVAL = 1000;
/** Milliseconds between two reports of a job's progress. */
const REPORT = 1000;
/** BullMQ's codes for a job that this worker no longer has, because it was taken for dead or Redis has lost its data. */
const LOCK_LOST: ReadonlySet<number | undefined> = new Set([
  ErrorCode.JobLockNotExist,
  ErrorCode.JobLockMismatch,
  ErrorCode.JobNotInState,
]);

/** Runs the jobs of one queue, until it is closed. */
export class JobWorker {
  /** Is aborted with the error after which this process cannot run any more jobs. */
  readonly broken = new AbortController();
  private readonly worker: Worker<JobData, void>;
  private readonly active = new Map<Job<JobData>, Active>();
  private readonly cancellations: Cancellations;
  private readonly looking: NodeJS.Timeout;
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });
  private isStopping = false;
  private readonly onMakerEnded = () => this.broken.abort(this.maker.ended.signal.reason);

  constructor(
    private readonly maker: Maker,
    private readonly shared: SharedFolder,
    redis: Redis,
    { queue, concurrency, lock }: WorkerSettings,
    private readonly log: Logger,
  ) {
    this.cancellations = new Cancellations(redis);
    this.worker = new Worker<JobData, void>(queue, (job, token) => this.process(job, token!), {
      ...{ connection: redis, prefix: PREFIX, concurrency, autorun: false },
      lockDuration: lock * 1000,
      stalledInterval: lock * 1000,
      // BullMQ allows this many, and gives up at the next.
      maxStalledCount: STALLS - 1,
    });
    this.worker.on('error', (error: Error & { code?: number }) => {
      // While Redis is away, everything fails; the connection reports that itself, once.
      if (redis.status !== 'ready' || isUnreachable(error)) return;
      if (error.code === ErrorCode.JobNotExist) {
        const [, job, step] = /for job (\S+)\. (\w+)/.exec(error.message) ?? [];
        // The steps that follow fail, too.
        if (step === 'moveToFinished')
          log.warn({ job }, 'Redis has lost this job; submit adds it again if it has no result');
      } else if (LOCK_LOST.has(error.code))
        log.debug({ err: error }, 'Another worker has taken over the job');
      else if (!/^could not renew lock/.test(error.message)) log.warn({ err: error }, 'Queue error');
    });
    this.worker.on('stalled', (job) =>
      log.warn({ job }, 'A worker stopped responding; its job is back in the queue'),
    );
    // Another worker has the job now.
    this.worker.on('lockRenewalFailed', (ids) => this.abort((job) => ids.includes(job.id!), lockLost()));
    // Its jobs fail and are tried again by other workers; this one ends.
    maker.ended.signal.addEventListener('abort', this.onMakerEnded);
    this.looking = setInterval(() => void this.stopCancelled().catch(() => {}), CHECK_INTERVAL);
    this.delay.enable();
  }

  start(): void {
    this.worker.run().catch((error) => this.broken.abort(error));
  }

  /**
   * Takes no more jobs, and waits for those in progress.
   *
   * @param grace seconds until they are stopped and go back to the queue
   */
  async close(grace: number): Promise<void> {
    const timer = setTimeout(() => {
      this.isStopping = true;
      this.abort(() => true, stops());
    }, grace * 1000);
    await this.worker.close();
    clearTimeout(timer);
    clearInterval(this.looking);
    this.maker.ended.signal.removeEventListener('abort', this.onMakerEnded);
    this.delay.disable();
    const [max, p99] = [this.delay.max, this.delay.percentile(99)].map((ns) => Math.round(ns / 1e6));
    this.log.info({ eventLoopDelay: { max, p99 } }, 'Worker stopped');
  }

  private async process(job: Job<JobData>, token: string): Promise<void> {
    const stop = new AbortController();
    if (this.isStopping) stop.abort(stops());
    const active: Active = { run: undefined, stop };
    this.active.set(job, active);
    const began = performance.now();
    const log = this.log.child({ job: job.id, id: job.data?.id });
    log.debug('Job starts');
    try {
      const stored = await openJob(job.data, this.shared, this.worker.name);
      active.run = stored.id;
      stop.signal.throwIfAborted();
      if ((await this.cancellations.among([stored.id])).length > 0) throw cancelled();
      await this.make(job, stored, stop.signal);
      log.info({ ms: Math.round(performance.now() - began) }, 'Job done');
    } catch (error) {
      await this.settle(job, token, stop.signal.aborted ? stop.signal.reason : error, log);
    } finally {
      this.active.delete(job);
    }
  }

  private async make(job: Job<JobData>, { run }: StoredRun, signal: AbortSignal): Promise<void> {
    const { shared } = this;
    const { id, key, item, run: file } = job.data;
    const results = new Results(dirname(await shared.resolve(file)));
    const isThere = () => isMade(KINDS[run.kind], job.data, results);
    if (await isThere()) return;
    // Links may have been put there.
    await shared.nameOf(results.staging);
    const name = results.nameOf(id, key);
    const out = await results.stage(name);
    try {
      const watch = { signal, onProgress: reporter(job) };
      const made = await this.maker.make(shared.path, { run, id, item, out }, watch);
      signal.throwIfAborted();
      const text = shared.withoutRoot(JSON.stringify({ id, ...made }, null, 1));
      await writeFile(join(out, 'result.json'), `${text}\n`);
      // If this worker was taken for dead, another may have finished, and submit may have moved its result into the set.
      if (!(await isThere())) await results.publish(out, name);
      if (await isCollected(KINDS[run.kind], job.data, results)) await results.remove([name]);
    } catch (error) {
      if (!signal.aborted && (await isThere())) return;
      throw error;
    } finally {
      await results.discard(out);
    }
  }

  /** Returns an unfinished job to the queue, or fails it, for now or for good. @throws always, because BullMQ learns this from the error */
  private async settle(job: Job<JobData>, token: string, error: unknown, log: Logger): Promise<never> {
    const message = this.shared.withoutRoot(String((error as Error).message));
    const { code, causeCode, mayPass } = error instanceof MakingError ? error : asKnown(error);
    const isLasting = code !== undefined && LASTING.includes(code);
    if (isLasting) {
      log.fatal({ err: error }, 'This process cannot run any more jobs and will exit');
      this.broken.abort(error);
    }
    if (this.isStopping) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    const reason = code === undefined ? message : `${message} [${code}]`;
    const isPermanent = !mayPass && PERMANENT.has(causeCode ?? code ?? '');
    const details = code === undefined ? { err: error } : { code };
    log.warn({ ...details, isPermanent, attempt: job.attemptsMade + 1 }, reason);
    throw isPermanent ? new UnrecoverableError(reason) : new Error(reason);
  }

  private async stopCancelled(): Promise<void> {
    const runs = new Set([...this.active.values()].flatMap(({ run }) => run ?? []));
    const marked = await this.cancellations.among([...runs]);
    this.abort((_, run) => run !== undefined && marked.includes(run), cancelled());
  }

  private abort(isMeant: (job: Job<JobData>, run: string | undefined) => boolean, reason: Error): void {
    for (const [job, { run, stop }] of this.active) if (isMeant(job, run)) stop.abort(reason);
  }
}

function asKnown(error: unknown): { code?: string; causeCode?: string; mayPass: boolean } {
  return { ...(error instanceof QueueError && { code: error.code }), mayPass: mayPass(error) };
}

function reporter(job: Job<JobData>): (fraction: number) => void {
  let last = performance.now();
  return (fraction) => {
    if (performance.now() - last < REPORT) return;
    last = performance.now();
    void job.updateProgress(fraction).catch(() => {});
  };
}

function stops(): Error {
  return new Error('The worker stops.');
}

function lockLost(): Error {
  return new Error('Another worker has taken over the job, or Redis has lost it.');
}
