import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { DatasetError, OptionError } from '../errors.js';
import { checkWritable, writeAtomically } from '../files/output.js';
import { loadRgb } from '../image/load.js';
import { throwIfAborted } from '../native/cancellable.js';
import { inRange } from '../request/checks.js';
import { caption } from './captions.js';
import { countryName } from './countries.js';
import { formatManifest, type Manifest, type ManifestHeader, type ManifestItem } from './manifest.js';
import { sha256 } from './open.js';
import { type Pair, Pairing } from './pairing.js';
import { heldOut, type Listed, listScenes, readScene, type Scene, type SkippedScene } from './scenes.js';

export interface DatasetOptions {
  /** A folder of class folders with images, or one in the layout of fMoW. */
  scenes: string;
  /** The manifest to be written, .jsonl. */
  out: string;
  /** Composites, 1…100,000. A larger count goes on where a smaller one ended. */
  count: number;
  /** 0…2³² − 1. Default 0. */
  seed?: number | undefined;
  /** Use only every n-th scene of each class by file name, from the n-th on: 10 for what the shipped model never saw. */
  holdout?: number | undefined;
  /** Metres per pixel of scenes that do not say. */
  gsd?: number | undefined;
  /** Country of scenes that do not say, ISO 3166-1 alpha-3, as "USA". */
  country?: string | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: DatasetProgress) => void) | undefined;
}

export interface DatasetProgress {
  stage: 'scenes' | 'pairs';
  step: number;
  steps: number;
  /** 0…1, of the stage. */
  fraction: number;
}

export interface Dataset {
  manifest: Manifest;
  /** Pictures that were found and could not be used. */
  skipped: SkippedScene[];
}

/**
 * Chooses pairs of scenes, patches and places, and writes them as a manifest; no picture is made. After RSIC-H, the
 * benchmark of HarmoniDiff-RS, which does the same with scenes of fMoW.
 *
 * @throws DatasetError when there are too few scenes, or none that fit each other
 * @throws OptionError for a value out of its range, OutputError when the manifest cannot be written
 */
export async function buildDataset(options: DatasetOptions): Promise<Dataset> {
  const header = checkOptions(options);
  const { signal, onProgress } = options;
  await checkWritable(options.out);
  const folder = resolve(options.scenes);
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

  const checksums = new Checksums(folder, skipped);
  const pairing = new Pairing(scenes, header.seed);
  const items: ManifestItem[] = [];
  for (let i = 0; i < header.count; i++) {
    report('pairs', i, header.count);
    const pair = await pairing
      .pair(i, (scene) => checksums.has(scene))
      .catch((error) => {
        // Damage shows only when pixels are decoded; that nothing fits may come from there.
        checkEnough(
          scenes.filter((scene) => !checksums.failed(scene)),
          options,
          skipped,
        );
        throw error;
      });
    items.push(toItem(i, pair, checksums));
  }
  report('pairs', header.count, header.count);
  await writeAtomically(options.out, [Buffer.from(formatManifest(header, items))]);
  return { manifest: { ...header, folder, items }, skipped };
}

function checkOptions(options: DatasetOptions): ManifestHeader {
  for (const name of ['scenes', 'out'] as const) {
    if (typeof options?.[name] !== 'string')
      throw new OptionError(`${name} is ${options?.[name]}; it must be a path.`);
  }
  const { scenes, out, count, seed, holdout, gsd, country } = options;
  if (country !== undefined && (!/^[A-Z]{3}$/.test(country) || !countryName(country))) {
    throw new OptionError(`country is ${country}; it must be a code of three letters (ISO 3166-1), as USA.`);
  }
  return {
    manifest: 'harmonidiff',
    version: 1,
    seed: inRange('seed', seed ?? 0, 0, 2 ** 32 - 1, true),
    count: inRange('count', count, 1, 100_000, true),
    scenes: relative(resolve(dirname(out)), resolve(scenes)) || '.',
    holdout: holdout === undefined ? null : inRange('holdout', holdout, 1, 1_000_000, true),
    ...(gsd !== undefined && { gsd: inRange('gsd', gsd, 0.001, 10_000) }),
    ...(country !== undefined && { country }),
  };
}

/** Several at a time, since each waits for the disk; in the order of `listed`. */
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
  const of = holdout === undefined ? '' : ` among every ${holdout}th of a class`;
  const why = skipped[0]
    ? ` ${skipped.length} were skipped, such as ${skipped[0].path}: ${skipped[0].reason}.`
    : '';
  throw new DatasetError(
    'SCENES_TOO_FEW',
    `${folder} has ${places} usable ${places === 1 ? 'scene' : 'scenes'}${of}; a pair needs two of different places.${why} ` +
      "Give a folder of class folders with images, or fMoW's.",
  );
}

/** Of the scenes that were drawn and could be decoded. */
class Checksums {
  readonly #folder: string;
  readonly #skipped: SkippedScene[];
  readonly #known = new Map<string, string | undefined>();

  constructor(folder: string, skipped: SkippedScene[]) {
    this.#folder = folder;
    this.#skipped = skipped;
  }

  async has({ path }: Scene): Promise<boolean> {
    if (!this.#known.has(path)) {
      try {
        const bytes = await readFile(join(this.#folder, path));
        await loadRgb(bytes, 'scene');
        this.#known.set(path, sha256(bytes));
      } catch (error) {
        this.#known.set(path, undefined);
        this.#skipped.push({ path, reason: (error as Error).message });
      }
    }
    return this.#known.get(path) !== undefined;
  }

  failed({ path }: Scene): boolean {
    return this.#known.has(path) && this.#known.get(path) === undefined;
  }

  of({ path }: Scene): string {
    return this.#known.get(path)!;
  }
}

function toItem(
  i: number,
  { target, source, sourceLabel, crop, box }: Pair,
  checksums: Checksums,
): ManifestItem {
  const scene = (of: Scene, label: string) => ({
    path: of.path,
    sha256: checksums.of(of),
    width: of.width,
    height: of.height,
    label,
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
    // JSON leaves out what is undefined; the manifest in memory is to be the same as the one on disk.
    metadata: JSON.parse(JSON.stringify({ gsd, longitude, latitude, cloudCover, year, month, day })),
    ...(source.metadata.gsd !== undefined && { sourceGsd: source.metadata.gsd }),
  };
}
