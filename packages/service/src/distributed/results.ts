import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folder of results that are being made, in that of the results. */
const STAGING = '.staging';

/**
 * The results of a run, each in a folder of its own whose name has the key of its content. A result appears complete, by
 * renaming its folder, and a job that runs twice leaves one.
 */
export class Results {
  constructor(readonly folder: string) {}

  /** The folder of a result: its id, as far as file names allow, and its key. */
  nameOf(id: string, key: string): string {
    const readable = id.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 60);
    return `${readable}.${key.slice(0, 32)}`;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** The folder that a result is made in. */
  stagingOf(name: string): string {
    return join(this.folder, STAGING, name);
  }

  async has(name: string): Promise<boolean> {
    return stat(this.path(name)).then(
      (found) => found.isDirectory(),
      () => false,
    );
  }

  /** The names of all results. */
  async list(): Promise<Set<string>> {
    const names = await readdir(this.folder).catch(() => []);
    return new Set(names.filter((name) => /\.[0-9a-f]{32}$/.test(name)));
  }

  /**
   * Opens the folder that a result is made in. What an earlier worker left there is used again or replaced, but no worker
   * leaves links: writing through one that somebody else has put there would change a file anywhere.
   */
  async stage(name: string): Promise<string> {
    const path = this.stagingOf(name);
    await mkdir(path, { recursive: true });
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
      if (!entry.isFile() && !entry.isDirectory()) await rm(join(entry.parentPath, entry.name));
    return path;
  }

  /** Gives a complete result its place, unless another worker has been faster. */
  async publish(name: string): Promise<void> {
    const staged = this.stagingOf(name);
    try {
      await syncAll(staged);
      await rename(staged, this.path(name));
      await sync(this.folder);
    } catch (error) {
      if (!(await this.has(name))) throw error;
    }
    await this.discard(name);
  }

  async discard(name: string): Promise<void> {
    await rm(this.stagingOf(name), { recursive: true, force: true });
  }

  /** Removes what is left of results that were being made. */
  async sweep(): Promise<void> {
    await rm(join(this.folder, STAGING), { recursive: true, force: true });
  }

  /** Removes the folders of results that were moved into a set. */
  async remove(names: Iterable<string>): Promise<void> {
    const there = await this.list();
    for (const name of names)
      if (there.has(name)) await rm(this.path(name), { recursive: true, force: true });
  }
}

/** Writes a folder's files to the disk, so that after a power cut a result is complete or not there. */
async function syncAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await sync(join(entry.parentPath, entry.name));
  await sync(folder);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot do this for folders.
    if (!['EINVAL', 'ENOTSUP', 'EISDIR'].includes((error as NodeJS.ErrnoException).code!)) throw error;
  } finally {
    await handle.close();
  }
}
