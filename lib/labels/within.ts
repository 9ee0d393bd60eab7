import type { Size } from '../values/size.js';
import { intersectionOf, repaired } from './clip.js';
import type { LabelledObject } from './objects.js';
import { areaOf, boundsOf, boxShape, coversPixel } from './shape.js';

/**
 * The objects within an image. Labels often reach beyond it: a layer of a GIS covers many images, and annotators draw over the
 * edge. Objects are clipped to the image.
 *
 * @param minVisible smallest part of an object's area that must be within the image for it to stay, 0 to 1
 * @throws LabelsError for an object that cannot be clipped
 */
export function objectsWithin(
  objects: readonly LabelledObject[],
  { width, height }: Size,
  minVisible: number,
): LabelledObject[] {
  const image = boxShape({ left: 0, top: 0, right: width, bottom: height });
  return objects.flatMap((object): LabelledObject[] => {
    const bounds = boundsOf(object.shape);
    if (!bounds) return [];
    const { left, top, right, bottom } = bounds;
    if (left >= 0 && top >= 0 && right <= width && bottom <= height) return [object];
    if (left >= width || top >= height || right <= 0 || bottom <= 0) return [];
    const whole = repaired(object.shape, object.name);
    const inside = intersectionOf(whole, image, object.name);
    if (areaOf(inside) < minVisible * areaOf(whole) || !coversPixel(inside)) return [];
    const shape = object.isBox ? boxShape(boundsOf(inside)!) : inside;
    return [{ ...object, shape, ...(object.entry && { isCut: true }) }];
  });
}
