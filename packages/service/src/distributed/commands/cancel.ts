import { resolve } from 'node:path';
import { Command } from 'commander';
import { Cancellations } from '../cancellations.js';
import { openQueue, queueName } from '../queue.js';
import { connect } from '../redis.js';
import { readRun } from '../run.js';
import { RunJobs } from '../run-jobs.js';
import { SharedFolder } from '../shared-folder.js';
import { addSharedFlags, type SharedFlags } from './common.js';

export function cancelCommand(): Command {
  const command = new Command('cancel')
    .description(
      'Removes the jobs of a run from the queue, and stops those in progress. Existing results are kept.',
    )
    .summary('Cancels the jobs of a run')
    .argument('<out>', 'Folder of the results: the --out of submit');
  return addSharedFlags(command).action((out: string, flags: SharedFlags) => cancel(out, flags));
}

async function cancel(out: string, flags: SharedFlags): Promise<void> {
  const shared = await SharedFolder.open(flags.root);
  const { run, id } = await readRun(shared, resolve(out));
  const redis = await connect(flags.redis);
  const queue = openQueue(queueName(run.version, run.model), redis);
  try {
    const jobs = new RunJobs(queue, id);
    const active = (await jobs.active()).length;
    // Before waiting jobs are removed, so that a worker that takes one meanwhile drops it.
    await new Cancellations(redis).add(id);
    console.log(summaryOf(await jobs.removeWaiting(), active));
  } finally {
    await queue.close();
    redis.disconnect();
  }
}

function summaryOf(removed: number, active: number): string {
  const stops = `${active} in progress will stop within a few seconds`;
  if (removed === 0)
    return active === 0 ? 'No job of this run was waiting or in progress' : `No job was waiting; ${stops}`;
  return `${removed} waiting ${removed === 1 ? 'job' : 'jobs'} cancelled${active === 0 ? '' : `; ${stops}`}`;
}
