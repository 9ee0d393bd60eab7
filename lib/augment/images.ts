import { extname, join } from 'node:path';
import type { Annotation } from '../dataset/fmow.js';
import type { FolderLabels, ImageLabels } from '../dataset/folder-labels.js';
import { order, pictures } from '../dataset/pictures.js';
import type { SkippedScene } from '../dataset/scenes.js';
import { readImageSize } from '../image/header.js';
import { readMap } from '../raster/map.js';
import type { Metadata } from '../request/harmonize.js';
import { type Facts, readFacts } from '../scene/facts.js';
import type { Size } from '../values/size.js';

/** An image of a folder, with what is known of it without reading its pixels. */
export interface FolderImage extends Size {
  /** Relative to the folder. */
  path: string;
  /** Name of its class folder; absent for an image with labels, and for one that is not in a class folder. */
  className?: string;
  labels?: ImageLabels;
  /** ISO 3166-1 alpha-3. */
  country?: string;
  /** At its centre, in metres per pixel. */
  gsd?: number;
  /** Metadata that the image file does not state. */
  metadata: Metadata;
  /** Whether it is a TIFF, which is read in parts and at its own depth. */
  isTiff: boolean;
}

/** Images that are read at a time, since each waits for the disk. */
const AT_ONCE = 4;

/**
 * Reads the sizes, places and labels of all images in a folder.
 *
 * @param given GSD and country of images that do not state one
 * @param role what messages call an image
 * @param skipped receives the images that cannot be used
 * @returns in the order of their paths
 * @throws DatasetError when the folder cannot be listed
 */
export async function readImages(
  folder: string,
  labels: FolderLabels,
  given: { gsd?: number | undefined; country?: string | undefined },
  role: 'scene' | 'patch',
  skipped: SkippedScene[],
  onRead: (read: number, all: number) => void,
): Promise<FolderImage[]> {
  const paths = await pictures(folder);
  const images: FolderImage[] = [];
  let [next, read] = [0, 0];
  const work = async () => {
    while (next < paths.length) {
      const path = paths[next++]!;
      try {
        images.push(await readOne(folder, path, labels, given, role));
      } catch (error) {
        skipped.push({ path, reason: (error as Error).message });
      }
      onRead(++read, paths.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  skipped.sort((a, b) => order(a.path, b.path));
  return images.sort((a, b) => order(a.path, b.path));
}

async function readOne(
  folder: string,
  path: string,
  folderLabels: FolderLabels,
  given: { gsd?: number | undefined; country?: string | undefined },
  role: string,
): Promise<FolderImage> {
  const file = join(folder, path);
  const isTiff = /^\.tiff?$/i.test(extname(path));
  const { upright, stored } = await readImageSize(file, role);
  // A raster is composed as it is stored, and its labels were drawn on it as GIS programs show it: not turned.
  const { width, height } = isTiff ? stored : upright;
  const labels = await folderLabels.of(path, { width, height }, stored);
  if (!labels && folderLabels.file)
    throw new Error(`${folderLabels.file.path} has no image of this name in this folder`);
  const className = classOf(path);
  const annotation = labels?.annotation;
  const country = annotation?.country ?? given.country;
  // Unknown fields are absent.
  const stated = (annotation ? statedBy(annotation, { width, height }) : {}) as Omit<Facts, 'from'>;
  const centre = [stored.width / 2, stored.height / 2] as const;
  const { from: _, ...facts } = await readFacts(file, await readMap(file, stored), centre, stated);
  const { gsd = given.gsd } = facts;
  // A raster's own facts are read again for each patch, at its place.
  const unknown = isTiff ? stated : facts;
  const metadata = facts.gsd === undefined && gsd !== undefined ? { ...unknown, gsd } : unknown;
  return {
    ...{ path, width, height, isTiff },
    ...(labels ? { labels } : className !== undefined && { className }),
    ...(country !== undefined && { country }),
    ...(gsd !== undefined && { gsd }),
    metadata,
  };
}

/** The annotation's GSD belongs to the size in it. An image of half that width has twice as many metres per pixel. */
function statedBy({ metadata, size }: Annotation, { width, height }: Size): Metadata {
  const { gsd } = metadata;
  if (gsd === undefined) return metadata;
  const scale = (width / (size.width ?? width)) * (height / (size.height ?? height));
  return { ...metadata, gsd: gsd / Math.sqrt(scale) };
}

/** Folders that tools sort images into, whatever these show. */
const NO_CLASS =
  /^(images?|imgs?|jpegimages|pictures|photos|train|training|val|valid|validation|test|data|labels?|annotations?)$/i;

/** The folder of an image, if it is one of the classes of the whole folder. */
function classOf(path: string): string | undefined {
  const [name, ...others] = path.split('/').slice(0, -1);
  return name === undefined || others.length > 0 || NO_CLASS.test(name) ? undefined : name;
}
