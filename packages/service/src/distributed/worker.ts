import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import { HarmonidiffError, type Harmonizer } from 'harmonidiff';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { Check } from 'typebox/value';
import { isLasting } from '../errors.js';
import { Cancellations } from './cancellations.js';
import { cancelled, QueueError } from './errors.js';
import { KINDS } from './kinds/index.js';
import { JOB, type JobData, queueName, STALLS } from './queue.js';
import { PREFIX } from './redis.js';
import { Results } from './results.js';
import { openRun, type StoredRun } from './run.js';
import type { SharedFolder } from './shared-folder.js';

export interface WorkerSettings {
  /** Name of the queue. */
  queue: string;
  /** Jobs at a time. */
  concurrency: number;
  /** Seconds after which others take over the jobs of a worker that is gone. */
  lock: number;
}

/** A job in progress. */
interface Active {
  /** Id of its run, once the run is open. */
  run: string | undefined;
  stop: AbortController;
}

/** Milliseconds between looks for runs that were cancelled. */
const LOOK = 1000;
/** Milliseconds between two reports of a job's progress. */
const REPORT = 1000;
/** Errors that another attempt meets again. */
const PERMANENT: ReadonlySet<string> = new Set([
  'CANCELLED',
  'CHECKSUM_MISMATCH',
  'IMAGE_INVALID',
  'IMAGE_TOO_LARGE',
  'IMAGE_UNSUPPORTED',
  'JOB_INVALID',
  'LABELS_INVALID',
  'MANIFEST_INVALID',
  'MODEL_UNSUPPORTED',
  'OPTION_INVALID',
  'PLACEMENT_INVALID',
  'SHARED_FOLDER',
]);

/** Does the jobs of one queue with one model, until it is closed. */
export class JobWorker {
  /** Is aborted with the error after which this process can do no more jobs. */
  readonly broken = new AbortController();
  private readonly worker: Worker<JobData, void>;
  private readonly active = new Map<Job<JobData>, Active>();
  private readonly cancellations: Cancellations;
  private readonly looking: NodeJS.Timeout;
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });
  private isStopping = false;

  constructor(
    private readonly harmonizer: Harmonizer,
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
      maxStalledCount: STALLS,
    });
    this.worker.on('error', (error) => log.warn({ err: error }, 'The queue reports an error'));
    this.worker.on('stalled', (job) => log.warn({ job }, 'A worker is gone; its job starts again'));
    // Another worker has the job now.
    this.worker.on('lockRenewalFailed', (ids) => this.abort((job) => ids.includes(job.id!), lockLost()));
    this.looking = setInterval(() => void this.stopCancelled().catch(() => {}), LOOK);
    this.delay.enable();
  }

  start(): void {
    void this.worker.run();
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
      const stored = await this.open(job);
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

  /** @throws QueueError (`JOB_INVALID`) */
  private async open({ data }: Job<JobData>): Promise<StoredRun> {
    if (!Check(JOB, data)) throw new QueueError('JOB_INVALID', 'The job is not one that submit has made.');
    const stored = await openRun(this.shared, data.run, data.digest);
    const { run } = stored;
    // Whoever can add jobs must not be able to give a result the name of another one.
    const isOurs = queueName(run.version, run.model) === this.worker.name;
    if (isOurs && KINDS[run.kind].keyOf(run, data.item) === data.key) return stored;
    throw new QueueError('JOB_INVALID', 'The job is none of its run. Submit the manifest again.');
  }

  private async make(job: Job<JobData>, { run }: StoredRun, signal: AbortSignal): Promise<void> {
    const { harmonizer, shared } = this;
    const { id, key, item, run: file } = job.data;
    const results = new Results(dirname(await shared.resolve(file)));
    const name = results.nameOf(id, key);
    if (await results.has(name)) return;
    // Links may have been put there.
    await shared.nameOf(results.stagingOf(name));
    const out = await results.stage(name);
    try {
      const onProgress = reporter(job);
      const made = await KINDS[run.kind].make({ harmonizer, shared, run, id, item, out, signal, onProgress });
      signal.throwIfAborted();
      await writeFile(join(out, 'result.json'), `${JSON.stringify({ id, ...made }, null, 1)}\n`);
      await results.publish(name);
    } catch (error) {
      // A worker that was taken for dead may have finished.
      if (!signal.aborted && (await results.has(name))) return;
      throw error;
    }
  }

  /** Tells the queue how a job ended that was not done. @throws what BullMQ understands */
  private async settle(job: Job<JobData>, token: string, error: unknown, log: Logger): Promise<never> {
    const { message, code } = error as Error & { code?: string };
    if (isLasting(error)) {
      log.fatal({ err: error }, 'This process can do no more jobs');
      this.broken.abort(error);
    }
    if (this.isStopping || isLasting(error)) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    const isKnown = error instanceof HarmonidiffError || error instanceof QueueError;
    const reason = isKnown ? `${message} [${code}]` : String(message);
    const isPermanent = PERMANENT.has(codeOf(error));
    log.warn(
      { ...(isKnown ? { code } : { err: error }), isPermanent, attempt: job.attemptsMade + 1 },
      reason,
    );
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

/** The code of an error, or of what a patch failed with. */
function codeOf(error: unknown): string {
  const { code = '', cause } = error as { code?: string; cause?: unknown };
  return code === 'PATCH_FAILED' && cause ? codeOf(cause) : code;
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
  return new Error('Another worker has taken over the job.');
}
