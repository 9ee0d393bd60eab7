import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AbortError, EngineError } from '../errors.js';
import { INSTALLING, openCacheFolder, unusable } from '../files/cache-folder.js';
import { digestFile } from '../files/digest.js';
import { aborted, throwIfAborted } from '../values/abort.js';
import { isIntact, openVinoFolder, writeRecord } from './installed.js';
import { pinnedWheel, type Wheel } from './pinned.js';
import { fetchWheel, wrongDigest } from './pip.js';
import { unpackWheel } from './unpack.js';

export interface InstallOptions {
  signal?: AbortSignal | undefined;
  /** Called while the wheel is fetched, with the bytes so far and all its bytes. */
  onProgress?: ((bytes: number, total: number) => void) | undefined;
}

export interface Installed {
  /** The folder of the libraries; the texts of their licences are in `licenses` below it. */
  folder: string;
  /** False if it was already there. */
  fetched: boolean;
}

/**
 * Fetches the pinned OpenVINO with pip, and puts its libraries for the CPU and the texts of their licences into the
 * user's cache. Does nothing if they are there and undamaged. The folder appears complete or not at all, also with
 * several installations at once; what a killed one leaves is deleted a day later.
 *
 * @param wheel another one, for tests
 * @throws EngineError (`INSTALL_FAILED`, `CACHE_FAILED`, `CACHE_UNSAFE`), AbortError
 *
 * @example
 * const { folder } = await installOpenVino({ onProgress: (bytes, total) => console.log(bytes / total) });
 */
export async function installOpenVino(
  { signal, onProgress }: InstallOptions = {},
  wheel = pinnedWheel(),
): Promise<Installed> {
  throwIfAborted(signal);
  refuseOldSystem(wheel);
  const cache = await openCacheFolder();
  const folder = openVinoFolder(cache);
  if (await isIntact(folder)) return { folder, fetched: false };
  const staging = join(cache, `${INSTALLING}${randomUUID()}`);
  try {
    await mkdir(staging, { mode: 0o700 });
    const onBytes = onProgress && ((bytes: number) => onProgress(bytes, wheel.bytes));
    const file = await fetchWheel(wheel, staging, { signal, onBytes });
    const digest = await digestFile(file);
    if (digest !== wheel.sha256) throw wrongDigest(digest);
    const staged = join(staging, 'unpacked');
    await unpackWheel(file, wheel, staged, signal);
    await record(staged, wheel);
    throwIfAborted(signal);
    await putInPlace(staged, folder, staging);
  } catch (cause) {
    throw toEngineError(cause as Error, signal);
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => {});
  }
  return { folder, fetched: true };
}

async function record(folder: string, { name: wheel, files }: Wheel): Promise<void> {
  const described = Object.values(files).map(async (name) => {
    const path = join(folder, name);
    return { name, bytes: (await stat(path)).size, sha256: await digestFile(path) };
  });
  await writeRecord(folder, { wheel, files: await Promise.all(described) });
}

/** A folder that is there already is damaged, or another process has just installed it. */
async function putInPlace(staged: string, folder: string, staging: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(staged, folder);
    } catch (error) {
      const inTheWay = ['EEXIST', 'ENOTDIR', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code!);
      if (!inTheWay || attempt === 5) throw error;
    }
    if (await isIntact(folder)) return;
    // Moved, not deleted in place: a process that has its libraries open keeps them.
    await rename(folder, join(staging, `damaged-${attempt}`)).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

/** @throws EngineError when the libraries need a newer glibc than this system's */
function refuseOldSystem({ glibc }: Wheel): void {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const found = header.glibcVersionRuntime;
  if (found !== undefined && found.localeCompare(glibc, 'en', { numeric: true }) >= 0) return;
  throw new EngineError(
    'INSTALL_FAILED',
    `OpenVINO needs glibc ${glibc} or later on ${process.arch}; this system has ${found ?? 'none'}. Use engine ` +
      "'onnxruntime', or a newer system.",
  );
}

/** Turns system errors, such as a full disk, into cache errors. */
function toEngineError(error: Error, signal?: AbortSignal): Error {
  if (error instanceof EngineError || error instanceof AbortError) return error;
  if (signal?.aborted) return aborted(signal);
  if ('syscall' in error) return unusable(error);
  return new EngineError('INSTALL_FAILED', `OpenVINO could not be unpacked: ${error.message}.`, {
    cause: error,
  });
}
