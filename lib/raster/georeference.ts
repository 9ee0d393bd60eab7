import { extname } from 'node:path';
import { openRegular, readRegular } from '../files/read.js';
import type { Size } from '../image/raw-image.js';
import { readTags } from './tags.js';

/** The known location and scale of an image: its centre in degrees, and metres per pixel. */
export interface Georeference {
  gsd?: number;
  longitude?: number;
  latitude?: number;
}

/** Pixel size and image centre, in the units of the image's coordinates. */
interface Grid {
  pixel: [number, number];
  centre: [number, number];
}

/** Read from the tags of a GeoTIFF, or else from a world file next to the image; empty if there is neither. */
export async function georeference(path: string, size: Size): Promise<Georeference> {
  const tagged = /\.tiff?$/i.test(path) ? await fromTags(path) : undefined;
  return tagged ?? (await fromWorldFile(path, size)) ?? {};
}

/** Metres per unit, by GeoTIFF's code of the unit. Without a code the unit is the metre. */
const UNITS: Readonly<Record<number, number>> = { 9001: 1, 9002: 0.3048, 9003: 1200 / 3937 };
const WEB_MERCATOR = 3857;

/** The tags that GeoTIFFImage's methods below read: size, scale, tie point, transformation and keys. */
const TAGS = new Set([256, 257, 33550, 33922, 34264, 34735, 34736, 34737]);

async function fromTags(path: string): Promise<Georeference | undefined> {
  try {
    const image = await openTagged(path);
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
    // Damaged TIFFs are left to the decoder, and missing tags are not an error.
    return undefined;
  }
}

async function openTagged(path: string) {
  const handle = await openRegular(path);
  try {
    const { GeoTIFFImage, ImageFileDirectory } = await import('geotiff');
    const directory = new ImageFileDirectory(await readTags(handle, TAGS), new Map(), new Map(), 0);
    // The last three arguments are for reading pixels, which does not happen here.
    return new GeoTIFFImage(directory, true, false, undefined as never);
  } finally {
    await handle.close();
  }
}

/** Six numbers, A D B E C F. A pixel's centre is at x = A column + B row + C, y = D column + E row + F. */
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

/** A world file does not name its units. The .prj file next to it does, in well-known text. */
function inUnitsOf(system: string, grid: Grid): Georeference {
  if (/^\s*GEO/i.test(system)) return inDegrees(grid);
  if (/Web[ _]Mercator|Pseudo-Mercator|Mercator_Auxiliary_Sphere/i.test(system)) return inWebMercator(grid);
  // The last unit is that of the coordinates; it follows the degree of the geographic system. Heights have their own.
  const [horizontal] = system.split(/VERT_?CS/i);
  const unit = [...horizontal!.matchAll(/UNIT\s*\[\s*"[^"]*"\s*,\s*([\d.eE+-]+)/gi)].at(-1)?.[1];
  return inMetres(grid, Number(unit ?? 1));
}

/** Without a .prj file, small numbers are taken for degrees. */
function inLikelyUnits(grid: Grid): Georeference {
  const { pixel, centre } = grid;
  const small = Math.max(...pixel) < 0.01 && Math.abs(centre[0]) <= 180 && Math.abs(centre[1]) <= 90;
  return small ? inDegrees(grid) : inMetres(grid, 1);
}

/** Largest world file or .prj file, in bytes. Real ones have a few hundred. */
const LARGEST_TEXT = 65_536;

async function firstText(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const bytes = await readRegular(path, LARGEST_TEXT).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENAMETOOLONG') return undefined;
      throw new Error(`its ${extname(path)} file cannot be read (${cause.message})`, { cause });
    });
    if (bytes) return bytes.toString();
  }
  return undefined;
}

function inMetres({ pixel }: Grid, unit: number): Georeference {
  return known({ gsd: mean(pixel) * unit });
}

/** Uses the usual series in the latitude for the length of a degree on WGS 84. */
function inDegrees({ pixel, centre: [longitude, latitude] }: Grid): Georeference {
  const phi = (latitude * Math.PI) / 180;
  const ofLatitude = 111132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
  const ofLongitude = 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
  return known({ gsd: mean([pixel[0] * ofLongitude, pixel[1] * ofLatitude]), longitude, latitude });
}

/** Web Mercator stretches lengths by 1 / cos(latitude): in Oslo they are twice as long as on the ground. */
function inWebMercator({ pixel, centre: [x, y] }: Grid): Georeference {
  const radius = 6378137;
  const phi = 2 * Math.atan(Math.exp(y / radius)) - Math.PI / 2;
  const [longitude, latitude] = [x / radius, phi].map((radians) => (radians * 180) / Math.PI);
  return known({ gsd: mean(pixel) * Math.cos(phi), longitude: longitude!, latitude: latitude! });
}

/** The geometric mean: a square of this side covers as much ground as the pixel. */
function mean([width, height]: [number, number]): number {
  return Math.sqrt(width * height);
}

/** Drops impossible values. */
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
