import { access, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Size } from '../image/raw-image.js';

/** What is known of where a picture lies: its centre in degrees, and metres per pixel. */
export interface Georeference {
  gsd?: number;
  longitude?: number;
  latitude?: number;
}

/** Size of a pixel and centre of the picture in the units of its coordinates. */
interface Grid {
  pixel: [number, number];
  centre: [number, number];
}

/** From the tags of a GeoTIFF, else from a world file beside the picture; empty where there is neither. */
export async function georeference(path: string, size: Size): Promise<Georeference> {
  const tagged = /\.tiff?$/i.test(path) ? await fromTags(path) : undefined;
  return tagged ?? (await fromWorldFile(path, size)) ?? {};
}

/** GeoTIFF's code of the unit → metres; without a code it is the metre. */
const UNITS: Readonly<Record<number, number>> = { 9001: 1, 9002: 0.3048, 9003: 1200 / 3937 };
const WEB_MERCATOR = 3857;

async function fromTags(path: string): Promise<Georeference | undefined> {
  const { fromFile } = await import('geotiff');
  // A TIFF that is damaged is found out by the decoder, and one without these tags is no fault.
  const tiff = await fromFile(path).catch(() => undefined);
  if (!tiff) return undefined;
  try {
    const image = await tiff.getImage();
    const keys = image.getGeoKeys();
    if (!keys) return undefined;
    const [width, height] = image.getResolution();
    const [left, bottom, right, top] = image.getBoundingBox();
    const grid: Grid = {
      pixel: [Math.abs(width!), Math.abs(height!)],
      centre: [(left! + right!) / 2, (bottom! + top!) / 2],
    };
    if (keys.GTModelTypeGeoKey === 2) return inDegrees(grid);
    if (keys.ProjectedCSTypeGeoKey === WEB_MERCATOR) return inWebMercator(grid);
    const unit = UNITS[keys.ProjLinearUnitsGeoKey ?? 9001];
    return keys.GTModelTypeGeoKey === 1 && unit ? inMetres(grid, unit) : undefined;
  } catch {
    return undefined;
  } finally {
    await tiff.close();
  }
}

/** Six numbers, A D B E C F: x = A column + B row + C, y = D column + E row + F, of the pixels' centres. */
async function fromWorldFile(path: string, { width, height }: Size): Promise<Georeference | undefined> {
  const stem = path.slice(0, -extname(path).length);
  const ending = extname(path).slice(1);
  const names = [`${ending[0]}${ending.at(-1)}w`, `${ending}w`, 'wld'].map((name) => `${stem}.${name}`);
  const text = await firstText(names);
  const numbers = text?.trim().split(/\s+/).map(Number);
  if (!numbers || numbers.length < 6 || !numbers.slice(0, 6).every(Number.isFinite)) return undefined;
  const [a, d, b, e, c, f] = numbers as [number, number, number, number, number, number];
  const [column, row] = [(width - 1) / 2, (height - 1) / 2];
  const grid: Grid = {
    pixel: [Math.hypot(a, d), Math.hypot(b, e)],
    centre: [a * column + b * row + c, d * column + e * row + f],
  };
  const system = await firstText([`${stem}.prj`]);
  return system === undefined ? inLikelyUnits(grid) : inUnitsOf(system, grid);
}

/** A world file does not name its units. The .prj beside it does, in well-known text. */
function inUnitsOf(system: string, grid: Grid): Georeference {
  if (/^\s*GEO/i.test(system)) return inDegrees(grid);
  if (/Web[ _]Mercator|Pseudo-Mercator|Mercator_Auxiliary_Sphere/i.test(system)) return inWebMercator(grid);
  // The last unit is that of the coordinates, after the degree of the system they are projected from; heights have another.
  const [horizontal] = system.split(/VERT_?CS/i);
  const unit = [...horizontal!.matchAll(/UNIT\s*\[\s*"[^"]*"\s*,\s*([\d.eE+-]+)/gi)].at(-1)?.[1];
  return inMetres(grid, Number(unit ?? 1));
}

/** Without a .prj, small numbers are degrees. */
function inLikelyUnits(grid: Grid): Georeference {
  const { pixel, centre } = grid;
  const small = Math.max(...pixel) < 0.01 && Math.abs(centre[0]) <= 180 && Math.abs(centre[1]) <= 90;
  return small ? inDegrees(grid) : inMetres(grid, 1);
}

async function firstText(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return readFile(path, 'utf8');
  }
  return undefined;
}

function inMetres({ pixel }: Grid, unit: number): Georeference {
  return known({ gsd: mean(pixel) * unit });
}

/** The length of a degree on WGS 84, as the usual series in the latitude. */
function inDegrees({ pixel, centre: [longitude, latitude] }: Grid): Georeference {
  const phi = (latitude * Math.PI) / 180;
  const ofLatitude = 111132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
  const ofLongitude = 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
  return known({ gsd: mean([pixel[0] * ofLongitude, pixel[1] * ofLatitude]), longitude, latitude });
}

/** Its "metres" are longer than real ones by 1 / cos(latitude), twice as long in Oslo. */
function inWebMercator({ pixel, centre: [x, y] }: Grid): Georeference {
  const radius = 6378137;
  const phi = 2 * Math.atan(Math.exp(y / radius)) - Math.PI / 2;
  const [longitude, latitude] = [x / radius, phi].map((radians) => (radians * 180) / Math.PI);
  return known({ gsd: mean(pixel) * Math.cos(phi), longitude: longitude!, latitude: latitude! });
}

/** Geometric: a square of this side covers as much ground as the pixel. */
function mean([width, height]: [number, number]): number {
  return Math.sqrt(width * height);
}

/** Without the values that cannot be. */
export function known({ gsd, longitude, latitude }: Georeference): Georeference {
  const place = isWithin(longitude, -180, 180) && isWithin(latitude, -90, 90);
  return {
    ...(isWithin(gsd, 1e-3, 10_000) && { gsd }),
    ...(place && { longitude, latitude }),
  };
}

function isWithin(value: number | undefined, low: number, high: number): value is number {
  return value !== undefined && value >= low && value <= high;
}
