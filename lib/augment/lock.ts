import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AugmentationError } from '../errors.js';
import { makeFolder } from '../files/folders.js';
import { takeLock, takeLockIn } from '../files/lock.js';
import type { FileLock } from '../native/addon.js';
import type { SetFolder } from './set-folder.js';

/** Creates the folders of a set, and keeps other calls out of them. @throws AugmentationError (`RUN_LOCKED`), OutputError */
export async function lockSet({ folder, images, labels, work, lock }: SetFolder): Promise<FileLock> {
  for (const path of [images, labels]) await makeFolder(path);
  return takeLockIn(
    () => makeFolder(work),
    () =>
      takeLock(lock, (isHeld, cause) => {
        const message = isHeld
          ? `Another call is making the set in ${folder}. Wait until it ends, or use another folder.`
          : `The folder ${folder} could not be locked with the file ${lock}: ${cause.message}. Check its permissions, or use another folder.`;
        return new AugmentationError('RUN_LOCKED', message, { cause });
      }),
  );
}

/** Removes what a finished set does not need, with the lock that this call holds. */
export async function removeWork({ work, lock }: SetFolder): Promise<void> {
  // The lock last, because others can begin as soon as it is gone.
  for (const path of (await readdir(work)).map((name) => join(work, name)))
    if (path !== lock) await rm(path, { recursive: true, force: true });
  await rm(lock, { force: true });
  await rmdir(work).catch(() => {});
}
