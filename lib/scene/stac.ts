import { basename, dirname, extname, join } from 'node:path';
import { OptionError } from '../errors.js';
import { readRegular } from '../files/read.js';
import { wrapLongitude } from '../raster/longitude.js';

/** What the STAC item of a raster says. The ranges of its values are not checked. */
export interface StacItem {
  path: string;
  values: { gsd?: number; cloudCover?: number; year?: number; month?: number; day?: number };
  centre?: { longitude: number; latitude: number };
}

/** Larger files are no STAC items. */
const LARGEST_ITEM = 8_000_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the STAC item (1.0 or 1.1) beside a raster: a JSON file of the same name, or `stac-item.json` or `item.json` with
 * the raster as an asset. Other JSON files, and those that cannot be read, are ignored.
 *
 * @throws OptionError for a STAC item of this raster whose properties are no object
 */
export async function readStac(raster: string): Promise<StacItem | undefined> {
  const { own, shared } = stacFilesOf(raster);
  for (const path of [...own, ...shared]) {
    const item = fields(await readJson(path));
    if (item.type !== 'Feature' || typeof item.stac_version !== 'string') continue;
    const asset = Object.values(fields(item.assets))
      .map(fields)
      .find((asset) => names(asset, raster));
    if (!asset && shared.includes(path)) continue;
    if (typeof item.properties !== 'object' || item.properties === null) {
      throw new OptionError(
        `${path} is a STAC item without properties; correct it, or move it away from ${basename(raster)}.`,
      );
    }
    return valuesOf(path, item, asset ?? {});
  }
  return undefined;
}

/** Paths where the STAC item of a raster may be: files of its own, and those that may be about any raster of the folder. */
export function stacFilesOf(raster: string): { own: string[]; shared: string[] } {
  const stem = raster.slice(0, raster.length - extname(raster).length);
  return {
    own: [`${stem}.json`, `${raster}.json`, `${stem}.stac.json`, `${stem}_stac.json`],
    shared: ['stac-item.json', 'item.json'].map((name) => join(dirname(raster), name)),
  };
}

/**
 * Year, month and day, in UTC, of a date and time in the form of RFC 3339.
 *
 * @returns nothing for anything else
 */
export function dayOf(text: unknown): { year?: number; month?: number; day?: number } {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d|$)/.test(text)) return {};
  // A time without a zone counts as UTC, not as this machine's.
  const isZoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text) || text.length === 10;
  const date = new Date(isZoned ? text : `${text}Z`);
  if (Number.isNaN(date.getTime())) return {};
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function valuesOf(path: string, item: Fields, asset: Fields): StacItem {
  const properties = fields(item.properties);
  const bands = [asset.bands, asset['raster:bands'], properties.bands].flatMap(list).map(fields);
  const gsd = [
    asset['raster:spatial_resolution'],
    ...bands.flatMap((band) => [band['raster:spatial_resolution'], band.spatial_resolution, band.gsd]),
    asset.gsd,
    properties.gsd,
  ].find((value) => typeof value === 'number');
  const clouds = asset['eo:cloud_cover'] ?? properties['eo:cloud_cover'];
  const centre = centreOf(list(item.bbox));
  return {
    path,
    values: {
      ...dayOf(properties.datetime ?? properties.start_datetime),
      ...(typeof gsd === 'number' && { gsd }),
      ...(typeof clouds === 'number' && { cloudCover: clouds / 100 }),
    },
    ...(centre && { centre }),
  };
}

/** The centre of a bounding box, whose west is greater than its east where it crosses the antimeridian. */
function centreOf(bbox: readonly unknown[]): { longitude: number; latitude: number } | undefined {
  if (![4, 6].includes(bbox.length) || !bbox.every(Number.isFinite)) return undefined;
  const numbers = bbox as number[];
  const half = numbers.length / 2;
  const [west, south, east, north] = [numbers[0]!, numbers[1]!, numbers[half]!, numbers[half + 1]!];
  const longitude = wrapLongitude((west + east + (west > east ? 360 : 0)) / 2);
  return { longitude, latitude: (south + north) / 2 };
}

/** Whether an asset is the raster, by the file name in its address. */
function names({ href }: Fields, raster: string): boolean {
  if (typeof href !== 'string') return false;
  const last = href
    .replace(/[?#].*$/s, '')
    .split(/[/\\]/)
    .at(-1)!;
  try {
    return last === basename(raster) || decodeURIComponent(last) === basename(raster);
  } catch {
    return false;
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse((await readRegular(path, LARGEST_ITEM)).toString().replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
