import { mkdir, stat } from 'node:fs/promises';
import { OutputError } from '../errors.js';

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** Creates a folder and its parents. @throws OutputError */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause) => {
    throw new OutputError(`Could not create the folder ${path}: ${cause.message}.`, { cause });
  });
}
