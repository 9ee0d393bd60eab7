import { randomBytes } from 'node:crypto';
import { fsync, type Stats } from 'node:fs';
import { constants, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { AbortError } from '../errors.js';
import { type Destination, findDestination, unwritable } from './destination.js';
import { writeThrough } from './stream.js';

/**
 * Writes an output that a user has named. A regular file is replaced in one step, with its mode and, where permitted, its
 * owner; a link is followed, and stays. Pipes, devices and `-`, which is standard output, are written through.
 *
 * @param signal ends the wait for the reader of a pipe
 * @throws OutputError, AbortError
 */
export async function writeAtomically(
  path: string,
  chunks: readonly Uint8Array[],
  signal?: AbortSignal,
): Promise<void> {
  const destination = await findDestination(path);
  try {
    if (destination.kind !== 'file') return await writeThrough(destination, chunks, signal);
    const { file, stats } = destination;
    try {
      await replace(file, chunks, stats);
    } catch (error) {
      if (!canOverwrite(stats, error)) throw error;
      await overwrite(file, chunks);
    }
  } catch (cause) {
    throw cause instanceof AbortError ? cause : unwritable(path, cause);
  }
}

/**
 * Replaces a file in one step, whatever it is. For the files in a folder of our own, where a link or a pipe has no
 * business. @throws OutputError
 */
export async function replaceFile(path: string, chunks: readonly Uint8Array[]): Promise<void> {
  await replace(path, chunks).catch((cause) => {
    throw unwritable(path, cause);
  });
}

/**
 * Checks before a long run that its result can be written. A pipe need not have a reader yet.
 *
 * @throws OutputError
 */
export async function checkWritable(path: string): Promise<Destination> {
  const destination = await findDestination(path);
  if (destination.kind !== 'file') return destination;
  // Tried, because permissions do not tell everything: nobody can create a file in /sys, and a disk may be full.
  const temporary = temporaryFor(destination.file);
  try {
    await (await open(temporary, 'wx')).close();
    await rm(temporary);
  } catch (cause) {
    if (!canOverwrite(destination.stats, cause)) throw unwritable(path, cause);
  }
  return destination;
}

/**
 * What creating a temporary file or renaming it fails with although the file itself can be written: a file that is a
 * mount point, as containers have it (EBUSY, EXDEV), or a folder that is read-only or sticky.
 */
const IRREPLACEABLE = new Set<unknown>(['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'EXDEV']);

function canOverwrite(stats: Stats | undefined, error: unknown): boolean {
  return stats !== undefined && IRREPLACEABLE.has((error as NodeJS.ErrnoException).code);
}

/** A new name in the same folder, so that a file there can be renamed to `file`. */
export function temporaryFor(file: string): string {
  return `${dirname(file)}/.harmonidiff-${randomBytes(6).toString('hex')}.tmp`;
}

/** Writes to a temporary file in the same folder, then renames it. Rejects with the system's error. */
async function replace(file: string, chunks: readonly Uint8Array[], stats?: Stats): Promise<void> {
  const temporary = temporaryFor(file);
  try {
    // What replaces a private file is never open to others, not even while it is written.
    const handle = await open(temporary, 'wx', stats ? 0o600 : 0o666);
    try {
      if (stats) await keepOwnerAndMode(handle, stats);
      for (const chunk of chunks) await handle.writeFile(chunk);
      await sync(handle);
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

/** Not in one step: if this is interrupted, the file is incomplete. Rejects with the system's error. */
async function overwrite(file: string, chunks: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    if (!(await handle.stat()).isFile()) throw new Error('it is no longer a regular file');
    await handle.truncate(0);
    for (const chunk of chunks) await handle.writeFile(chunk);
    await sync(handle);
  } finally {
    await handle.close();
  }
}

/** Gives a new file the mode and, where permitted, the owner of the file that it replaces. */
export async function keepOwnerAndMode(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const give = (owner: number) =>
    handle.chown(owner, gid).then(
      () => true,
      () => false,
    );
  // Only root may give a file to another user, but others may still give it to one of their groups.
  const given = await give(uid);
  if (!given) await give(-1);
  // The set-user-ID and set-group-ID bits are meant for the former owner only.
  await handle.chmod(mode & (given ? 0o7777 : 0o777));
}

/**
 * Without this, a power cut may leave an empty file under the new name. By the number of the file, because the file
 * handles of Yarn's Plug'n'Play have a `sync` that only throws.
 */
export async function sync({ fd }: FileHandle): Promise<void> {
  await promisify(fsync)(fd);
}
