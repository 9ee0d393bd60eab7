import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { quoted } from '../../quoted.js';
import type { Following, Outcome } from '../follow.js';
import type { Task } from '../kinds/kind.js';
import { watchConnection, withoutPassword } from '../redis.js';
import { flagsFor, type SharedFlags } from './common.js';
import { NoWorker } from './no-worker.js';
import { Progress } from './progress.js';

/** Milliseconds between counts of the workers. */
const COUNT_INTERVAL = 5000;

interface Watched {
  following: Following;
  queue: Pick<Queue, 'getWorkers'>;
  redis: Redis;
  /** Tasks without a result. */
  missing: readonly Task[];
  /** All tasks. */
  total: number;
  flags: SharedFlags & { model: string; out: string };
}

/** Follows the jobs and shows their progress. Ctrl+C ends this, and the jobs go on. */
export async function watch(watched: Watched): Promise<ReadonlyMap<string, Outcome>> {
  const { following, redis, missing, total, flags } = watched;
  if (missing.length === 0) return new Map();
  const progress = new Progress(total, total - missing.length);
  following.on('progress', (done, parts, failed) => progress.update(done, parts, failed));
  following.on('retry', (id, reason) => progress.say(`${id} failed and will be tried again: ${reason}`));
  const counting = countWorkers(watched, progress);
  const watching = watchConnection(redis, {
    lost: () => {
      progress.isAway = true;
      progress.say(`Lost the connection to Redis at ${withoutPassword(flags.redis)}. Trying to reconnect.`);
    },
    failed: ({ message }) => progress.say(`Could not connect to Redis: ${message}`),
    back: () => {
      progress.isAway = false;
      progress.say('Connected to Redis again.');
    },
  });
  // At once, because Redis may be unavailable.
  const leave = (signal: NodeJS.Signals) => {
    progress.stop();
    console.error(
      `The jobs continue without this command. Run it again to follow them, or cancel them with: npx harmonidiff-service cancel ${quoted(flags.out)}${flagsFor(flags, ['root', 'redis'])}`,
    );
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', leave).on('SIGTERM', leave);
  try {
    return await following.run(missing);
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
    clearInterval(counting);
    watching.stop();
    progress.stop();
  }
}

/** Shows the number of workers, and reports when no worker is connected. */
function countWorkers({ queue, redis, flags }: Watched, progress: Progress): NodeJS.Timeout {
  const notice = new NoWorker();
  const count = async () => {
    // A command would wait until Redis is back.
    if (redis.status !== 'ready') return;
    const found = await queue.getWorkers().catch(() => undefined);
    // BullMQ returns an entry without an address for a server that does not list its clients.
    const isListed = found?.every(({ addr }) => addr !== undefined);
    // Queues in other databases may have the same name.
    const workers = isListed
      ? found!.filter(({ db }) => db === String(redis.options.db ?? 0)).length
      : undefined;
    progress.workers = workers;
    const said = workers === undefined ? undefined : notice.observe(workers);
    if (said !== undefined)
      progress.say(
        `${said} Start one with: npx harmonidiff-service worker${flagsFor(flags, ['root', 'redis', 'model'])}`,
      );
  };
  void count();
  return setInterval(() => void count(), COUNT_INTERVAL);
}
