import { dirname, resolve } from 'node:path';
import { OptionError, PlacementError } from '../errors.js';
import type { Area, System } from '../geojson/area.js';
import { requireDegrees, requireDegreesSystem } from '../geojson/degrees.js';
import type { Position } from '../geojson/geometry.js';
import { checkVertices, polygonsOf } from '../geojson/polygons.js';
import { type Feature, notValid, parseGeoJson, readGeoJson } from '../geojson/read.js';
import { countsRowsDown } from '../geojson/rows.js';
import type { Patches } from '../request/patches.js';

/** A patch's footprint: its centre, or its outline. */
export type Footprint = { point: Position; system: System } | { area: Area };

/** The features of a file, each of which is one patch. */
export interface PatchFeatures {
  /** What messages call the file. */
  path: string;
  features: Feature[];
  /** What messages call a feature. */
  nameOf(feature: Feature): string;
  /** @throws OptionError, PlacementError */
  footprintOf(feature: Feature): Footprint;
  /** The path of a file that a property names. */
  pathOf(given: string): string;
}

/**
 * Reads the features, but not their properties.
 *
 * @throws OptionError for a file that is missing or malformed, that holds no feature, or that is in another coordinate
 *     reference system
 */
export async function readFeatures({ patches, patchesCrs }: Patches): Promise<PatchFeatures> {
  const isPath = typeof patches === 'string';
  // A malformed feature fails like any other patch.
  const options = { keepMalformed: true };
  const file = isPath
    ? await readGeoJson(patches, 'patches', options)
    : parseGeoJson(patches, 'patches', options);
  const { features, path } = file;
  if (features.length === 0)
    throw new OptionError(`${path} holds no feature; draw a footprint for each patch.`);
  const remedy = ', or set patchesCrs to scene if that is the system of the scene';
  if (patchesCrs === 'wgs84') requireDegreesSystem(file, remedy);
  const isFlipped = patchesCrs === 'pixel' && countsRowsDown(file);
  const place = ([x, y]: Position): Position => (isFlipped ? [x, -y] : [x, y]);
  const nameOf = ({ where }: Feature) => (where === '' ? path : `${path}: ${where}`);
  return {
    ...{ path, features },
    nameOf,
    pathOf: (given) => (isPath ? resolve(dirname(patches), given) : given),
    footprintOf: (feature) => {
      if (feature.malformed !== undefined) throw new OptionError(notValid('The feature', feature.malformed));
      const name = 'The footprint';
      const point = pointOf(feature, name);
      const positions = point ? [[[point]]] : outlineOf(feature, name);
      if (patchesCrs === 'wgs84')
        for (const position of positions.flat(2)) requireDegrees(position, name, remedy);
      if (point) return { point: place(point), system: patchesCrs };
      const polygons = positions.map((rings) => rings.map((ring) => ring.map(place)));
      return { area: { name, polygons, system: patchesCrs } };
    },
  };
}

function pointOf({ geometry }: Feature, name: string): Position | undefined {
  if (geometry === null)
    throw new PlacementError('The feature has no geometry; draw its footprint, or delete it.');
  if (!('points' in geometry)) return undefined;
  const [point, ...others] = geometry.points;
  if (point && others.length === 0) return point;
  throw new PlacementError(
    `${name} holds ${geometry.points.length} points; a patch has one. Split it into features with one point each.`,
  );
}

function outlineOf(feature: Feature, name: string) {
  const polygons = polygonsOf(feature, name);
  if (polygons.length === 0) throw new PlacementError(`${name} is empty; draw it.`);
  checkVertices(polygons, name);
  return polygons;
}
