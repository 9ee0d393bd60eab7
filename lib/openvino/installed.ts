import { lstatSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, refuseUnsafe } from '../files/cache-folder.js';
import { digestFile } from '../files/digest.js';
import { OPENVINO_VERSION, pinnedWheel } from './pinned.js';

/** Written last into the folder of an installation. A folder without this record is not used. */
interface InstallRecord {
  /** The wheel's name. */
  wheel: string;
  files: { name: string; bytes: number; sha256: string }[];
}

const RECORD = 'installed.json';

/** Where OpenVINO is installed in a cache, or will be. A home may be shared by machines of both architectures. */
export function openVinoFolder(cache = cacheFolder()): string {
  return join(cache, `openvino-${OPENVINO_VERSION}-${process.arch}`);
}

/**
 * The folder of the libraries that `harmonidiff install openvino` has installed in a cache, or undefined if there are
 * none or one of them is damaged.
 *
 * Only the sizes are compared, because digests of 93 MB would take a tenth of a second at every load. Nobody else can
 * write to the folder, and what happens by accident, such as a full disk or a tool that tidies up, changes a size.
 * Installing again compares the digests.
 *
 * @throws EngineError when the cache is open to other users
 *
 * @example
 * const folder = installedOpenVino();
 * if (folder) console.log(join(folder, OPENVINO_C_LIBRARY));
 */
export function installedOpenVino(cache = cacheFolder()): string | undefined {
  const folder = openVinoFolder(cache);
  const record = readRecord(folder);
  if (!record) return undefined;
  refuseUnsafe(cache, lstatSync(cache));
  const complete = record.files.every(({ name, bytes }) => {
    const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
    return stats?.isFile() && stats.size === bytes;
  });
  return complete ? folder : undefined;
}

/** Whether every file of the installation has the digest that it was installed with. */
export async function isIntact(folder: string): Promise<boolean> {
  const record = readRecord(folder);
  if (!record) return false;
  for (const { name, sha256 } of record.files) {
    const found = await digestFile(join(folder, name)).catch(() => undefined);
    if (found !== sha256) return false;
  }
  return true;
}

export async function writeRecord(folder: string, record: InstallRecord): Promise<void> {
  await writeFile(join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

/** Undefined if it is missing, damaged, or of a version of this package that needed fewer files. */
function readRecord(folder: string): InstallRecord | undefined {
  try {
    const record: InstallRecord = JSON.parse(readFileSync(join(folder, RECORD), 'utf8'));
    const names = new Set(record.files.map(({ name }) => name));
    return Object.values(pinnedWheel().files).every((name) => names.has(name)) ? record : undefined;
  } catch {
    return undefined;
  }
}
