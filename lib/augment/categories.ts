import type { FolderLabels } from '../dataset/folder-labels.js';
import type { CocoLabels } from '../labels/objects.js';
import type { FolderImage } from './images.js';
import type { Category } from './manifest.js';
import type { SourcePatch } from './patches.js';

/**
 * The categories of a set: those of the scenes' COCO file with their numbers and in their order, then those of the patches'
 * file, then all others by name. A number that is taken is replaced by the next free one.
 */
export function categoriesOf(
  scenes: readonly FolderImage[],
  sceneLabels: FolderLabels,
  images: readonly FolderImage[],
  patchLabels: FolderLabels,
  patches: readonly SourcePatch[],
): Category[] {
  const stated = [...statedBy(sceneLabels, scenes), ...statedBy(patchLabels, images)];
  const used = [
    ...patches.map(({ category: name, supercategory }) => ({ name, supercategory })),
    ...[...scenes, ...images].flatMap(({ labels }) =>
      (labels?.labels.objects ?? []).map(({ category: name, supercategory }) => ({ name, supercategory })),
    ),
  ].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const found = new Map<string, Category>();
  const ids = new Set<number>();
  const lacking: Omit<Category, 'id'>[] = [];
  for (const { id, name, supercategory } of [...stated, ...used] as (Omit<Category, 'id'> & {
    id?: number;
  })[]) {
    if (found.has(name) || lacking.some((other) => other.name === name)) continue;
    const category = { name, ...(supercategory !== undefined && { supercategory }) };
    if (id === undefined || id < 0 || ids.has(id)) lacking.push(category);
    else {
      found.set(name, { id, ...category });
      ids.add(id);
    }
  }
  let next = 1 + Math.max(0, ...ids);
  return [...found.values(), ...lacking.map((category) => ({ id: next++, ...category }))];
}

/** Every image of one file has all its categories. */
function statedBy({ file }: FolderLabels, images: readonly FolderImage[]): Category[] {
  const categories: CocoLabels['categories'] = file ? (images[0]?.labels?.labels.categories ?? []) : [];
  return categories.map(({ id, name, entry: { supercategory } }) => ({
    id,
    name,
    ...(typeof supercategory === 'string' && { supercategory }),
  }));
}
