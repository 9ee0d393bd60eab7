import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderLabels } from '../dataset/folder-labels.js';
import type { FileRef } from '../dataset/manifest.js';
import { LARGEST_FILE } from '../dataset/scenes.js';
import {
  type HarmonidiffError,
  ImageError,
  isOurs,
  LabelsError,
  ManifestError,
  PatchError,
} from '../errors.js';
import { digestFile } from '../files/digest.js';
import { makeFolder } from '../files/folders.js';
import { readRegular } from '../files/read.js';
import { replaceFile } from '../files/write.js';
import type { Harmonizer } from '../harmonizer.js';
import { readImageSize } from '../image/header.js';
import { readImage } from '../image/open.js';
import { provenance } from '../image/provenance.js';
import { encodeImage } from '../image/save.js';
import { encodeCoco } from '../labels/coco-write.js';
import type { LabelledObject } from '../labels/objects.js';
import { objectsWithin } from '../labels/within.js';
import { composePatches } from '../patches/compose.js';
import type { Window } from '../raster/window.js';
import { SCENE_LABELS } from '../request/compose.js';
import { coreMethod, sourceTypeOf } from '../request/methods.js';
import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';
import type { AugmentationItem, AugmentationManifest, AugmentationPatch } from './manifest.js';
import { readPicture } from './picture.js';
import { isTiff, type SetFolder } from './set-folder.js';
import { writeCompositeLabels } from './set-labels.js';

/** What is needed to make the composites of a set. */
export interface Work {
  harmonizer: Harmonizer;
  manifest: AugmentationManifest;
  labels: { scenes: FolderLabels; patches: FolderLabels };
  checked: Checksums;
  folder: SetFolder;
  signal: AbortSignal | undefined;
}

const MIN_VISIBLE = SCENE_LABELS.minVisible.default as number;

/**
 * Makes one composite: first its image, then its labels, whose file marks both as complete.
 *
 * @param onProgress receives the finished fraction, 0…1
 * @throws ManifestError for a file that is not the one of the manifest, and as `composePatches`
 */
export async function makeComposite(
  work: Work,
  item: AugmentationItem,
  onProgress: (fraction: number) => void,
): Promise<Warning[]> {
  const { harmonizer, manifest, folder, signal } = work;
  const { id, scene, prompt, metadata } = item;
  const isRaster = isTiff(scene.path);
  const image = folder.image(id, scene.path);
  const path = await work.checked.file(manifest.scenes, scene);
  await makeFolder(folder.workOf(id));
  await checkSize(path, scene);
  const raster = isRaster ? path : await convert(path, folder.workFile(id, 'scene.tif'));
  const out = isRaster ? image : folder.workFile(id, 'composite.tif');
  const labelsIn = await writeLabels(work, 'scenes', scene, scene, folder.workFile(id, 'scene.json'));
  const labelsOut = folder.workFile(id, 'labels.json');
  const features = await Promise.all(item.patches.map((patch, i) => featureOf(work, id, patch, i)));
  const { patches, warnings } = await composePatches(harmonizer, {
    scene: raster,
    patches: { type: 'FeatureCollection', features },
    patchesCrs: 'pixel',
    prompts: { target: prompt },
    metadata,
    // Each composite has noise of its own.
    seed: (manifest.seed + Number(id)) % 2 ** 32,
    ...manifest.settings,
    ...(labelsIn !== undefined && { labelsIn }),
    ...{ out, labelsOut, signal },
    onProgress: ({ fraction }) => onProgress(fraction),
  });
  if (!isRaster) await writePicture(out, image, manifest);
  await writeCompositeLabels(labelsOut, item, manifest.categories, folder);
  await rm(folder.workOf(id), { recursive: true, force: true });
  return [...warnings, ...patches.flatMap(({ warnings }) => warnings)];
}

/** @throws ManifestError for a scene that has another size than the manifest says */
async function checkSize(path: string, scene: AugmentationItem['scene']): Promise<void> {
  const { width, height } = await sizeOf(path, 'scene');
  if (width === scene.width && height === scene.height) return;
  throw new ManifestError(
    'MANIFEST_INVALID',
    `The manifest says that ${path} has ${scene.width} x ${scene.height} px, and it has ${width} x ${height} px. Plan the set again.`,
  );
}

/** The size of an image, as labels count its pixels: a raster as it is stored, a picture upright. */
async function sizeOf(path: string, label: string): Promise<Size> {
  const { upright, stored } = await readImageSize(path, label);
  return isTiff(path) ? stored : upright;
}

/** Writes a scene as a TIFF, which is what composing takes. */
async function convert(path: string, to: string): Promise<string> {
  const picture = await readPicture(await readRegular(path, LARGEST_FILE), path);
  await replaceFile(to, [await encodeImage(picture, 'tiff')]);
  return to;
}

async function writePicture(from: string, to: string, { settings }: AugmentationManifest): Promise<void> {
  const { image } = await readImage(from, 'composite');
  const xmp = provenance(sourceTypeOf(coreMethod(settings.method, settings.mode)));
  await replaceFile(to, [await encodeImage(image, 'png', { xmp })]);
}

