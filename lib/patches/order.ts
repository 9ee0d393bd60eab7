import { intersect, type Window } from '../raster/window.js';

/** What a patch reads of the scene and what it may change. */
export interface Reach {
  window: Window;
  region: Window;
}

/**
 * The earlier patches that a patch sees: those that may change pixels in its window. It waits for them; all others may be
 * made before it, after it, or at the same time, with the same result.
 *
 * @param reaches in the order of the patches; undefined for one that is left out
 * @returns indices in rising order, for each patch
 */
export function seenBy(reaches: readonly (Reach | undefined)[]): number[][] {
  return reaches.map((reach, index) => {
    if (!reach) return [];
    const earlier = Array.from({ length: index }, (_, i) => i);
    return earlier.filter((i) => reaches[i] && meet(reaches[i].region, reach.window));
  });
}

function meet(a: Window, b: Window): boolean {
  const { width, height } = intersect(a, b);
  return width > 0 && height > 0;
}
