import { OptionError, PlacementError } from '../errors.js';
import { readRegular } from '../files/read.js';

const LARGEST_FILE = 32_000_000;
const MOST_VERTICES = 100_000;

/** A closed line: its last position is its first again. */
export type Ring = readonly (readonly [longitude: number, latitude: number])[];

/**
 * Reads the polygons of a GeoJSON file (RFC 7946): longitude and latitude on WGS 84.
 *
 * @returns for each polygon, its outer ring and then its holes
 * @throws OptionError for a file that is missing, too large, malformed, or in another coordinate reference system
 * @throws PlacementError for a file without polygons, with other geometries, or with too many vertices
 */
export async function readPolygons(path: string): Promise<Ring[][]> {
  const polygons = parse(path, await textOf(path));
  const vertices = polygons.flat().reduce((sum, { length }) => sum + length, 0);
  if (vertices > MOST_VERTICES) {
    throw new PlacementError(
      `${path} has ${vertices.toLocaleString('en')} vertices; at most ${MOST_VERTICES.toLocaleString('en')} are read. ` +
        'Simplify it, for example with ogr2ogr -simplify.',
    );
  }
  if (vertices === 0) throw new PlacementError(`${path} holds no polygon; draw the place as a Polygon.`);
  for (const position of polygons.flat(2)) requireDegrees(position, path);
  return polygons;
}

async function textOf(path: string): Promise<string> {
  try {
    const bytes = await readRegular(path, LARGEST_FILE);
    return bytes.toString().replace(/^\uFEFF/, '');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const said =
      code === 'ENOENT'
        ? 'does not exist; check its path'
        : `cannot be read (${message}); give a GeoJSON file of at most ${LARGEST_FILE / 1e6} MB`;
    throw new OptionError(`The polygon file ${path} ${said}.`, { cause });
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** A mistake in the file: where, as a path such as `features[3].geometry`, and what belongs there. */
class Malformed extends Error {
  constructor(where: string, expected: string) {
    super(`${where || 'the outermost value'} must be ${expected}`);
  }
}

function parse(path: string, text: string): Ring[][] {
  try {
    return polygonsOf(parseJson(text), '', path);
  } catch (cause) {
    if (!(cause instanceof Malformed || cause instanceof SyntaxError)) throw cause;
    throw new OptionError(
      `${path} is not valid GeoJSON: ${cause.message}. ` +
        'Correct it, or write a new file with ogr2ogr -f GeoJSON -lco RFC7946=YES.',
      { cause },
    );
  }
}

/** @throws SyntaxError with line and column in its message, where JSON.parse gives a position */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as SyntaxError;
    const position = /at position (\d+)/.exec(message)?.[1];
    if (position === undefined) throw cause;
    const lines = text.slice(0, Number(position)).split('\n');
    const at = `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
    throw new SyntaxError(`${message.replace(/(?: in JSON)? at position.*$/s, '')} at ${at}`, { cause });
  }
}

function polygonsOf(value: unknown, where: string, path: string): Ring[][] {
  const object = objectOf(value, where);
  if (object.type === 'FeatureCollection') {
    requireDegreesSystem(object, path);
    const features = listOf(object.features, join(where, 'features'));
    return features.flatMap((feature, i) => {
      const at = `${join(where, 'features')}[${i}]`;
      if (objectOf(feature, at).type !== 'Feature') throw new Malformed(`${at}.type`, '"Feature"');
      return polygonsOf(feature, at, path);
    });
  }
  if (object.type === 'Feature') {
    requireDegreesSystem(object, path);
    return object.geometry === null ? [] : ofGeometry(object.geometry, join(where, 'geometry'), path);
  }
  return ofGeometry(object, where, path);
}

const WITHOUT_AREA = ['Point', 'MultiPoint', 'LineString', 'MultiLineString'];

function ofGeometry(value: unknown, where: string, path: string, isMember = false): Ring[][] {
  const geometry = objectOf(value, where);
  requireDegreesSystem(geometry, path);
  const { type, coordinates } = geometry;
  const at = join(where, 'coordinates');
  if (type === 'Polygon') return polygonOf(coordinates, at);
  if (type === 'MultiPolygon') {
    return listOf(coordinates, at).flatMap((polygon, i) => polygonOf(polygon, `${at}[${i}]`));
  }
  // RFC 7946 advises against nested collections, and recursion needs a limit.
  if (type === 'GeometryCollection' && !isMember) {
    const members = listOf(geometry.geometries, join(where, 'geometries'));
    return members.flatMap((member, i) =>
      ofGeometry(member, `${join(where, 'geometries')}[${i}]`, path, true),
    );
  }
  if (WITHOUT_AREA.includes(type as string)) {
    throw new PlacementError(
      `${path} holds a ${type}, which has no area; leave only Polygon and MultiPolygon in it.`,
    );
  }
  throw new Malformed(join(where, 'type'), 'Polygon, MultiPolygon, Feature or a collection of them');
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

function positionOf(value: unknown, where: string): Ring[number] {
  const [longitude, latitude] = listOf(value, where);
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) {
    throw new Malformed(where, 'a position of two or more numbers');
  }
  return [longitude as number, latitude as number];
}

function objectOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(where, 'an object');
  }
  return value as Fields;
}

function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Malformed(where, 'an array');
  return value;
}

function join(where: string, name: string): string {
  return where ? `${where}.${name}` : name;
}

/** Names of WGS 84 in the `crs` member that GeoJSON had before RFC 7946. */
const WGS84 = /^(urn:(ogc|x-ogc):def:crs:)?(OGC:([\d.]*:)?CRS84|EPSG:([\d.]*:)?4326)$/i;

function requireDegreesSystem(object: Fields, path: string): void {
  const { crs } = object as { crs?: { properties?: { name?: unknown } } | null };
  if (crs === undefined || crs === null) return;
  const name = crs.properties?.name;
  if (typeof name === 'string' && WGS84.test(name)) return;
  const said = String(typeof name === 'string' ? name : JSON.stringify(crs)).slice(0, 200);
  throw new OptionError(
    `${path} is in the coordinate reference system ${said}; ` +
      'GeoJSON has longitude and latitude on WGS 84. Convert it with ogr2ogr -t_srs EPSG:4326.',
  );
}

function requireDegrees([longitude, latitude]: Ring[number], path: string): void {
  if (Math.abs(longitude) <= 360 && Math.abs(latitude) <= 90) return;
  throw new OptionError(
    `${path} has the position ${longitude}, ${latitude}, which is not a longitude and a latitude in degrees. ` +
      'If its coordinates are projected, convert it with ogr2ogr -t_srs EPSG:4326.',
  );
}
