import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { caption } from '../dataset/captions.js';
import { countryName } from '../dataset/countries.js';
import { FolderLabels } from '../dataset/folder-labels.js';
import type { FileRef } from '../dataset/manifest.js';
import type { SkippedScene } from '../dataset/scenes.js';
import { DatasetError, OptionError } from '../errors.js';
import { digestFile } from '../files/digest.js';
import type { LabelledObject } from '../labels/objects.js';
import type { Prompts } from '../request/harmonize.js';
import { readOptions, resolve as withDefaults } from '../request/read.js';
import { openSource } from '../scene/open-source.js';
import { throwIfAborted } from '../values/abort.js';
import { show } from '../values/show.js';
import type { Warning } from '../warnings.js';
import { categoriesOf } from './categories.js';
import { Drawing, type Drawn } from './drawing.js';
import { type FolderImage, readImages } from './images.js';
import {
  type AugmentationHeader,
  type AugmentationItem,
  type AugmentationManifest,
  type AugmentationPatch,
  idOf,
} from './manifest.js';
import { nothingFits, sayWhy } from './misfit.js';
import { type AugmentProgress, PLAN, type PlanOptions } from './options.js';
import { patchesOf } from './patches.js';
import { openSceneData } from './scene-data.js';

/** What `planAugmentation` returns. */
export interface AugmentationPlan {
  manifest: AugmentationManifest;
  /** Images that were found but could not be used. */
  skipped: SkippedScene[];
  /** Labels that were left out, and why. */
  warnings: Warning[];
  /** Patches that were asked for, and those that were placed. */
  counts: { asked: number; placed: number };
}

/**
 * Chooses scenes, patches and their places for a set of composites. It makes no images. The same options and files give the
 * same plan.
 *
 * @throws DatasetError when there are too few scenes or patches, or none that fit each other
 * @throws LabelsError for a file of labels that cannot be read
 * @throws OptionError for a value out of range
 * @example
 * import { Harmonizer, smallModel } from 'harmonidiff';
 * import { augment, planAugmentation } from 'harmonidiff/augment';
 *
 * await using harmonizer = await Harmonizer.load(smallModel);
 * const { manifest } = await planAugmentation({ scenes: 'scenes', patches: 'patches', count: 500 });
 * const { labels } = await augment(harmonizer, { manifest, out: 'set' });
 */
export async function planAugmentation(given: PlanOptions): Promise<AugmentationPlan> {
  const options = readOptions(PLAN, given, 'planAugmentation');
  const { signal, onProgress } = options;
  const report = (stage: AugmentProgress['stage'], step: number, steps: number) => {
    throwIfAborted(signal);
    onProgress?.({ stage, step, steps, fraction: steps === 0 ? 1 : step / steps });
  };
  const header = headerOf(options);
  const { gsd, patchGsd, country } = header;
  const skipped: SkippedScene[] = [];
  const sceneLabels = await FolderLabels.open(header.scenes, options.labels);
  const patchLabels = await FolderLabels.open(header.patches, options.patchLabels);
  const scenes = await readImages(
    header.scenes,
    sceneLabels,
    { gsd, country },
    'scene',
    skipped,
    (step, steps) => report('scenes', step, steps),
  );
  requireSome(scenes, 'SCENES_TOO_FEW', `${options.scenes} has no usable scene. ${NO_IMAGES}`, skipped);
  const skippedPatches: SkippedScene[] = [];
  const images = await readImages(
    header.patches,
    patchLabels,
    { gsd: patchGsd, country },
    'patch',
    skippedPatches,
    (step, steps) => report('patches', step, steps),
  );
  const patches = patchesOf(images, skippedPatches);
  requireSome(
    patches,
    'PATCHES_TOO_FEW',
    `${options.patches} has no usable patch. Give class folders of images, or images with labels in COCO JSON or GeoJSON.`,
    skippedPatches,
  );
  skipped.push(...skippedPatches);
  const categories = categoriesOf(scenes, sceneLabels, images, patchLabels, patches);
  checkAvoided(header.avoid, scenes, options.scenes);

  const files = new Files(skipped);
  const drawing = new Drawing(scenes, patches, {
    ...{ seed: header.seed, perScene: header.perScene, rules: header, skipped },
    isAvoided: isAvoided(header.avoid),
    open: (scene) => openSceneData(header.scenes, scene, signal),
    isUsable: (image) => files.isUsable(header.patches, image),
    isSame: (scene, image) =>
      files.real(header.scenes, scene.path) === files.real(header.patches, image.path),
  });
  const items: AugmentationItem[] = [];
  for (let i = 0; i < header.count; i++) {
    report('places', i, header.count);
    const drawn = await drawing.draw(i);
    if (!drawn) throw nothingFits(i, drawing, scenes, patches, skipped);
    items.push(await toItem(i, drawn, header, files));
  }
  report('places', header.count, header.count);
  const manifest = {
    ...header,
    ...(sceneLabels.file && { labels: absolute(sceneLabels.file) }),
    ...(patchLabels.file && { patchLabels: absolute(patchLabels.file) }),
    ...{ categories, items },
  };
  return {
    ...{ manifest, skipped },
    warnings: warningsOf([...scenes, ...images]),
    counts: drawing.counts,
  };
}

