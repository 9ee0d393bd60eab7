import { join } from 'node:path';
import { LARGEST_FILE } from '../dataset/scenes.js';
import { readRegular } from '../files/read.js';
import type { Position, Ring } from '../labels/shape.js';
import { readWindow } from '../raster/valid.js';
import { intersect, type Window, whole } from '../raster/window.js';
import { openPlain } from '../scene/open-scene.js';
import { fillPolygon } from '../scene/polygon.js';
import type { Size } from '../values/size.js';
import type { FolderImage } from './images.js';
import { readPicture } from './picture.js';

/** Which pixels of a scene have data. Close it. */
export interface SceneData {
  size: Size;
  /**
   * Whether all pixels within an outline have data.
   *
   * @param box around the outline, within the scene
   */
  hasData(box: Window, outline: Ring): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens a scene, and checks that it can be composed.
 *
 * @throws ImageError for a scene that cannot
 */
export async function openSceneData(
  folder: string,
  { path, width, height, isTiff }: FolderImage,
  signal: AbortSignal | undefined,
): Promise<SceneData> {
  const size = { width, height };
  const file = join(folder, path);
  if (!isTiff) {
    await readPicture(await readRegular(file, LARGEST_FILE), path);
    return { size, hasData: async () => true, close: async () => {} };
  }
  const { raster, levels, close } = await openPlain(file, signal);
  const bands = Array.from({ length: raster.bands }, (_, band) => band);
  return {
    size,
    close,
    hasData: async (box, outline) => {
      const window = intersect(box, whole(size));
      // A few pixels first: most places without data are found with a fraction of the reading.
      const [x, y] = [window.x + (window.width >> 1), window.y + (window.height >> 1)];
      const pixels = [[x, y] as const, ...outline.slice(0, 4).map((corner) => towards(corner, [x, y]))];
      for (const [x, y] of pixels) {
        const { valid } = await readWindow(levels[0]!, raster, bands, { x, y, width: 1, height: 1 });
        if (valid?.[0] === 0) return false;
      }
      const { valid } = await readWindow(levels[0]!, raster, bands, window);
      if (!valid) return true;
      const inside = fillPolygon({ parts: [[outline]] }, window);
      return !inside.some((is, i) => is === 1 && valid[i] === 0);
    },
  };
}

/** The pixel a little inside a corner. */
function towards([x, y]: Position, [middleX, middleY]: readonly [number, number]): [number, number] {
  return [Math.floor(x + 0.1 * (middleX - x)), Math.floor(y + 0.1 * (middleY - y))];
}
