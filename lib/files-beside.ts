import { labelFilesOf } from './dataset/folder-labels.js';
import { companionsOf } from './raster/companions.js';
import { path } from './request/option.js';
import { check } from './request/read.js';
import { stacFilesOf } from './scene/stac.js';

/**
 * Lists the files beside an image that may be read or copied with it: overviews and masks (`.ovr`, `.msk`), world files, `.prj` and
 * `.aux.xml` files, RPC and IMD files, STAC items, and labels. Results depend on them as on the image itself.
 *
 * @param image its path
 * @returns all paths where such a file may be, whether there is one or not
 * @throws OptionError for anything but a path
 * @example
 * import { existsSync } from 'node:fs';
 * import { filesBeside } from 'harmonidiff';
 *
 * const inputs = ['scene.tif', ...filesBeside('scene.tif').filter((path) => existsSync(path))];
 */
export function filesBeside(image: string): string[] {
  const raster = check(path('<file>'), image, 'image');
  const { own, shared } = stacFilesOf(raster);
  return [...new Set([...companionsOf(raster), ...own, ...shared, ...labelFilesOf(raster)])];
}
