import type { Composer } from '../composer.js';
import type { RgbImage } from '../image/raw-image.js';
import type { Composition } from '../request/compose.js';
import type { Box } from '../request/harmonize.js';
import { ENCODING } from '../request/methods.js';
import type { KeptDetail } from './fields.js';
import type { Canvas } from './prepare.js';

/** How much of the pixels' own detail is kept at the scene's resolution. */
export function detailOf({ settings, keepDetail }: Composition): KeptDetail {
  if (!ENCODING.includes(settings.method)) return 'all';
  return keepDetail ? 'beside the seam' : 'none';
}

/**
 * The levels of the result on the canvas, [side, side, 3], not rounded.
 *
 * @param image the candidate that was chosen
 * @returns undefined for the plain paste
 */
export async function levelsOf(
  composer: Composer,
  { settings, keepDetail, signal }: Composition,
  { target, source, mask, box, band, valid }: Canvas,
  side: number,
  image: RgbImage | null,
): Promise<Float32Array | undefined> {
  const size = { width: side, height: side };
  const lacking = valid.includes(0) ? { valid } : {};
  if (settings.method === 'init') return undefined;
  if (settings.method === 'poisson') {
    const patch = cut(source, side, box);
    return composer.blendPoisson({ ...size, target, source: patch, box, mask, ...lacking }, signal);
  }
  const harmonised = new Uint8Array(image!.data);
  if (!keepDetail) return Float32Array.from(harmonised);
  const paste = Float32Array.from(target, (level, i) => (mask[Math.floor(i / 3)] === 1 ? source[i]! : level));
  return composer.restoreDetail({ ...size, paste, harmonised, mask, ...lacking, band }, signal);
}

function cut(levels: Float32Array, side: number, box: Box): Float32Array {
  const part = new Float32Array(box.width * box.height * 3);
  for (let y = 0; y < box.height; y++) {
    const start = ((box.y + y) * side + box.x) * 3;
    part.set(levels.subarray(start, start + box.width * 3), y * box.width * 3);
  }
  return part;
}