/** A patch as a feature for `composePatches`. */
async function featureOf(
  work: Work,
  id: string,
  patch: AugmentationPatch,
  i: number,
): Promise<Record<string, unknown>> {
  const { category, window, rotation, box, prompt } = patch;
  const source = await work.checked.file(work.manifest.patches, patch);
  const size = await sizeOf(source, 'patch');
  const labels = await writeLabels(work, 'patches', patch, size, work.folder.workFile(id, `patch-${i}.json`));
  return {
    type: 'Feature',
    properties: {
      source,
      sourceWindow: window,
      rotation,
      sourcePrompt: prompt,
      ...(labels === undefined ? { label: category } : { labels }),
    },
    geometry: { type: 'Polygon', coordinates: [cornersOf(box)] },
  };
}

function cornersOf({ x, y, width, height }: Window): [number, number][] {
  const [right, bottom] = [x + width, y + height];
  return [
    [x, y],
    [right, y],
    [right, bottom],
    [x, bottom],
    [x, y],
  ];
}

/**
 * Writes the labels of one image to a file of their own.
 *
 * @returns undefined for an image without labels
 */
async function writeLabels(
  { manifest, labels, checked }: Work,
  of: 'scenes' | 'patches',
  { path, labels: beside }: { path: string; labels?: FileRef },
  size: Size,
  to: string,
): Promise<string | undefined> {
  if (beside) await checked.file(manifest[of], beside);
  else if (!labels[of].file) return undefined;
  const { stored } = await readImageSize(join(manifest[of], path), 'image');
  const found = await labels[of].of(path, { width: size.width, height: size.height }, stored);
  if (!found)
    throw new LabelsError(
      'LABELS_INVALID',
      `${path} has no labels any more. Restore them, or plan the set again.`,
    );
  // Labels in another format may have been put beside the image.
  if (beside && !labels[of].file && found.file?.sha256 !== beside.sha256)
    throw differs(join(manifest[of], found.file?.path ?? beside.path), beside.sha256);
  const within = objectsWithin(found.labels.objects, size, manifest.settings.minVisible ?? MIN_VISIBLE);
  // A box that is turned is no box any more: only as a polygon does it keep its size.
  const objects = of === 'patches' ? within.map((object) => ({ ...object, isBox: false })) : within;
  await replaceFile(to, encodeCoco(found.labels, objects.map(withoutEntry(of)), { path, size }));
  return to;
}

/** Annotations of a patch are written anew, so that those with only a box get a polygon. */
function withoutEntry(of: 'scenes' | 'patches'): (object: LabelledObject) => LabelledObject {
  return ({ entry, ...object }) => (of === 'patches' || !entry ? object : { ...object, entry });
}

/** The labels of all scenes and of all images of patches, as far as they are in one file. */
export async function openAllLabels(manifest: AugmentationManifest): Promise<Work['labels']> {
  return {
    scenes: await openLabels(manifest.scenes, manifest.labels),
    patches: await openLabels(manifest.patches, manifest.patchLabels),
  };
}

/** @throws ManifestError for another file than that of the manifest */
async function openLabels(folder: string, file: FileRef | undefined): Promise<FolderLabels> {
  const labels = await FolderLabels.open(folder, file?.path);
  if (labels.file?.sha256 === file?.sha256) return labels;
  throw new ManifestError(
    'CHECKSUM_MISMATCH',
    `${file!.path} is not the manifest's file of labels: its SHA-256 is not ${file!.sha256}. Use the file that the manifest was made from, or plan the set again.`,
  );
}

/** Names the composite in an error about a patch, which knows only its own number. */
export function nameComposite(thrown: unknown, { id, patches }: AugmentationItem): unknown {
  if (!isOurs(thrown) || !(thrown instanceof PatchError)) return thrown;
  const { index, cause } = thrown;
  const which = patches.length === 1 ? '' : `, patch ${index}`;
  return new PatchError(
    index,
    `Composite ${id}${which} (${patches[index]!.path})`,
    cause as HarmonidiffError,
  );
}

/** Files of a set whose contents have been compared with the manifest, each once. */
export class Checksums {
  private readonly checked = new Map<string, Promise<void>>();

  /**
   * The path of a file of the manifest.
   *
   * @throws ImageError for a file that is missing, ManifestError for another one
   */
  async file(folder: string, { path, sha256 }: FileRef): Promise<string> {
    const file = join(folder, path);
    const key = `${sha256} ${file}`;
    const checking = this.checked.get(key) ?? check(file, sha256, folder);
    this.checked.set(key, checking);
    // The file may be readable later.
    checking.catch(() => this.checked.delete(key));
    await checking;
    return file;
  }
}

async function check(file: string, sha256: string, folder: string): Promise<void> {
  const found = await digestFile(file).catch((cause) => {
    throw new ImageError(
      'IMAGE_NOT_FOUND',
      `${file} cannot be read (${cause.message}). Is ${folder} the folder that the manifest was made from?`,
      { cause },
    );
  });
  if (found !== sha256) throw differs(file, sha256);
}

function differs(file: string, sha256: string): ManifestError {
  return new ManifestError(
    'CHECKSUM_MISMATCH',
    `${file} is not the manifest's file: its SHA-256 is not ${sha256}. Use the files that the manifest was made from, or plan the set again.`,
  );
}
