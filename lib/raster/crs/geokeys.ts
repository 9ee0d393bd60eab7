import type { TagValue } from '../tags.js';
import { codedDatum, type Datum, definitionOfCode, ellipsoid, namedDatum } from './datums.js';
import { type Parameter, type Parameters, projString } from './projections.js';
import type { Crs } from './transform.js';
import { crsOfWkt, join } from './wkt.js';

// Tags of the keys of a GeoTIFF
export const DIRECTORY = 34735;
const DOUBLES = 34736;
const TEXTS = 34737;
export const KEY_TAGS = [DIRECTORY, DOUBLES, TEXTS];

export type GeoKeys = ReadonlyMap<number, number | string>;

// GeoTIFF's numbers of the keys, by their names in OGC 19-008r4
const MODEL_TYPE = 1024;
const RASTER_TYPE = 1025;
const GEODETIC_CITATION = 2049;
const CITATIONS = [1026, 3073, GEODETIC_CITATION];
const GEODETIC_CRS = 2048;
const GEODETIC_DATUM = 2050;
const PRIME_MERIDIAN = 2051;
const ANGULAR_UNIT = 2054;
const ANGULAR_UNIT_SIZE = 2055;
const ELLIPSOID = 2056;
const SEMI_MAJOR_AXIS = 2057;
const SEMI_MINOR_AXIS = 2058;
const INVERSE_FLATTENING = 2059;
const PRIME_MERIDIAN_LONGITUDE = 2061;
/** Three or seven numbers. Not in the standard; GDAL writes it. */
const TO_WGS84 = 2062;
const PROJECTED_CRS = 3072;
const PROJECTION = 3074;
const METHOD = 3075;
const LINEAR_UNIT = 3076;
const LINEAR_UNIT_SIZE = 3077;

const USER_DEFINED = 32767;
const GEOCENTRIC = 3;
const DEGREE = Math.PI / 180;

/** The keys of a GeoTIFF by number; undefined for a file without any. */
export function geoKeys(tags: ReadonlyMap<number, TagValue>): GeoKeys | undefined {
  const directory = list(tags.get(DIRECTORY));
  const doubles = list(tags.get(DOUBLES));
  const texts = tags.get(TEXTS);
  const keys = new Map<number, number | string>();
  for (let i = 4; i + 3 < directory.length && i <= 4 * directory[3]!; i += 4) {
    const [key, location, count, value] = directory.slice(i, i + 4) as [number, number, number, number];
    if (location === 0) keys.set(key, value);
    else if (location === DOUBLES && key === TO_WGS84) {
      keys.set(key, doubles.slice(value, value + count).join(','));
    } else if (location === DOUBLES && doubles[value] !== undefined) keys.set(key, doubles[value]);
    else if (location === TEXTS && typeof texts === 'string') {
      keys.set(key, texts.slice(value, value + count).replace(/[|\0]+$/, ''));
    }
  }
  return keys.size > 0 ? keys : undefined;
}

function list(value: TagValue | undefined): number[] {
  return Array.isArray(value) ? value : typeof value === 'number' ? [value] : [];
}

/** Whether a raster's coordinates are those of its pixels' centres. */
export function isPixelPoint(keys: GeoKeys | undefined): boolean {
  return keys?.get(RASTER_TYPE) === 2;
}

/** Whether keys say anything of a system. */
export function nameSystem(keys: GeoKeys | undefined): keys is GeoKeys {
  return [MODEL_TYPE, GEODETIC_CRS, PROJECTED_CRS].some((key) => keys?.has(key));
}

/**
 * The coordinate reference system that keys describe.
 *
 * @returns undefined for a system that is not known to come out right
 */
export async function crsOfKeys(keys: GeoKeys): Promise<Crs | undefined> {
  const model =
    keys.get(MODEL_TYPE) ?? (keys.has(PROJECTED_CRS) ? 1 : keys.has(GEODETIC_CRS) ? 2 : undefined);
  if (model === GEOCENTRIC) return undefined;
  const code = model === 1 ? await projectedCode(keys) : undefined;
  const crs = code ?? (await fromCitation(keys)) ?? (model === 1 ? await fromParameters(keys) : undefined);
  return crs ?? (model === 2 ? geographic(keys) : undefined);
}

async function projectedCode(keys: GeoKeys): Promise<Crs | undefined> {
  const definition = await known(keys, PROJECTED_CRS);
  if (!definition || definition.startsWith(LONGLAT)) return undefined;
  // The file's unit has priority, as in GDAL. False easting and northing stay the same length.
  const unit = linearUnit(keys);
  const own = definition.replace(/ \+to_meter=\S+/, '');
  return {
    definition: unit === undefined ? definition : `${own} +to_meter=${unit}`,
    degrees: 1,
    placed: true,
  };
}

/** Esri writes a system without a code as well-known text. */
async function fromCitation(keys: GeoKeys): Promise<Crs | undefined> {
  for (const key of CITATIONS) {
    const [, text] = String(keys.get(key) ?? '').split(/^ESRI PE String = /);
    const crs = text && (await crsOfWkt(text));
    if (crs) return crs;
  }
  return undefined;
}

