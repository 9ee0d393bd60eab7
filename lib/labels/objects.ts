import type { Fields } from '../geojson/structure.js';
import type { Warning } from '../warnings.js';
import type { Shape } from './shape.js';

/** An object in an image. */
export interface LabelledObject {
  /** Name of its category. */
  category: string;
  /** The category's supercategory, where COCO states one. */
  supercategory?: string;
  /**
   * In pixels of the image. Rings may cross and polygons overlap as long as it is as it was read. Empty if the object lies
   * beyond what the image's projection can show.
   */
  shape: Shape;
  /** Whether the file has only a box for it. Then `shape` is this box, and only a box is written. */
  isBox: boolean;
  /** What messages call it, such as `labels.json: annotation 17`. */
  name: string;
  /** Other members of its annotation, or its other properties. They are written again. */
  members: Fields;
  /** Its own entry in the labels of the scene; absent for an object that comes with a patch. */
  entry?: CocoEntry | GeoJsonEntry;
  /** Whether patches cover a part of it. Otherwise its entry is written as it was read. */
  isCut?: boolean;
}

export interface CocoEntry {
  format: 'coco';
  annotation: Fields;
}

export interface GeoJsonEntry {
  format: 'geojson';
  feature: Fields;
  /** Name of the property with the category. */
  property: string;
}

/** The labels of one image in a COCO file. */
export interface CocoLabels {
  format: 'coco';
  objects: LabelledObject[];
  /** In the order of the file. */
  categories: readonly CocoCategory[];
  /** The entry of the image, if there is one. */
  image?: Fields;
  /** Other members of the file, such as `info` and `licenses`. */
  members: Fields;
}

export interface CocoCategory {
  id: number;
  name: string;
  /** Its entry in the file. */
  entry: Fields;
}

/** The labels in a GeoJSON file. */
export interface GeoJsonLabels {
  format: 'geojson';
  objects: LabelledObject[];
  /** Name of the property with the category, for new features. */
  property: string;
  /** Categories that the file writes as numbers. */
  numeric: ReadonlySet<string>;
  /** Whether rows are negative, as QGIS counts them in an image that has no georeference. */
  isFlipped: boolean;
  /** Other members of the file, such as `name`. */
  members: Fields;
}

export type LabelSet = CocoLabels | GeoJsonLabels;

/** An object that is left out because its outline cannot be used. */
export interface LeftOut {
  category: string;
  /** The box around it; all of the image if that is not known. */
  shape: Shape;
}

/** Labels that have been read, and what of the file is left out. */
export interface ReadLabels<T extends LabelSet = LabelSet> {
  labels: T;
  leftOut?: readonly LeftOut[];
  warnings: Warning[];
}

/** Labels of an image that has none yet. */
export function noLabels(format: LabelSet['format']): LabelSet {
  if (format === 'coco') return { format, objects: [], categories: [], members: {} };
  return { format, objects: [], property: 'label', numeric: new Set(), isFlipped: false, members: {} };
}
