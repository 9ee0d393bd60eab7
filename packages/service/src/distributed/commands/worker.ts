import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { modelDigest } from 'harmonidiff';
import { pino } from 'pino';
import { addLoadFlags, loadOptionsOf, modelFlag, wholeFrom } from '../../flags.js';
import { LOG_LEVELS } from '../../log.js';
import { version } from '../../version.js';
import { Maker } from '../maker.js';
import { queueName } from '../queue.js';
import { connect, watchConnection, withoutPassword } from '../redis.js';
import { SharedFolder } from '../shared-folder.js';
import { JobWorker } from '../worker.js';
import { addSharedFlags, type SharedFlags } from './common.js';

interface Flags extends SharedFlags, Record<string, unknown> {
  model: string;
  classifier?: string;
  concurrency: number;
  lock: number;
  grace: number;
  logLevel: string;
}

/** Seconds for Redis to take back jobs. */
const PATIENCE = 5;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

export function workerCommand(): Command {
  const command = new Command('worker')
    .description('Loads a model and runs the jobs that submit adds to Redis, until it gets SIGTERM or SIGINT')
    .summary('Runs jobs from Redis')
    .addOption(modelFlag());
  addSharedFlags(command)
    .option(
      '--concurrency <number>',
      'Jobs at a time; one reads and writes files while another computes',
      wholeFrom(1, 64),
      2,
    )
    .option(
      '--lock <seconds>',
      'Time after which other workers take over the jobs of a worker that stopped responding',
      wholeFrom(1, 3600),
      30,
    )
    .option(
      '--grace <seconds>',
      'Time that running jobs get to finish when the worker stops; unfinished jobs then return to the queue',
      wholeFrom(0, 86_400),
      30,
    )
    .addOption(new Option('--log-level <level>', 'Lowest level to log').choices(LOG_LEVELS).default('info'));
  return addLoadFlags(command).action((flags: Flags) => work(flags));
}

async function work(flags: Flags): Promise<void> {
  const options = loadOptionsOf(flags);
  const shared = await SharedFolder.open(flags.root);
  const log = pino({
    ...{ level: flags.logLevel, base: { pid: process.pid, hostname: hostname() } },
    // Errors of Redis have the command: a password, or a job.
    redact: { paths: ['err.command', 'err.previousErrors'], remove: true },
  });
  const loading = new AbortController();
  const stopped = stopSignal(log, flags.grace);
  stopped.addEventListener('abort', () => loading.abort());
  const redis = await connect(flags.redis);
  const watching = watchConnection(redis, {
    lost: () => log.warn('Lost the connection to Redis; trying to reconnect'),
    failed: (error) => log.warn({ err: error }, 'Could not connect to Redis'),
    back: () => log.info('Connected to Redis again'),
  });
  try {
    const queue = queueName(version, await modelDigest(flags.model, flags.classifier));
    const maker = await Maker.start(flags.model, options, loading.signal);
    const { concurrency, lock, grace } = flags;
    const worker = new JobWorker(maker, shared, redis, { queue, concurrency, lock }, log);
    const { target, canvas } = maker;
    log.info(
      { ...target, canvas, queue, redis: withoutPassword(flags.redis), root: shared.path },
      'Waiting for jobs',
    );
    worker.start();
    const { broken } = worker;
    await aborted(AbortSignal.any([stopped, broken.signal]));
    const seconds = broken.signal.aborted ? 0 : grace;
    // Without Redis it would wait for ever; the jobs go to others when their locks end.
    await Promise.race([worker.close(seconds), wait((seconds + PATIENCE) * 1000)]);
    await maker.close();
    if (broken.signal.aborted) throw broken.signal.reason;
    process.exit();
  } catch (error) {
    if (!stopped.aborted) throw error;
  } finally {
    watching.stop();
    redis.disconnect();
  }
}

/** Is aborted with the first signal. A second one ends the process at once; its jobs go to others when their locks end. */
function stopSignal(log: { info(fields: object, message: string): void }, grace: number): AbortSignal {
  const controller = new AbortController();
  for (const name of SIGNALS)
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(name === 'SIGTERM' ? 143 : 130);
      log.info({ grace }, `${name}: stopping. A second signal ends the process at once.`);
      controller.abort();
    });
  return controller.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