async function fromParameters(keys: GeoKeys): Promise<Crs | undefined> {
  const [datum, code] = [await datumOf(keys), Number(keys.get(GEODETIC_CRS))];
  const unit = linearUnit(keys) ?? 1;
  const projection = conversion(keys, unit);
  if (!datum || !projection) return undefined;
  // One translation may do for the middle of a datum's area, but not for its regions.
  const { placed } = await codedDatum('', code + 2000);
  return join(projection, { ...datum, placed: datum.placed && (placed || !isOldCode(code)) }, unit);
}

async function geographic(keys: GeoKeys): Promise<Crs | undefined> {
  const [terms, stated] = [await known(keys, GEODETIC_CRS), angularUnit(keys)];
  const own = Number(/\+degrees=(\S+)/.exec(terms ?? '')?.[1] ?? 1);
  const datum = await datumOf(keys);
  const degrees = stated ?? own;
  return datum && Number.isFinite(degrees)
    ? { definition: `+proj=longlat ${datum.terms}`, degrees, placed: datum.placed }
    : undefined;
}

/** The definition of the code that a key has, unless the code is missing or means "see other keys". */
async function known(keys: GeoKeys, key: number): Promise<string | undefined> {
  const code = keys.get(key);
  return typeof code === 'number' && code !== USER_DEFINED ? definitionOfCode(code) : undefined;
}

/** Ellipsoid, datum shift and prime meridian. */
async function datumOf(keys: GeoKeys): Promise<Datum | undefined> {
  const code = keys.get(GEODETIC_CRS) ?? USER_DEFINED;
  if (code !== USER_DEFINED) {
    const definition = await known(keys, GEODETIC_CRS);
    return definition?.startsWith(LONGLAT)
      ? { terms: without(definition, 'proj', 'degrees'), placed: true }
      : undefined;
  }
  const [datum, meridian] = [await ownDatum(keys), meridianOf(keys)];
  return datum && meridian !== undefined ? { ...datum, terms: `${datum.terms}${meridian}` } : undefined;
}

/** The datum of a geodetic system without a code. */
async function ownDatum(keys: GeoKeys): Promise<Datum | undefined> {
  const code = Number(keys.get(GEODETIC_DATUM) ?? USER_DEFINED);
  const shift = keys.get(TO_WGS84);
  const figure = figureOf(keys) ?? (await figureOfDatum(code));
  if (!figure) return undefined;
  if (typeof shift === 'string') return { terms: `${figure} +towgs84=${shift}`, placed: true };
  if (code !== USER_DEFINED) return codedDatum(figure, code);
  // GDAL writes "GCS Name = …|Datum = …|Ellipsoid = …".
  const [, name = ''] = /Datum = ([^|]*)/.exec(String(keys.get(GEODETIC_CITATION))) ?? [];
  return namedDatum(figure, name);
}

/** The codes of old systems with degrees are 2000 below those of their datums. */
function isOldCode(system: number): boolean {
  return system >= 4001 && system < 5000;
}

async function figureOfDatum(code: number): Promise<string | undefined> {
  const definition = isOldCode(code - 2000) ? await definitionOfCode(code - 2000) : undefined;
  return definition && without(definition, 'proj', 'degrees', 'pm', 'towgs84');
}

const LONGLAT = '+proj=longlat';

function without(definition: string, ...names: string[]): string {
  const terms = definition.split(' ').filter((term) => !names.some((name) => term.startsWith(`+${name}=`)));
  return terms.join(' ');
}

/** By code: ellipsoids of the EPSG registry that files name without giving their size. */
const ELLIPSOIDS: Readonly<Record<number, readonly [a: number, inverse: number]>> = {
  7001: [6377563.396, 299.3249646],
  7003: [6378160, 298.25],
  7004: [6377397.155, 299.1528128],
  7008: [6378206.4, 294.9786982],
  7012: [6378249.145, 293.465],
  7019: [6378137, 298.257222101],
  7022: [6378388, 297],
  7024: [6378245, 298.3],
  7030: [6378137, 298.257223563],
  7043: [6378135, 298.26],
};

function figureOf(keys: GeoKeys): string | undefined {
  const [a, b, inverse] = [SEMI_MAJOR_AXIS, SEMI_MINOR_AXIS, INVERSE_FLATTENING].map((key) => keys.get(key));
  if (typeof a !== 'number') {
    const size = ELLIPSOIDS[Number(keys.get(ELLIPSOID))];
    return size && ellipsoid(...size);
  }
  if (typeof inverse === 'number') return ellipsoid(a, inverse);
  return typeof b === 'number' ? ellipsoid(a, a === b ? 0 : a / (a - b)) : undefined;
}

/** By code, from 8902 on. The one before is Greenwich. */
const MERIDIANS = 'lisbon paris bogota madrid rome bern jakarta ferro brussels stockholm athens oslo'.split(
  ' ',
);

