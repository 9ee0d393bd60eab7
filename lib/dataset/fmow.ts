import { basename, dirname } from 'node:path';
import { known } from '../raster/ground.js';
import type { Box, Metadata } from '../request/harmonize.js';
import type { Size } from '../values/size.js';
import { centreOfOutline } from './outline.js';

/** What Functional Map of the World (fMoW, arXiv 1711.07846) says about an image, in the JSON file of the same name. */
export interface Annotation {
  /** The image size that the boxes refer to. */
  size: Partial<Size>;
  metadata: Metadata;
  /** ISO 3166-1 alpha-3. */
  country?: string;
  objects: AnnotatedObject[];
}

export interface AnnotatedObject {
  label: string;
  box: Box;
}

/** An fMoW annotation has a few dozen objects at most. */
const MOST_OBJECTS = 1000;
const LONGEST_LABEL = 100;

/**
 * @returns undefined if `json` is not an fMoW annotation
 * @throws Error for an annotation with more than 1000 objects
 */
export function readAnnotation(json: unknown): Annotation | undefined {
  const { bounding_boxes: boxes, ...fields } = (json ?? {}) as Record<string, unknown>;
  if (typeof boxes !== 'object' || boxes === null) return undefined;
  // A single box may come without a list, as fMoW's own baseline expects.
  const entries: unknown[] = Array.isArray(boxes) ? boxes : [boxes];
  if (entries.length > MOST_OBJECTS) throw new Error(`it marks more than ${MOST_OBJECTS} objects`);
  const { gsd, cloud_cover: cloud, country_code: country } = fields;
  return {
    size: { ...size('width', fields.img_width), ...size('height', fields.img_height) },
    metadata: {
      ...known({ ...(typeof gsd === 'number' && { gsd }), ...centreOfOutline(fields.raw_location) }),
      ...(typeof cloud === 'number' && cloud >= 0 && cloud <= 100 && { cloudCover: cloud / 100 }),
      ...day(fields.timestamp),
    },
    ...(typeof country === 'string' && /^[A-Z]{3}$/.test(country) && { country }),
    objects: entries.map(readObject).filter((object) => object !== undefined),
  };
}

/** The place that an image shows: `airport_0_3_rgb.jpg` and `airport_0_5_msrgb.jpg` show the same airport. */
export function placeOf(path: string): string {
  const name = basename(path).replace(/_\d+_(ms)?rgb\.[^.]+$/, '');
  return `${dirname(path)}/${name}`;
}

/** Skips boxes without a category, as in the test set: a prompt could not name them. `false_detection` is fMoW's "none". */
function readObject(entry: unknown): AnnotatedObject | undefined {
  const { category: label, box } = (entry ?? {}) as Record<string, unknown>;
  if (typeof label !== 'string' || label === '' || label === 'false_detection') return undefined;
  if (label.length > LONGEST_LABEL || !label.isWellFormed()) return undefined;
  if (!Array.isArray(box) || box.length !== 4 || !box.every(Number.isFinite)) return undefined;
  const [x, y, width, height] = box as [number, number, number, number];
  return { label, box: { x, y, width, height } };
}

function day(timestamp: unknown): Metadata {
  const parts = typeof timestamp === 'string' ? /^(\d{4})-(\d{2})-(\d{2})/.exec(timestamp) : null;
  if (!parts) return {};
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const fits = year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return fits ? { year, month, day } : {};
}

function size(side: 'width' | 'height', value: unknown): Partial<Size> {
  return typeof value === 'number' && value > 0 ? { [side]: value } : {};
}
