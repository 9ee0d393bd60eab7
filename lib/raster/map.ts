import type { Size } from '../values/size.js';
import { transformOf } from './crs/transform.js';
import { gridAndCrs } from './georeference.js';
import { at, type Grid, pixelAt, sideOf } from './grid.js';
import { known, onGround, type Pixel } from './ground.js';
import { wrapLongitude } from './longitude.js';

/** A place on WGS 84, in degrees. */
export type Place = readonly [longitude: number, latitude: number];

/** Converts between pixels of a raster and the ground. Columns and rows count from the outer corner of the first pixel. */
export interface RasterMap {
  /** Whether its coordinate reference system is known, so that it has longitudes and latitudes. */
  isPlaced: boolean;
  /**
   * The point of the raster at a place, which may be outside the raster; undefined outside the projection's domain.
   * Longitudes may be one turn off: a raster from 170 to 190 has the longitude -175 at 185. With `turn` false they count
   * as they are.
   */
  toPixel(place: Place, turn?: boolean): [column: number, row: number] | undefined;
  /** The point of the raster that has these coordinates of its own system. */
  fromCrs(point: readonly [x: number, y: number]): [column: number, row: number];
  /** The place at a point of the raster, with a longitude within -180 … 180; undefined outside the domain. */
  toGeographic(column: number, row: number): [longitude: number, latitude: number] | undefined;
  /** Ground sampling distance at a point of the raster, in metres per pixel. */
  gsdAt(column: number, row: number): number | undefined;
}

/**
 * The map of a raster, from the same tags and files as its georeference.
 *
 * @param size the stored size: width and height before any turn that the metadata asks for
 * @returns undefined if nothing states a grid; without a known system a map has only `fromCrs`
 * @throws Error for a file next to the raster that cannot be read
 */
export async function readMap(path: string, size: Size): Promise<RasterMap | undefined> {
  const found = await gridAndCrs(path, size);
  if (!found || sideOf(found.grid) === 0) return undefined;
  const { grid, crs } = found;
  const unplaced: RasterMap = {
    isPlaced: false,
    toPixel: () => undefined,
    fromCrs: (point) => pixelAt(grid, point),
    toGeographic: () => undefined,
    gsdAt: () => undefined,
  };
  if (!crs) return unplaced;
  if ('metresPerUnit' in crs) {
    const { gsd } = known({ gsd: sideOf(grid) * crs.metresPerUnit });
    return { ...unplaced, gsdAt: () => gsd };
  }

  const transform = await transformOf(crs);
  if (!transform) return unplaced;
  const { toGeographic, fromGeographic } = transform;
  const scaled = {
    ...unplaced,
    gsdAt: (column: number, row: number) => onGround(grid, [column, row], toGeographic).gsd,
  };
  if (!crs.placed) return scaled;
  return {
    ...scaled,
    isPlaced: true,
    toPixel: ([longitude, latitude], turn = true) => {
      if (!(Math.abs(longitude) <= FARTHEST && Math.abs(latitude) <= 90)) return undefined;
      const points = (turn ? TURNS : [0]).flatMap((degrees) => {
        const point = fromGeographic([longitude + degrees, latitude]);
        return point ? [pixelAt(grid, point)] : [];
      });
      return nearest(points, found.size);
    },
    toGeographic: (column, row) => placeAt(grid, [column, row], toGeographic),
  };
}

const TURNS = [0, 360, -360];
/** One and a half turns, in degrees. Anything beyond is not a longitude. */
const FARTHEST = 540;

function placeAt(
  grid: Grid,
  pixel: Pixel,
  toGeographic: (point: readonly [number, number]) => [number, number] | undefined,
): [number, number] | undefined {
  const place = toGeographic(at(grid, ...pixel));
  return place && [wrapLongitude(place[0]), place[1]];
}

/** The point in the raster, or else the one closest to it. The first of several. */
function nearest(points: [number, number][], { width, height }: Size): [number, number] | undefined {
  let [found, least]: [[number, number] | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const point of points) {
    const [column, row] = point;
    const away = Math.hypot(Math.max(-column, column - width, 0), Math.max(-row, row - height, 0));
    if (away < least) [found, least] = [point, away];
  }
  return found;
}
