import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writing } from './writing.js';

/** Folder of results that are being made, in that of the results. */
const STAGING = '.staging';

/**
 * The results of a run, each in a folder of its own whose name has the key of its content. A result appears only when it is
 * complete, because its folder is renamed into place. If a job runs twice, one result remains.
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

  /** The folder that results are made in. */
  get staging(): string {
    return join(this.folder, STAGING);
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

  /** Whether nothing has been made yet, neither results nor the composites of a set that they were moved into. */
  async isEmpty(): Promise<boolean> {
    const labels = await readdir(join(this.folder, 'labels')).catch(() => []);
    return labels.length === 0 && (await this.list()).size === 0;
  }

  /**
   * Creates a folder to make a result in. Each attempt has its own, even if its worker was taken for dead.
   *
   * @throws QueueError (`OUTPUT_FAILED`)
   */
  async stage(name: string): Promise<string> {
    const path = join(this.staging, `${name}.${randomUUID()}`);
    await writing(this.folder, () => mkdir(path, { recursive: true }));
    return path;
  }

  /** Gives a complete result its place, unless another attempt has been faster. */
  async publish(staged: string, name: string): Promise<void> {
    try {
      await syncAll(staged);
      await rename(staged, this.path(name));
      await sync(this.folder);
    } catch (error) {
      if (!(await this.has(name))) throw error;
    }
  }

  /** Removes what an attempt has made in vain, and the folder of all attempts if there are no others: submit may have ended. */
  async discard(staged: string): Promise<void> {
    // What cannot be removed is left to the next submit.
    await rm(staged, { recursive: true })
      .then(() => rmdir(this.staging))
      .catch(() => {});
  }

  /** Removes what workers that died have left of some results. */
  async sweep(names: Iterable<string>): Promise<void> {
    const ours = new Set(names);
    for (const entry of await readdir(this.staging).catch(() => []))
      if (ours.has(entry.slice(0, entry.lastIndexOf('.'))))
        // A worker that was taken for dead may be writing there.
        await rm(join(this.staging, entry), { recursive: true, force: true }).catch(() => {});
    await rmdir(this.staging).catch(() => {});
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
