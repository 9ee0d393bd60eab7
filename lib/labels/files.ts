import { LabelsError } from '../errors.js';
import type { RasterMap } from '../raster/map.js';
import { readFields } from '../values/fields.js';
import type { Size } from '../values/size.js';
import { parseCoco } from './coco.js';
import { encodeCoco } from './coco-write.js';
import { parseGeoJsonLabels } from './geojson.js';
import { encodeGeoJson } from './geojson-write.js';
import { readJson } from './json.js';
import type { LabelledObject, LabelSet, ReadLabels } from './objects.js';

/** An image that has labels. */
export interface LabelledImage {
  path: string;
  /** As stored. */
  size: Size;
  /** Its georeference, if it has one. */
  map?: RasterMap | undefined;
}

/**
 * Reads labels of an image: COCO JSON or GeoJSON, whichever the file is.
 *
 * @throws LabelsError
 */
export async function readLabels(path: string, image: LabelledImage): Promise<ReadLabels> {
  return parseLabels(await readJson(path), path, image);
}

/**
 * The labels of an image in COCO JSON or GeoJSON, whichever the file is.
 *
 * @param value of the file, as `readJson` returns it
 * @throws LabelsError
 */
export function parseLabels(value: unknown, path: string, image: LabelledImage): ReadLabels {
  const { type, annotations } = readFields(value, ['type', 'annotations']) ?? {};
  if (annotations !== undefined) return parseCoco(value, path, image);
  if (typeof type === 'string') return parseGeoJsonLabels(value, path, image);
  throw new LabelsError(
    'LABELS_INVALID',
    `${path} is neither COCO JSON, which has annotations, nor GeoJSON, which has a type. Export the labels in one of these formats.`,
  );
}

/**
 * Labels in the format that they were read in.
 *
 * @param labels of the scene
 * @param objects those that are written
 * @param image the image that is written
 * @returns the file in parts
 * @throws LabelsError for an object that the format cannot express
 */
export function encodeLabels(
  labels: LabelSet,
  objects: readonly LabelledObject[],
  image: LabelledImage,
): Uint8Array[] {
  return labels.format === 'coco'
    ? encodeCoco(labels, objects, image)
    : encodeGeoJson(labels, objects, image);
}
