import { composerOf } from '../composer.js';
import { makeFolder } from '../files/folders.js';
import type { Harmonizer } from '../harmonizer.js';
import { HARMONIZE } from '../request/harmonize.js';
import { callback, option, path, required } from '../request/option.js';
import { readOptions } from '../request/read.js';
import type { Warning } from '../warnings.js';
import { Checksums, makeComposite, nameComposite, openAllLabels } from './composite.js';
import {
  type AugmentationHeader,
  type AugmentationItem,
  checkAugmentationHeader,
  checkAugmentationItem,
} from './manifest.js';
import { SetFolder } from './set-folder.js';

const MAKE = {
  out: required(path('<folder>'), { sentence: 'Folder for the image and the labels of the composite' }),
  signal: HARMONIZE.signal,
  onProgress: option(callback<number>(), { sentence: 'Receives the finished fraction, 0…1' }),
};

export interface MakeOptions {
  /** Folder for the image and the labels of the composite. */
  out: string;
  /** Stops the work; nothing is left half-written. */
  signal?: AbortSignal | undefined;
  /** Receives the finished fraction, 0…1. */
  onProgress?: ((fraction: number) => void) | undefined;
}

/** A set whose composites are made one by one. */
export interface OpenSet {
  /**
   * Makes one composite: its image in `out/images`, and its labels in `out/labels`.
   *
   * @param item a composite of the set's manifest
   * @throws OptionError for an item that is not valid, and what `augment` throws for a composite
   */
  make(item: AugmentationItem, options: MakeOptions): Promise<{ warnings: Warning[] }>;
}

/**
 * Opens a set to make its composites one by one, for example on several machines. `collectSet` then assembles the set, whose
 * images and labels are those of `augment`. Each file's checksum is verified once, when the file is first used.
 *
 * @param header the manifest; its items are not needed
 * @throws OptionError, ManifestError, LabelsError for labels of all scenes or patches that cannot be read
 * @example
 * import { Harmonizer, modelDigest, smallModel } from 'harmonidiff';
 * import { collectSet, openSet, readAugmentationManifest } from 'harmonidiff/augment';
 *
 * await using harmonizer = await Harmonizer.load(smallModel);
 * const manifest = await readAugmentationManifest('manifest.jsonl');
 * const set = await openSet(harmonizer, manifest);
 * const [first] = manifest.items;
 * await set.make(first!, { out: 'parts/0000' });
 * await collectSet({ manifest, parts: new Map([[first!.id, 'parts/0000']]), out: 'set', model: await modelDigest(smallModel) });
 */
export async function openSet(harmonizer: Harmonizer, header: AugmentationHeader): Promise<OpenSet> {
  composerOf(harmonizer);
  const manifest = { ...checkAugmentationHeader(header), items: [] };
  const checked = new Checksums();
  const labels = await openAllLabels(manifest);
  return {
    async make(item, given) {
      const { out, signal, onProgress } = readOptions(MAKE, given, 'make');
      const composite = checkAugmentationItem(item, manifest);
      const folder = new SetFolder(out);
      for (const path of [folder.images, folder.labels, folder.work]) await makeFolder(path);
      const work = { harmonizer, manifest, folder, labels, checked, signal };
      try {
        return { warnings: await makeComposite(work, composite, (fraction) => onProgress?.(fraction)) };
      } catch (error) {
        throw nameComposite(error, composite);
      }
    },
  };
}
