import { extname } from 'node:path';
import { readRegular } from '../files/read.js';
import { COMPANIONS, projectionFilesOf, worldFilesOf } from './companions.js';
import type { Crs } from './crs/transform.js';
import { crsOfWkt } from './crs/wkt.js';
import { type Grid, gridOfGeoTransform, gridOfWorldFile } from './grid.js';

// The files next to an image that say where it lies.

/** The grid of its world file; undefined without such a file, or if its text is not six numbers. */
export async function worldFile(path: string): Promise<Grid | undefined> {
  const text = await firstText(worldFilesOf(path));
  return text === undefined ? undefined : gridOfWorldFile(text);
}

/** What its .prj file says; `stated` tells whether there is one. */
export async function projectionFile(path: string): Promise<{ stated: boolean; crs?: Crs | undefined }> {
  const text = await firstText(projectionFilesOf(path));
  return text === undefined ? { stated: false } : { stated: true, crs: await crsOfWkt(text) };
}

/** What the .aux.xml file of GDAL or ArcGIS says. It often has only statistics. */
export async function auxiliaryFile(
  path: string,
): Promise<{ grid?: Grid | undefined; stated: boolean; crs?: Crs | undefined }> {
  const text = await firstText([path + COMPANIONS.auxiliary], LARGEST_AUXILIARY);
  const system = text && element(text, 'SRS');
  const transform = text && element(text, 'GeoTransform');
  return {
    ...(transform && { grid: gridOfGeoTransform(transform) }),
    ...(system ? { stated: true, crs: await crsOfWkt(system) } : { stated: false }),
  };
}

/** Largest world file or .prj file, in bytes. Real ones have a few hundred. */
const LARGEST_TEXT = 65_536;
/** An .aux.xml file may hold a table of classes. Larger ones are passed over. */
const LARGEST_AUXILIARY = 4_000_000;

async function firstText(paths: string[], limit = LARGEST_TEXT): Promise<string | undefined> {
  for (const path of paths) {
    const bytes = await readRegular(path, limit).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENAMETOOLONG') return undefined;
      if (cause.code === 'EFBIG' && limit === LARGEST_AUXILIARY) return undefined;
      throw new Error(`its ${extname(path)} file cannot be read (${cause.message})`, { cause });
    });
    if (bytes) return bytes.toString();
  }
  return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" };

/** The text of the first element of this name. */
function element(xml: string, name: string): string | undefined {
  const [, text] = new RegExp(`<${name}(?:\\s[^<>]{0,200})?>([^<]{1,65536})</${name}>`).exec(xml) ?? [];
  return text?.replace(/&(quot|amp|lt|gt|apos);/g, (_, entity: string) => ENTITIES[entity]!);
}
