import { type FileLock, loadAddon } from '../native/addon.js';

/**
 * Locks a file, which is created if it is missing, so that other calls and processes cannot. Only users who can write to its
 * folder can hold the lock. The kernel releases it however the process ends. The file stays.
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
