/** Turns coordinates of a raster into longitude and latitude on WGS 84, in degrees; undefined outside the domain. */
export type ToGeographic = (point: readonly [x: number, y: number]) => [number, number] | undefined;

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
 * The transformation from a coordinate reference system. x is always east and y north, as rasters have it, whatever the
 * system's own order.
 *
 * @returns undefined if it is a projection that proj4 does not have
 */
export async function toGeographic({
  definition,
  degrees,
}: Pick<Projected, 'definition' | 'degrees'>): Promise<ToGeographic | undefined> {
  const { default: proj4 } = await import('proj4');
  const method = /\+proj=(\w+)/.exec(definition)?.[1] ?? '';
  const over = CYLINDRICAL.has(method) ? ' +over' : '';
  try {
    const { forward, inverse } = proj4(`${definition}${over}`, 'WGS84');
    if (method === 'longlat') return inRange(([x, y]) => forward([x * degrees, y * degrees]));
    return inRange((point) => {
      const place = forward([...point], true);
      // Outside its domain a projection gives any place, which does not lead back.
      const [x, y] = inverse([...place], true);
      const metre = 1 / toMetre(definition);
      return Math.hypot(x! - point[0], y! - point[1]) < metre ? place : undefined;
    });
  } catch {
    return undefined;
  }
}

function toMetre(definition: string): number {
  return Number(/\+to_meter=(\S+)/.exec(definition)?.[1] ?? 1);
}

function inRange(transform: (point: readonly [number, number]) => number[] | undefined): ToGeographic {
  return (point) => {
    try {
      const [longitude, latitude] = transform(point) ?? [];
      const fits = Math.abs(longitude!) <= 540 && Math.abs(latitude!) <= 90;
      return fits ? [longitude!, latitude!] : undefined;
    } catch {
      // proj4 throws for points that it cannot transform.
      return undefined;
    }
  };
}
