import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** The reason in an error of Node: "no such file or directory" in "ENOENT: no such file or directory, open 'x'". */
export function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/^E[A-Z]+: (.*?), \w+\b.*$/s, '$1');
}

/** For a file that may not exist: `undefined` if it does not. Rejects with other errors, such as those of a network file system. */
export function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code!)) throw error;
}

/** Opens a file for reading. Rejects for a pipe or a device, which others may have put there. */
export async function openRegular(path: string): Promise<FileHandle> {
  // With O_NONBLOCK, opening a pipe does not wait for a writer.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error('it is not a regular file');
}

/** Reads a text. Rejects as `openRegular` does, and for a file of more than `limit` bytes. */
export async function readText(path: string, limit: number): Promise<string> {
  const handle = await openRegular(path);
  try {
    const { size } = await handle.stat();
    if (size > limit) throw new Error(`it has ${size} bytes, over the limit of ${limit}`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
