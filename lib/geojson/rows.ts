import { partsOf } from './geometry.js';
import type { GeoJson } from './read.js';

/**
 * QGIS shows a raster without a georeference below the x axis, so that what is drawn on it has negative rows, except for a
 * little that reaches beyond the upper edge.
 */
export function countsRowsDown({ features }: GeoJson): boolean {
  const rows = features.flatMap(({ geometry }) =>
    geometry === null
      ? []
      : partsOf(geometry).flatMap((part) =>
          ('points' in part ? part.points : 'polygons' in part ? part.polygons.flat(2) : []).map(
            ([, y]) => y,
          ),
        ),
  );
  const negative = rows.filter((row) => row < 0).length;
  return negative > rows.filter((row) => row > 0).length;
}
