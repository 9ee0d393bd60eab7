import { Float16Array } from '@petamoriken/float16';
import { overlay } from './change.js';
import type { Layout, Raster } from './layout.js';
import { alphaOf, fillOf, nodataTest } from './picture.js';
import type { StoredChange, StoredLevel } from './pyramid.js';
import { readBands } from './read.js';
import type { BandData } from './samples.js';
import { sourceOf } from './stored.js';
import { readPatch } from './stored-patch.js';
import { intersect, type Window, whole } from './window.js';

/** Samples of some bands, and which pixels have data. */
export interface WindowSamples {
  /** One array of width · height samples per band, in the type of the file. */
  planes: BandData[];
  /** 0 where a pixel has no data; absent if all have. */
  valid?: Uint8Array;
}

/**
 * Reads a window of one resolution as it is stored, with the changes over it. A pixel has data if at least one of the bands
 * has, and neither a mask nor alpha hides it.
 *
 * @param raster layout of the image itself
 * @param bands counted from 0
 * @param deciding the bands that say whether a pixel has data; all by default
 * @throws Error for a damaged file
 * @throws ImageError for a change that cannot be read
 */
export async function readWindow(
  { stored, layout, mask, changes = [] }: StoredLevel,
  raster: Raster,
  bands: readonly number[],
  window: Window = whole(layout),
  deciding: readonly number[] = bands,
): Promise<WindowSamples> {
  const alpha = alphaOf(layout);
  const all = alpha === undefined || bands.includes(alpha) ? [...bands] : [...bands, alpha];
  const read = await readBands(sourceOf(stored), layout, all, fillOf(raster), window);
  const shown = await applyChanges(changes, layout, all, window, read);
  const planes = read.slice(0, bands.length);
  const isNodata = nodataTest(raster);
  if (alpha === undefined && !mask && !isNodata) return { planes };

  const valid = new Uint8Array(window.width * window.height).fill(isNodata ? 0 : 1);
  if (isNodata)
    for (const [i, plane] of planes.entries())
      if (deciding.includes(bands[i]!) && (bands[i] !== alpha || deciding.length === 1))
        for (let j = 0; j < valid.length; j++) if (!isNodata(plane[j]!)) valid[j] = 1;
  if (alpha !== undefined) unmark(valid, read[all.indexOf(alpha)]!);
  if (mask) unmark(valid, (await readBands(sourceOf(mask.stored), mask.layout, [0], 0, window))[0]!, shown);
  return { planes, valid };
}

/**
 * Replaces samples with those of patches.
 *
 * @param planes one for each of the bands
 * @returns 1 where a patch shows what a mask hides; undefined if none does
 */
async function applyChanges(
  changes: readonly StoredChange[],
  { format, bits }: Layout,
  bands: readonly number[],
  window: Window,
  planes: readonly BandData[],
): Promise<Uint8Array | undefined> {
  const isHalf = format === 'float' && bits === 16;
  let shown: Uint8Array | undefined;
  for (const { path, window: place } of changes) {
    const { width, height } = intersect(place, window);
    if (width < 1 || height < 1) continue;
    const patch = await readPatch(path);
    for (const [i, band] of bands.entries()) {
      const plane = patch.planes[band];
      // As the file will have them.
      if (plane) overlay(planes[i]!, window, isHalf ? new Float16Array(plane) : plane, patch);
    }
    if (!patch.makesValid) continue;
    shown ??= new Uint8Array(window.width * window.height);
    overlay(shown, window, patch.changed, patch);
  }
  return shown;
}

/** Clears the pixels where a mask is 0, but not those that are shown all the same. */
function unmark(valid: Uint8Array, mask: BandData, shown?: Uint8Array): void {
  for (let i = 0; i < valid.length; i++) if (mask[i] === 0 && shown?.[i] !== 1) valid[i] = 0;
}

/** Whether the bands of a raster are measurements or colours, not indices of a palette or inks. */
export function hasPlainBands({ photometric }: Layout): boolean {
  return [0, 1, 2, 6].includes(photometric);
}
