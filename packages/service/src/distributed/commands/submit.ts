import { resolve } from 'node:path';
import { Command } from 'commander';
import { modelDigest } from 'harmonidiff';
import type { Redis } from 'ioredis';
import { addSettingFlags, modelFlag, settingsOf } from '../../flags.js';
import { printable } from '../../printable.js';
import { version } from '../../version.js';
import { QueueError } from '../errors.js';
import { Following } from '../follow.js';
import { kindOf } from '../kinds/index.js';
import { isMade, missingOf } from '../made.js';
import { openQueue, queueName } from '../queue.js';
import { connect } from '../redis.js';
import { Results } from '../results.js';
import { checkRun, joinRun, type Run, type StoredRun } from '../run.js';
import { RunJobs } from '../run-jobs.js';
import { SharedFolder } from '../shared-folder.js';
import { finish, type Row, rowsFile } from '../summary.js';
import { addSharedFlags, type SharedFlags } from './common.js';
import { watch } from './watch.js';

interface Flags extends SharedFlags, Record<string, unknown> {
  model: string;
  classifier?: string;
  out: string;
}

/** Failures that the summary names. */
const NAMED = 10;

export function submitCommand(): Command {
  const command = new Command('submit')
    .description(
      'Adds a job to Redis for each entry of a manifest, and waits until workers have finished them. The manifest comes from harmonidiff dataset or harmonidiff augment --plan, or is a list of scenes. Existing results are kept, so the same command resumes an interrupted run.',
    )
    .summary('Submits a manifest to the workers')
    .argument('<manifest>', 'The manifest (.jsonl), in the shared folder or elsewhere')
    .requiredOption('--out <folder>', 'Folder for the results, in the shared folder (required)')
    .addOption(modelFlag())
    .option('--classifier <folder>', "Folder of the harmony classifier, if it is not the model's own");
  addSharedFlags(command);
  return addSettingFlags(command).action((manifest: string, flags: Flags) => submit(manifest, flags));
}

async function submit(manifest: string, flags: Flags): Promise<void> {
  const settings = settingsOf(flags);
  const shared = await SharedFolder.open(flags.root);
  const out = resolve(flags.out);
  await shared.nameOf(out).catch((error) => {
    throw error instanceof QueueError ? outside(out, shared) : error;
  });
  const kind = await kindOf(manifest);
  const model = await modelDigest(flags.model, flags.classifier);
  // Before the manifest is planned, which takes long for thousands of scenes.
  const redis = await connect(flags.redis);
  const queue = openQueue(queueName(version, model), redis);
  try {
    const plan = await kind.plan(manifest, { shared, version, model, settings });
    const run: Run = {
      ...{ run: 'harmonidiff', kind: kind.name, version, model },
      ...{ settings: plan.settings ?? settings, common: plan.common },
    };
    await checkRun(out, run);
    await plan.begin?.(out);
    const stored = await joinRun(shared, out, run, (other) => isQueued(other, redis));
    const results = new Results(out);
    const missing = await missingOf(kind, plan.tasks, results);
    const following = new Following(queue, redis, stored, (task) => isMade(kind, task, results));
    const total = plan.tasks.length;
    const outcomes = await watch({ following, queue, redis, missing, total, flags });
    const rows = await finish(kind, plan, results, outcomes);
    printSummary(rowsFile(results), rows, total - missing.length);
  } finally {
    await queue.close();
    redis.disconnect();
  }
}

function outside(out: string, { path }: SharedFolder): QueueError {
  return new QueueError(
    'SHARED_FOLDER',
    `--out is ${out}, which is not in the shared folder, ${path}. Pass a folder in it, or another --root.`,
  );
}

async function isQueued({ run, id }: StoredRun, redis: Redis): Promise<boolean> {
  const queue = openQueue(queueName(run.version, run.model), redis);
  const jobs = new RunJobs(queue, id);
  try {
    return (await jobs.waiting()).length + (await jobs.active()).length > 0;
  } finally {
    await queue.close();
  }
}

function printSummary(path: string, rows: readonly Row[], before: number): void {
  const failed = rows.filter((row) => row.state === 'failed');
  // Of scenes whose keepGoing leaves out patches that fail.
  const partly = rows.filter((row) => Array.isArray(row.failed) && row.failed.length > 0);
  const left = partly.reduce((sum, row) => sum + (row.failed as unknown[]).length, 0);
  const made = [
    `${path}: ${rows.length - failed.length} of ${rows.length} succeeded`,
    ...(before > 0 ? [`${before} of them in an earlier run`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(left > 0 ? [`${left} ${left === 1 ? 'patch' : 'patches'} left out`] : []),
  ];
  for (const { id, message, code } of failed.slice(0, NAMED))
    console.error(printable(`${id}: ${message} [${code}]`));
  if (failed.length > NAMED) console.error(`and ${failed.length - NAMED} more, which ${path} lists`);
  for (const { id, failed } of partly.slice(0, NAMED))
    for (const { message, code } of failed as { message: string; code: string }[])
      console.error(printable(`${id}: ${message} [${code}]`));
  console.log(made.join(', '));
  if (failed.length + partly.length > 0) process.exitCode = 1;
}
