import type { Layout, Raster } from './layout.js';
import { alphaOf, fillOf, nodataTest } from './picture.js';
import type { StoredLevel } from './pyramid.js';
import { readBands } from './read.js';
import type { BandData } from './samples.js';
import { sourceOf } from './stored.js';
import { type Window, whole } from './window.js';

/** Samples of some bands, and which pixels have data. */
export interface WindowSamples {
  /** One array of width · height samples per band, in the type of the file. */
  planes: BandData[];
  /** 0 where a pixel has no data; absent if all have. */
  valid?: Uint8Array;
}

/**
 * Reads a window of one resolution as it is stored. A pixel has data if at least one of the bands has, and neither a mask
 * nor alpha hides it.
 *
 * @param raster layout of the image itself
 * @param bands counted from 0
 * @param deciding the bands that say whether a pixel has data; all by default
 * @throws Error for a damaged file
 */
export async function readWindow(
  { stored, layout, mask }: StoredLevel,
  raster: Raster,
  bands: readonly number[],
  window: Window = whole(layout),
  deciding: readonly number[] = bands,
): Promise<WindowSamples> {
  const alpha = alphaOf(layout);
  const all = alpha === undefined || bands.includes(alpha) ? [...bands] : [...bands, alpha];
  const read = await readBands(sourceOf(stored), layout, all, fillOf(raster), window);
  const planes = read.slice(0, bands.length);
  const isNodata = nodataTest(raster);
  if (alpha === undefined && !mask && !isNodata) return { planes };

  const valid = new Uint8Array(window.width * window.height).fill(isNodata ? 0 : 1);
  if (isNodata)
    for (const [i, plane] of planes.entries())
      if (deciding.includes(bands[i]!) && (bands[i] !== alpha || deciding.length === 1))
        for (let j = 0; j < valid.length; j++) if (!isNodata(plane[j]!)) valid[j] = 1;
  if (alpha !== undefined) unmark(valid, read[all.indexOf(alpha)]!);
  if (mask) unmark(valid, (await readBands(sourceOf(mask.stored), mask.layout, [0], 0, window))[0]!);
  return { planes, valid };
}

/** Clears the pixels where a mask is 0. */
function unmark(valid: Uint8Array, mask: BandData): void {
  for (let i = 0; i < valid.length; i++) if (mask[i] === 0) valid[i] = 0;
}

/** Whether the bands of a raster are measurements or colours, not indices of a palette or inks. */
export function hasPlainBands({ photometric }: Layout): boolean {
  return [0, 1, 2, 6].includes(photometric);
}
