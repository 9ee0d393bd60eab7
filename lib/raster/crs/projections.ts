/**
 * Parameters of a projection, in degrees and metres: `lat0` and `lon0` of its origin or centre, `k0` its scale there,
 * `x0` and `y0` false easting and northing, `lat1` and `lat2` standard parallels, `alpha` azimuth, `gamma` angle from the
 * rectified to the skew grid (Esri's `turn`), `h` height of a satellite. The others occur in Krovak's projection and in
 * Web Mercator, where only one value of each is known to come out right.
 */
export type Parameter =
  | 'lat0'
  | 'lon0'
  | 'k0'
  | 'x0'
  | 'y0'
  | 'lat1'
  | 'lat2'
  | 'alpha'
  | 'gamma'
  | 'h'
  | 'colatitude'
  | 'pseudo'
  | 'auxiliary'
  | 'xScale'
  | 'yScale'
  | 'turn';
export type Parameters = { [name in Parameter]?: number };

/**
 * The PROJ string of a projection, without ellipsoid and units.
 *
 * @param method its name in any well-known text, or in GeoTIFF's list
 * @returns undefined for a method, or a variant of one, that is not known to come out right
 */
export function projString(method: string, parameters: Parameters): string | undefined {
  const name = method.toLowerCase().replace(/[^a-z0-9]/g, '');
  return METHODS.get(name)?.(parameters);
}

type Build = (parameters: Parameters) => string | undefined;

/** Undefined for parameters beyond the allowed ones: a projection that has more is not this one. */
function build(proj: string, names: Partial<Record<Parameter, string>>, more = ''): Build {
  const all: Partial<Record<Parameter, string>> = { ...names, x0: 'x_0', y0: 'y_0' };
  return (parameters) => {
    const unknown = Object.keys(parameters).some((name) => !(name in all) && !isNeutral(name, parameters));
    if (unknown) return undefined;
    const terms = Object.entries(all).map(([name, as]) => {
      const value = parameters[name as Parameter] ?? (name === 'k0' ? 1 : 0);
      return ` +${as}=${value}`;
    });
    return `+proj=${proj}${terms.join('')}${more}`;
  };
}

/** A scale of 1, an angle of 0: parameters that some writers add although they change nothing. */
function isNeutral(name: string, parameters: Parameters): boolean {
  const value = parameters[name as Parameter];
  return value === (/^(k0|.Scale)$/.test(name) ? 1 : 0);
}

const transverseMercator = build('tmerc', { lat0: 'lat_0', lon0: 'lon_0', k0: 'k_0' });
const oneParallel: Build = ({ lat0 = 0, lat1 = lat0, ...others }) =>
  lat1 === lat0
    ? build('lcc', { lat1: 'lat_1', lat0: 'lat_0', lon0: 'lon_0', k0: 'k_0' })({ lat0, lat1, ...others })
    : undefined;
const twoParallels = build('lcc', { lat1: 'lat_1', lat2: 'lat_2', lat0: 'lat_0', lon0: 'lon_0' });
const lambertConic: Build = (parameters) =>
  parameters.lat2 === undefined ? oneParallel(parameters) : twoParallels(parameters);
const albers = build('aea', { lat1: 'lat_1', lat2: 'lat_2', lat0: 'lat_0', lon0: 'lon_0' });
const equidistantConic = build('eqdc', { lat1: 'lat_1', lat2: 'lat_2', lat0: 'lat_0', lon0: 'lon_0' });

const mercator: Build = (parameters) =>
  parameters.lat1 === undefined
    ? build('merc', { lon0: 'lon_0', k0: 'k_0' })(parameters)
    : build('merc', { lon0: 'lon_0', lat1: 'lat_ts' })(parameters);
/** On a sphere, whatever the ellipsoid of the latitudes. */
const webMercator: Build = build('merc', { lon0: 'lon_0' }, ' +a=6378137 +b=6378137');

const polarA: Build = ({ lat0, ...others }) =>
  // Without a pole as origin, well-known text means the standard parallel.
  Math.abs(lat0 ?? 0) === 90
    ? build('stere', { lat0: 'lat_0', lon0: 'lon_0', k0: 'k_0' })({ lat0: lat0!, ...others })
    : polarB({ lat1: lat0!, ...others });
const polarB: Build = ({ lat1, ...others }) =>
  lat1
    ? build('stere', { lat0: 'lat_0', lat1: 'lat_ts', lon0: 'lon_0' })({
        ...others,
        lat0: 90 * Math.sign(lat1),
        lat1,
      })
    : undefined;
const stereographic = (proj: string): Build => build(proj, { lat0: 'lat_0', lon0: 'lon_0', k0: 'k_0' });

const centred = (proj: string) => build(proj, { lat0: 'lat_0', lon0: 'lon_0' });
const cylindricalEqualArea = build('cea', { lon0: 'lon_0', lat1: 'lat_ts' });
const equirectangular = build('eqc', { lat0: 'lat_0', lon0: 'lon_0', lat1: 'lat_ts' });
const global = (proj: string) => build(proj, { lon0: 'lon_0' });

