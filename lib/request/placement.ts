import { OptionError, PlacementError } from '../errors.js';
import type { ImageInput } from '../image/input.js';
import { openMask } from '../image/open.js';
import type { Size } from '../values/size.js';
import type { Box, Place, Point } from './harmonize.js';

/** The box that the source fills, and which pixels of the canvas it replaces. */
export interface Placement {
  box: Box;
  /** [canvas height, canvas width], 1 inside and 0 outside. */
  mask: Uint8Array;
  /** Number of these pixels. */
  pixels: number;
}

/**
 * Finds the source's place.
 *
 * @param source the size of the source before it is resized, from which the box around a point follows
 * @param place `gsd` is that of the canvas; a point needs both GSDs. Floating-point masks need a `maskThreshold`.
 * @param signal stops reading the mask
 * @throws PlacementError for a box that is empty or extends beyond the canvas, and for a mask that is empty or of another size
 * @throws OptionError when the place is given twice or not at all, or a point lacks a GSD
 */
export async function placeSource(
  place: Place & { maskThreshold: number; gsd?: number | undefined },
  source: Size | Promise<Size>,
  canvas: Size,
  signal?: AbortSignal,
): Promise<Placement> {
  const { box, mask, point } = place;
  const given = Object.entries({ box, mask, point }).filter(([, value]) => value !== undefined);
  if (given.length !== 1) {
    const names = given.map(([name]) => name).join(' and ');
    throw new OptionError(
      `Say where the source goes with one of box, mask and point, not with ${names || 'none'}.`,
    );
  }
  if (box) return placeBox(box, canvas);
  if (point) return placeBox(boxAround(point, await source, place), canvas);
  return placeMask(mask!, place.maskThreshold, canvas, signal);
}

function placeBox({ x, y, width, height }: Box, canvas: Size): Placement {
  const said = `The box x ${x}, y ${y}, ${width} x ${height} px`;
  if (width <= 0 || height <= 0) throw new PlacementError(`${said} is empty; give it a width and a height.`);
  if (x < 0 || y < 0 || x + width > canvas.width || y + height > canvas.height) {
    throw new PlacementError(
      `${said} extends beyond the canvas of ${canvas.width} x ${canvas.height} px, to which the target is resized.`,
    );
  }
  const mask = new Uint8Array(canvas.width * canvas.height);
  for (let row = y; row < y + height; row++) {
    mask.fill(1, row * canvas.width + x, row * canvas.width + x + width);
  }
  return { box: { x, y, width, height }, mask, pixels: width * height };
}

async function placeMask(
  input: ImageInput,
  threshold: number,
  canvas: Size,
  signal?: AbortSignal,
): Promise<Placement> {
  const opened = await openMask(input, 'mask', threshold, signal);
  try {
    const { width, height } = opened;
    // Checked before the pixels are decoded, of which there may be many.
    if (width === canvas.width && height === canvas.height)
      return placeAll((await opened.mask()).data, canvas);
    throw new PlacementError(
      `The mask is ${width} x ${height} px; it must have the size of the canvas, ${canvas.width} x ${canvas.height} px.`,
    );
  } finally {
    await opened.close();
  }
}

/** The box around all pixels of a mask. */
function placeAll(mask: Uint8Array, canvas: Size): Placement {
  let [left, top, right, bottom, pixels] = [canvas.width, canvas.height, -1, -1, 0];
  mask.forEach((inside, i) => {
    if (!inside) return;
    const [x, y] = [i % canvas.width, Math.floor(i / canvas.width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    pixels++;
  });
  if (right < 0)
    throw new PlacementError(
      'The mask is empty: no sample counts. Draw the place in it, or lower maskThreshold if its samples are floating-point numbers.',
    );
  return { box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }, mask, pixels };
}

/** The source at the ground sampling distance of the canvas, centred on `point`. */
function boxAround(
  { x, y }: Point,
  source: Size,
  { sourceGsd, gsd }: Pick<Place, 'sourceGsd'> & { gsd?: number | undefined },
): Box {
  if (sourceGsd === undefined || gsd === undefined) {
    throw new OptionError(
      'A point needs sourceGsd and metadata.gsd, which determine the size; or give a box.',
    );
  }
  const scale = sourceGsd / gsd;
  const width = Math.max(Math.round(source.width * scale), 1);
  const height = Math.max(Math.round(source.height * scale), 1);
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
}
