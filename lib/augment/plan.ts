import { resolve } from 'node:path';
import { caption } from '../dataset/captions.js';
import { countryName } from '../dataset/countries.js';
import { FolderLabels } from '../dataset/folder-labels.js';
import type { FileRef } from '../dataset/manifest.js';
import type { SkippedScene } from '../dataset/scenes.js';
import { DatasetError, OptionError } from '../errors.js';
import type { Prompts } from '../request/harmonize.js';
import { readOptions, resolve as withDefaults } from '../request/read.js';
import { throwIfAborted } from '../values/abort.js';
import type { Warning } from '../warnings.js';
import { avoidedOf, isAvoided } from './avoided.js';
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
import { PlanFiles } from './plan-files.js';
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
  checkLength(header);
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
  header.avoid = avoidedOf(options.avoid, scenes, options.scenes);

  const files = new PlanFiles(skipped);
  const drawing = new Drawing(scenes, patches, {
    ...{ seed: header.seed, perScene: header.perScene, rules: header, skipped, signal },
    isAvoided: isAvoided(header.avoid),
    open: (scene) => openSceneData(header.scenes, scene, signal),
    isUsable: (patch) => files.isUsable(header.patches, patch),
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
    avoid: [],
    minDistance,
    ...(gsd !== undefined && { gsd }),
    ...(patchGsd !== undefined && { patchGsd }),
    ...(country !== undefined && { country }),
    ...(prompts !== undefined && { prompts: prompts as Prompts }),
    settings: {},
  };
}

/** Most patches of a manifest, which has to fit into a file that is read at once. */
const MOST_PATCHES = 400_000;

function checkLength({ count, perScene }: Header): void {
  if (count * perScene <= MOST_PATCHES) return;
  throw new OptionError(
    `count is ${count} and perScene ${perScene}; a set has at most ${MOST_PATCHES.toLocaleString('en')} patches. Make several sets with different seeds.`,
  );
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

async function toItem(
  i: number,
  { scene, patches }: Drawn,
  header: Header,
  files: PlanFiles,
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
