import type { Stats } from 'node:fs';
import { constants, copyFile, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { keepOwnerAndMode, sync, temporaryFor } from './write.js';

/** Files that replace others together. They are written under temporary names, and renamed when all of them are complete. */
export class Staging implements AsyncDisposable {
  private readonly temporaries = new Set<string>();
  /** Copies that are being flushed to the disk. */
  private readonly early: Promise<void>[] = [];
  private readonly aside = new Map<string, string>();

  /**
   * Creates an empty file that `rename` moves to its place.
   *
   * @param stats of the file that it replaces
   * @returns its temporary name, in the same folder. Rejects with the system's error.
   */
  async create(file: string, stats?: Stats): Promise<string> {
    const temporary = temporaryFor(file);
    // A file that replaces a private one is never readable by others, not even while it is written.
    await (await open(temporary, 'wx', stats ? 0o600 : 0o666)).close();
    this.temporaries.add(temporary);
    return temporary;
  }

  /** As `create`, with the contents of another file. Both share their storage if the file system can. */
  async copy(from: string, file: string, stats?: Stats): Promise<string> {
    const temporary = await this.create(file, stats);
    const { mode } = await stat(temporary);
    // This copies the mode, too; it is set back below.
    await copyFile(from, temporary, constants.COPYFILE_FICLONE);
    const handle = await open(temporary, 'r');
    try {
      await handle.chmod(mode);
    } catch (error) {
      await handle.close();
      throw error;
    }
    // Flushed early, so that little is left for `complete`, which meets any error again.
    const early = sync(handle)
      .catch(() => {})
      .then(() => handle.close());
    this.early.push(early);
    return temporary;
  }

  /** As `create`, with a text. */
  async write(text: string, file: string, stats?: Stats): Promise<string> {
    const temporary = await this.create(file, stats);
    await writeFile(temporary, text);
    return temporary;
  }

  /** Flushes a file before it is renamed. Without this, a power cut may leave it empty under its new name. */
  async complete(temporary: string, stats?: Stats): Promise<void> {
    const handle = await open(temporary, 'r+');
    try {
      if (stats) await keepOwnerAndMode(handle, stats);
      await sync(handle);
    } finally {
      await handle.close();
    }
  }

  async rename(temporary: string, file: string): Promise<void> {
    await rename(temporary, file);
    this.temporaries.delete(temporary);
  }

  /** Moves a file to a temporary name, from which it is removed in the end. A missing file is ignored. */
  async setAside(file: string): Promise<void> {
    const temporary = temporaryFor(file);
    try {
      await rename(file, temporary);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    this.temporaries.add(temporary);
    this.aside.set(temporary, file);
  }

  /** Undoes `setAside`. */
  async restore(): Promise<void> {
    for (const [temporary, file] of this.aside) await this.rename(temporary, file);
    this.aside.clear();
  }

  /** Removes all files that still have temporary names. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.early);
    await Promise.all([...this.temporaries].map((file) => rm(file, { force: true }).catch(() => {})));
  }
}
