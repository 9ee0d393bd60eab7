import { resolve } from 'node:path';
import { composerOf } from '../composer.js';
import { type ErrorCode, type HarmonidiffError, isOurs, PatchError } from '../errors.js';
import { sweepUp } from '../files/sweep.js';
import type { Harmonizer } from '../harmonizer.js';
import { readOptions } from '../request/read.js';
import { throwIfAborted } from '../values/abort.js';
import { version } from '../version.js';
import type { Warning } from '../warnings.js';
import { checkFolder, joinSet } from './begun.js';
import { Checksums, makeComposite, nameComposite, openAllLabels, type Work } from './composite.js';
import { lockSet, removeWork } from './lock.js';
import {
  type AugmentationManifest,
  checkAugmentationManifest,
  readAugmentationManifest,
} from './manifest.js';
import { AUGMENT, type AugmentOptions, SET_SETTINGS } from './options.js';
import { SetFolder } from './set-folder.js';
import { writeAllLabels } from './set-labels.js';

/** A composite that failed. */
export interface FailedComposite {
  id: string;
  code: ErrorCode;
  message: string;
}

/** What `augment` returns. */
export interface AugmentationResult {
  /** Path of COCO JSON with the labels of all composites. */
  labels: string;
  /** Folder of the images. */
  images: string;
  /** Composites in the set, and the objects in their labels. */
  counts: { images: number; objects: number };
  /** How many of the composites an earlier call had made. */
  resumed: number;
  /** Composites that were left out, with `keepGoing`. */
  failed: FailedComposite[];
  /** One entry for each message, with the composites it concerns. */
  warnings: (Warning & { composites: string[] })[];
}

/**
 * Makes the composites of a plan, with their labels. Finished composites are kept, and the same call resumes an interrupted
 * one. The same manifest, files and model give the same images and labels, byte for byte.
 *
 * @throws AugmentationError for a folder that holds another set or that another call is using
 * @throws ManifestError, ImageError for files that are missing or have changed
 * @throws PatchError for a patch that fails, OptionError, OutputError, AbortError
 * @example
 * import { Harmonizer, smallModel } from 'harmonidiff';
 * import { augment, planAugmentation } from 'harmonidiff/augment';
 *
 * await using harmonizer = await Harmonizer.load(smallModel);
 * const { manifest } = await planAugmentation({ scenes: 'scenes', patches: 'patches', count: 500 });
 * const { counts, labels } = await augment(harmonizer, { manifest, out: 'set', steps: 10 });
 * console.log(`${counts.objects} objects in ${labels}`);
 */
export async function augment(harmonizer: Harmonizer, given: AugmentOptions): Promise<AugmentationResult> {
  const { identity, digest } = composerOf(harmonizer);
  const options = readOptions(AUGMENT, given, 'augment');
  const manifest = await readManifest(options);
  const folder = new SetFolder(options.out);
  await checkFolder(folder, manifest);
  const lock = await lockSet(folder);
  try {
    await sweepUp([folder.folder, folder.images, folder.labels]);
    const done = await joinSet(manifest, { version, identity, digest }, folder);
    const resumed = done.size;
    const { failed, warnings } = await makeMissing(
      {
        ...{ harmonizer, manifest, folder, signal: options.signal },
        checked: new Checksums(),
        labels: await openAllLabels(manifest),
      },
      done,
      options,
    );
    const made = manifest.items.filter(({ id }) => done.has(id));
    const counts = await writeAllLabels(made, manifest, folder);
    if (failed.length === 0) await removeWork(folder);
    return { labels: folder.allLabels, images: folder.images, counts, resumed, failed, warnings };
  } finally {
    lock.release();
  }
}

/** Makes the composites that are not done yet. */
async function makeMissing(
  work: Work,
  done: Set<string>,
  { signal, keepGoing = false, onProgress }: AugmentOptions,
): Promise<Pick<AugmentationResult, 'failed' | 'warnings'>> {
  const { items } = work.manifest;
  const failed: FailedComposite[] = [];
  const warnings = new Map<string, Warning & { composites: string[] }>();
  const report = (part: number) => {
    const step = done.size + failed.length;
    const fraction = (step + part) / items.length;
    onProgress?.({ stage: 'composites', step, steps: items.length, fraction });
  };
  report(0);
  for (const item of items) {
    if (done.has(item.id)) continue;
    throwIfAborted(signal);
    try {
      for (const warning of await makeComposite(work, item, report)) {
        const same = warnings.get(warning.message) ?? { ...warning, composites: [] };
        warnings.set(warning.message, same);
        if (same.composites.at(-1) !== item.id) same.composites.push(item.id);
      }
      done.add(item.id);
    } catch (thrown) {
      const error = nameComposite(thrown, item);
      if (!keepGoing || !isOurs(error) || !OF_ONE.has(error.code)) throw error;
      const message = error instanceof PatchError ? error.message : `Composite ${item.id}: ${error.message}`;
      failed.push({ id: item.id, code: error.code, message });
      // No composite was made, so there is nothing to write.
      if (failed.length === items.length) throw error;
    }
    report(0);
  }
  return { failed, warnings: [...warnings.values()] };
}

/** Errors that concern one composite. Any other error would also stop the next one. */
const OF_ONE: ReadonlySet<ErrorCode> = new Set<HarmonidiffError['code']>([
  'CHECKSUM_MISMATCH',
  'IMAGE_INVALID',
  'IMAGE_NOT_FOUND',
  'IMAGE_TOO_LARGE',
  'IMAGE_UNSUPPORTED',
  'LABELS_INVALID',
  'LABELS_NOT_FOUND',
  'PATCH_FAILED',
]);

/** The manifest with the folders, files and settings that were given. */
export async function readManifest(options: Omit<AugmentOptions, 'out'>): Promise<AugmentationManifest> {
  const { manifest: given, scenes, patches, labels, patchLabels } = options;
  const manifest =
    typeof given === 'string' ? await readAugmentationManifest(given) : checkAugmentationManifest(given);
  const settings = Object.entries(options).filter(([name]) => name in SET_SETTINGS);
  return {
    ...manifest,
    ...(scenes !== undefined && { scenes: resolve(scenes) }),
    ...(patches !== undefined && { patches: resolve(patches) }),
    ...(labels !== undefined && manifest.labels && { labels: { ...manifest.labels, path: resolve(labels) } }),
    ...(patchLabels !== undefined &&
      manifest.patchLabels && { patchLabels: { ...manifest.patchLabels, path: resolve(patchLabels) } }),
    settings: { ...manifest.settings, ...Object.fromEntries(settings) },
  };
}
