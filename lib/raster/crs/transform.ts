/** Turns coordinates of a raster into longitude and latitude on WGS 84, in degrees; undefined outside the domain. */
export type ToGeographic = (point: readonly [x: number, y: number]) => [number, number] | undefined;

/** Both directions between coordinates of a raster and longitude and latitude on WGS 84. */
export interface Transform {
  toGeographic: ToGeographic;
  /**
   * Longitudes may continue past 180. Systems without a seam there keep the turn: in EPSG:3857, 185 lies east of 180 and
   * -175 lies west of -170.
   */
  fromGeographic(place: readonly [longitude: number, latitude: number]): [x: number, y: number] | undefined;
}

/** What is known of a coordinate reference system. */
export type Crs =
  | Projected
  /** Coordinates on the ground, somewhere. */
  | { metresPerUnit: number };

export interface Projected {
  /** A PROJ string. */
  definition: string;
  /** Degrees per unit of a geographic system. */
  degrees: number;
  /** False if the datum is not known well enough for a place. The scale is right all the same. */
  placed: boolean;
}

/** Projections without a seam at the antimeridian: their grids may go on past it. */
const CYLINDRICAL = new Set(['merc', 'eqc', 'cea', 'mill']);

/**
 * The transformation of a coordinate reference system. x is always east and y north, as rasters have it, whatever the
 * system's own order.
 *
 * @returns undefined if it is a projection that proj4 does not have
 */
export async function transformOf({
  definition,
  degrees,
}: Pick<Projected, 'definition' | 'degrees'>): Promise<Transform | undefined> {
  const { default: proj4 } = await import('proj4');
  const method = /\+proj=(\w+)/.exec(definition)?.[1] ?? '';
  const over = CYLINDRICAL.has(method) ? ' +over' : '';
  try {
    const { forward, inverse } = proj4(`${definition}${over}`, 'WGS84');
    if (method === 'longlat') {
      return {
        toGeographic: inRange(([x, y]) => forward([x * degrees, y * degrees])),
        fromGeographic: finite(([longitude, latitude]) => {
          const [x, y] = inverse([longitude, latitude]);
          return [x! / degrees, y! / degrees];
        }),
      };
    }
    // Outside its domain, a projection may give any result, which does not convert back.
    const metre = 1 / toMetre(definition);
    return {
      toGeographic: inRange((point) => {
        const place = forward([...point], true);
        const [x, y] = inverse([...place], true);
        return Math.hypot(x! - point[0], y! - point[1]) < metre ? place : undefined;
      }),
      fromGeographic: finite((place) => {
        const point = inverse([...place], true);
        return isSame(forward([...point], true), place) ? point : undefined;
      }),
    };
  } catch {
    return undefined;
  }
}

function toMetre(definition: string): number {
  return Number(/\+to_meter=(\S+)/.exec(definition)?.[1] ?? 1);
}

/** Whether two places are less than about a metre apart. Near the poles longitudes say little. */
function isSame([longitude, latitude]: readonly number[], place: readonly [number, number]): boolean {
  const turn = Math.abs(longitude! - place[0]) % 360;
  const across = Math.min(turn, 360 - turn) * Math.cos((place[1] * Math.PI) / 180);
  return Math.hypot(across, latitude! - place[1]) < 1e-5;
}

type Conversion = (point: readonly [number, number]) => number[] | undefined;

function inRange(convert: Conversion): ToGeographic {
  const result = finite(convert);
  return (point) => {
    const place = result(point);
    return place && Math.abs(place[0]) <= 540 && Math.abs(place[1]) <= 90 ? place : undefined;
  };
}

function finite(convert: Conversion): (point: readonly [number, number]) => [number, number] | undefined {
  return (point) => {
    try {
      const [x, y] = convert(point) ?? [];
      return Number.isFinite(x) && Number.isFinite(y) ? [x!, y!] : undefined;
    } catch {
      // proj4 throws for points that it cannot transform.
      return undefined;
    }
  };
}
