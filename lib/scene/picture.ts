import type { RgbImage } from '../image/raw-image.js';
import { readWindow } from '../raster/valid.js';
import type { Window } from '../raster/window.js';
import type { Changes } from './finish.js';
import { scaleOf } from './levels.js';
import type { Drawing } from './prepare.js';

/**
 * A window of the scene with its changes, as 8-bit RGB through the scene's stretch. Pixels without data are black.
 *
 * @throws Error for a damaged file
 */
export async function drawWindow(
  { scene }: Drawing,
  window: Window,
  changes: Changes,
): Promise<RgbImage<Uint8Array>> {
  const { pyramid, seen } = scene;
  const { planes, valid } = await readWindow(pyramid.levels[0]!, pyramid.raster, seen.bands, window);
  const { toLevel } = scaleOf(seen.stretch, seen.inverted);
  const data = new Uint8Array(window.width * window.height * 3);
  const area = changes.window;
  for (let y = 0, at = 0; y < window.height; y++)
    for (let x = 0; x < window.width; x++, at++) {
      const [column, row] = [window.x + x - area.x, window.y + y - area.y];
      const isNear = column >= 0 && row >= 0 && column < area.width && row < area.height;
      const from =
        isNear && changes.changed[row * area.width + column] === 1 ? row * area.width + column : -1;
      if (from === -1 && valid?.[at] === 0) continue;
      for (let c = 0; c < 3; c++) {
        const i = seen.bands.length === 1 ? 0 : c;
        const sample = (from === -1 ? undefined : changes.planes[seen.bands[i]!]?.[from]) ?? planes[i]![at]!;
        data[3 * at + c] = Math.round(Math.min(Math.max(toLevel(sample), 0), 255));
      }
    }
  return { data, width: window.width, height: window.height, channels: 3 };
}
