import { extname, join } from 'node:path';
import { parsePythonJson } from '../files/python-json.js';
import { readRegular } from '../files/read.js';
import { readImageSize } from '../image/header.js';
import { georeference } from '../raster/georeference.js';
import { known } from '../raster/ground.js';
import type { Box, Metadata } from '../request/harmonize.js';
import type { Size } from '../values/size.js';
import { type AnnotatedObject, type Annotation, placeOf, readAnnotation } from './fmow.js';
import { order, pictures } from './pictures.js';

/** An image with everything that its folder says about it. */
export interface Scene extends Size {
  /** Relative to the folder of scenes. */
  path: string;
  /** Name of its class. */
  label: string;
  /** Two scenes of the same place do not make a pair. */
  place: string;
  metadata: Metadata;
  /** ISO 3166-1 alpha-3. */
  country?: string;
  /** Annotated objects; none in a plain scene. */
  objects: AnnotatedObject[];
}

/** An image that could not be used, and why. */
export interface SkippedScene {
  path: string;
  reason: string;
}

/** An image that has a class but has not been opened yet. */
export interface Listed {
  path: string;
  label: string;
  annotation?: Annotation;
}

/** Largest image file of a scene, in bytes. 100 megapixels with four bands of 16 bits take 800 MB uncompressed. */
export const LARGEST_FILE = 2 ** 30;
/** Shortest side of a scene, in pixels: a quarter of it must hold a box of 8 px. */
const MIN_SIDE = 32;

/**
 * The scenes in `folder`: images with an fMoW JSON file next to them, at any depth, and plain images in class folders
 * (`CLASS/file`). They are sorted by class, then by file name, as in training/data.py.
 *
 * @throws DatasetError when the folder cannot be listed
 */
export async function listScenes(folder: string): Promise<{ listed: Listed[]; skipped: SkippedScene[] }> {
  const listed: Listed[] = [];
  const skipped: SkippedScene[] = [];
  for (const path of await pictures(folder)) {
    const annotation = await annotationOf(join(folder, path)).catch((error: Error) => error);
    const parts = path.split('/');
    if (annotation instanceof Error) {
      skipped.push({ path, reason: `its JSON cannot be read (${annotation.message})` });
    } else if (annotation) {
      const label = annotation.objects[0]?.label;
      if (label) listed.push({ path, label, annotation });
      else skipped.push({ path, reason: 'its JSON marks no object with a category' });
    } else if (parts.length === 2) {
      listed.push({ path, label: parts[0]! });
    } else {
      skipped.push({ path, reason: 'it is not in a class folder and has no fMoW JSON next to it' });
    }
  }
  const name = ({ path }: Listed) => path.slice(path.lastIndexOf('/') + 1);
  listed.sort((a, b) => order(a.label, b.label) || order(name(a), name(b)) || order(a.path, b.path));
  return { listed, skipped };
}

/** Every n-th scene of each class. With n = 10 these are the scenes that training/data.py holds out. */
export function heldOut(listed: Listed[], n: number): Listed[] {
  const seen = new Map<string, number>();
  return listed.filter(({ label }) => {
    const index = seen.get(label) ?? 0;
    seen.set(label, index + 1);
    return index % n === n - 1;
  });
}

/**
 * Reads a scene's size and location from its header, its tags and the files next to it, without decoding its pixels.
 *
 * @param given gsd and country of scenes that do not state their own
 * @throws Error with the reason why the scene cannot be used
 */
export async function readScene(
  folder: string,
  { path, label, annotation }: Listed,
  given: { gsd?: number | undefined; country?: string | undefined },
): Promise<Scene> {
  const file = join(folder, path);
  const { upright, stored } = await readImageSize(file, 'scene');
  const { width, height } = upright;
  if (Math.min(width, height) < MIN_SIDE) throw new Error(`it has a side of less than ${MIN_SIDE} px`);

  const country = annotation?.country ?? given.country;
  const scale = {
    x: width / (annotation?.size.width ?? width),
    y: height / (annotation?.size.height ?? height),
  };
  const objects = (annotation?.objects ?? [])
    .map((object) => ({ ...object, box: inside(object.box, scale, { width, height }) }))
    .filter(({ box }) => box.width >= MIN_OBJECT && box.height >= MIN_OBJECT);
  if (annotation && objects.length === 0) throw new Error('none of its marked objects lies within the image');

  // The JSON's GSD belongs to the size in the JSON. An image of half that width has twice as many metres per pixel.
  const { gsd: stated, ...metadata }: Metadata = annotation
    ? annotation.metadata
    : await georeference(file, stored);
  const { gsd = given.gsd } = known({
    ...(stated !== undefined && { gsd: stated / Math.sqrt(scale.x * scale.y) }),
  });
  return {
    path,
    label,
    place: annotation ? placeOf(path) : path,
    width,
    height,
    metadata: { ...metadata, ...(gsd !== undefined && { gsd }) },
    ...(country !== undefined && { country }),
    objects,
  };
}

const MIN_OBJECT = 3;

/** The part of the box that lies within the image, in whole pixels. */
function inside(box: Box, scale: { x: number; y: number }, { width, height }: Size): Box {
  const clamp = (value: number, most: number) => Math.min(Math.max(Math.round(value), 0), most);
  const [left, right] = [box.x, box.x + box.width].map((x) => clamp(x * scale.x, width));
  const [top, bottom] = [box.y, box.y + box.height].map((y) => clamp(y * scale.y, height));
  return { x: left!, y: top!, width: right! - left!, height: bottom! - top! };
}

/** Of a JSON file beside an image, which may be labels in COCO JSON. */
const LARGEST_ANNOTATION = 256_000_000;

async function annotationOf(file: string): Promise<Annotation | undefined> {
  const json = `${file.slice(0, -extname(file).length)}.json`;
  const text = await readRegular(json, LARGEST_ANNOTATION).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENAMETOOLONG') return undefined;
    throw error;
  });
  return text === undefined ? undefined : readAnnotation(parsePythonJson(text.toString()));
}
