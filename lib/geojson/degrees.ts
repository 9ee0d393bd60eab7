import { OptionError } from '../errors.js';
import type { Position } from './geometry.js';
import type { GeoJson } from './read.js';

/** Names of WGS 84 in the `crs` member that GeoJSON had before RFC 7946. */
const WGS84 = /^(urn:(ogc|x-ogc):def:crs:)?(OGC:([\d.]*:)?CRS84|EPSG:([\d.]*:)?4326)$/i;

/**
 * Refuses a file in another coordinate reference system than longitude and latitude on WGS 84.
 *
 * @param remedy one more way out, in addition to converting the file
 * @throws OptionError
 */
export function requireDegreesSystem({ path, systems }: GeoJson, remedy = ''): void {
  const other = [...systems].find((name) => !WGS84.test(name));
  if (other === undefined) return;
  throw new OptionError(
    `${path} is in the coordinate reference system ${other}; ` +
      `GeoJSON has longitude and latitude on WGS 84. Convert it with ogr2ogr -t_srs EPSG:4326${remedy}.`,
  );
}

/** @throws OptionError for a position that is not a longitude and a latitude */
export function requireDegrees([longitude, latitude]: Position, path: string, remedy = ''): void {
  if (Math.abs(longitude) <= 360 && Math.abs(latitude) <= 90) return;
  throw new OptionError(
    `${path} has the position ${longitude}, ${latitude}, which is not a longitude and a latitude in degrees. ` +
      `If its coordinates are projected, convert it with ogr2ogr -t_srs EPSG:4326${remedy}.`,
  );
}
