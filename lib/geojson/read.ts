import { OptionError } from '../errors.js';
import { readRegular } from '../files/read.js';
import { show } from '../values/show.js';
import { type Geometry, geometryOf } from './geometry.js';
import { type Fields, join, listOf, Malformed, objectOf } from './structure.js';

/** A feature of a file. A bare geometry counts as one. */
export interface Feature {
  /** Counted from 0. */
  index: number;
  /** Where it is in the file, such as `features[3]`, for messages. */
  where: string;
  id?: string | number;
  geometry: Geometry | null;
  properties: Fields;
  /** What is wrong with it, where a file is read with `keepMalformed`. It has no geometry and no properties then. */
  malformed?: string;
}

/** What a GeoJSON file holds. */
export interface GeoJson {
  /** The path, for messages. */
  path: string;
  features: Feature[];
  /** Coordinate reference systems in `crs` members, which GeoJSON had before RFC 7946 and QGIS still writes. */
  systems: ReadonlySet<string>;
}

/** Largest file, in bytes. */
const LARGEST_FILE = 32_000_000;

/**
 * Reads a GeoJSON file.
 *
 * @param label what messages call the file, such as `polygon`
 * @throws OptionError for a file that is missing, too large or malformed
 */
export async function readGeoJson(path: string, label: string, options: ReadOptions = {}): Promise<GeoJson> {
  return parseGeoJson(await textOf(path, label), path, options);
}

export interface ReadOptions {
  /** Keeps malformed features, and says what is wrong with them. */
  keepMalformed?: boolean;
}

async function textOf(path: string, label: string): Promise<string> {
  try {
    const bytes = await readRegular(path, LARGEST_FILE);
    return bytes.toString().replace(/^\uFEFF/, '');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const said =
      code === 'ENOENT'
        ? 'does not exist; check its path'
        : `cannot be read (${message}); give a GeoJSON file of at most ${LARGEST_FILE / 1e6} MB`;
    throw new OptionError(`The ${label} file ${path} ${said}.`, { cause });
  }
}

/**
 * @param given GeoJSON as text or as an object
 * @param path what messages call it
 * @throws OptionError if it is malformed
 */
export function parseGeoJson(given: unknown, path: string, options: ReadOptions = {}): GeoJson {
  try {
    const value = typeof given === 'string' ? parseJson(given) : given;
    const systems = new Set<string>();
    return { path, features: featuresOf(value, systems, options), systems };
  } catch (cause) {
    if (!(cause instanceof Malformed || cause instanceof SyntaxError)) throw cause;
    throw new OptionError(notValid(path, cause.message), { cause });
  }
}

/** @param path what the message calls the file or the feature */
export function notValid(path: string, why: string): string {
  return `${path} is not valid GeoJSON: ${why}. Correct it, or write a new file with ogr2ogr -f GeoJSON -lco RFC7946=YES.`;
}

/** @throws SyntaxError with line and column in its message, where JSON.parse gives a position */
export function parseJson(text: string): unknown {
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

function featuresOf(value: unknown, systems: Set<string>, { keepMalformed }: ReadOptions): Feature[] {
  const object = objectOf(value, '');
  if (object.type !== 'FeatureCollection') return [featureOf(object, '', 0, systems)];
  addSystem(object, systems);
  return listOf(object.features, 'features').map((feature, index) => {
    const where = `features[${index}]`;
    try {
      const fields = objectOf(feature, where);
      if (fields.type !== 'Feature') throw new Malformed(`${where}.type`, '"Feature"');
      return featureOf(fields, where, index, systems);
    } catch (cause) {
      if (!keepMalformed || !(cause instanceof Malformed)) throw cause;
      return { index, where, geometry: null, properties: {}, malformed: cause.message };
    }
  });
}

function featureOf(object: Fields, where: string, index: number, systems: Set<string>): Feature {
  if (object.type !== 'Feature') {
    addSystem(object, systems);
    return { index, where, geometry: geometryOf(object, where), properties: {} };
  }
  addSystem(object, systems);
  const { id, geometry, properties } = object;
  if (geometry !== null && geometry !== undefined)
    addSystem(objectOf(geometry, join(where, 'geometry')), systems);
  return {
    ...{ index, where },
    ...((typeof id === 'string' || typeof id === 'number') && { id }),
    geometry: geometry === null ? null : geometryOf(geometry, join(where, 'geometry')),
    properties:
      properties === null || properties === undefined ? {} : objectOf(properties, join(where, 'properties')),
  };
}

function addSystem({ crs }: Fields, systems: Set<string>): void {
  if (crs === undefined || crs === null) return;
  const name = (crs as { properties?: { name?: unknown } }).properties?.name;
  systems.add((typeof name === 'string' ? name : show(crs)).slice(0, 200));
}
