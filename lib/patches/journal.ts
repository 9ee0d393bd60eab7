import { mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { OutputError } from '../errors.js';
import { takeLock, takeLockIn } from '../files/lock.js';
import { replaceFile } from '../files/write.js';
import type { FileLock } from '../native/addon.js';
import type { Patch } from '../raster/patch.js';
import { readPatch, storePatch } from '../raster/stored-patch.js';
import type { Followed } from '../scene/labelling.js';
import type { PatchResult } from './result.js';

/** A finished patch: what it changes in the scene, in a file of its own, and the rest of its result. */
export interface Finished {
  /** Differs if anything that the patch depends on does. */
  key: string;
  /** The file of the stored patch. */
  path: string;
  result: Omit<PatchResult, 'index' | 'id'>;
  followed: Followed;
}

/**
 * The finished patches, in a folder beside the output, so that a run that is interrupted can be resumed. The folder goes
 * when the output has been written.
 */
export class Journal implements AsyncDisposable {
  private constructor(
    private readonly folder: string,
    private readonly lock: FileLock,
  ) {}

  /**
   * Opens the folder for an output, and keeps other processes out of it.
   *
   * @throws OutputError
   */
  static async open(out: string): Promise<Journal> {
    const folder = `${out}.patches`;
    const make = () =>
      mkdir(folder, { mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'EEXIST') return;
        throw new OutputError(
          `The folder ${folder} for finished patches could not be created (${cause.message}). Check the path and its permissions.`,
          { cause },
        );
      });
    const take = () =>
      takeLock(join(folder, LOCK), (isHeld, cause) => {
        const message = isHeld
          ? `Another process is writing ${out}. Wait until it ends, or write to another file.`
          : `The folder ${folder} could not be locked (${cause.message}). Check its permissions, or remove it.`;
        return new OutputError(message, { cause });
      });
    const lock = await takeLockIn(make, take);
    return new Journal(folder, lock);
  }

  /** The patch with this index, if it is finished and nothing that it depends on has changed. */
  async find(index: number, key: string): Promise<Finished | undefined> {
    try {
      const { result, followed, ...record } = parseRecord(await readFile(this.path(index, '.json'), 'utf8'));
      if (record.key !== key) return undefined;
      await readPatch(this.path(index, '.patch'));
      const { placement, mask } = followed;
      const rows = Uint32Array.from(mask.rows as number[]);
      const ends = Int32Array.from(mask.ends as number[]);
      const found = { placement, mask: { ...mask, rows, ends } };
      return { key, path: this.path(index, '.patch'), result, followed: found };
    } catch {
      // It is made again.
      return undefined;
    }
  }

  /** @throws OutputError */
  async keep(
    index: number,
    patch: Patch,
    { key, result, followed }: Omit<Finished, 'path'>,
  ): Promise<Finished> {
    await rm(this.path(index, '.json'), { force: true });
    const path = this.path(index, '.patch');
    await storePatch(path, patch);
    // Last, because it says that the patch is complete.
    const { placement, mask } = followed;
    const plain = { placement, mask: { ...mask, rows: [...mask.rows], ends: [...mask.ends] } };
    const record = JSON.stringify({ key, result, followed: plain });
    await replaceFile(this.path(index, '.json'), [Buffer.from(`${checksumOf(record)}\n${record}`)]);
    return { key, path, result, followed };
  }

  /** Removes the folder. Files in it that are not from here stay, and the folder with them. */
  async remove(): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => []))
      if (name === LOCK || /^\d+\.(json|patch)$/.test(name))
        await rm(join(this.folder, name), { force: true });
    await rmdir(this.folder).catch(() => {});
  }

  /** Leaves the folder only if there is something in it to resume from. */
  async [Symbol.asyncDispose](): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    if (!names.some((name) => name.endsWith('.json'))) await this.remove();
    this.lock.release();
  }

  private path(index: number, ending: string): string {
    return join(this.folder, `${index}${ending}`);
  }
}

const LOCK = 'lock';

/** A damaged record could name masks and places of any size. @throws Error for a record that is not what was kept */
function parseRecord(text: string) {
  const [checksum] = text.split('\n', 1);
  const record = text.slice(checksum!.length + 1);
  if (checksum === checksumOf(record)) return JSON.parse(record);
  throw new Error('its checksum is another');
}

function checksumOf(text: string): string {
  return crc32(text).toString(16);
}
