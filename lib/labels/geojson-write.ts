import { LabelsError } from '../errors.js';
import type { Fields } from '../geojson/structure.js';
import type { RasterMap } from '../raster/map.js';
import { repaired } from './clip.js';
import { toDegrees } from './degrees.js';
import { newIds } from './ids.js';
import { encodeJson, without } from './json.js';
import type { GeoJsonLabels, LabelledObject } from './objects.js';
import { flipped, type Ring, roundRing, type Shape, signedArea } from './shape.js';

/** Digits after the point of columns and rows. */
const DECIMALS = 3;
const BBOX: ReadonlySet<string> = new Set(['bbox']);

/** Properties in which GDAL keeps the ids of rows. Those of a source's file would be there twice. */
const ROW_IDS = ['fid', 'ogc_fid'];

/**
 * The labels of an image as GeoJSON, in the system that they were read in. Features of the scene that no patch covers are
 * written as they were read.
 *
 * @param labels of the scene
 * @param objects of the scene and of patches
 * @param image georeference of the image, as for reading
 * @returns the file in parts
 * @throws LabelsError for an object beyond what the image's projection can show
 */
export function encodeGeoJson(
  labels: GeoJsonLabels,
  objects: readonly LabelledObject[],
  image: { map?: RasterMap | undefined },
): Uint8Array[] {
  const { property, numeric, members } = labels;
  const map = image.map?.isPlaced ? image.map : undefined;
  const ids = objects.flatMap(({ entry }) => idOf(entry));
  // Text that looks like a number counts as one.
  const next = newIds(ids.map(Number).filter(Number.isFinite));
  const features = objects.flatMap((object): Fields[] => {
    const own = object.entry?.format === 'geojson' ? object.entry : undefined;
    if (own && !object.isCut) return [own.feature];
    const geometry = geometryOf(object, labels.isFlipped, map);
    if (!geometry) return [];
    if (own) return [{ ...without(own.feature, BBOX), geometry }];
    const category = numeric.has(object.category) ? Number(object.category) : object.category;
    const properties = { [property]: category, ...without(object.members, new Set([property, ...ROW_IDS])) };
    // Where features have ids, all have.
    return [{ type: 'Feature', ...(ids.length > 0 && { id: next.next().value }), properties, geometry }];
  });
  return encodeJson({ type: 'FeatureCollection', ...members }, 'features', features);
}

function idOf(entry: LabelledObject['entry']): (string | number)[] {
  const id = entry?.format === 'geojson' ? entry.feature.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? [id] : [];
}

/** @returns undefined if nothing has an area after rounding */
function geometryOf(
  { shape, name }: LabelledObject,
  isFlipped: boolean,
  map: RasterMap | undefined,
): Fields | undefined {
  const sound = repaired(shape, name);
  if (sound.length === 0) return undefined;
  const polygons = map ? placedPolygons(sound, map, name) : polygonsOf(sound, DECIMALS);
  if (polygons.length === 0) return undefined;
  const upright = isFlipped ? flipped(polygons) : polygons;
  const wound = upright.map((rings) => rings.map((ring, i) => windAs(ring, i === 0)));
  return wound.length === 1
    ? { type: 'Polygon', coordinates: wound[0] }
    : { type: 'MultiPolygon', coordinates: wound };
}

function placedPolygons(shape: Shape, map: RasterMap, name: string): Shape {
  const placed = toDegrees(shape, map, name);
  if (placed) return polygonsOf(placed.shape, placed.decimals);
  throw new LabelsError(
    'LABELS_INVALID',
    `${name} reaches beyond what the projection of the scene can show. Leave it out, or write the labels as COCO JSON.`,
  );
}

function polygonsOf(shape: Shape, decimals: number): Shape {
  return shape.flatMap((polygon) => {
    const [outer, ...holes] = polygon.map((ring) => roundRing(ring, decimals));
    return outer ? [[outer, ...holes.filter((hole) => hole !== undefined)]] : [];
  });
}

/** By RFC 7946, outer rings run counterclockwise where y grows upwards, and holes the other way. */
function windAs(ring: Ring, isOuter: boolean): Ring {
  return signedArea(ring) > 0 === isOuter ? ring : ring.toReversed();
}
