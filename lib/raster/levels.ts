import type { Size } from '../values/size.js';
import { type Layout, layoutOf, readLayoutTags, TAGS } from './layout.js';
import { type ByteSource, type Directory, readDirectory } from './tags.js';

/** The image of a directory. */
export interface StoredImage {
  layout: Layout;
  /** Position of its directory in the file. */
  at: number;
  /** Where the values of its tags are. */
  entries: Directory['entries'];
}

/** One resolution of a raster: the image itself, or an overview. */
export interface Level extends StoredImage {
  /** Its mask in the same file. */
  mask?: StoredImage;
}

/**
 * Reads the image, its overviews and their masks.
 *
 * @param isMask whether the file is a .msk file, which starts with a mask
 * @param strict whether overviews and masks that cannot be read are errors; otherwise they are left out
 * @returns the image first, then the overviews from the largest to the smallest
 * @throws as `readLayout`
 */
export async function readLevels(
  source: ByteSource,
  bytes: number,
  label: string,
  isMask = false,
  strict = false,
): Promise<Level[]> {
  const image = await readLayoutTags(source, bytes);
  const levels: Level[] = [storedImage(image, label)];
  const found: StoredImage[] = [];
  const unlessStrict = (error: unknown) => {
    if (strict) throw error;
    return undefined;
  };
  const seen = new Set([image.at]);
  for (let at = image.next; at > 0; ) {
    if (seen.has(at) || seen.size >= MOST_DIRECTORIES) {
      unlessStrict(new Error('its list of images has no end'));
      break;
    }
    seen.add(at);
    // Directories after the image may be damaged, and are not needed.
    const short = await readDirectory(source, OF_OVERVIEW, { at }).catch(unlessStrict);
    if (!short) break;
    const type = Number(short.tags.get(TAGS.subfileType) ?? 0);
    const [isReduced, masks] = [(type & REDUCED) !== 0, !isMask && (type & MASK) !== 0];
    // All other directories are further pages.
    if (isReduced || masks) {
      const stored = await readLayoutTags(source, bytes, at)
        .then((directory) => storedImage(directory, label))
        .catch(unlessStrict);
      if (stored && masks) found.push(stored);
      else if (stored && isSameImage(stored.layout, levels[0]!.layout)) levels.push(stored);
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

function storedImage(directory: Directory, label: string): StoredImage {
  return { layout: layoutOf(directory, label), at: directory.at, entries: directory.entries };
}

const [REDUCED, MASK] = [1, 4];

/** Whether an overview has the same kind of samples as the image. */
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
