import { Check } from 'typebox/value';
import { QueueError } from './errors.js';
import { KINDS } from './kinds/index.js';
import { JOB, type JobData, queueName } from './queue.js';
import { openRun, type StoredRun } from './run.js';
import type { SharedFolder } from './shared-folder.js';

/**
 * Checks a job from a queue, and opens its run.
 *
 * @throws QueueError (`JOB_INVALID`), (`RUN_NOT_FOUND`), (`SHARED_FOLDER`)
 */
export async function openJob(data: JobData, shared: SharedFolder, queue: string): Promise<StoredRun> {
  if (!Check(JOB, data))
    throw new QueueError(
      'JOB_INVALID',
      'The job was not created by this version of submit. Submit the manifest again.',
    );
  const stored = await openRun(shared, data.run, data.digest);
  const { run } = stored;
  const { common, item, keyOf } = KINDS[run.kind];
  // Whoever can add jobs must not be able to give a result the name of another one.
  const isOurs =
    queueName(run.version, run.model) === queue &&
    Check(common, run.common) &&
    Check(item, data.item) &&
    (data.item as { id: string }).id === data.id &&
    keyOf(run, data.item) === data.key;
  if (isOurs) return stored;
  throw new QueueError('JOB_INVALID', 'The job does not belong to its run. Submit the manifest again.');
}
