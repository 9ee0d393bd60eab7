import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Opens a file for reading. Rejects for a pipe or a device, which others may have put there. */
export async function openRegular(path: string): Promise<FileHandle> {
  // With O_NONBLOCK, opening a pipe does not wait for a writer.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error(`${path} is not a regular file`);
}

/** Reads a text. Rejects as `openRegular` does, and for a file of more than `limit` bytes. */
export async function readText(path: string, limit: number): Promise<string> {
  const handle = await openRegular(path);
  try {
    const { size } = await handle.stat();
    if (size > limit) throw new Error(`${path} has ${size} bytes, over the limit of ${limit}`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
