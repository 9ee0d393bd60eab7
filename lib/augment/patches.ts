import type { SkippedScene } from '../dataset/scenes.js';
import type { LabelledObject } from '../labels/objects.js';
import { boundsOf } from '../labels/shape.js';
import { intersect, type Window, whole } from '../raster/window.js';
import type { FolderImage } from './images.js';

/** A part of an image that can be inserted: a labelled object with a margin, or the whole image of a class. */
export interface SourcePatch {
  image: FolderImage;
  category: string;
  supercategory?: string;
  /** In pixels of the image. */
  window: Window;
}

/** Margin on each side of a labelled object, as a fraction of the object's side. */
const CONTEXT = 0.1;
/** Shortest side of an object, in pixels. Smaller objects show too little. */
const MIN_SIDE = 8;

/** All patches that the images hold. `skipped` receives the images that hold none. */
export function patchesOf(images: readonly FolderImage[], skipped: SkippedScene[]): SourcePatch[] {
  return images.flatMap((image) => {
    const { path, labels, className } = image;
    if (!labels && className !== undefined) return [{ image, category: className, window: whole(image) }];
    if (!labels) {
      skipped.push({
        path,
        reason:
          'it has no labels in COCO JSON, GeoJSON or the JSON of fMoW, and is not in a class folder (FOLDER/CLASS/NAME)',
      });
      return [];
    }
    const found = labels.labels.objects.flatMap((object) => patchOf(image, object) ?? []);
    if (found.length === 0)
      skipped.push({ path, reason: `its labels have no object of at least ${MIN_SIDE} px` });
    return found;
  });
}

function patchOf(
  image: FolderImage,
  { category, supercategory, shape }: LabelledObject,
): SourcePatch | undefined {
  const bounds = boundsOf(shape);
  if (!bounds) return undefined;
  const [left, top] = [Math.max(bounds.left, 0), Math.max(bounds.top, 0)];
  const [right, bottom] = [Math.min(bounds.right, image.width), Math.min(bounds.bottom, image.height)];
  if (right - left < MIN_SIDE || bottom - top < MIN_SIDE) return undefined;
  const [across, down] = [CONTEXT * (right - left), CONTEXT * (bottom - top)];
  const [x, y] = [Math.floor(left - across), Math.floor(top - down)];
  const around = { x, y, width: Math.ceil(right + across) - x, height: Math.ceil(bottom + down) - y };
  const window = intersect(around, whole(image));
  return { image, category, window, ...(supercategory !== undefined && { supercategory }) };
}
