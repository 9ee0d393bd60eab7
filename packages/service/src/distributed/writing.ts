import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { QueueError } from './errors.js';
import { reasonOf } from './read.js';

/** Writes into a folder that may not exist yet. @throws QueueError (`OUTPUT_FAILED`) */
export async function writing<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (cause instanceof QueueError) throw cause;
    const reason = reasonOf((await obstacle(folder)) ?? (cause as Error));
    throw new QueueError(
      'OUTPUT_FAILED',
      `${folder} cannot be written to: ${reason}. Check its permissions, its mount and the free space.`,
      { cause },
    );
  }
}

/** Why nothing can be written to a folder. Node says that it does not exist if it cannot be created. */
async function obstacle(folder: string): Promise<Error | undefined> {
  try {
    await access(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(folder) !== folder;
    return isMissing ? obstacle(dirname(folder)) : (error as Error);
  }
}