/** As a term of a PROJ string; undefined for an unknown one. */
function meridianOf(keys: GeoKeys): string | undefined {
  const [code, longitude] = [PRIME_MERIDIAN, PRIME_MERIDIAN_LONGITUDE].map((key) => keys.get(key));
  const name = MERIDIANS[Number(code) - 8902];
  if (name) return ` +pm=${name}`;
  if (longitude === undefined) return code === undefined || code === 8901 ? '' : undefined;
  if (longitude === 0) return '';
  // Writers disagree on the unit where it is not the degree.
  return typeof longitude === 'number' && (angularUnit(keys) ?? 1) === 1 ? ` +pm=${longitude}` : undefined;
}

/** GeoTIFF's numbers of methods, as names in well-known text. */
const METHODS: Readonly<Record<number, string>> = {
  1: 'Transverse_Mercator',
  3: 'Hotine_Oblique_Mercator',
  7: 'Mercator',
  8: 'Lambert_Conformal_Conic_2SP',
  9: 'Lambert_Conformal_Conic_1SP',
  10: 'Lambert_Azimuthal_Equal_Area',
  11: 'Albers_Conic_Equal_Area',
  12: 'Azimuthal_Equidistant',
  13: 'Equidistant_Conic',
  14: 'Stereographic',
  15: 'Polar_Stereographic',
  16: 'Oblique_Stereographic',
  17: 'Equirectangular',
  18: 'Cassini_Soldner',
  22: 'Polyconic',
  23: 'Robinson',
  24: 'Sinusoidal',
  26: 'New_Zealand_Map_Grid',
  28: 'Cylindrical_Equal_Area',
  9815: 'Hotine_Oblique_Mercator_Azimuth_Center',
};

/** Keys of the parameters. Writers disagree on whether an origin is natural, false or a centre. */
const PARAMETERS: readonly (readonly [Parameter, number[]])[] = [
  ['lat1', [3078]],
  ['lat2', [3079]],
  ['lon0', [3080, 3084, 3088, 3095]],
  ['lat0', [3081, 3085, 3089]],
  ['x0', [3082, 3086, 3090]],
  ['y0', [3083, 3087, 3091]],
  ['k0', [3092, 3093]],
  ['alpha', [3094]],
  ['gamma', [3096]],
];

function conversion(keys: GeoKeys, unit: number): string | undefined {
  const zone = Number(keys.get(PROJECTION));
  if (zone > 16000 && zone <= 16160 && zone % 100 >= 1 && zone % 100 <= 60) {
    return `+proj=utm +zone=${zone % 100}${zone > 16100 ? ' +south' : ''}`;
  }
  const method = METHODS[Number(keys.get(METHOD))];
  const degrees = angularUnit(keys) ?? 1;
  if (!method || !Number.isFinite(degrees)) return undefined;
  const parameters: Parameters = {};
  for (const [parameter, codes] of PARAMETERS) {
    const value = codes.map((key) => keys.get(key)).find((value) => typeof value === 'number');
    if (typeof value !== 'number') continue;
    const scale = parameter === 'k0' ? 1 : /^[xy]0$/.test(parameter) ? unit : degrees;
    parameters[parameter] = value * scale;
  }
  return projString(method, parameters);
}

/** Metres per unit, by GeoTIFF's code of the unit. */
const LENGTHS: Readonly<Record<number, number>> = {
  9001: 1,
  9002: 0.3048,
  9003: 1200 / 3937,
  9004: 0.304812252984506,
  9005: 0.3047972654,
  9006: 0.3047995102481469,
  9014: 1.8288,
  9015: 1852,
  9030: 1852,
  9036: 1000,
  9093: 1609.344,
  9094: 0.3047997101815088,
  9096: 0.9144,
  9097: 20.1168,
  9098: 0.201168,
};

/** Degrees per unit, by GeoTIFF's code of the unit. */
const ANGLES: Readonly<Record<number, number>> = {
  9101: 1 / DEGREE,
  9102: 1,
  9103: 1 / 60,
  9104: 1 / 3600,
  9105: 0.9,
  9106: 0.9,
  9122: 1,
};

/** undefined if the keys do not state one, NaN if it is an unknown one */
function linearUnit(keys: GeoKeys): number | undefined {
  return unitOf(keys, LENGTHS, LINEAR_UNIT, LINEAR_UNIT_SIZE);
}

function angularUnit(keys: GeoKeys): number | undefined {
  const sizes = new Map(keys);
  const size = keys.get(ANGULAR_UNIT_SIZE);
  if (typeof size === 'number') sizes.set(ANGULAR_UNIT_SIZE, size / DEGREE);
  return unitOf(sizes, ANGLES, ANGULAR_UNIT, ANGULAR_UNIT_SIZE);
}

function unitOf(
  keys: GeoKeys,
  table: Readonly<Record<number, number>>,
  codeKey: number,
  sizeKey: number,
): number | undefined {
  const [code, size] = [keys.get(codeKey), keys.get(sizeKey)];
  if (code === undefined) return undefined;
  const own = code === USER_DEFINED && typeof size === 'number' ? size : Number.NaN;
  return table[Number(code)] ?? own;
}
