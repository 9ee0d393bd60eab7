import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBeside } from 'harmonidiff';
import type { FileRef } from 'harmonidiff/dataset';
import type { SharedFolder } from '../shared-folder.js';

/**
 * Checks images with their labels and all files beside them before anything is read, because a job may name links that lead
 * out of the shared folder.
 *
 * @param folder of the images, relative to the shared folder
 * @throws QueueError (`SHARED_FOLDER`)
 */
export async function checkImages(
  shared: SharedFolder,
  folder: string,
  images: readonly (FileRef & { labels?: FileRef })[],
): Promise<void> {
  for (const { path, labels } of images) {
    for (const name of [path, labels?.path]) if (name !== undefined) await shared.resolve(join(folder, name));
    await Promise.all(filesBeside(join(folder, path)).map((name) => checkIfAny(shared, name)));
  }
}

async function checkIfAny(shared: SharedFolder, name: string): Promise<void> {
  // Most do not exist.
  if (await lstat(join(shared.path, name)).catch(() => undefined)) await shared.resolve(name);
}
