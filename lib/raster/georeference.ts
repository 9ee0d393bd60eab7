import { openRegular } from '../files/read.js';
import type { Size } from '../values/size.js';
import { crsOfKeys, geoKeys, isPixelPoint, KEY_TAGS, nameSystem } from './crs/geokeys.js';
import { type Crs, transformOf } from './crs/transform.js';
import { centreOf, type Grid, gridOfTags, PIXEL_SCALE, sideOf, TIE_POINTS, TRANSFORMATION } from './grid.js';
import { type Georeference, known, onGround } from './ground.js';
import { auxiliaryFile, projectionFile, worldFile } from './sidecars.js';
import { readTags } from './tags.js';

/**
 * Where an image lies and how much ground its pixels cover, at its centre. A coordinate reference system that is not
 * supported gives nothing.
 *
 * @param size the stored size: width and height before any turn that the metadata asks for
 * @returns GSD in metres, longitude and latitude on WGS 84 in degrees; empty if nothing is known
 * @throws Error for a file next to the image that cannot be read
 */
export async function georeference(path: string, size: Size): Promise<Georeference> {
  const found = await gridAndCrs(path, size);
  return found?.crs ? locate(found.grid, found.size, found.crs) : {};
}

/** The grid of a raster, its size, and its coordinate reference system if that is known. */
export interface GridAndCrs {
  grid: Grid;
  size: Size;
  crs?: Crs | undefined;
}

/**
 * The grid and the coordinate reference system of an image, from an .aux.xml file, the tags of a GeoTIFF, or a world
 * file and a .prj file, in this order.
 *
 * @returns undefined if nothing states a grid
 * @throws Error for a file next to the image that cannot be read
 */
export async function gridAndCrs(path: string, size: Size): Promise<GridAndCrs | undefined> {
  const tagged = await fromTags(path);
  const auxiliary = await auxiliaryFile(path);
  const stated = auxiliary.grid ?? tagged?.grid;
  const world = stated ? undefined : await worldFile(path);
  const grid = stated ?? world;
  if (!grid) return undefined;

  let crs = auxiliary.crs ?? tagged?.crs;
  if (!crs) {
    const projection = await projectionFile(path);
    crs = projection.crs;
    // A world file does not name its units.
    const silent = !auxiliary.stated && !tagged?.stated && !projection.stated;
    if (silent && world) crs = likelyCrs(world, size);
  }
  return { grid, size: tagged?.size ?? size, crs };
}

async function locate(grid: Grid, { width, height }: Size, crs: Crs): Promise<Georeference> {
  if ('metresPerUnit' in crs) return known({ gsd: sideOf(grid) * crs.metresPerUnit });
  const transform = await transformOf(crs);
  const { gsd, ...place } = transform ? onGround(grid, [width / 2, height / 2], transform.toGeographic) : {};
  return { ...(gsd !== undefined && { gsd }), ...(crs.placed && place) };
}

/** Small numbers are taken for degrees, others for metres on the ground. */
function likelyCrs(grid: Grid, size: Size): Crs {
  const [x, y] = centreOf(grid, size);
  const pixel = Math.max(Math.hypot(grid.a, grid.d), Math.hypot(grid.b, grid.e));
  return pixel < 0.01 && Math.abs(x) <= 180 && Math.abs(y) <= 90
    ? { definition: '+proj=longlat +ellps=WGS84', degrees: 1, placed: true }
    : { metresPerUnit: 1 };
}

const [WIDTH, HEIGHT] = [256, 257];
const TAGS = new Set([WIDTH, HEIGHT, PIXEL_SCALE, TIE_POINTS, TRANSFORMATION, ...KEY_TAGS]);

interface Tagged {
  size?: Size;
  grid?: Grid | undefined;
  /** Whether keys name a system, known or not. */
  stated: boolean;
  crs?: Crs | undefined;
}

async function fromTags(path: string): Promise<Tagged | undefined> {
  const tags = await tagsOf(path);
  if (!tags) return undefined;
  const keys = geoKeys(tags);
  const [width, height] = [tags.get(WIDTH), tags.get(HEIGHT)];
  return {
    ...(typeof width === 'number' && typeof height === 'number' && { size: { width, height } }),
    grid: gridOfTags(tags, isPixelPoint(keys)),
    ...(nameSystem(keys) ? { stated: true, crs: await crsOfKeys(keys) } : { stated: false }),
  };
}

/** Damaged TIFFs are left to the decoder, and other files have no tags. */
async function tagsOf(path: string) {
  try {
    const handle = await openRegular(path);
    try {
      return await readTags(handle, TAGS);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
