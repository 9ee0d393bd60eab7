import { basename, extname } from 'node:path';
import { group } from 'd3-array';
import { LabelsError } from '../errors.js';
import { type Fields, listOf, objectOf } from '../geojson/structure.js';
import { inFile } from '../labels/json.js';

/** The parts of a COCO file that are about each of its images, so that one can be read without the others. */
export class CocoIndex {
  private constructor(
    private readonly path: string,
    private readonly file: Fields,
    private readonly images: ReadonlyMap<string, readonly Fields[]>,
    private readonly annotations: ReadonlyMap<string, readonly unknown[]>,
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
      const imageOf = (annotation: unknown) => String((annotation as Fields | null)?.image_id);
      const byStem = group(images, (image) => stemOf(partsOf(image).at(-1)!));
      return new CocoIndex(path, file, byStem, group(annotations, imageOf));
    });
  }

  /**
   * The part of the file about one image: the one with the same name and the same folders, as far as the file states them.
   *
   * @param image path relative to the folder of images
   * @returns undefined if the file does not have the image
   * @throws LabelsError (`LABELS_INVALID`) if it has several of this name
   */
  partOf(image: string): Fields | undefined {
    const own = image.split('/');
    const sameStem = this.images.get(stemOf(own.at(-1)!)) ?? [];
    // Labels are often drawn on a copy in another format.
    const exact = sameStem.filter((entry) => partsOf(entry).at(-1) === own.at(-1));
    const named = exact.length > 0 ? exact : sameStem;
    const depths = named.map((entry) => commonFolders(partsOf(entry), own));
    const most = Math.max(...depths);
    const found = named.filter((_, i) => depths[i] === most);
    if (found.length > 1)
      throw new LabelsError(
        'LABELS_INVALID',
        `${this.path} has ${found.length} images named ${own.at(-1)}. Write their folders into file_name, or leave one of them in it.`,
      );
    const [entry] = found;
    if (!entry) return undefined;
    return { ...this.file, images: [entry], annotations: this.annotations.get(String(entry.id)) ?? [] };
  }
}

function partsOf({ file_name: name }: Fields): string[] {
  return typeof name === 'string' ? name.split(/[\\/]/) : [''];
}

function stemOf(name: string): string {
  return basename(name, extname(name));
}

/** Number of folders directly above the image that both paths have. */
function commonFolders(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count + 1 < Math.min(a.length, b.length) && a.at(-2 - count) === b.at(-2 - count)) count++;
  return count;
}
