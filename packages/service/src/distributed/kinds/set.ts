import { setTimeout as wait } from 'node:timers/promises';
import type { Harmonizer } from 'harmonidiff';
import { AugmentationError, OptionError } from 'harmonidiff';
import {
  type AugmentationHeader,
  type AugmentationItem,
  type AugmentationManifest,
  collectSet,
  type FileRef,
  type OpenSet,
  openSet,
  readAugmentationManifest,
} from 'harmonidiff/augment';
import { Type } from 'typebox';
import { digestOf, type Run } from '../run.js';
import type { SharedFolder } from '../shared-folder.js';
import { checkImages } from './images.js';
import { FILE, IMAGE, type Kind } from './kind.js';
import { checkSettings, inOrder } from './settings.js';

/** The first line of the manifest. Paths are relative to the shared folder. */
type Common = Omit<AugmentationHeader, 'count'>;

/** The composites of a manifest of `harmonidiff augment`. */
export const set: Kind = {
  name: 'set',
  common: Type.Object({
    ...{ scenes: Type.String(), patches: Type.String() },
    ...{ labels: Type.Optional(FILE), patchLabels: Type.Optional(FILE) },
  }),
  // The id names files.
  item: Type.Object({ id: Type.String({ pattern: '^\\d+$' }), scene: IMAGE, patches: Type.Array(IMAGE) }),

  async plan(file, { shared, version, model, settings }) {
    const read = await readAugmentationManifest(file);
    if ('seed' in settings)
      throw new OptionError(
        `--seed cannot be used here, because ${file} already fixes the seed. Leave it out, or plan a new set.`,
      );
    const manifest: AugmentationManifest = { ...read, settings: inOrder({ ...read.settings, ...settings }) };
    checkSettings(manifest.settings);
    const { items, count: _, ...header } = manifest;
    const common: Common = await mapPaths(header, (path) => shared.nameOf(path));
    const run = { version, model, settings: {}, common };
    return {
      common,
      // They are in the manifest's first line, whether they come from it or from flags.
      settings: {},
      tasks: items.map((item) => ({ id: item.id, key: set.keyOf(run, item), item })),
      begin: async (out) => {
        await whenUnlocked(() => collectSet({ manifest, parts: new Map(), out, model }));
      },
      collect: async (results, names) => {
        const parts = new Map([...names].map(([id, name]) => [id, results.path(name)]));
        await whenUnlocked(() => collectSet({ manifest, parts, out: results.folder, model }));
      },
    };
  },

  // Files beside a scene, such as a mask or a STAC item, are not part of the key, because `augment` has no checksums of them
  // either: whoever changes them makes the set again.
  keyOf({ version, model, common }, item) {
    const { scenes: _, patches: __, labels, patchLabels, ...others } = common as Common;
    return digestOf([version, model, labels?.sha256, patchLabels?.sha256, others, item]);
  },

  filesInSet(item) {
    const { id, scene } = item as AugmentationItem;
    const image = `images/${id}${/\.tiff?$/i.test(scene.path) ? '.tif' : '.png'}`;
    return { image, labels: `labels/${id}.json` };
  },

  async make({ harmonizer, shared, run, item: given, out, signal, onProgress }) {
    const item = given as AugmentationItem;
    const { scenes, patches } = run.common as Common;
    await checkImages(shared, scenes, [item.scene]);
    await checkImages(shared, patches, item.patches);
    const opened = await open(harmonizer, shared, run);
    const { warnings } = await opened.make(item, { out, signal, onProgress });
    return { ...set.filesInSet!(item), warnings };
  },
};

/** Milliseconds to wait for another submit that is putting the set together. */
const PATIENCE = 60_000;

async function whenUnlocked<T>(collect: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await collect();
    } catch (error) {
      const isLocked = error instanceof AugmentationError && error.code === 'RUN_LOCKED';
      if (!isLocked || performance.now() >= deadline) throw error;
      await wait(500);
    }
  }
}

interface Opened {
  set: Promise<OpenSet>;
  /** Milliseconds since 1970. */
  since: number;
}

const sets = new WeakMap<Harmonizer, Map<string, Opened>>();
/** Sets that a worker keeps open, with the labels of all their scenes. */
const MOST_OPEN = 4;
/** Milliseconds until their files are compared with their checksums again, because they may have changed. */
const LONGEST_OPEN = 300_000;

function open(harmonizer: Harmonizer, shared: SharedFolder, run: Run): Promise<OpenSet> {
  const opened = sets.get(harmonizer) ?? new Map<string, Opened>();
  sets.set(harmonizer, opened);
  const key = digestOf([shared.path, run.common]);
  const known = opened.get(key);
  if (known && Date.now() - known.since < LONGEST_OPEN) return known.set;
  const set = mapPaths(run.common as Common, (path) => shared.resolve(path)).then((header) =>
    openSet(harmonizer, { ...header, count: 1 }),
  );
  opened.delete(key);
  opened.set(key, { set, since: Date.now() });
  // The files may be there at the next attempt.
  set.catch(() => opened.delete(key));
  const [oldest] = opened.keys();
  if (opened.size > MOST_OPEN) opened.delete(oldest!);
  return set;
}

async function mapPaths<T extends Common>(header: T, map: (path: string) => Promise<string>): Promise<T> {
  const { scenes, patches, labels, patchLabels } = header;
  const mapFile = async (file: FileRef) => ({ ...file, path: await map(file.path) });
  return {
    ...header,
    ...{ scenes: await map(scenes), patches: await map(patches) },
    ...(labels && { labels: await mapFile(labels) }),
    ...(patchLabels && { patchLabels: await mapFile(patchLabels) }),
  };
}
