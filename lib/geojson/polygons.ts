import { PlacementError } from '../errors.js';
import { requireDegrees, requireDegreesSystem } from './degrees.js';
import { partsOf, type Ring } from './geometry.js';
import { type Feature, readGeoJson } from './read.js';

const MOST_VERTICES = 100_000;

/**
 * Reads the polygons of a GeoJSON file (RFC 7946): longitude and latitude on WGS 84.
 *
 * @returns for each polygon, its outer ring and then its holes
 * @throws OptionError for a file that is missing, too large, malformed, or in another coordinate reference system
 * @throws PlacementError for a file without polygons, with other geometries, or with too many vertices
 */
export async function readPolygons(path: string): Promise<Ring[][]> {
  const file = await readGeoJson(path, 'polygon');
  requireDegreesSystem(file);
  const polygons = file.features.flatMap((feature) => polygonsOf(feature, path));
  checkVertices(polygons, path);
  if (polygons.length === 0)
    throw new PlacementError(`${path} holds no polygon; draw the place as a Polygon.`);
  for (const position of polygons.flat(2)) requireDegrees(position, path);
  return polygons;
}

/**
 * The polygons of a feature; none without a geometry.
 *
 * @param name what messages call it
 * @throws PlacementError for a geometry without an area
 */
export function polygonsOf({ geometry }: Feature, name: string): Ring[][] {
  if (geometry === null) return [];
  return partsOf(geometry).flatMap((part) => {
    if ('polygons' in part) return part.polygons;
    throw new PlacementError(
      `${name} holds a ${part.type}, which has no area; leave only Polygon and MultiPolygon in it.`,
    );
  });
}

/** @throws PlacementError if finding the pixels inside would take too long */
export function checkVertices(polygons: readonly Ring[][], name: string): void {
  const vertices = polygons.flat().reduce((sum, { length }) => sum + length, 0);
  if (vertices <= MOST_VERTICES) return;
  throw new PlacementError(
    `${name} has ${vertices.toLocaleString('en')} vertices; at most ${MOST_VERTICES.toLocaleString('en')} are read. ` +
      'Simplify it, for example with ogr2ogr -simplify.',
  );
}
