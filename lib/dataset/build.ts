import { dirname, join, relative, resolve } from 'node:path';
import { DatasetError } from '../errors.js';
import { digest } from '../files/digest.js';
import { readRegular } from '../files/read.js';
import { checkWritable, writeAtomically } from '../files/write.js';
import { readImage } from '../image/open.js';
import { callback, number, option, path, required, signal, type Values, whole } from '../request/option.js';
import { readOptions } from '../request/read.js';
import { throwIfAborted } from '../values/abort.js';
import { caption } from './captions.js';
import { country } from './countries.js';
import { FolderLabels } from './folder-labels.js';
import {
  type FileRef,
  formatManifest,
  inMemory,
  type Manifest,
  type ManifestHeader,
  type ManifestItem,
} from './manifest.js';
import { type Pair, Pairing } from './pairing.js';
import {
  heldOut,
  LARGEST_FILE,
  type Listed,
  listScenes,
  readScene,
  type Scene,
  type SkippedScene,
} from './scenes.js';

export interface DatasetProgress {
  stage: 'scenes' | 'pairs';
  step: number;
  steps: number;
  /** 0…1, of the stage. */
  fraction: number;
}

/** Options of `buildDataset`. */
export const DATASET = {
  scenes: required(path('<folder>'), {
    sentence: 'Folder of scenes: class folders with images, or the layout of fMoW',
  }),
  out: required(path('<file>'), { sentence: 'Manifest to write, as .jsonl; - for standard output' }),
  count: required(whole(1, 100_000), {
    sentence: 'Number of composites; a larger count extends a smaller one',
  }),
  seed: option(whole(0, 2 ** 32 - 1), { sentence: 'Seed of all random choices', default: 0 }),
  holdout: option(whole(1, 1_000_000), {
    sentence:
      'Uses only every n-th scene of each class, by file name; 10 selects those that the small model was not trained on',
  }),
  gsd: option(number({ low: 0.001, high: 10_000 }), {
    sentence: 'Ground sampling distance of scenes that do not state one',
    unit: 'm/px',
  }),
  country: option(country(), { sentence: 'Country of scenes that do not state one' }),
  labels: option(path('<file>'), {
    sentence: 'COCO JSON with the labels of all scenes',
    defaultText: 'the file beside each scene, with its name and .json or .geojson, if there is one',
  }),
  signal: option(signal(), { sentence: 'Stops the work; nothing is written' }),
  onProgress: option(callback<DatasetProgress>(), {
    sentence: 'Receives the progress of every scene and pair',
  }),
};

export interface DatasetOptions extends Values<typeof DATASET> {}

export interface Dataset {
  manifest: Manifest;
  /** Images that were found but could not be used. */
  skipped: SkippedScene[];
}

/**
 * Chooses pairs of scenes, patches and places, and writes them to a manifest. It makes no images. It follows RSIC-H,
 * the benchmark of HarmoniDiff-RS, which does the same with scenes of fMoW.
 *
 * @throws DatasetError when there are too few scenes, or none that fit each other
 * @throws OptionError for a value out of range, OutputError when the manifest cannot be written
 * @example
 * import { buildDataset } from 'harmonidiff/dataset';
 *
 * const { manifest, skipped } = await buildDataset({ scenes: 'UCMerced', out: 'manifest.jsonl', count: 200, gsd: 0.3 });
 * console.log(`${manifest.items.length} composites, ${skipped.length} unusable images`);
 */
export async function buildDataset(given: DatasetOptions): Promise<Dataset> {
  const options = readOptions(DATASET, given, 'buildDataset');
  const { signal, onProgress } = options;
  await checkWritable(options.out);
  const folder = resolve(options.scenes);
  const labels = await FolderLabels.open(folder, options.labels);
  const header = headerOf(options, labels.file);
  const { listed, skipped } = await listScenes(folder);
  const wanted = header.holdout === null ? listed : heldOut(listed, header.holdout);

  const report = (stage: DatasetProgress['stage'], step: number, steps: number) => {
    throwIfAborted(signal);
    onProgress?.({ stage, step, steps, fraction: steps === 0 ? 1 : step / steps });
  };
  const scenes = await readScenes(folder, wanted, header, skipped, (step) =>
    report('scenes', step, wanted.length),
  );
  checkEnough(scenes, options, skipped);

  const files = new Files(folder, labels, skipped);
  const pairing = new Pairing(scenes, header.seed);
  const items: ManifestItem[] = [];
  for (let i = 0; i < header.count; i++) {
    report('pairs', i, header.count);
    const pair = await pairing
      .pair(i, (scene) => files.has(scene))
      .catch((error) => {
        // Damage is only found when a scene is decoded, and may be the reason why no pair fits.
        checkEnough(
          scenes.filter((scene) => !files.failed(scene)),
          options,
          skipped,
        );
        throw error;
      });
    items.push(toItem(i, pair, files));
  }
  report('pairs', header.count, header.count);
  await writeAtomically(options.out, [Buffer.from(formatManifest(header, items))], options.signal);
  return { manifest: inMemory(header, folder, items, dirname(options.out)), skipped };
}

