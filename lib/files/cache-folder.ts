import type { Stats } from 'node:fs';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { EngineError } from '../errors.js';

// The one folder outside the user's own outputs that this package writes to. Native code is loaded from it.

/** The folder that HARMONIDIFF_CACHE names, or else the user's cache folder. It need not exist. */
export function cacheFolder(): string {
  return resolve(
    process.env.HARMONIDIFF_CACHE ||
      join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'harmonidiff'),
  );
}

/**
 * Creates the cache folder if it does not exist, and deletes what killed processes left in it.
 *
 * @returns its path
 * @throws EngineError when the folder is open to other users or cannot be created or read
 */
export async function openCacheFolder(): Promise<string> {
  const folder = cacheFolder();
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause) => {
      if (cause.code !== 'EEXIST') throw cause;
    });
    refuseUnsafe(folder, await lstat(folder));
    await sweepUp(folder);
  } catch (cause) {
    throw cause instanceof EngineError ? cause : unusable(cause as Error);
  }
  return folder;
}

/** @throws EngineError when other users may write to the folder, and thus have this process load their code */
export function refuseUnsafe(folder: string, stats: Stats): void {
  const { mode, uid } = stats;
  if (!stats.isDirectory()) throw unsafe(folder, 'is not a folder');
  if (uid !== process.getuid!()) throw unsafe(folder, `belongs to user ${uid}`);
  if ((mode & 0o077) !== 0)
    throw unsafe(folder, `is open to other users (mode ${(mode & 0o777).toString(8)})`);
}

/** Files used within this time may still be needed by a running process. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** What an installation is made in; `sweepUp` knows it by this name. */
export const INSTALLING = '.install-';

/** A partial plan, weights in another precision, which take gigabytes, or a part of an installation. */
const LEFTOVER = /^\.weights-|^\..*\.plan$|^\.install-/;

async function sweepUp(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!LEFTOVER.test(name)) continue;
    const path = join(folder, name);
    // In a read-only folder they stay; it can still be used.
    if (((await ageOf(path)) ?? 0) > DAY_MS) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** Milliseconds since the file was last modified; undefined if it is gone. */
export function ageOf(path: string): Promise<number | undefined> {
  return lstat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => undefined,
  );
}

/** For a read-only home or a full disk. */
export function unusable(cause: Error): EngineError {
  return new EngineError(
    'CACHE_FAILED',
    `The cache ${cacheFolder()} cannot be used: ${cause.message}. Set the environment variable HARMONIDIFF_CACHE to a writable folder ` +
      'with free space.',
    { cause },
  );
}

function unsafe(folder: string, why: string): EngineError {
  return new EngineError(
    'CACHE_UNSAFE',
    `The cache ${folder} ${why}. Make it private (chmod 700), or set the environment variable HARMONIDIFF_CACHE to ` +
      'another folder.',
  );
}
