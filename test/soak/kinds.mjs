// The calls of a soak: most methods, with the fixture mini.
import { join } from 'node:path';
import sharp from 'sharp';
import { readRequest } from '../../bench/request.mjs';

export const MODEL = join(import.meta.dirname, '../fixtures/mini');

/** Target, source, box, prompts and metadata. */
export const REQUEST = readRequest(MODEL);

/** Fewer steps make fewer candidates, so that a thousand calls take minutes. */
const FEW = { steps: 6 };

/** The options of each kind of call that are added to REQUEST. */
export const HARMONIZE = {
  'copy-paste': { method: 'copy-paste' },
  poisson: { method: 'poisson' },
  'poisson, mask': { method: 'poisson', mask: true },
  'poisson, restored detail': { method: 'poisson', restoreDetail: true },
  'poisson-vae': { method: 'poisson-vae' },
  freecompose: { method: 'freecompose', steps: 4 },
  lms: { mode: 'lms' },
  twr: { mode: 'twr', ...FEW },
  ltf: FEW,
  'ltf, mask': { mask: true, ...FEW },
  'ltf, every image': { images: true, ...FEW },
};

/** An ellipse in the box of REQUEST: one channel of a canvas of 128 px. */
export function makeMask() {
  const side = 128;
  const { x, y, width, height } = REQUEST.box;
  const data = Uint8Array.from({ length: side * side }, (_, i) => {
    const across = ((i % side) + 0.5 - x) / width - 0.5;
    const down = (Math.floor(i / side) + 0.5 - y) / height - 0.5;
    return Math.hypot(across, down) < 0.5 ? 255 : 0;
  });
  return { data, width: side, height: side, channels: 1 };
}

/** The same mask as a PNG. */
export function encodeMask() {
  const { data, ...raw } = makeMask();
  return sharp(data, { raw }).png().toBuffer();
}
