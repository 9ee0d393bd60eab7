import { basename } from 'node:path';
import type { Fields } from '../geojson/structure.js';
import type { Size } from '../values/size.js';
import { repaired } from './clip.js';
import { OWN_MEMBERS } from './coco.js';
import { withoutHoles } from './holes.js';
import { newIds } from './ids.js';
import { encodeJson, without } from './json.js';
import type { CocoLabels, LabelledObject } from './objects.js';
import { boundsOf, type Ring, roundRing, signedArea } from './shape.js';

/** Digits after the point of coordinates and areas. */
const DECIMALS = 3;

/** The labels of one image as a file of COCO JSON has them. */
export interface Coco {
  images: Fields[];
  categories: Fields[];
  annotations: Fields[];
  /** Other members of the file, such as `licenses`. */
  [member: string]: unknown;
}

/** COCO JSON of `describeCoco` as a file in parts. */
export function encodeCoco(
  labels: CocoLabels,
  objects: readonly LabelledObject[],
  image: { path: string; size: Size },
): Uint8Array[] {
  const { annotations, ...head } = describeCoco(labels, objects, image);
  return encodeJson(head, 'annotations', annotations);
}

/**
 * The labels of one image as COCO's JSON for object detection. Annotations of the scene that no patch covers are written as
 * they were read. Others have polygons without holes, as COCO knows none, or only a box if they had only a box.
 *
 * @param labels of the scene
 * @param objects of the scene and of patches
 * @param image path and size of the image that is written
 * @throws LabelsError for an object whose holes cannot be cut
 */
export function describeCoco(
  labels: CocoLabels,
  objects: readonly LabelledObject[],
  image: { path: string; size: Size },
): Coco {
  const { id = 1 } = labels.image ?? {};
  const { width, height } = image.size;
  const entry = { ...labels.image, id, file_name: basename(image.path), width, height };
  const { categories, idOf } = categoriesOf(labels, objects);
  const ids = newIds(objects.map(({ entry }) => idOfEntry(entry)));
  const annotations = objects.flatMap((object): Fields[] => {
    const own = object.entry?.format === 'coco' ? object.entry.annotation : undefined;
    const isWhole = own !== undefined && !object.isCut;
    if (isWhole && HAS_ALL.every((name) => name in own)) return [own];
    const outlines = outlinesOf(object);
    if (!outlines) return isWhole ? [own] : [];
    if (isWhole) return [{ ...outlines, iscrowd: 0, ...own }];
    if (own) return [{ ...own, ...outlines, iscrowd: 0 }];
    const category_id = idOf.get(object.category)!;
    const members = without(object.members, OWN_MEMBERS);
    return [{ id: ids.next().value, image_id: id, category_id, ...outlines, iscrowd: 0, ...members }];
  });
  return { ...labels.members, images: [entry], categories, annotations };
}

/** Members that readers rely on. */
const HAS_ALL = ['segmentation', 'bbox', 'area', 'iscrowd'];

function idOfEntry(entry: LabelledObject['entry']): number {
  return entry?.format === 'coco' ? (entry.annotation.id as number) : 0;
}

/** The categories of the file, and then those that patches bring along. */
function categoriesOf(
  { categories }: CocoLabels,
  objects: readonly LabelledObject[],
): { categories: Fields[]; idOf: Map<string, number> } {
  const used = new Set(
    objects.map(({ entry }) => (entry?.format === 'coco' ? entry.annotation.category_id : undefined)),
  );
  // Some exports have a name twice, and use one of the two.
  const idOf = new Map(categories.toReversed().map(({ name, id }) => [name, id]));
  for (const { name, id } of categories) if (used.has(id) && !used.has(idOf.get(name))) idOf.set(name, id);
  const all = categories.map(({ entry }) => entry);
  let next = 1 + categories.reduce((most, { id }) => Math.max(most, id), 0);
  for (const { category: name, supercategory } of objects) {
    if (idOf.has(name)) continue;
    all.push({ id: next, name, ...(supercategory !== undefined && { supercategory }) });
    idOf.set(name, next++);
  }
  return { categories: all, idOf };
}

interface Outlines {
  segmentation: number[][];
  area: number;
  bbox: [x: number, y: number, width: number, height: number];
}

/** @returns undefined if nothing has an area after rounding */
function outlinesOf({ shape, isBox, name }: LabelledObject): Outlines | undefined {
  const rings = (isBox ? shape.flat() : withoutHoles(repaired(shape, name), name)).flatMap((ring): Ring[] => {
    const rounded = roundRing(ring, DECIMALS);
    return rounded ? [rounded] : [];
  });
  const bounds = boundsOf(rings.map((ring) => [ring]));
  if (!bounds) return undefined;
  const { left, top, right, bottom } = bounds;
  return {
    segmentation: isBox ? [] : rings.map((ring) => ring.slice(0, -1).flat()),
    area: round(rings.reduce((sum, ring) => sum + Math.abs(signedArea(ring)), 0)),
    bbox: [left, top, round(right - left), round(bottom - top)],
  };
}

function round(value: number): number {
  return Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS;
}
