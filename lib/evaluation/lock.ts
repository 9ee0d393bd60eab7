import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { EvaluationError } from '../errors.js';

/**
 * Keeps other evaluations on this machine out of a folder while `work` runs.
 *
 * The lock is an abstract socket named after the folder's inode. Only one evaluation can hold it, by whichever path the
 * folder is reached, and the kernel frees it however the process ends. A lock file would be left behind.
 *
 * @throws EvaluationError (`RUN_LOCKED`) while another evaluation uses the folder
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const { dev, ino } = await stat(folder, { bigint: true });
  const server = createServer((socket) => socket.destroy());
  server.listen({ path: `\0harmonidiff-evaluation-${dev}-${ino}`, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw locked(folder, cause as NodeJS.ErrnoException);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}

function locked(folder: string, cause: NodeJS.ErrnoException): EvaluationError {
  const why =
    cause.code === 'EADDRINUSE'
      ? `Another evaluation is using the folder ${folder}. Wait until it ends, or give another folder.`
      : `The folder ${folder} could not be locked: ${cause.message}. Give another folder.`;
  return new EvaluationError('RUN_LOCKED', why, { cause });
}
