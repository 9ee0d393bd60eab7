import { basename, extname } from 'node:path';
import { group } from 'd3-array';
import { LabelsError } from '../errors.js';
import { type Fields, listOf, objectOf } from '../geojson/structure.js';
import { imageIdOf } from '../labels/ids.js';
import { inFile } from '../labels/json.js';

/** Image entries, grouped by file name without its extension and then by parent folder ('' for none). */
type Entries = ReadonlyMap<string, ReadonlyMap<string, readonly Fields[]>>;

/** An index of a COCO file by image, so that the labels of one image can be read without the others. */
export class CocoIndex {
  private constructor(
    private readonly path: string,
    private readonly file: Fields,
    private readonly images: Entries,
    private readonly annotations: ReadonlyMap<string | undefined, readonly unknown[]>,
  ) {}

  /**
   * @param value of the file
   * @throws LabelsError (`LABELS_INVALID`) for anything but COCO JSON
   */
  static of(value: unknown, path: string): CocoIndex {
    return inFile(path, 'COCO JSON for several images', () => {
      const file = objectOf(value, '');
      const images = listOf(file.images, 'images').map((entry, i) => objectOf(entry, `images[${i}]`));
      const annotations = listOf(file.annotations, 'annotations');
      // Only what `parseCoco` checks again for each image is used unchecked here.
      const imageOf = (annotation: unknown) => imageIdOf((annotation as Fields | null)?.image_id);
      const byStem = group(images, (image) => stemOf(partsOf(image).at(-1)!));
      const byFolder = new Map([...byStem].map(([stem, some]) => [stem, group(some, folderOf)]));
      return new CocoIndex(path, file, byFolder, group(annotations, imageOf));
    });
  }

  /**
   * The entry of an image: the one with the same name, or with the same name in another format. Folders that both paths
   * state must be the same.
   *
   * @param image path relative to the folder of images
   * @returns undefined if the file does not have the image
   * @throws LabelsError (`LABELS_INVALID`) if it has several of this name
   */
  find(image: string): { name: string; entry: Fields } | undefined {
    const own = image.split('/');
    const sameStem = this.images.get(stemOf(own.at(-1)!));
    const folder = own.at(-2);
    const near =
      folder === undefined
        ? [...(sameStem?.values() ?? [])].flat()
        : [...(sameStem?.get(folder) ?? []), ...(sameStem?.get('') ?? [])];
    const named = near.filter((entry) => agree(partsOf(entry), own));
    // Labels are often drawn on a copy in another format.
    const exact = named.filter((entry) => partsOf(entry).at(-1) === own.at(-1));
    const found = mostSpecific(exact.length > 0 ? exact : named, own);
    if (found.length > 1)
      throw new LabelsError(
        'LABELS_INVALID',
        `${this.path} has ${found.length} images named ${own.at(-1)}. Write their folders into file_name, or leave one of them in it.`,
      );
    const [entry] = found;
    return entry && { name: partsOf(entry).at(-1)!, entry };
  }

  /** The file with a single image. */
  partOf(entry: Fields): Fields {
    return { ...this.file, images: [entry], annotations: this.annotations.get(imageIdOf(entry.id)) ?? [] };
  }
}

function partsOf({ file_name: name }: Fields): string[] {
  return typeof name === 'string' ? name.split(/[\\/]/) : [''];
}

function folderOf(image: Fields): string {
  return partsOf(image).at(-2) ?? '';
}

function stemOf(name: string): string {
  return basename(name, extname(name));
}

/** Whether the folders of one path are the last folders of the other. */
function agree(a: readonly string[], b: readonly string[]): boolean {
  return commonFolders(a, b) === Math.min(a.length, b.length) - 1;
}

/** Those that have the most folders in common with a path. */
function mostSpecific(entries: readonly Fields[], own: readonly string[]): readonly Fields[] {
  const depths = entries.map((entry) => commonFolders(partsOf(entry), own));
  const most = depths.reduce((most, depth) => Math.max(most, depth), 0);
  return entries.filter((_, i) => depths[i] === most);
}

/** Number of parent folders that both paths share, counted upwards from the image. */
function commonFolders(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count + 1 < Math.min(a.length, b.length) && a.at(-2 - count) === b.at(-2 - count)) count++;
  return count;
}
