import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutputError } from './errors.js';

/** Writes `chunks` to a temporary name in the same folder, then renames it to `path`. */
export async function writeAtomically(path: string, chunks: readonly Uint8Array[]): Promise<void> {
  const temporary = join(dirname(path), `.harmonidiff-${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      for (const chunk of chunks) await handle.writeFile(chunk);
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    const why = (cause as Error).message;
    throw new OutputError(
      `Could not write ${path}: ${why}. Choose a folder that exists and can be written to.`,
      {
        cause,
      },
    );
  }
}
