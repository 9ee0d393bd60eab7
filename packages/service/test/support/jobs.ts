import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queue } from 'bullmq';
import { modelDigest } from 'harmonidiff';
import type { JobData } from '../../src/distributed/queue.js';
import type { Run } from '../../src/distributed/run.js';
import { version } from '../../src/version.js';
import { until } from './service.js';

/** A run as submit describes it. */
export async function runOf(model: string): Promise<Run> {
  const common = { scenes: 'scenes' };
  return {
    run: 'harmonidiff',
    kind: 'composites',
    ...{ version, model: await modelDigest(model), settings: {}, common },
  };
}

/** Writes what describes a run into a folder. @returns how jobs name it */
export async function writeRun(
  root: string,
  folder: string,
  run: Run,
): Promise<{ run: string; digest: string }> {
  const text = JSON.stringify(run);
  await mkdir(join(root, folder));
  await writeFile(join(root, folder, 'run.json'), text);
  return { run: `${folder}/run.json`, digest: sha256(text) };
}

/** Why a job that anybody has added fails. */
export async function failureOf(queue: Queue<JobData, void, string>, data: object): Promise<string> {
  const { id } = await queue.add('job', data as JobData);
  const found = await until(
    () => queue.getJob(id!),
    (job) => job?.failedReason !== undefined,
  );
  return found!.failedReason;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
