import { basename, extname } from 'node:path';
import { LabelsError } from '../errors.js';
import { type Fields, listOf, Malformed, objectOf } from '../geojson/structure.js';
import { show } from '../values/show.js';
import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';
import { imageIdOf } from './ids.js';
import { inFile, requireShallow, without } from './json.js';
import type { CocoCategory, CocoLabels, LabelledObject, LeftOut, ReadLabels } from './objects.js';
import { boxShape, FARTHEST, type Ring, type Shape } from './shape.js';

/** Members of an annotation that this package writes itself. */
export const OWN_MEMBERS: ReadonlySet<string> = new Set([
  'id',
  'image_id',
  'category_id',
  'segmentation',
  'bbox',
  'area',
  'iscrowd',
  'keypoints',
  'num_keypoints',
]);
const KEYPOINTS: ReadonlySet<string> = new Set(['keypoints', 'num_keypoints']);

/**
 * Reads the labels of one image from COCO's JSON for object detection. Annotations of other images are not read. Crowds,
 * masks as run lengths, and keypoints are left out, with a warning.
 *
 * @param value of the file
 * @param path of the file
 * @param image path and size. The file's image is the one with the same name, or its only one.
 * @throws LabelsError (`LABELS_INVALID`) for a mistake in the file, and if no image or one of another size is found
 */
