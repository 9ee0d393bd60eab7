import { basename } from 'node:path';
import { ManifestError } from '../errors.js';
import { readRegular } from '../files/read.js';
import { replaceFile } from '../files/write.js';
import type { Fields } from '../geojson/structure.js';
import { encodeJson } from '../labels/json.js';
import { show } from '../values/show.js';
import type { AugmentationItem, AugmentationManifest, Category } from './manifest.js';
import type { SetFolder } from './set-folder.js';

/** COCO JSON that composing has written. */
interface Coco {
  images: Fields[];
  categories: { id: number; name: string; supercategory?: string }[];
  annotations: Fields[];
  licenses?: unknown;
}

/** Largest file that fits in a string of JavaScript, in bytes. */
const LARGEST_FILE = 2 ** 29 - 25;

/**
 * Writes the labels of one composite, with the categories of the set.
 *
 * @param from labels that composing has written
 * @throws ManifestError for a category that the manifest does not have
 * @throws OutputError
 */
export async function writeCompositeLabels(
  from: string,
  item: AugmentationItem,
  categories: readonly Category[],
  folder: SetFolder,
): Promise<void> {
  const labels = await readCoco(from);
  const nameOf = new Map(labels.categories.map(({ id, name }) => [id, name]));
  const idOf = new Map(categories.map(({ id, name }) => [name, id]));
  const { width, height } = item.scene;
  const { license } = labels.images[0]!;
  const image = {
    id: 1,
    file_name: basename(folder.image(item.id, item.scene.path)),
    ...{ width, height },
    ...(labels.licenses !== undefined && license !== undefined && { license }),
  };
  const annotations = labels.annotations.map((annotation, i) => {
    const name = nameOf.get(annotation.category_id as number)!;
    const category_id = idOf.get(name);
    if (category_id === undefined)
      throw new ManifestError(
        'MANIFEST_INVALID',
        `The manifest has no category ${show(name)}, which is in the labels of composite ${item.id}. Plan the set again.`,
      );
    return { ...annotation, id: i + 1, image_id: 1, category_id };
  });
  const { licenses } = labels;
  const head = { ...(licenses !== undefined && { licenses }), images: [image], categories };
  await replaceFile(folder.labelsOf(item.id), encodeJson(head, 'annotations', annotations));
}

/** What the labels of a set hold. */
export interface SetCounts {
  images: number;
  objects: number;
}

/**
 * Writes one file with the labels of all composites. Their ids count from 1.
 *
 * @param items those that have been made
 * @throws OutputError
 */
export async function writeAllLabels(
  items: readonly AugmentationItem[],
  { categories }: AugmentationManifest,
  folder: SetFolder,
): Promise<SetCounts> {
  const [images, annotations]: [Fields[], Fields[]] = [[], []];
  const licenses = new Licenses();
  for (const { id } of items) {
    const labels = await readCoco(folder.labelsOf(id));
    const image_id = images.length + 1;
    const { license: own, ...image } = labels.images[0]!;
    const license = own === undefined ? undefined : licenses.add(labels.licenses, own);
    images.push({ ...image, id: image_id, ...(license !== undefined && { license }) });
    for (const annotation of labels.annotations)
      annotations.push({ ...annotation, id: annotations.length + 1, image_id });
  }
  const head = { ...(licenses.all.length > 0 && { licenses: licenses.all }), images, categories };
  await replaceFile(folder.allLabels, encodeJson(head, 'annotations', annotations));
  return { images: images.length, objects: annotations.length };
}

/** The licences of several files, in which the same number may stand for different ones. */
class Licenses {
  readonly all: Fields[] = [];
  private readonly ids = new Map<string, number>();

  /** @returns the number of a licence among all; undefined if the file does not have it */
  add(licenses: unknown, id: unknown): number | undefined {
    const found = Array.isArray(licenses) ? licenses.find((license) => license?.id === id) : undefined;
    if (!found) return undefined;
    const { id: _, ...license } = found as Fields;
    const key = JSON.stringify(license);
    const known = this.ids.get(key) ?? this.all.push({ id: this.all.length + 1, ...license });
    this.ids.set(key, known);
    return known;
  }
}

async function readCoco(path: string): Promise<Coco> {
  return JSON.parse((await readRegular(path, LARGEST_FILE)).toString());
}
