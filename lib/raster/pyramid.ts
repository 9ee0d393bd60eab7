import type { FileHandle } from 'node:fs/promises';
import { ImageError } from '../errors.js';
import { openRegular } from '../files/read.js';
import { damageOf } from '../values/show.js';
import { type Layout, type Raster, readLayout } from './layout.js';
import { type Level, readLevels } from './levels.js';
import { type Stored, sourceOf } from './stored.js';
import type { Window } from './window.js';

/** One resolution of a raster: where its samples and its mask are. */
export interface StoredLevel {
  stored: Stored;
  layout: Layout;
  mask?: { stored: Stored; layout: Layout };
  /** Patches that its windows show although the file does not have them yet: where two overlap, the later one. */
  changes?: readonly StoredChange[];
}

/** A stored patch, in pixels of the level. */
export interface StoredChange {
  path: string;
  window: Window;
}

/** A raster with its overviews, as plain data that threads share. */
export interface Pyramid {
  raster: Raster;
  /** The image first, then its overviews from the largest to the smallest. */
  levels: StoredLevel[];
}

/** An open pyramid. Close it. */
export interface OpenPyramid extends Pyramid {
  close(): Promise<void>;
}

/** A TIFF: an open file, or bytes in memory. */
export type Tiff = { file: FileHandle; size: number; path: string } | { bytes: Uint8Array<ArrayBuffer> };

/**
 * Opens a TIFF with its overviews and masks, also those in files beside it (.ovr, .msk). Only tags are read.
 *
 * @param tiff its file is closed with the pyramid
 * @throws ImageError
 * @throws Error for damaged tags
 */
export async function openPyramid(tiff: Tiff, label: string): Promise<OpenPyramid> {
  const handles: FileHandle[] = 'file' in tiff ? [tiff.file] : [];
  const close = async () => {
    await Promise.all(handles.splice(0).map((handle) => handle.close()));
  };
  const beside = async (ending: string, isMask: boolean) => {
    if ('bytes' in tiff) return [];
    const found = await openBeside(`${tiff.path}${ending}`, isMask, label);
    if (!found) return [];
    handles.push(found.file);
    return found.levels.map((level) => storedLevel({ fd: found.file.fd }, level));
  };
  try {
    const [stored, size] =
      'file' in tiff ? [{ fd: tiff.file.fd }, tiff.size] : [tiff.bytes, tiff.bytes.length];
    const raster = await readLayout(sourceOf(stored), size, label);
    const own = (await readLevels(sourceOf(stored), size, label)).map((level) => storedLevel(stored, level));
    const overviews = own.length > 1 ? [] : (await beside('.ovr', false)).filter(isOverviewOf(raster));
    const levels = [...own, ...overviews];
    if (!levels[0]!.mask) {
      const masks = [...(await beside('.msk', true)), ...(await beside('.msk.ovr', true))];
      for (const level of levels) {
        const mask = masks.find(({ layout }) => hasSize(layout, level.layout));
        if (mask) level.mask = { stored: mask.stored, layout: mask.layout };
      }
    }
    return { raster, levels, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens a file of overviews or masks.
 *
 * @returns undefined if the file does not exist
 * @throws ImageError for one that cannot be read
 */
export async function openBeside(
  path: string,
  isMask: boolean,
  label: string,
): Promise<{ file: FileHandle; levels: Level[] } | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await openRegular(path);
    return { file, levels: await readLevels(file, (await file.stat()).size, 'mask', isMask) };
  } catch (cause) {
    await file?.close();
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENAMETOOLONG' || code === 'ENOTDIR') return undefined;
    throw new ImageError(
      'IMAGE_INVALID',
      `The ${label} image has ${isMask ? 'a mask' : 'overviews'}, ${path}, that cannot be read (${damageOf(cause)}). Correct or remove that file.`,
      { cause },
    );
  }
}

function storedLevel(stored: Stored, { layout, mask }: Level): StoredLevel {
  return { stored, layout, ...(mask && { mask: { stored, layout: mask.layout } }) };
}

function isOverviewOf({ width, height, bands, format, bits }: Layout) {
  return ({ layout }: StoredLevel) =>
    layout.width < width + 1 &&
    layout.height < height + 1 &&
    (layout.width < width || layout.height < height) &&
    layout.bands === bands &&
    layout.format === format &&
    layout.bits === bits;
}

function hasSize(a: Layout, b: Layout): boolean {
  return a.width === b.width && a.height === b.height;
}
