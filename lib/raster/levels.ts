import type { Size } from '../values/size.js';
import { type Layout, layoutOf, readLayoutTags, TAGS } from './layout.js';
import { type ByteSource, readDirectory } from './tags.js';

/** One resolution of a raster: the image itself, or an overview. */
export interface Level {
  layout: Layout;
  /** Position of its directory in the file. */
  at: number;
  /** Its mask in the same file. */
  mask?: { layout: Layout; at: number };
}

/**
 * Reads the image, its overviews and their masks.
 *
 * @param isMask whether the file is a .msk file, which starts with a mask
 * @returns the image first, then the overviews from the largest to the smallest
 * @throws as `readLayout`; overviews that are not read are left out
 */
export async function readLevels(
  source: ByteSource,
  bytes: number,
  label: string,
  isMask = false,
): Promise<Level[]> {
  const image = await readLayoutTags(source, bytes);
  const levels: Level[] = [{ layout: layoutOf(image, label), at: image.at }];
  const found: { layout: Layout; at: number }[] = [];
  const seen = new Set([image.at]);
  for (let at = image.next; at > 0 && !seen.has(at) && seen.size < MOST_DIRECTORIES; ) {
    seen.add(at);
    // What follows the image may be damaged, and is not needed.
    const short = await readDirectory(source, OF_OVERVIEW, { at }).catch(() => undefined);
    if (!short) break;
    const type = Number(short.tags.get(TAGS.subfileType) ?? 0);
    const [isReduced, masks] = [(type & REDUCED) !== 0, !isMask && (type & MASK) !== 0];
    // Other directories are further pages.
    if (isReduced || masks) {
      const layout = await readLayoutTags(source, bytes, at)
        .then((directory) => layoutOf(directory, label))
        .catch(() => undefined);
      if (layout && masks) found.push({ layout, at });
      else if (layout && isSameImage(layout, levels[0]!.layout)) levels.push({ layout, at });
    }
    at = short.next;
  }
  for (const level of levels) {
    const mask = found.find(({ layout }) => hasSameSize(layout, level.layout));
    if (mask) level.mask = mask;
  }
  const [full, ...overviews] = levels;
  return [full!, ...overviews.sort((a, b) => b.layout.width - a.layout.width)];
}

const [REDUCED, MASK] = [1, 4];

/** Whether an overview has the samples of the image. GDAL's overviews of other kinds have other samples. */
function isSameImage(overview: Layout, { bands, format, bits, width, height }: Layout): boolean {
  const isSmaller = overview.width <= width && overview.height <= height;
  return isSmaller && overview.bands === bands && overview.format === format && overview.bits === bits;
}

function hasSameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

const OF_OVERVIEW = new Set([TAGS.subfileType]);
/** A TIFF with overviews has a few dozen directories at most. */
const MOST_DIRECTORIES = 64;
