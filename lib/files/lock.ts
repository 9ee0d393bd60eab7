import { type FileLock, loadAddon } from '../native/addon.js';

/**
 * Locks a file, which is created if it is missing, so that other calls and processes cannot. Only users who can write to its
 * folder can hold the lock. The kernel releases it however the process ends. The file stays, unless the holder removes it.
 *
 * @param refuse makes the error: whether another holds the lock, and what else is wrong
 */
export function takeLock(path: string, refuse: (isHeld: boolean, cause: Error) => Error): FileLock {
  const { lockFile } = loadAddon();
  try {
    return lockFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw refuse(code === 'EWOULDBLOCK', cause as Error);
  }
}

const ATTEMPTS = 10;

/**
 * Takes a lock in a folder that is created for it. Its last holder may remove the folder at any moment.
 *
 * @param make creates the folder, unless it exists
 * @param take calls `takeLock`
 */
export async function takeLockIn(make: () => Promise<unknown>, take: () => FileLock): Promise<FileLock> {
  for (let attempt = 1; ; attempt++)
    try {
      await make();
      return take();
    } catch (error) {
      const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
      if (cause?.code === 'EWOULDBLOCK' || attempt === ATTEMPTS) throw error;
    }
}
