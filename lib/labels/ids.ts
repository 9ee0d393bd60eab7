/**
 * Ids for new objects: the numbers after the highest one in use, or the lowest free ones if that is too high to be counted
 * on from.
 */
export function* newIds(taken: readonly number[]): Generator<number, never> {
  const used = new Set(taken);
  const highest = taken.reduce((most, id) => Math.max(most, id), 0);
  let next = highest < HIGHEST ? highest + 1 : 1;
  for (;;) {
    if (!used.has(next)) yield next;
    next++;
  }
}

/** Beyond, readers with 32 bits fail, and later than 2 ^ 53, counting does. */
const HIGHEST = 2 ** 31 - 2 ** 24;

/** The id of an image as text, because some exports write numbers so; undefined for what is no id. */
export function imageIdOf(id: unknown): string | undefined {
  return typeof id === 'number' || typeof id === 'string' ? String(id) : undefined;
}
