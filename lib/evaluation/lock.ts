import { EvaluationError } from '../errors.js';
import { type FileLock, loadAddon } from '../native/addon.js';
import type { Files } from './files.js';

/**
 * Keeps other evaluations out of a folder while `work` runs, whichever path they reach it by.
 *
 * It locks a file in the folder, so only users who can write to the folder can hold the lock. The kernel releases the
 * lock however the process ends. The file stays.
 *
 * @throws EvaluationError (`RUN_LOCKED`) while another evaluation is using the folder, or when it cannot be locked
 */
export async function withLock<T>(files: Files, work: () => Promise<T>): Promise<T> {
  const lock = take(files);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function take({ folder, lock }: Files): FileLock {
  const { lockFile } = loadAddon();
  try {
    return lockFile(lock);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new EvaluationError(
      'RUN_LOCKED',
      code === 'EWOULDBLOCK'
        ? `Another evaluation is using the folder ${folder}. Wait until it ends, or use another folder.`
        : `The folder ${folder} could not be locked with the file ${lock}: ${message}. Remove that file if no ` +
            'evaluation is using the folder, or use another folder.',
      { cause },
    );
  }
}
