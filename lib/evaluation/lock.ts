import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { EvaluationError } from '../errors.js';

/**
 * Keeps all others on this machine out of a folder while `work` goes on.
 *
 * By an abstract socket with the folder's name: of two only one can have it, by whatever path they come, and the kernel
 * gives it back when its process ends, however that ends. A file would stay behind.
 *
 * @throws EvaluationError (`RUN_LOCKED`) while another works there
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
    cause.code === 'EADDRINUSE' ? 'Another evaluation works on' : `${cause.message}: no lock could be had on`;
  return new EvaluationError(
    'RUN_LOCKED',
    `${why} this folder (${folder}). Wait for its end, or give another folder.`,
    { cause },
  );
}
