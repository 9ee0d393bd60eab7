import { AugmentationError } from '../errors.js';
import { takeLock } from '../files/lock.js';
import type { FileLock } from '../native/addon.js';
import type { SetFolder } from './set-folder.js';

/** Keeps other calls out of a set's folder. @throws AugmentationError (`RUN_LOCKED`) */
export function lockSet({ folder, lock }: SetFolder): FileLock {
  return takeLock(lock, (isHeld, cause) => {
    const message = isHeld
      ? `Another call is making the set in ${folder}. Wait until it ends, or use another folder.`
      : `The folder ${folder} could not be locked with the file ${lock}: ${cause.message}. Check its permissions, or use another folder.`;
    return new AugmentationError('RUN_LOCKED', message, { cause });
  });
}