/** Hotine's oblique Mercator. Its coordinates start at the natural origin on the equator, or at the centre. */
const oblique =
  (atCentre: boolean): Build =>
  ({ alpha = 0, gamma = alpha, turn, ...others }) => {
    if (turn !== undefined) gamma = turn;
    if (atCentre && alpha === 90 && gamma === 90) {
      return build('somerc', { lat0: 'lat_0', lon0: 'lon_0', k0: 'k_0' })(others);
    }
    const names = { lat0: 'lat_0', lon0: 'lonc', alpha: 'alpha', gamma: 'gamma', k0: 'k_0' } as const;
    return build('omerc', names, atCentre ? '' : ' +no_uoff')({ alpha, gamma, ...others });
  };

/** With the cone of the Czech and Slovak grids; proj4 has no other. x is east, and negative there. */
const krovak: Build = ({ colatitude: _, pseudo = 78.5, alpha: __, lat0 = 49.5, ...others }) =>
  Math.abs(pseudo - 78.5) < 1e-6 && Math.abs(lat0 - 49.5) < 1e-6
    ? build('krovak', { lat0: 'lat_0', lon0: 'lon_0', k0: 'k_0' })({ lat0, ...others })
    : undefined;

/** By the names in well-known text (OGC's, Esri's, then those of its second version) and in GeoTIFF's list. */
const METHODS: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['transversemercator', transverseMercator],
  ['gausskruger', transverseMercator],
  ['transversemercatorcomplex', transverseMercator],
  ['lambertconformalconic', lambertConic],
  ['lambertconformalconic1sp', oneParallel],
  ['lambertconformalconic2sp', twoParallels],
  ['lambertconicconformal1sp', oneParallel],
  ['lambertconicconformal2sp', twoParallels],
  ['albers', albers],
  ['albersconicequalarea', albers],
  ['albersequalarea', albers],
  ['equidistantconic', equidistantConic],
  ['mercator', mercator],
  ['mercator1sp', mercator],
  ['mercator2sp', mercator],
  ['mercatorvarianta', mercator],
  ['mercatorvariantb', mercator],
  ['mercatorauxiliarysphere', webMercator],
  ['popularvisualisationpseudomercator', webMercator],
  ['polarstereographic', polarA],
  ['polarstereographicvarianta', polarA],
  ['polarstereographicvariantb', polarB],
  ['stereographicnorthpole', polarB],
  ['stereographicsouthpole', polarB],
  ['stereographic', stereographic('stere')],
  ['obliquestereographic', stereographic('sterea')],
  ['doublestereographic', stereographic('sterea')],
  ['lambertazimuthalequalarea', centred('laea')],
  ['azimuthalequidistant', centred('aeqd')],
  ['modifiedazimuthalequidistant', centred('aeqd')],
  ['polyconic', centred('poly')],
  ['americanpolyconic', centred('poly')],
  ['cassini', centred('cass')],
  ['cassinisoldner', centred('cass')],
  ['bonne', build('bonne', { lat1: 'lat_1', lon0: 'lon_0' })],
  ['cylindricalequalarea', cylindricalEqualArea],
  ['lambertcylindricalequalarea', cylindricalEqualArea],
  ['behrmann', ({ lat1 = 30, ...others }) => cylindricalEqualArea({ lat1, ...others })],
  ['equirectangular', equirectangular],
  ['equidistantcylindrical', equirectangular],
  ['platecarree', equirectangular],
  ['equidistantcylindricalspherical', equirectangular],
  ['sinusoidal', global('sinu')],
  ['mollweide', global('moll')],
  ['robinson', global('robin')],
  ['eckertvi', global('eck6')],
  ['equalearth', global('eqearth')],
  ['hotineobliquemercator', oblique(false)],
  ['hotineobliquemercatorvarianta', oblique(false)],
  ['hotineobliquemercatorazimuthnaturalorigin', oblique(false)],
  ['rectifiedskeworthomorphicnaturalorigin', oblique(false)],
  ['hotineobliquemercatorazimuthcenter', oblique(true)],
  ['hotineobliquemercatorvariantb', oblique(true)],
  ['rectifiedskeworthomorphiccenter', oblique(true)],
  ['obliquemercator', oblique(false)],
  [
    'swissobliquecylindrical',
    ({ lat0 = 0, ...others }) => oblique(true)({ ...others, lat0, alpha: 90, gamma: 90 }),
  ],
  ['krovak', krovak],
  ['krovaknorthorientated', krovak],
  ['newzealandmapgrid', centred('nzmg')],
  ['geostationarysatellite', build('geos', { lon0: 'lon_0', h: 'h' }, ' +sweep=y')],
  ['geostationarysatellitesweepy', build('geos', { lon0: 'lon_0', h: 'h' }, ' +sweep=y')],
  ['geostationarysatellitesweepx', build('geos', { lon0: 'lon_0', h: 'h' }, ' +sweep=x')],
]);
