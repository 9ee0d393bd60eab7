import { type Datum, ellipsoid, namedDatum } from './datums.js';
import { type Parameter, type Parameters, projString } from './projections.js';
import type { Crs } from './transform.js';

/** One element of well-known text: KEYWORD["text", number, ELEMENT[…], …]. */
interface Element {
  keyword: string;
  values: (string | number)[];
  elements: Element[];
}

/**
 * The coordinate reference system of well-known text: OGC's first version, GDAL's and Esri's variants of it, and the
 * second version.
 *
 * @returns undefined for a system that is not known to come out right
 */
export async function crsOfWkt(text: string): Promise<Crs | undefined> {
  const root = parse(text);
  const system = root && horizontal(root);
  if (!system) return undefined;
  const crs = await crsOf(system);
  // Its transformation is not read.
  return crs && 'placed' in crs && root.keyword === 'BOUNDCRS' ? { ...crs, placed: false } : crs;
}

async function crsOf(system: Element): Promise<Crs | undefined> {
  if (/^(LOCAL_CS|ENG(INEERING)?CRS)$/.test(system.keyword)) return local(system);
  if (/^GEO(GCS|GCRS|DCRS|GRAPHICCRS|DETICCRS)$/.test(system.keyword)) return geographic(system);
  return /^PROJ(CS|CRS|ECTEDCRS)$/.test(system.keyword) ? projected(system) : undefined;
}

function parse(text: string): Element | undefined {
  const root: Element = { keyword: '', values: [], elements: [] };
  const open = [root];
  for (const [token, quoted] of text.matchAll(
    /"((?:[^"]|"")*)"|[A-Za-z_]\w*|[-+]?[\d.]+(?:[eE][-+]?\d+)?|[[\]()]/g,
  )) {
    const inner = open.at(-1)!;
    if (quoted !== undefined) inner.values.push(quoted);
    else if (token === '[' || token === '(') {
      // The keyword before the bracket was taken for a value.
      const element = { keyword: String(inner.values.pop()).toUpperCase(), values: [], elements: [] };
      inner.elements.push(element);
      open.push(element);
    } else if (token === ']' || token === ')') open.pop();
    else inner.values.push(/^[A-Za-z_]/.test(token) ? token : Number(token));
    if (open.length === 0) return undefined;
  }
  return open.length === 1 ? root.elements[0] : undefined;
}

function child(element: Element, ...keywords: string[]): Element | undefined {
  return element.elements.find(({ keyword }) => keywords.includes(keyword));
}

/** Without heights, and without a transformation to another system. */
function horizontal(element: Element): Element | undefined {
  if (/^(COMPD_CS|COMPOUNDCRS)$/.test(element.keyword))
    return element.elements[0] && horizontal(element.elements[0]);
  const source = element.keyword === 'BOUNDCRS' && child(element, 'SOURCECRS')?.elements[0];
  return source ? horizontal(source) : element;
}

const UNITS = ['UNIT', 'LENGTHUNIT', 'ANGLEUNIT'];
const DEGREE = Math.PI / 180;

/** In metres or radians; NaN for nonsense. In the second version axes or the coordinate system carry the unit. */
function unitOf(element: Element): number | undefined {
  const unit =
    child(element, ...UNITS) ??
    element.elements
      .filter(({ keyword }) => keyword === 'AXIS')
      .map((axis) => child(axis, ...UNITS))
      .find(Boolean);
  const [, size] = unit?.values ?? [];
  if (!unit) return undefined;
  return typeof size === 'number' && size > 0 ? size : Number.NaN;
}

function degreesOf(element: Element | undefined): number {
  const degrees = ((element && unitOf(element)) ?? DEGREE) / DEGREE;
  return Math.abs(degrees - 1) < 1e-9 ? 1 : degrees;
}

function local(system: Element): Crs {
  return { metresPerUnit: unitOf(system) ?? 1 };
}

async function geographic(system: Element): Promise<Crs | undefined> {
  const datum = await datumOf(system);
  return datum
    ? { definition: `+proj=longlat ${datum.terms}`, degrees: degreesOf(system), placed: datum.placed }
    : undefined;
}

async function projected(system: Element): Promise<Crs | undefined> {
  const name = String(system.values[0]);
  const unit = unitOf(system) ?? 1;
  const conversion = child(system, 'CONVERSION') ?? system;
  const method = child(conversion, 'PROJECTION', 'METHOD')?.values[0];
  if (method === undefined) {
    return /Web[ _]Mercator|Pseudo-Mercator|Mercator_Auxiliary_Sphere/i.test(name)
      ? { definition: `${projString('Mercator_Auxiliary_Sphere', {})}`, degrees: 1, placed: true }
      : local(system);
  }
  const base = child(system, 'GEOGCS', 'BASEGEOGCRS', 'BASEGEODCRS');
  const parameters = parametersOf(conversion, degreesOf(base), unit);
  const datum = base && (await datumOf(base));
  if (!parameters || !datum || isTurned(system, String(method))) return undefined;
  const projection = projString(variant(String(method), child(system, 'EXTENSION')), parameters);
  return projection === undefined ? undefined : join(projection, datum, unit);
}

