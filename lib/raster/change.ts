import type { Size } from '../values/size.js';
import type { BandData } from './samples.js';
import { intersect, type Window } from './window.js';

/** Pixels that change: a window, and [height, width], 1 where they do. */
export interface Change {
  window: Window;
  changed: Uint8Array;
}

/**
 * Replaces samples of a window with those of a change, where both overlap.
 *
 * @param target [height, width] of `window`
 * @param samples [height, width] of the change's window
 */
export function overlay(
  target: BandData,
  window: Window,
  samples: ArrayLike<number>,
  { window: own, changed }: Change,
): void {
  const part = intersect(own, window);
  for (let y = part.y; y < part.y + part.height; y++) {
    let from = (y - own.y) * own.width + part.x - own.x;
    let to = (y - window.y) * window.width + part.x - window.x;
    for (let i = 0; i < part.width; i++, from++, to++) if (changed[from]) target[to] = samples[from]!;
  }
}

/**
 * Joins changes within a part of a raster into one, so that the samples under them are read once.
 *
 * @param changes those that touch the part; at least one
 * @param most pixels of the joined window, unless the changes themselves have more
 * @returns one change, or each by itself if too much would lie between them
 */
export function joinChanges(changes: readonly Change[], part: Window, most: number): Change[] {
  const windows = changes.map(({ window }) => intersect(window, part));
  const window = around(windows);
  const areas = windows.reduce((sum, own) => sum + areaOf(own), 0);
  if (changes.length > 1 && areaOf(window) > Math.max(most, areas))
    return changes.flatMap((change) => joinChanges([change], part, most));
  const changed = new Uint8Array(areaOf(window));
  for (const change of changes) overlay(changed, window, change.changed, change);
  return [{ window, changed }];
}

/** The smallest window that holds others. */
function around(windows: readonly Window[]): Window {
  const x = Math.min(...windows.map((window) => window.x));
  const y = Math.min(...windows.map((window) => window.y));
  return {
    ...{ x, y },
    width: Math.max(...windows.map((window) => window.x + window.width)) - x,
    height: Math.max(...windows.map((window) => window.y + window.height)) - y,
  };
}

function areaOf({ width, height }: Size): number {
  return width * height;
}
