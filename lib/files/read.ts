import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';

// Opening a pipe blocks a thread of Node's pool until there is a writer, so only regular files are opened.

/**
 * Opens a regular file for reading. Rejects with the system error, or with an Error for a pipe, a device or a folder.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  requireRegular(await stat(path));
  return openUnblocked(path);
}

/**
 * Opens what was a regular file a moment ago, and rejects if a pipe or a device has replaced it since. With O_NONBLOCK,
 * opening a pipe does not wait for a writer.
 */
export async function openUnblocked(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    requireRegular(await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Reads a regular file of at most `limit` bytes. Rejects as `openRegular` does, and with EFBIG for a larger file. */
export async function readRegular(path: string, limit: number): Promise<Buffer> {
  const handle = await openRegular(path);
  try {
    const { size } = await handle.stat();
    // Not every size is true: the files of /proc have 0, and a file may grow.
    const bytes = size > limit ? undefined : await buffer(handle.createReadStream({ end: limit }));
    if (bytes && bytes.length <= limit) return bytes;
    const found = bytes ? 'more bytes than it states' : `${size} bytes`;
    throw Object.assign(new Error(`it has ${found}, over the limit of ${limit}`), { code: 'EFBIG' });
  } finally {
    await handle.close();
  }
}

function requireRegular(stats: { isFile(): boolean }): void {
  if (!stats.isFile()) throw new Error('it is not a regular file');
}
