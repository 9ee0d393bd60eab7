import { join, listOf, Malformed, objectOf } from './structure.js';

/** Longitude and latitude, or coordinates of another system. Heights are left out. */
export type Position = readonly [x: number, y: number];

/** A closed line: its last position is its first again. */
export type Ring = readonly Position[];

/** Lines are not read, because nothing of this package can use them. */
export type Geometry =
  | { type: 'Point' | 'MultiPoint'; points: Position[] }
  /** For each polygon, its outer ring and then its holes. */
  | { type: 'Polygon' | 'MultiPolygon'; polygons: Ring[][] }
  | { type: 'LineString' | 'MultiLineString' }
  | { type: 'GeometryCollection'; members: Geometry[] };

/** @throws Malformed */
export function geometryOf(value: unknown, where: string, isMember = false): Geometry {
  const geometry = objectOf(value, where);
  const { type, coordinates } = geometry;
  const at = join(where, 'coordinates');
  switch (type) {
    case 'Point':
      return { type, points: [positionOf(coordinates, at)] };
    case 'MultiPoint':
      return { type, points: listOf(coordinates, at).map((point, i) => positionOf(point, `${at}[${i}]`)) };
    case 'Polygon':
      return { type, polygons: polygonOf(coordinates, at) };
    case 'MultiPolygon': {
      const polygons = listOf(coordinates, at);
      return { type, polygons: polygons.flatMap((polygon, i) => polygonOf(polygon, `${at}[${i}]`)) };
    }
    case 'LineString':
    case 'MultiLineString':
      return { type };
  }
  // RFC 7946 advises against nested collections, and recursion needs a limit.
  if (type === 'GeometryCollection' && !isMember) {
    const members = listOf(geometry.geometries, join(where, 'geometries'));
    return {
      type,
      members: members.map((member, i) => geometryOf(member, `${join(where, 'geometries')}[${i}]`, true)),
    };
  }
  throw new Malformed(join(where, 'type'), 'Point, Polygon, MultiPolygon, Feature or a collection of them');
}

/** The geometry, or the members of a collection. */
export function partsOf(geometry: Geometry): Exclude<Geometry, { type: 'GeometryCollection' }>[] {
  return geometry.type === 'GeometryCollection' ? geometry.members.flatMap(partsOf) : [geometry];
}

/** The rings of a polygon; none for an empty one. */
function polygonOf(value: unknown, where: string): Ring[][] {
  const rings = listOf(value, where).map((ring, i) => ringOf(ring, `${where}[${i}]`));
  return rings.length > 0 ? [rings] : [];
}

function ringOf(value: unknown, where: string): Ring {
  const ring = listOf(value, where).map((position, i) => positionOf(position, `${where}[${i}]`));
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length < 4 || first![0] !== last![0] || first![1] !== last![1]) {
    throw new Malformed(where, 'a closed ring of four or more positions, the last the same as the first');
  }
  return ring;
}

function positionOf(value: unknown, where: string): Position {
  const [x, y] = listOf(value, where);
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    throw new Malformed(where, 'a position of two or more numbers');
  }
  return [x as number, y as number];
}