export function parseCoco(
  value: unknown,
  path: string,
  image: { path: string; size: Size },
): ReadLabels<CocoLabels> {
  return inFile(path, 'COCO JSON', () => {
    const file = objectOf(value, '');
    const categories = categoriesOf(file.categories);
    const entry = imageOf(listOf(file.images, 'images'), path, image);
    const { objects, leftOut, keypoints } = objectsOf(file.annotations, entry, categories, path, image.size);
    const members = without(file, new Set(['images', 'annotations', 'categories']));
    requireShallow(members, '');
    const crowds = leftOut.length;
    const warnings = [
      ...(crowds > 0
        ? [
            skipped(
              `${path}: ${counted(crowds, 'annotation is a crowd or a mask as run lengths (RLE) and is', 'annotations are crowds or masks as run lengths (RLE) and are')} left out. Convert ${crowds === 1 ? 'it to a polygon' : 'them to polygons'} to keep ${crowds === 1 ? 'it' : 'them'}.`,
            ),
          ]
        : []),
      ...(keypoints > 0
        ? [
            skipped(
              `${path}: the keypoints of ${counted(keypoints, 'annotation', 'annotations')} are left out.`,
            ),
          ]
        : []),
    ];
    return { labels: { format: 'coco', objects, categories, image: entry, members }, leftOut, warnings };
  });
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

function skipped(message: string): Warning {
  return { code: 'LABELS_SKIPPED', message };
}

function categoriesOf(value: unknown): CocoCategory[] {
  const ids = new Set<number>();
  return listOf(value, 'categories').map((given, i) => {
    const where = `categories[${i}]`;
    const entry = objectOf(given, where);
    requireShallow(entry, where);
    const { name } = entry;
    if (typeof name !== 'string' || name === '') throw new Malformed(`${where}.name`, 'a non-empty string');
    return { id: newId(entry.id, ids, where), name, entry };
  });
}

/** Adds an id to those that are known. @throws Malformed */
function newId(id: unknown, known: Set<number>, where: string): number {
  if (!Number.isSafeInteger(id)) throw new Malformed(`${where}.id`, 'a whole number');
  if (known.has(id as number)) throw new Malformed(`${where}.id`, `unique, and ${id} is there twice`);
  known.add(id as number);
  return id as number;
}

/** The file's entry for an image. */
function imageOf(images: readonly unknown[], path: string, image: { path: string; size: Size }): Fields {
  const entries = images.map((entry, i) => objectOf(entry, `images[${i}]`));
  const entry = entries.length === 1 ? entries[0]! : namedAs(entries, path, image.path);
  const { id, file_name: name, width, height } = entry;
  const where = `images[${entries.indexOf(entry)}]`;
  requireShallow(entry, where);
  if (typeof id !== 'number' && typeof id !== 'string') throw new Malformed(`${where}.id`, 'a number');
  if (width === undefined || height === undefined)
    throw new LabelsError(
      'LABELS_INVALID',
      `${path}: the image ${show(name)} states no width and height; add them, ${image.size.width} and ${image.size.height} for ${image.path}.`,
    );
  if (width !== image.size.width || height !== image.size.height)
    throw new LabelsError(
      'LABELS_INVALID',
      `${path}: the image ${show(name)} has ${show(width)} x ${show(height)} px, and ${image.path} has ${image.size.width} x ${image.size.height} px. Give the labels that belong to this image.`,
    );
  return entry;
}

/** Names that a message lists. */
const SOME = 5;

function namedAs(entries: readonly Fields[], path: string, wanted: string): Fields {
  const nameOf = ({ file_name: name }: Fields) =>
    typeof name === 'string' ? name.split(/[\\/]/).at(-1)! : '';
  const own = basename(wanted);
  const exact = entries.filter((entry) => nameOf(entry) === own);
  const stem = (name: string) => basename(name, extname(name));
  // Labels are often drawn on a copy in another format.
  const found = exact.length > 0 ? exact : entries.filter((entry) => stem(nameOf(entry)) === stem(own));
  if (found.length === 1) return found[0]!;
  const names = entries.slice(0, SOME).map(({ file_name: name }) => show(name));
  throw new LabelsError(
    'LABELS_INVALID',
    found.length > 1
      ? `${path} has ${found.length} images named ${own}. Leave one of them in it.`
      : `${path} has no image named ${own} among ${entries.length}${names.length > 0 ? `, such as ${names.join(', ')}` : ''}. Give the labels of this image, or correct file_name.`,
  );
}

function objectsOf(
  value: unknown,
  image: Fields,
  categories: readonly CocoCategory[],
  path: string,
  size: Size,
): { objects: LabelledObject[]; leftOut: LeftOut[]; keypoints: number } {
  const known = new Map(categories.map((category) => [category.id, category]));
  const ids = new Set<number>();
  const leftOut: LeftOut[] = [];
  let keypoints = 0;
  const objects = listOf(value, 'annotations').flatMap((given, i): LabelledObject[] => {
    const where = `annotations[${i}]`;
    const all = objectOf(given, where);
    if (imageIdOf(all.image_id) !== imageIdOf(image.id)) return [];
    const id = newId(all.id, ids, where);
    const category = known.get(all.category_id as number);
    if (!category) throw new Malformed(`${where}.category_id`, 'the id of one of the categories');
    if (all.iscrowd === 1 || all.iscrowd === true || isRunLengths(all.segmentation)) {
      const { bbox } = all;
      const shape =
        bbox === undefined || bbox === null
          ? boxShape({ left: 0, top: 0, right: size.width, bottom: size.height })
          : boxOf(bbox, `${where}.bbox`);
      leftOut.push({ category: category.name, shape });
      return [];
    }
    const hasKeypoints = 'keypoints' in all;
    if (hasKeypoints) keypoints++;
    const found = shapeOf(all, where);
    if (!found && hasKeypoints) return [];
    if (!found) throw new Malformed(where, 'an object with polygons in segmentation, or with a bbox');
    const annotation = hasKeypoints ? without(all, KEYPOINTS) : all;
    const members = without(annotation, OWN_MEMBERS);
    requireShallow(annotation, where);
    const { supercategory } = category.entry;
    return [
      {
        category: category.name,
        ...(typeof supercategory === 'string' && supercategory !== '' && { supercategory }),
        ...found,
        name: `${path}: annotation ${id}`,
        members,
        entry: { format: 'coco', annotation },
      },
    ];
  });
  return { objects, leftOut, keypoints };
}

function isRunLengths(segmentation: unknown): boolean {
  return typeof segmentation === 'object' && segmentation !== null && !Array.isArray(segmentation);
}

/** @returns undefined if there is neither a polygon nor a box */
function shapeOf(annotation: Fields, where: string): { shape: Shape; isBox: boolean } | undefined {
  const { segmentation, bbox } = annotation;
  const box = bbox === undefined || bbox === null ? undefined : boxOf(bbox, `${where}.bbox`);
  const polygons = listOf(segmentation ?? [], `${where}.segmentation`);
  const rings = polygons.map((polygon, i) => ringOf(polygon, `${where}.segmentation[${i}]`));
  // Some exports have polygons of one or two points.
  const shape = rings.filter(({ length }) => length > 3).map((ring) => [ring]);
  if (shape.length > 0) return { shape, isBox: false };
  if (box) return { shape: box, isBox: true };
  return polygons.length > 0 ? { shape, isBox: false } : undefined;
}

function boxOf(value: unknown, where: string): Shape {
  const [x, y, width, height, ...others] = listOf(value, where);
  if (!isPixel(x) || !isPixel(y) || !isPixel(width) || !isPixel(height) || others.length > 0)
    throw new Malformed(where, 'x, y, width and height in pixels');
  if (width < 0 || height < 0) throw new Malformed(where, 'a box whose width and height are not negative');
  return boxShape({ left: x, top: y, right: x + width, bottom: y + height });
}

function ringOf(value: unknown, where: string): Ring {
  const numbers = listOf(value, where);
  if (numbers.length % 2 !== 0) throw new Malformed(where, 'x and y of each point, in one list');
  const ring: Ring = [];
  for (let i = 0; i < numbers.length; i += 2) {
    const [x, y] = [numbers[i], numbers[i + 1]];
    if (!isPixel(x) || !isPixel(y))
      throw new Malformed(`${where}[${isPixel(x) ? i + 1 : i}]`, 'a number of pixels');
    ring.push([x, y]);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, [...first]];
}

function isPixel(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= FARTHEST;
}
