import { existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { OptionError, OutputError } from '../errors.js';
import { matching, path } from '../request/option.js';
import { check } from '../request/read.js';
import { show } from '../values/show.js';
import { version } from '../version.js';
import { checkFolder, joinSet, longerOf } from './begun.js';
import { lockSet, removeWork } from './lock.js';
import { type AugmentationManifest, checkAugmentationManifest } from './manifest.js';
import { SetFolder } from './set-folder.js';
import { type SetCounts, writeAllLabels } from './set-labels.js';

const DIGEST = matching(/^[0-9a-f]{64}$/, 'what modelDigest returns', '<sha256>');

export interface CollectOptions {
  manifest: AugmentationManifest;
  /** Folders of composites that `OpenSet.make` has made, by id. Their files are moved, so they must be on the file system of the set. */
  parts: ReadonlyMap<string, string>;
  /** Folder of the set; an unfinished set in it is extended. If its plan has more composites, it keeps that plan. */
  out: string;
  /** `modelDigest` of the model that the composites are made with, which must be the same for the whole set. */
  model: string;
}

/** What `collectSet` returns. */
export interface CollectedSet {
  /** Ids of the composites that are in the set. */
  made: ReadonlySet<string>;
  /** Path of COCO JSON with the labels of all of them. */
  labels: string;
  /** Folder of the images. */
  images: string;
  counts: SetCounts;
}

/**
 * Puts composites that were made one by one into the folder of a set, and writes its manifest
 * and the combined labels. Call it with no parts to check a folder and to learn what is in it.
 *
 * `augment` and `collectSet` can continue each other's sets with the same model and version; engine and precision may then differ
 * within a set.
 *
 * @throws AugmentationError for a folder that holds another set, or one that was made with another model or version, or that
 *   another call is using
 * @throws OptionError, ManifestError, OutputError
 * @example
 * const model = await modelDigest(smallModel);
 * const { made } = await collectSet({ manifest, parts: new Map(), out: 'set', model });
 * const missing = manifest.items.filter(({ id }) => !made.has(id));
 */
export async function collectSet({
  manifest: given,
  parts,
  out,
  model,
}: CollectOptions): Promise<CollectedSet> {
  const planned = checkAugmentationManifest(given);
  if (!(parts instanceof Map))
    throw new OptionError(
      `parts is ${show(parts)}; it must be a Map of folders by the ids of their composites.`,
    );
  const digest = check(DIGEST, model, 'model');
  const folder = new SetFolder(check(path('<folder>'), out, 'out'));
  await checkFolder(folder, planned);
  const lock = await lockSet(folder);
  try {
    const manifest = await longerOf(planned, folder);
    const made = await joinSet(manifest, { version, digest: async () => digest }, folder);
    for (const { id, scene } of manifest.items) {
      const part = parts.get(id);
      if (part === undefined || made.has(id)) continue;
      const from = new SetFolder(part);
      for (const name of await besideImage(from, id, scene.path))
        await move(join(from.images, name), join(folder.images, name));
      await move(from.image(id, scene.path), folder.image(id, scene.path));
      // Last, because the labels say that a composite is complete.
      await move(from.labelsOf(id), folder.labelsOf(id));
      made.add(id);
    }
    const items = manifest.items.filter(({ id }) => made.has(id));
    const counts = await writeAllLabels(items, manifest, folder);
    await removeWork(folder);
    return { made, labels: folder.allLabels, images: folder.images, counts };
  } finally {
    lock.release();
  }
}

/** Files that belong to a TIFF, such as its mask and how it was made. */
async function besideImage(from: SetFolder, id: string, scene: string): Promise<string[]> {
  const names = await readdir(from.images).catch(() => []);
  const image = basename(from.image(id, scene));
  return names.filter((name) => name !== image && (name.startsWith(`${id}.`) || name.startsWith(`${id}_`)));
}

/** An earlier call may have been interrupted after it had moved the file. */
async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' && existsSync(to)) return;
    throw new OutputError(
      `Could not move ${from} to ${to}: ${cause.message}. The parts and the set must be on one file system, and writable.`,
      { cause },
    );
  });
}