function headerOf(
  { scenes, out, count, seed = 0, holdout, gsd, country }: DatasetOptions,
  labels: FileRef | undefined,
): ManifestHeader {
  const from = (path: string) => relative(resolve(dirname(out)), resolve(path)) || '.';
  return {
    manifest: 'harmonidiff',
    version: 1,
    seed,
    count,
    scenes: from(scenes),
    holdout: holdout ?? null,
    ...(gsd !== undefined && { gsd }),
    ...(country !== undefined && { country }),
    ...(labels && { labels: { ...labels, path: from(labels.path) } }),
  };
}

/** Reads several scenes at a time, since each waits for the disk. The result is in the order of `listed`. */
async function readScenes(
  folder: string,
  listed: readonly Listed[],
  given: { gsd?: number | undefined; country?: string | undefined },
  skipped: SkippedScene[],
  onRead: (read: number) => void,
): Promise<Scene[]> {
  const results = new Array<Scene | Error>(listed.length);
  let [next, read] = [0, 0];
  const work = async () => {
    while (next < listed.length) {
      const i = next++;
      results[i] = await readScene(folder, listed[i]!, given).catch((error: Error) => error);
      onRead(++read);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return results.flatMap((result, i) => {
    if (!(result instanceof Error)) return [result];
    skipped.push({ path: listed[i]!.path, reason: result.message });
    return [];
  });
}

function checkEnough(
  scenes: readonly Scene[],
  { scenes: folder, holdout }: DatasetOptions,
  skipped: SkippedScene[],
) {
  const places = new Set(scenes.map(({ place }) => place)).size;
  if (places >= 2) return;
  const of = holdout === undefined ? '' : ` with holdout ${holdout}`;
  const why = skipped[0]
    ? ` Skipped images: ${skipped.length}, such as ${skipped[0].path}: ${skipped[0].reason}.`
    : '';
  throw new DatasetError(
    'SCENES_TOO_FEW',
    `${folder} has ${places} usable ${places === 1 ? 'scene' : 'scenes'}${of}; a pair needs two of different places.${why} ` +
      'Give a folder of class folders with images, or one in the layout of fMoW.',
  );
}

/** What a manifest says of the files of a scene. */
interface SceneFiles {
  sha256: string;
  labels?: FileRef;
}

/** The files of the drawn scenes that could be decoded. */
class Files {
  readonly #folder: string;
  readonly #labels: FolderLabels;
  readonly #skipped: SkippedScene[];
  readonly #known = new Map<string, SceneFiles | undefined>();

  constructor(folder: string, labels: FolderLabels, skipped: SkippedScene[]) {
    this.#folder = folder;
    this.#labels = labels;
    this.#skipped = skipped;
  }

  async has(scene: Scene): Promise<boolean> {
    const { path } = scene;
    if (!this.#known.has(path)) {
      try {
        this.#known.set(path, await this.#read(scene));
      } catch (error) {
        this.#known.set(path, undefined);
        this.#skipped.push({ path, reason: (error as Error).message });
      }
    }
    return this.#known.get(path) !== undefined;
  }

  async #read({ path, width, height }: Scene): Promise<SceneFiles> {
    const bytes = await readRegular(join(this.#folder, path), LARGEST_FILE);
    await readImage(bytes, 'scene');
    const labels = await this.#labels.of(path, { width, height });
    if (!labels && this.#labels.file) throw new Error(`${this.#labels.file.path} has no image of this name`);
    return { sha256: digest(bytes), ...(labels?.file && { labels: labels.file }) };
  }

  failed({ path }: Scene): boolean {
    return this.#known.has(path) && this.#known.get(path) === undefined;
  }

  of({ path }: Scene): SceneFiles {
    return this.#known.get(path)!;
  }
}

function toItem(i: number, { target, source, sourceLabel, crop, box }: Pair, files: Files): ManifestItem {
  const scene = (of: Scene, label: string) => ({
    path: of.path,
    sha256: files.of(of).sha256,
    width: of.width,
    height: of.height,
    label,
    ...(files.of(of).labels && { labels: files.of(of).labels! }),
  });
  const { gsd, longitude, latitude, cloudCover, year, month, day } = target.metadata;
  return {
    id: String(i).padStart(4, '0'),
    target: scene(target, target.label),
    source: { ...scene(source, sourceLabel), crop },
    box,
    prompts: {
      target: caption(target.label, target.country),
      source: caption(sourceLabel, source.country),
    },
    // JSON drops undefined fields, so that the manifest in memory equals the one on disk.
    metadata: JSON.parse(JSON.stringify({ gsd, longitude, latitude, cloudCover, year, month, day })),
    ...(source.metadata.gsd !== undefined && { sourceGsd: source.metadata.gsd }),
  };
}
