import { extname } from 'node:path';
import { OptionError } from '../errors.js';
import { imageFormat } from '../image/save.js';
import type { ComposeOptions } from '../request/compose.js';

// What the names of files say about their contents.

/** Whether a result is a whole scene or a picture of the window. @throws OutputError for any other extension */
export function outputKind(out: string): 'scene' | 'picture' {
  if (/^\.tiff?$/i.test(extname(out))) return 'scene';
  imageFormat(out);
  return 'picture';
}

/** The format that labels are written in. @throws OptionError for any other extension */
export function labelsFormat(labelsOut: string): 'coco' | 'geojson' | 'classes' {
  const ending = extname(labelsOut).toLowerCase();
  if (ending === '.json') return 'coco';
  if (ending === '.geojson') return 'geojson';
  if (ending === '.tif' || ending === '.tiff') return 'classes';
  throw new OptionError(
    `labelsOut is ${labelsOut}; it must end in .json (COCO JSON), .geojson, or .tif (a raster of classes).`,
  );
}

/** The scene's raster of classes. @throws OptionError if it is missing, and for labels that are objects */
export function sceneClasses(labelsIn: string | undefined, labelsOut: string): string {
  if (labelsIn === undefined)
    throw new OptionError(
      `labelsOut is ${labelsOut}, but labelsIn is missing; give the scene's raster of classes, or make an empty one: gdal_calc.py -A scene.tif --calc "A*0" --type Byte --outfile classes.tif`,
    );
  requireRaster(labelsIn, labelsOut);
  return labelsIn;
}

/** @throws OptionError for labels that are objects */
export function requireRaster(path: string, labelsOut: string): void {
  if (!/\.(geo)?json$/i.test(path)) return;
  throw new OptionError(
    `${path} holds objects, but labelsOut is ${labelsOut}, a raster of classes; give a raster, for example one of gdal_rasterize.`,
  );
}

/** @throws OptionError for a raster of classes */
export function requireObjects(path: string, labelsOut: string): void {
  if (!/\.(tiff?|png)$/i.test(path)) return;
  throw new OptionError(
    `${path} is a raster of classes, but labelsOut is ${labelsOut}, which holds objects; give the labels as COCO JSON or GeoJSON.`,
  );
}

/** @throws OptionError, OutputError for names that do not fit each other or name no format */
export function checkNames({
  out,
  labelsIn,
  labels,
  labelsOut,
}: Pick<ComposeOptions, 'out' | 'labelsIn' | 'labels' | 'labelsOut'>): void {
  if (out !== undefined) outputKind(out);
  if (labelsOut === undefined) return;
  const isRaster = labelsFormat(labelsOut) === 'classes';
  if (isRaster) sceneClasses(labelsIn, labelsOut);
  for (const path of [labelsIn, labels])
    if (path !== undefined) (isRaster ? requireRaster : requireObjects)(path, labelsOut);
}
