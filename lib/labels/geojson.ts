import { PlacementError } from '../errors.js';
import { requireDegrees, requireDegreesSystem } from '../geojson/degrees.js';
import { type Ring as LinearRing, partsOf } from '../geojson/geometry.js';
import { type Feature, parseGeoJson } from '../geojson/read.js';
import { countsRowsDown } from '../geojson/rows.js';
import { type Fields, join, Malformed } from '../geojson/structure.js';
import type { RasterMap } from '../raster/map.js';
import { inRaster } from '../scene/polygon.js';
import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';
import { inFile, requireShallow, without } from './json.js';
import type { GeoJsonLabels, ReadLabels } from './objects.js';
import { FARTHEST, flipped, type Ring, type Shape } from './shape.js';

/** Properties that may hold the category. The first that does is taken. */
const PROPERTIES = ['label', 'category', 'class'];
/** Members of a file that are written anew. */
const OWN_MEMBERS: ReadonlySet<string> = new Set([
  'type',
  'features',
  'bbox',
  'geometry',
  'properties',
  'id',
]);

/**
 * Reads the labels of an image from GeoJSON: polygons with their category in the property `label`, `category` or `class`.
 * Positions are longitude and latitude if the image has a known georeference, and otherwise its columns and rows. Features
 * without polygons are left out, with a warning.
 *
 * @param value of the file
 * @param path of the file
 * @param image its size and georeference
 * @throws LabelsError (`LABELS_INVALID`) for a mistake in the file
 */
export function parseGeoJsonLabels(
  value: unknown,
  path: string,
  image: { size: Size; map?: RasterMap | undefined },
): ReadLabels<GeoJsonLabels> {
  return inFile(path, 'GeoJSON', () => {
    const file = parseGeoJson(value, path);
    const { map, size } = image;
    const placed = map?.isPlaced ? map : undefined;
    if (placed) requireDegreesSystem(file);
    const isFlipped = !placed && countsRowsDown(file);
    const fields = value as Fields;
    // A file may also be a single feature.
    const entries = (fields.features ?? [fields]) as readonly Fields[];
    const labels: GeoJsonLabels = {
      format: 'geojson',
      objects: [],
      property: 'label',
      numeric: new Set(),
      isFlipped,
      members: without(fields, OWN_MEMBERS),
    };
    requireShallow(labels.members, '');
    const [objects, numeric] = [labels.objects, new Set<string>()];
    for (const feature of file.features) {
      const polygons = polygonsOf(feature);
      if (polygons.length === 0) continue;
      const { property, category } = categoryOf(feature);
      if (objects.length === 0) labels.property = property;
      if (typeof category === 'number') numeric.add(String(category));
      const name = feature.where === '' ? path : `${path}: ${feature.where}`;
      const entry = entries[feature.index]!;
      requireShallow(entry, feature.where);
      objects.push({
        category: String(category),
        shape: placed
          ? inDegrees(polygons, placed, size, name)
          : inPixels(polygons, isFlipped, feature.where),
        isBox: false,
        name,
        members: without(feature.properties, new Set([property])),
        entry: { format: 'geojson', feature: entry, property },
      });
    }
    const skipped = file.features.length - objects.length;
    return { labels: { ...labels, numeric }, warnings: skipped > 0 ? [warningOf(path, skipped)] : [] };
  });
}

function warningOf(path: string, skipped: number): Warning {
  return {
    code: 'LABELS_SKIPPED',
    message: `${path}: ${skipped === 1 ? '1 feature has no polygon and is' : `${skipped} features have no polygon and are`} left out. Draw polygons around the objects to keep them.`,
  };
}

function polygonsOf({ geometry }: Feature): LinearRing[][] {
  if (geometry === null) return [];
  return partsOf(geometry).flatMap((part) => ('polygons' in part ? part.polygons : []));
}

/** @throws Malformed for a feature without a category */
function categoryOf({ properties, where }: Feature): { property: string; category: string | number } {
  for (const property of PROPERTIES) {
    const category = Object.hasOwn(properties, property) ? properties[property] : undefined;
    if ((typeof category === 'string' && category !== '') || typeof category === 'number')
      return { property, category };
  }
  throw new Malformed(
    join(where, 'properties'),
    `an object with the category in the property ${PROPERTIES.join(', ')}`.replace(/, (?=\w+$)/, ' or '),
  );
}

function inDegrees(polygons: LinearRing[][], map: RasterMap, size: Size, name: string): Shape {
  for (const position of polygons.flat(2)) requireDegrees(position, name);
  try {
    return mutable(polygons.flatMap((rings) => inRaster(rings, map, size, name)));
  } catch (cause) {
    // What the projection cannot show is not in the image.
    if (cause instanceof PlacementError) return [];
    throw cause;
  }
}

/** @throws Malformed for a position that can be no pixel's */
function inPixels(polygons: LinearRing[][], isFlipped: boolean, where: string): Shape {
  for (const [x, y] of polygons.flat(2))
    if (Math.abs(x) > FARTHEST || Math.abs(y) > FARTHEST)
      throw new Malformed(
        join(where, 'geometry'),
        `in columns and rows of the image, and ${x}, ${y} is too far away`,
      );
  const shape = mutable(polygons);
  return isFlipped ? flipped(shape) : shape;
}

function mutable(polygons: readonly (readonly LinearRing[])[]): Shape {
  return polygons.map((rings) => rings.map((ring): Ring => ring.map(([x, y]) => [x, y])));
}
