import { resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { modelDigest } from 'harmonidiff';
import { addSettingFlags, modelFlag, settingsOf } from '../../flags.js';
import { version } from '../../version.js';
import { Following, type Outcome } from '../follow.js';
import { kindOf } from '../kinds/index.js';
import type { Task } from '../kinds/kind.js';
import { isMade, missingOf } from '../made.js';
import { openQueue, queueName } from '../queue.js';
import { connect } from '../redis.js';
import { Results } from '../results.js';
import { joinRun, type Run } from '../run.js';
import { SharedFolder } from '../shared-folder.js';
import { finish, type Row, writeRows } from '../summary.js';
import { addSharedFlags, flagsFor, type SharedFlags } from './common.js';

interface Flags extends SharedFlags, Record<string, unknown> {
  model: string;
  classifier?: string;
  out: string;
}

/** Milliseconds until submit says that nobody works on its jobs. */
const NO_WORKER_NOTICE = 5000;
/** Failures that the summary names. */
const NAMED = 10;

export function submitCommand(): Command {
  const command = new Command('submit')
    .description(
      'Adds a job to Redis for each entry of a manifest, and waits until workers have finished them. The manifest comes from harmonidiff dataset or harmonidiff augment, or is a list of scenes. Existing results are kept, so the same command resumes an interrupted run.',
    )
    .summary('Submits a manifest to the workers')
    .argument('<manifest>', 'The manifest (.jsonl), in the shared folder or elsewhere')
    .requiredOption('--out <folder>', 'Folder for the results, in the shared folder')
    .addOption(modelFlag())
    .option('--classifier <folder>', "Folder of the harmony classifier, if it is not the model's own");
  addSharedFlags(command);
  return addSettingFlags(command).action((manifest: string, flags: Flags) => submit(manifest, flags));
}

async function submit(manifest: string, flags: Flags): Promise<void> {
  const settings = settingsOf(flags);
  const shared = await SharedFolder.open(flags.root);
  const out = resolve(flags.out);
  await shared.nameOf(out);
  const kind = await kindOf(manifest);
  const model = await modelDigest(flags.model, flags.classifier);
  const plan = await kind.plan(manifest, { shared, version, model, settings });
  const redis = await connect(flags.redis);
  const queue = openQueue(queueName(version, model), redis);
  try {
    const { common } = plan;
    const run: Run = { run: 'harmonidiff', kind: kind.name, version, model, settings, common };
    await plan.begin?.(out);
    const stored = await joinRun(shared, out, run);
    const results = new Results(out);
    const missing = await missingOf(plan, results);
    const following = new Following(queue, redis, stored, (task) => isMade(plan, results, task));
    const outcomes = await watch(following, missing, queue, flags);
    const rows = await finish(plan, results, outcomes);
    printSummary(await writeRows(results, rows), rows, plan.tasks.length - missing.length);
  } finally {
    await queue.close();
    redis.disconnect();
  }
}

/** Follows the jobs with a progress bar. Ctrl+C ends this, and the jobs go on. */
async function watch(
  following: Following,
  missing: readonly Task[],
  queue: ReturnType<typeof openQueue>,
  flags: Flags,
): Promise<ReadonlyMap<string, Outcome>> {
  if (missing.length === 0) return new Map();
  const bar = new SingleBar({
    format: '[{bar}] {done} of {total} finished, {failed} failed',
    ...{
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      noTTYOutput: true,
      notTTYSchedule: 10_000,
    },
  });
  bar.start(missing.length, 0, { done: 0, failed: 0 });
  following.on('progress', (done, parts, failed) => bar.update(done + parts, { done, failed }));
  const notice = setTimeout(async () => {
    const workers = await queue.getWorkersCount().catch(() => 1);
    if (workers === 0)
      console.error(
        `\nNo worker with this version and model is connected. The jobs wait until one is. Start one with: harmonidiff-service worker${flagsFor(flags, ['root', 'redis', 'model'])}`,
      );
  }, NO_WORKER_NOTICE);
  // At once, because Redis may be unavailable.
  const leave = (signal: NodeJS.Signals) => {
    bar.stop();
    console.error(
      `The jobs continue without this command. Run it again to follow them, or cancel them with: harmonidiff-service cancel ${flags.out}${flagsFor(flags, ['root', 'redis'])}`,
    );
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', leave).on('SIGTERM', leave);
  try {
    return await following.run(missing);
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
    clearTimeout(notice);
    bar.stop();
  }
}

function printSummary(path: string, rows: readonly Row[], before: number): void {
  const failed = rows.filter((row) => row.state === 'failed');
  const made = [
    `${path}: ${rows.length - failed.length} of ${rows.length} succeeded`,
    ...(before > 0 ? [`${before} of them in an earlier run`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
  ];
  for (const { id, message, code } of failed.slice(0, NAMED))
    console.error(printable(`${id}: ${message} [${code}]`));
  if (failed.length > NAMED) console.error(`and ${failed.length - NAMED} more, which ${path} lists`);
  console.log(made.join(', '));
  // Of scenes whose keepGoing leaves out patches that fail.
  const partly = rows.filter((row) => Array.isArray(row.failed) && row.failed.length > 0);
  for (const { id, failed } of partly.slice(0, NAMED))
    for (const { message, code } of failed as { message: string; code: string }[])
      console.error(printable(`${id}: ${message} [${code}]`));
  if (failed.length + partly.length > 0) process.exitCode = 1;
}

/** Ids come from a file, and a terminal would act on control characters. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
