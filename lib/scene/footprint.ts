import { OptionError, PlacementError } from '../errors.js';
import type { RasterMap } from '../raster/map.js';
import { fits, intersect, type Window, whole } from '../raster/window.js';
import type { Composition, ScenePlace } from '../request/compose.js';
import type { Size } from '../values/size.js';
import type { Inputs } from './inputs.js';
import { boundsOf, extentOf, fillPolygon, type Polygon, polygonOf, readPolygon } from './polygon.js';

/** Where the patch goes, in pixels of the scene. */
export interface Footprint {
  /** What the source fills. It may reach beyond the scene. */
  box: Window;
  /** The part of it within the scene. */
  place: Window;
  /** [height, width] of `place`, 1 where the source goes; all of it if absent. */
  mask?: Uint8Array;
}

/** What is known of the scene and of the source's size. */
export interface Ground {
  scene: Size;
  map: RasterMap | undefined;
  /** Size of the inserted part of the source after its rotation. Not rounded. */
  source: Size;
  sourceGsd: number | undefined;
  /** Ground sampling distance of the scene at one of its pixels. */
  gsdAt(column: number, row: number): number | undefined;
}

/**
 * Finds the patch's place.
 *
 * @param mask of the place, if it has one
 * @throws PlacementError for a place outside the scene, an empty mask, or a polygon that crosses itself
 * @throws OptionError for a point if the size of the source or the map of the scene is not known
 */
export async function findFootprint(
  place: Composition['place'],
  ground: Ground,
  mask: Inputs['mask'],
): Promise<Footprint> {
  const { box, at, atPixel, polygon, area } = place;
  if (box) return insideOf(box, ground.scene);
  if (at) {
    const around = boxAround(locate(at, ground), ground);
    // A scene that a place was found in has a map.
    return within(
      around,
      ground.scene,
      () => `${sayAt(at)} is outside ${sayScene(ground.map!, ground.scene)}`,
    );
  }
  if (atPixel) {
    const around = boxAround([atPixel.x, atPixel.y], ground);
    return within(around, ground.scene, () => sayOutside(atPixel, around, ground.scene));
  }
  if (area) return fromPolygon(polygonOf(area, ground.map, ground.scene), ground.scene);
  if (polygon !== undefined) return fromFile(polygon, ground);
  const opened = await mask!;
  const { width, height } = opened;
  if (width !== ground.scene.width || height !== ground.scene.height)
    throw new PlacementError(
      `The mask is ${width} x ${height} px; it must have the size of the scene, ${ground.scene.width} x ${ground.scene.height} px.`,
    );
  const part = await opened.find();
  return { box: part.box, place: part.box, mask: part.mask };
}

function insideOf(box: Window, scene: Size): Footprint {
  const said = `The box x ${box.x}, y ${box.y}, ${box.width} x ${box.height} px`;
  if (box.width <= 0 || box.height <= 0)
    throw new PlacementError(`${said} is empty; give it a width and a height.`);
  if (!fits(box, scene))
    throw new PlacementError(
      `${said} extends beyond the scene of ${scene.width} x ${scene.height} px; move it or make it smaller.`,
    );
  return { box, place: box };
}

/** A box of which a part may be outside. */
function within(box: Window, scene: Size, sayWhy: () => string): Footprint {
  const place = intersect(box, whole(scene));
  if (place.width > 0 && place.height > 0) return { box, place };
  throw new PlacementError(sayWhy());
}

function sayOutside(
  centre: NonNullable<ScenePlace['atPixel']>,
  { x, y, width, height }: Window,
  scene: Size,
): string {
  return `The patch at ${centre.x}, ${centre.y} covers x ${x} to ${x + width}, y ${y} to ${y + height}, which is outside the scene of ${scene.width} x ${scene.height} px. Move it.`;
}

/** Also names the most common mistake. */
function sayScene(map: RasterMap, scene: Size): string {
  return `the scene, which is at ${extentOf(map, scene)}. The longitude comes first.`;
}

function sayAt({ longitude, latitude }: NonNullable<ScenePlace['at']>): string {
  return `The patch at longitude ${longitude}, latitude ${latitude}`;
}

function locate(
  at: NonNullable<ScenePlace['at']>,
  { map, scene }: Ground,
): readonly [column: number, row: number] {
  const { longitude, latitude } = at;
  if (Math.abs(longitude) > 360 || Math.abs(latitude) > 90)
    throw new OptionError(
      `place.at is ${longitude}, ${latitude}; it must be a longitude, -180 to 180, and a latitude, -90 to 90 (degrees).`,
    );
  if (!map?.isPlaced)
    throw new OptionError(
      `place.at needs a scene with a known coordinate reference system, and this one has ${map ? 'an unknown one' : 'no georeference'}. Give atPixel or a box.`,
    );
  const pixel = map.toPixel([longitude, latitude]);
  if (pixel) return pixel;
  throw new PlacementError(`${sayAt(at)} is far outside ${sayScene(map, scene)}`);
}

/** The source at the scene's ground sampling distance, centred on a point. */
function boxAround([x, y]: readonly [number, number], ground: Ground): Window {
  const { source, sourceGsd, scene } = ground;
  // Far outside the scene, the projection may be undefined.
  const gsd = ground.gsdAt(Math.min(Math.max(x, 0), scene.width), Math.min(Math.max(y, 0), scene.height));
  if (sourceGsd === undefined || gsd === undefined)
    throw new OptionError(
      `The size of the patch follows from two ground sampling distances, and that of the ${gsd === undefined ? 'scene (metadata.gsd)' : 'source (sourceGsd)'} is not known. Set it, or give a box or a polygon.`,
    );
  const width = Math.max(Math.round((source.width * sourceGsd) / gsd), 1);
  const height = Math.max(Math.round((source.height * sourceGsd) / gsd), 1);
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
}

async function fromFile(path: string, { map, scene }: Ground): Promise<Footprint> {
  if (!map)
    throw new OptionError(
      `place.polygon is ${path}, which needs a scene with a georeference, and this one has none. Give a mask or a box.`,
    );
  return fromPolygon(await readPolygon(path, map, scene), scene);
}

function fromPolygon(polygon: Polygon, scene: Size): Footprint {
  const box = boundsOf(polygon);
  const place = intersect(box, whole(scene));
  return { box, place, mask: fillPolygon(polygon, place) };
}