/** The first version has no names for these; GDAL adds the PROJ string. */
function variant(method: string, extension: Element | undefined): string {
  const text = String(extension?.values[1]);
  if (/\+proj=merc.*\+a=6378137 \+b=6378137/.test(text)) return 'Mercator_Auxiliary_Sphere';
  return /\+proj=geos.*\+sweep=x/.test(text) ? 'Geostationary Satellite (Sweep X)' : method;
}

/** A sphere that belongs to the projection replaces the ellipsoid. */
export function join(projection: string, { terms, placed }: Datum, unit: number): Crs {
  const onSphere = projection.includes('+a=');
  return { definition: `${projection} ${onSphere ? '' : terms} +to_meter=${unit}`, degrees: 1, placed };
}

/** Whether y grows southwards or x westwards, other than around a pole. */
function isTurned(system: Element, method: string): boolean {
  if (/stereographic|azimuthal|orthographic|gnomonic/i.test(method)) return false;
  return system.elements.some(
    ({ keyword, values }) => keyword === 'AXIS' && /^(south|west)$/i.test(String(values[1])),
  );
}

function parametersOf(conversion: Element, degrees: number, metres: number): Parameters | undefined {
  const parameters: Parameters = {};
  for (const element of conversion.elements) {
    if (element.keyword !== 'PARAMETER') continue;
    const [name, value] = element.values;
    const parameter = PARAMETERS.get(
      String(name)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    );
    if (!parameter || typeof value !== 'number' || !Number.isFinite(value)) return undefined;
    const own = unitOf(element);
    parameters[parameter] =
      parameter in { x0: 0, y0: 0, h: 0 }
        ? value * (own ?? (parameter === 'h' ? 1 : metres))
        : /^(k0|.Scale|auxiliary)$/.test(parameter)
          ? value
          : value * (own === undefined ? degrees : own / DEGREE);
  }
  return parameters;
}

/** By the names in well-known text: OGC's, Esri's, then those of its second version. */
const PARAMETERS: ReadonlyMap<string, Parameter> = new Map(
  Object.entries({
    lat0: 'latitudeoforigin latitudeofcenter centralparallel latitudeofnaturalorigin latitudeoffalseorigin latitudeofprojectioncentre',
    lon0: 'centralmeridian longitudeofcenter longitudeoforigin longitudeofnaturalorigin longitudeoffalseorigin longitudeofprojectioncentre',
    k0: 'scalefactor scalefactoratnaturalorigin scalefactoratprojectioncentre scalefactoroninitialline scalefactoronpseudostandardparallel',
    x0: 'falseeasting eastingatfalseorigin eastingatprojectioncentre',
    y0: 'falsenorthing northingatfalseorigin northingatprojectioncentre',
    lat1: 'standardparallel1 latitudeof1ststandardparallel latitudeofstandardparallel',
    lat2: 'standardparallel2 latitudeof2ndstandardparallel',
    alpha: 'azimuth azimuthofinitialline azimuthatprojectioncentre',
    gamma: 'rectifiedgridangle anglefromrectifiedtoskewgrid',
    turn: 'xyplanerotation',
    h: 'satelliteheight',
    colatitude: 'colatitudeofconeaxis',
    pseudo: 'pseudostandardparallel1 latitudeofpseudostandardparallel',
    auxiliary: 'auxiliaryspheretype',
    xScale: 'xscale',
    yScale: 'yscale',
  }).flatMap(([parameter, names]) => names.split(' ').map((name) => [name, parameter as Parameter])),
);

/** Ellipsoid, datum shift and prime meridian. */
async function datumOf(system: Element): Promise<Datum | undefined> {
  const datum = child(system, 'DATUM', 'GEODETICDATUM', 'ENSEMBLE', 'TRF');
  const spheroid = (datum && child(datum, 'SPHEROID', 'ELLIPSOID')) ?? child(system, 'ELLIPSOID');
  const [, a, inverse] = spheroid?.values ?? [];
  const metres = (spheroid && unitOf(spheroid)) ?? 1;
  if (!datum || typeof a !== 'number' || typeof inverse !== 'number') return undefined;
  const figure = ellipsoid(a * metres, inverse);
  if (!figure) return undefined;

  const stated = child(datum, 'TOWGS84')?.values;
  const { terms, placed } = stated
    ? { terms: `${figure} +towgs84=${stated.join(',')}`, placed: true }
    : await namedDatum(figure, String(datum.values[0]));
  const meridian = child(system, 'PRIMEM', 'PRIMEMERIDIAN');
  return { terms: `${terms}${meridian ? meridianTerm(meridian) : ''}`, placed };
}

function meridianTerm(meridian: Element): string {
  const [, value] = meridian.values;
  const unit = unitOf(meridian);
  const degrees = unit === undefined ? Number(value) : (Number(value) * unit) / DEGREE;
  // Paris is 2.5969213 grads east of Greenwich. Most writers state degrees whatever the unit of the system.
  return degrees ? ` +pm=${degrees === 2.5969213 ? 2.33722917 : degrees}` : '';
}
