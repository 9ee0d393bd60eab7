import { open } from 'node:fs/promises';
import { digest } from '../../lib/files/digest.js';
import { type Level, readLevels } from '../../lib/raster/levels.js';
import { readBands } from '../../lib/raster/read.js';
import type { BandData } from '../../lib/raster/samples.js';

/** The samples of an image, an overview or a mask. */
export interface LevelSamples {
  name: string;
  planes: BandData[];
}

/** The same for arrays of the same bytes. AVA compares large arrays too slowly. */
export function digestOf(samples: BandData): string {
  return digest(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
}

/** What `levelsOf` finds, as digests. */
export async function digestsOf(path: string): Promise<Record<string, string>> {
  const levels = await levelsOf(path);
  return Object.fromEntries(levels.map(({ name, planes }) => [name, planes.map(digestOf).join()]));
}

/** The image, its overviews and its masks, from all files of a raster. */
export async function levelsOf(path: string): Promise<LevelSamples[]> {
  const found: LevelSamples[] = [];
  for (const ending of ['', '.ovr', '.msk', '.msk.ovr'])
    await withLevels(path + ending, ending.startsWith('.msk'), async (file, levels) => {
      for (const { mask, ...image } of levels)
        for (const [kind, { layout }] of Object.entries({ image, ...(mask && { mask }) })) {
          const bands = [...Array(layout.bands).keys()];
          const name = `${ending} ${kind} ${layout.width} x ${layout.height}`;
          found.push({ name, planes: await readBands(file, layout, bands) });
        }
    });
  return found;
}

/** Position and bytes of every block of a file, its masks included. */
export async function blocksOf(path: string): Promise<{ offset: number; bytes: number }[]> {
  const found: { offset: number; bytes: number }[] = [];
  await withLevels(path, false, async (_, levels) => {
    for (const { mask, ...image } of levels)
      for (const { layout } of mask ? [image, mask] : [image])
        for (const [i, offset] of layout.offsets.entries())
          found.push({ offset, bytes: layout.byteCounts[i]! });
  });
  return found;
}

async function withLevels(
  path: string,
  isMask: boolean,
  work: (file: Awaited<ReturnType<typeof open>>, levels: Level[]) => Promise<void>,
): Promise<void> {
  const file = await open(path).catch(() => undefined);
  if (!file) return;
  try {
    await work(file, await readLevels(file, (await file.stat()).size, 'tested', isMask));
  } finally {
    await file.close();
  }
}