type Header = Omit<AugmentationHeader, 'labels' | 'patchLabels' | 'categories'>;

function headerOf(options: PlanOptions): Header {
  const { count, perScene, seed, rotation, minDistance } = withDefaults(PLAN, options);
  const { gsd, patchGsd, country, prompts } = options;
  return {
    ...{ scenes: resolve(options.scenes), patches: resolve(options.patches) },
    ...{ count, perScene, seed, rotation },
    avoid: [options.avoid ?? []].flat().flatMap((names) => names.split(',').map((name) => name.trim())),
    minDistance,
    ...(gsd !== undefined && { gsd }),
    ...(patchGsd !== undefined && { patchGsd }),
    ...(country !== undefined && { country }),
    ...(prompts !== undefined && { prompts: prompts as Prompts }),
    settings: {},
  };
}

function absolute(file: FileRef): FileRef {
  return { ...file, path: resolve(file.path) };
}

const NO_IMAGES = 'Give a folder with TIFF, PNG, JPEG or WebP images.';

function requireSome(
  found: readonly unknown[],
  code: DatasetError['code'],
  message: string,
  skipped: readonly SkippedScene[],
): void {
  if (found.length > 0) return;
  throw new DatasetError(code, `${message}${sayWhy(skipped)}`);
}

const ALL = '*';

function isAvoided(avoid: readonly string[]): (object: LabelledObject) => boolean {
  return ({ category }) => avoid.includes(ALL) || avoid.includes(category);
}

/** @throws OptionError for a category that no scene has */
function checkAvoided(avoid: readonly string[], scenes: readonly FolderImage[], folder: string): void {
  const names = new Set<string>();
  for (const { labels } of scenes) {
    for (const { category } of labels?.labels.objects ?? []) names.add(category);
    for (const { name } of labels?.labels.categories ?? []) names.add(name);
  }
  const unknown = avoid.find((name) => name !== ALL && !names.has(name));
  if (unknown === undefined) return;
  const known = [...names].sort().slice(0, 20).join(', ');
  throw new OptionError(
    `avoid is ${show(unknown)}, and no scene in ${folder} has such a label; ${names.size === 0 ? 'none of them has labels' : `categories are ${known}`}.`,
  );
}

/** The files of a set, each of which is read once. */
class Files {
  private readonly digests = new Map<string, Promise<string>>();
  private readonly usable = new Map<string, Promise<boolean>>();
  private readonly reals = new Map<string, string>();

  constructor(private readonly skipped: SkippedScene[]) {}

  isUsable(folder: string, { path }: FolderImage): Promise<boolean> {
    const known = this.usable.get(path);
    if (known) return known;
    const found = openSource(join(folder, path)).then(
      async (source) => {
        await source.close();
        return true;
      },
      (error: Error) => {
        this.skipped.push({ path, reason: error.message });
        return false;
      },
    );
    this.usable.set(path, found);
    return found;
  }

  async ref(folder: string, path: string): Promise<FileRef> {
    const file = join(folder, path);
    const known = this.digests.get(file) ?? digestFile(file);
    this.digests.set(file, known);
    return { path, sha256: await known };
  }

  real(folder: string, path: string): string {
    const file = join(folder, path);
    const real = this.reals.get(file) ?? realpathSync(file);
    this.reals.set(file, real);
    return real;
  }
}

async function toItem(
  i: number,
  { scene, patches }: Drawn,
  header: Header,
  files: Files,
): Promise<AugmentationItem> {
  const { width, height, labels, className, country, metadata } = scene;
  const place = country === undefined ? undefined : countryName(country);
  const unnamed = place === undefined ? 'a satellite image' : `a satellite image of ${place}`;
  const prompt = className === undefined ? unnamed : caption(className, country);
  return {
    id: idOf(i),
    scene: {
      ...(await files.ref(header.scenes, scene.path)),
      ...{ width, height },
      ...(labels?.file && { labels: labels.file }),
    },
    prompt: header.prompts?.target ?? prompt,
    metadata,
    patches: await Promise.all(
      patches.map(async ({ patch, rotation, box }): Promise<AugmentationPatch> => {
        const { image, category, window } = patch;
        return {
          ...(await files.ref(header.patches, image.path)),
          category,
          ...(image.labels?.file && { labels: image.labels.file }),
          ...{ window, rotation, box },
          prompt: header.prompts?.source ?? caption(category, image.country),
        };
      }),
    ),
  };
}

/** Without duplicates. */
function warningsOf(images: readonly FolderImage[]): Warning[] {
  const all = images.flatMap(({ labels }) => labels?.warnings ?? []);
  return [...new Map(all.map((warning) => [warning.message, warning])).values()];
}
