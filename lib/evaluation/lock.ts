import { EvaluationError } from '../errors.js';
import { type FileLock, loadAddon } from '../native/addon.js';
import type { Files } from './files.js';

/**
 * Keeps other evaluations out of a folder while `work` runs, whichever path leads them to it.
 *
 * The lock is that of a file in the folder, so that only users who may write there can hold it. The kernel ends it
 * however the process ends; the file stays.
 *
 * @throws EvaluationError (`RUN_LOCKED`) while another evaluation uses the folder, and when it cannot be locked
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
        ? `Another evaluation is using the folder ${folder}. Wait until it ends, or give another folder.`
        : `The folder ${folder} could not be locked by the file ${lock}: ${message}. Remove that file if it is ` +
            'not yours and no evaluation uses the folder, or give another folder.',
      { cause },
    );
  }
}
