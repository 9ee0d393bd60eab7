import { OptionError, PlacementError } from '../errors.js';
import type { Area, System } from '../geojson/area.js';
import type { Ring } from '../geojson/geometry.js';
import { readPolygons } from '../geojson/polygons.js';
import type { RasterMap } from '../raster/map.js';
import { intersect, type Window, whole } from '../raster/window.js';
import type { Size } from '../values/size.js';
import { findCrossing, TooManyPairs } from './crossings.js';
import { densify } from './densify.js';

/** An area of a raster: what is inside any of its parts. */
export interface Polygon {
  parts: readonly Part[];
}

/** Closed rings; a point is inside if it is inside an odd number of them, so that holes are outside. */
export type Part = readonly (readonly Point[])[];

/** From the outer corner of the raster's first pixel. */
export type Point = readonly [column: number, row: number];

/**
 * Reads the polygons of a GeoJSON file as an area of a raster. Edges are straight in longitude and latitude, as RFC 7946
 * requires, and may be bent in the raster, where they are right to within 0.1 pixel.
 *
 * @param size size of the raster
 * @throws OptionError for a raster that is not placed, and for a file that is missing, malformed, or in another coordinate
 *     reference system
 * @throws PlacementError for a polygon that crosses itself, is outside the raster, or covers no pixel's centre
 */
export async function readPolygon(path: string, map: RasterMap, size: Size): Promise<Polygon> {
  requirePlaced(map, path);
  return polygonOf({ name: path, polygons: await readPolygons(path), system: 'wgs84' }, map, size);
}

/**
 * An area in pixels of a raster.
 *
 * @param map needed unless the area is in pixels
 * @throws as `readPolygon`
 */
export function polygonOf(area: Area, map: RasterMap | undefined, size: Size): Polygon {
  const { name, polygons, system } = area;
  for (const rings of polygons) requireSimple(rings, area);
  const polygon = { parts: polygons.flatMap((rings) => partsOf(rings, area, map, size)) };
  const shared = intersect(boundsOf(polygon), whole(size));
  if (shared.width <= 0 || shared.height <= 0) {
    const remedy = system === 'wgs84' ? ' In each position the longitude comes first.' : '';
    throw new PlacementError(
      `${name} is outside the raster, which is at ${whereIs(map, size, system)}; move it there.${remedy}`,
    );
  }
  if (!coversAny(polygon, shared)) {
    throw new PlacementError(
      `${name} covers no pixel's centre of the raster, which is at ${whereIs(map, size, system)}; make it larger.`,
    );
  }
  return polygon;
}

function requirePlaced(map: RasterMap | undefined, name: string): asserts map is RasterMap {
  if (map?.isPlaced) return;
  throw new OptionError(
    `The polygon ${name} needs a raster whose coordinate reference system is known; ` +
      'give the place in pixels, or set the system with gdal_edit.py -a_srs.',
  );
}

function partsOf(
  rings: readonly Ring[],
  { name, system }: Area,
  map: RasterMap | undefined,
  size: Size,
): Part[] {
  if (system === 'pixel') return [rings];
  if (system === 'scene') return [rings.map((ring) => ring.map((position) => map!.fromCrs(position)))];
  requirePlaced(map, name);
  return inRaster(rings, map, size, name);
}

/** Where a raster is, in the terms of an area. */
function whereIs(map: RasterMap | undefined, size: Size, system: System): string {
  return system === 'wgs84' && map ? extentOf(map, size) : `x 0 to ${size.width}, y 0 to ${size.height} px`;
}

/** The whole pixels around an area. They may reach beyond the raster. */
export function boundsOf({ parts }: Polygon): Window {
  const { left, top, right, bottom } = edgesOf(parts);
  // Corners on the borders of pixels come out a little beside them.
  const [x, y] = [Math.floor(left + TINY), Math.floor(top + TINY)];
  const [endX, endY] = [Math.ceil(right - TINY), Math.ceil(bottom - TINY)];
  return { x, y, width: Math.max(endX - x, 1), height: Math.max(endY - y, 1) };
}

const TINY = 1e-6;

function edgesOf(parts: readonly Part[]): { left: number; top: number; right: number; bottom: number } {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [column, row] of parts.flat(2) as Point[]) {
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
  }
  return { left, top, right, bottom };
}

/**
 * The pixels whose centre is inside, as GDAL rasterizes without ALL_TOUCHED.
 *
 * @returns [height, width] of the window, 1 inside and 0 outside
 */
export function fillPolygon({ parts }: Polygon, window: Window): Uint8Array {
  const mask = new Uint8Array(window.width * window.height);
  for (const part of parts) fillPart(part, window, mask);
  return mask;
}

interface Edge {
  /** First row whose centre is not above the edge, and the first whose centre is below it. */
  first: number;
  end: number;
  /** Column where it crosses the centre of row 0, and columns per row. */
  column: number;
  slope: number;
}

