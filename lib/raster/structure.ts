import type { EditedImage } from './blocks.js';
import { blockEntries, type EditedTiff } from './edit.js';
import { readLevels } from './levels.js';

// A patch would damage a file further whose lists of blocks are wrong.

type Range = [from: number, to: number];

/**
 * Checks that all blocks lie within their file, and that their lists overlap neither each other nor a block.
 *
 * @throws Error for a file where this is not so
 */
export async function checkStructure(images: readonly EditedImage[]): Promise<void> {
  for (const tiff of new Set(images.map(({ tiff }) => tiff))) {
    const own = images.filter((image) => image.tiff === tiff);
    const lists: Range[] = own.flatMap((image) => {
      const { offsets, byteCounts } = blockEntries(image);
      return [offsets, byteCounts].flatMap(([, { at, valuesAt, count, type }]): Range[] => {
        const bytes = count * BYTES[type]!;
        const entry: Range = [at, at + 12];
        return valuesAt > at && valuesAt < at + 20 ? [entry] : [entry, [valuesAt, valuesAt + bytes]];
      });
    });
    lists.sort((a, b) => a[0] - b[0]);
    for (const [i, [from]] of lists.entries())
      if (i > 0 && from < lists[i - 1]![1]) throw new Error('its lists of blocks overlap');
    for (const { layout } of own)
      for (const [i, from] of layout.offsets.entries()) {
        const to = from + layout.byteCounts[i]!;
        if (from === 0 || to === from) continue;
        if (to > tiff.size) throw new Error('the file ends too early');
        if (lists.some(([start, end]) => from < end && to > start))
          throw new Error('a block of pixels lies over the list of blocks');
      }
  }
}

const BYTES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 16: 8 };

/**
 * Reads the layouts of a changed file again and compares them with the intended ones.
 *
 * @throws Error if they differ, because parts of the file overlapped
 */
export async function checkUnharmed(
  tiff: EditedTiff,
  images: readonly EditedImage[],
  label: string,
): Promise<void> {
  const own = images.filter((image) => image.tiff === tiff);
  const levels = await readLevels(tiff.handle, tiff.size, label, tiff.isMask, true);
  const found = levels.flatMap(({ mask, ...image }) => (mask ? [image, mask] : [image]));
  for (const { at, layout } of own) {
    const now = found.find((image) => image.at === at)?.layout;
    if (!now || JSON.stringify(now) !== JSON.stringify(layout)) throw new Error('its parts overlap');
  }
}
