import { safeParse } from 'valibot';
import type { FolderLabels } from '../dataset/folder-labels.js';
import { LabelsError } from '../errors.js';
import { PATCH_LABELS } from '../request/compose.js';
import { show } from '../values/show.js';
import type { FolderImage } from './images.js';
import type { Category } from './manifest.js';
import type { SourcePatch } from './patches.js';

type Named = Omit<Category, 'id'> & { id?: number };

/**
 * The categories of a set: those of the scenes' COCO file with their numbers and in their order, then those of the patches'
 * file, then all others by name. A number that is taken is replaced by the next free one.
 *
 * @throws LabelsError for a name that labels cannot have
 */
export function categoriesOf(
  scenes: readonly FolderImage[],
  sceneLabels: FolderLabels,
  images: readonly FolderImage[],
  patchLabels: FolderLabels,
  patches: readonly SourcePatch[],
): Category[] {
  const objects = [...scenes, ...images].flatMap(({ labels }) => labels?.labels.objects ?? []);
  const used = [...patches, ...objects].map(({ category, supercategory }) => named(category, supercategory));
  used.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const found = new Map<string, Named>();
  const ids = new Set<number>();
  for (const category of [...statedBy(sceneLabels, scenes), ...statedBy(patchLabels, images), ...used]) {
    if (found.has(category.name)) continue;
    checkName(category.name);
    const { id, ...unnumbered } = category;
    const isFree = id !== undefined && id >= 0 && !ids.has(id);
    found.set(category.name, isFree ? category : unnumbered);
    if (isFree) ids.add(id);
  }
  let next = [...ids].reduce((most, id) => Math.max(most, id), 0);
  return [...found.values()].map(({ id, ...category }) => ({ id: id ?? ++next, ...category }));
}

function named(name: string, supercategory: unknown): Named {
  return { name, ...(typeof supercategory === 'string' && supercategory !== '' && { supercategory }) };
}

/** Every image of one file has all its categories. */
function statedBy({ file }: FolderLabels, images: readonly FolderImage[]): Named[] {
  const categories = file ? (images[0]?.labels?.labels.categories ?? []) : [];
  return categories.map(({ id, name, entry }) => ({ id, ...named(name, entry.supercategory) }));
}

function checkName(name: string): void {
  if (safeParse(PATCH_LABELS.label.schema, name).success && name.isWellFormed()) return;
  throw new LabelsError(
    'LABELS_INVALID',
    `The labels have the category ${show(name)}; it must be well-formed Unicode, ${PATCH_LABELS.label.expected}. Rename it.`,
  );
}
