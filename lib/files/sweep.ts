import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Deletes files that were still incomplete when a process was killed, whose names are temporary. */
export async function sweepUp(folders: readonly string[]): Promise<void> {
  for (const folder of folders)
    for (const name of await readdir(folder).catch(() => []))
      if (/^\.harmonidiff-[0-9a-f]+\.tmp$/.test(name)) await rm(join(folder, name), { force: true });
}
