import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { EngineError } from '../errors.js';
import type { Wheel } from './pinned.js';

/**
 * Unpacks the files that are needed of a wheel, which is a zip file. Only the names that the table `files` gives are
 * written, so no name in the wheel leads out of the folder. Rejects with the system's errors.
 *
 * @throws EngineError when the wheel lacks a file
 */
export async function unpackWheel(
  path: string,
  { name, files }: Wheel,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const missing = new Set(Object.keys(files));
  const zip = await yauzl.openPromise(path);
  for await (const entry of zip.eachEntry()) {
    if (!missing.delete(entry.fileName)) continue;
    const file = join(folder, files[entry.fileName]!);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { flags: 'wx' }), {
      signal,
    });
  }
  if (missing.size > 0)
    throw new EngineError(
      'INSTALL_FAILED',
      `${name} lacks ${[...missing].join(', ')}; nothing was installed.`,
    );
}
