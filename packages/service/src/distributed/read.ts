import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Why a file cannot be read, without the call that failed and its path: Node's "ENOENT: no such file or directory, open 'x'". */
export function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/^E[A-Z]+: (.*?), \w+\b.*$/s, '$1');
}

/** Reads a text. Rejects for a pipe, a device, or a file of more than `limit` bytes, which others may have put there. */
export async function readText(path: string, limit: number): Promise<string> {
  // With O_NONBLOCK, opening a pipe does not wait for a writer.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new Error(`${path} is not a regular file`);
    if (stats.size > limit) throw new Error(`${path} has ${stats.size} bytes, over the limit of ${limit}`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
