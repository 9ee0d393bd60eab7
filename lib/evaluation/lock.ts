import { EvaluationError } from '../errors.js';
import { takeLock } from '../files/lock.js';
import type { Files } from './files.js';

/**
 * Keeps other evaluations out of a folder while `work` runs, whichever path they reach it by. It locks a file in the folder.
 *
 * @throws EvaluationError (`RUN_LOCKED`) while another evaluation is using the folder, or when it cannot be locked
 */
export async function withLock<T>({ folder, lock: file }: Files, work: () => Promise<T>): Promise<T> {
  const lock = takeLock(file, (isHeld, cause) => {
    const message = isHeld
      ? `Another evaluation is using the folder ${folder}. Wait until it ends, or use another folder.`
      : `The folder ${folder} could not be locked with the file ${file}: ${cause.message}. Remove that file if no ` +
        'evaluation is using the folder, or use another folder.';
    return new EvaluationError('RUN_LOCKED', message, { cause });
  });
  try {
    return await work();
  } finally {
    lock.release();
  }
}