function fillPart(part: Part, { x, y, width, height }: Window, mask: Uint8Array): void {
  const edges = part
    .flatMap((ring) => ring.slice(1).map((to, i) => edgeBetween(ring[i]!, to)))
    .filter(({ first, end }) => first < end && end > y && first < y + height)
    .sort((a, b) => a.first - b.first);
  let [active, next]: [Edge[], number] = [[], 0];
  for (let row = y; row < y + height; row++) {
    active = active.filter(({ end }) => end > row);
    for (; next < edges.length && edges[next]!.first <= row; next++) {
      if (edges[next]!.end > row) active.push(edges[next]!);
    }
    const columns = Float64Array.from(active, ({ column, slope }) => column + slope * row).sort();
    const start = (row - y) * width;
    for (let i = 0; i + 1 < columns.length; i += 2) {
      const [left, right] = [columns[i]!, columns[i + 1]!].map((column) =>
        Math.min(Math.max(Math.floor(column + 0.5) - x, 0), width),
      ) as [number, number];
      mask.fill(1, start + left, start + right);
    }
  }
}

/** A centre in line with an edge's upper end counts as beside the edge, one in line with its lower end does not. */
function edgeBetween(a: Point, b: Point): Edge {
  const [[fromColumn, fromRow], [toColumn, toRow]] = a[1] < b[1] ? [a, b] : [b, a];
  const slope = (toColumn - fromColumn) / (toRow - fromRow);
  return {
    first: Math.ceil(fromRow - 0.5),
    end: Math.ceil(toRow - 0.5),
    column: fromColumn + (0.5 - fromRow) * slope,
    slope,
  };
}

/** Pixels that are filled at a time, to find whether the polygon covers any. */
const CHUNK = 4_000_000;

/** Whether a pixel's centre in a window is inside. */
export function coversAny(polygon: Polygon, { x, y, width, height }: Window): boolean {
  const rows = Math.max(1, Math.floor(CHUNK / width));
  for (let row = 0; row < height; row += rows) {
    const chunk = { x, y: y + row, width, height: Math.min(rows, height - row) };
    if (fillPolygon(polygon, chunk).includes(1)) return true;
  }
  return false;
}

function requireSimple(rings: readonly Ring[], { name, system }: Area): void {
  try {
    const crossing = findCrossing(rings);
    if (!crossing) return;
    const [x, y] = crossing.map((value) => value.toFixed(6));
    const at = system === 'wgs84' ? `longitude ${x}, latitude ${y}` : `${x}, ${y}`;
    throw new PlacementError(
      `${name} has a polygon that crosses itself at ${at}. ` +
        'Move its vertices, or split it with ogr2ogr -makevalid.',
    );
  } catch (cause) {
    if (!(cause instanceof TooManyPairs)) throw cause;
    throw new PlacementError(`${name} is too complex. Simplify it, for example with ogr2ogr -simplify.`, {
      cause,
    });
  }
}

/** In pixels. */
const ROUNDING = 0.01;

/**
 * A polygon in pixels. In a system that continues past the antimeridian, it may lie in the raster one turn further east or
 * west, or twice.
 *
 * @param rings of degrees
 * @param path what messages call it
 * @throws PlacementError if it reaches beyond what the projection can show
 */
export function inRaster(rings: readonly Ring[], map: RasterMap, size: Size, path: string): Part[] {
  const [longitude, latitude] = rings[0]![0]!;
  const start = map.toPixel([longitude, latitude], false);
  const turns = [0, 360, -360].filter((turn) => {
    if (turn === 0) return true;
    const turned = map.toPixel([longitude + turn, latitude], false);
    return turned && start && Math.hypot(turned[0] - start[0], turned[1] - start[1]) > ROUNDING;
  });
  const parts = turns.flatMap((turn) => {
    const toPixel = ([longitude, latitude]: Point) => map.toPixel([longitude + turn, latitude], false);
    const part = densify(rings, toPixel, size);
    return part === undefined ? [] : [{ part, away: awayFrom(part, size) }];
  });
  if (parts.length === 0) {
    throw new PlacementError(
      `${path} reaches beyond what the raster's projection can show, or is too complex there; ` +
        `cut it to the raster, which is at ${extentOf(map, size)}.`,
    );
  }
  const least = Math.min(...parts.map(({ away }) => away));
  return parts.filter(({ away }) => away === least).map(({ part }) => part);
}

/** Pixels between a part and the raster; 0 if they share more than rounding explains. */
function awayFrom(part: Part, { width, height }: Size): number {
  const { left, top, right, bottom } = edgesOf([part]);
  const across = Math.max(left - width, -right);
  const down = Math.max(top - height, -bottom);
  const isInside = across < -ROUNDING && down < -ROUNDING;
  return isInside ? 0 : Math.hypot(Math.max(across, 0), Math.max(down, 0)) + ROUNDING;
}

/** Where a raster lies, from points along its border. */
export function extentOf(map: RasterMap, { width, height }: Size): string {
  const parts = [0, 0.25, 0.5, 0.75, 1];
  const places = parts.flatMap((across) =>
    parts.flatMap((down) => {
      const place = map.toGeographic(across * width, down * height);
      return place ? [place] : [];
    }),
  );
  // Longitudes continue past 180 where the raster crosses the antimeridian.
  const origin = map.toGeographic(width / 2, height / 2)?.[0] ?? places[0]?.[0] ?? 0;
  const longitudes = places.map(
    ([longitude]) => origin + ((((longitude - origin + 180) % 360) + 360) % 360) - 180,
  );
  const latitudes = places.map(([, latitude]) => latitude);
  const range = (values: number[]) =>
    `${Math.min(...values).toFixed(5)} to ${Math.max(...values).toFixed(5)}`;
  return `longitude ${range(longitudes)}, latitude ${range(latitudes)}`;
}
