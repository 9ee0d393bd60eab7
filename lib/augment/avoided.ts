import { OptionError } from '../errors.js';
import { show } from '../values/show.js';
import type { FolderImage } from './images.js';

/** Stands for all categories. */
const ALL = '*';

/** Whether no patch may touch an object. */
export function isAvoided(avoid: readonly string[]): (object: { category: string }) => boolean {
  return ({ category }) => avoid.includes(ALL) || avoid.includes(category);
}

/**
 * The names of the categories that are avoided.
 *
 * @throws OptionError for a category that no scene has
 */
export function avoidedOf(
  given: string | readonly string[] | undefined,
  scenes: readonly FolderImage[],
  folder: string,
): string[] {
  const known = new Set<string>([ALL]);
  for (const { labels } of scenes) {
    for (const { category } of labels?.labels.objects ?? []) known.add(category);
    for (const { name } of labels?.labels.categories ?? []) known.add(name);
  }
  // A name may have a comma itself.
  const names = [given ?? []]
    .flat()
    .flatMap((text) => (known.has(text) ? [text] : text.split(',').map((name) => name.trim())));
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return names;
  const listed = [...known].filter((name) => name !== ALL).sort();
  throw new OptionError(
    `avoid is ${show(unknown)}, and no scene in ${folder} has such a label; ${listed.length === 0 ? 'none of them has labels' : `categories are ${listed.slice(0, 20).join(', ')}`}.`,
  );
}
