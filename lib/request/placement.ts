import { OptionError, PlacementError } from '../errors.js';
import { type ImageInput, loadMask } from '../image/load.js';
import type { Mask, Size } from '../image/raw-image.js';
import { show } from './show.js';

/** In pixels of the canvas, from its top left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Where the source goes: exactly one of the three. */
export interface Place {
  /** The source is resized to it. */
  box?: Box | undefined;
  /**
   * An image of the canvas' size, not 0 where the source goes. The source is resized to the bounding box of those
   * pixels.
   */
  mask?: ImageInput | undefined;
  /** The source's centre; its size follows from the two ground sampling distances. */
  point?: Point | undefined;
}

/** The box that the source fills, and which of the canvas' pixels it replaces. */
export interface Placement {
  box: Box;
  /** [canvas height, canvas width], 1 inside and 0 outside. */
  mask: Uint8Array;
}

/**
 * @param source its size before it is resized, from which the box around a point follows
 * @param gsds of source and canvas, metres per pixel; a point needs both
 * @throws PlacementError for a box that is empty or leaves the canvas, and for an empty mask or one of another size
 * @throws OptionError when the place is given twice, not at all, or not in numbers
 */
export async function placeSource(
  place: Place,
  source: Size,
  canvas: Size,
  gsds: { source?: number | undefined; canvas?: number | undefined },
): Promise<Placement> {
  const { box, mask, point } = place;
  if ([box, mask, point].filter((given) => (given ?? undefined) !== undefined).length !== 1) {
    throw new OptionError('Say where the source goes with one of box, mask and point.');
  }
  if (box) return placeBox(box, canvas);
  if (point) return placeBox(boxAround(point, source, gsds), canvas);
  return placeMask(await loadMask(mask!, 'mask'), canvas);
}

function placeBox(box: Box, canvas: Size): Placement {
  const { x, y, width, height } = box;
  for (const [side, value] of Object.entries({ x, y, width, height })) {
    if (Number.isSafeInteger(value)) continue;
    throw new OptionError(`box.${side} is ${show(value)}; it must be a whole number of canvas pixels.`);
  }
  const said = `The box x ${x}, y ${y}, ${width} x ${height} px`;
  if (width <= 0 || height <= 0) throw new PlacementError(`${said} is empty; give it a width and a height.`);
  if (x < 0 || y < 0 || x + width > canvas.width || y + height > canvas.height) {
    throw new PlacementError(
      `${said} leaves the canvas of ${canvas.width} x ${canvas.height} px, to which the target is resized.`,
    );
  }
  const mask = new Uint8Array(canvas.width * canvas.height);
  for (let row = y; row < y + height; row++) {
    mask.fill(1, row * canvas.width + x, row * canvas.width + x + width);
  }
  return { box: { x, y, width, height }, mask };
}

function placeMask(mask: Mask, canvas: Size): Placement {
  if (mask.width !== canvas.width || mask.height !== canvas.height) {
    throw new PlacementError(
      `The mask is ${mask.width} x ${mask.height} px; it must have the canvas' size, ${canvas.width} x ${canvas.height}.`,
    );
  }
  let [left, top, right, bottom] = [canvas.width, canvas.height, -1, -1];
  mask.data.forEach((inside, i) => {
    if (!inside) return;
    const [x, y] = [i % canvas.width, Math.floor(i / canvas.width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  if (right < 0) throw new PlacementError('The mask is empty: no pixel of it is different from 0.');
  return { box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }, mask: mask.data };
}

/** The source at the canvas' ground sampling distance, centred on `point`. */
function boxAround(
  { x, y }: Point,
  source: Size,
  gsds: { source?: number | undefined; canvas?: number | undefined },
): Box {
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    throw new OptionError(`point is ${show(x)}, ${show(y)}; it must be two numbers of canvas pixels.`);
  }
  if (gsds.source === undefined || gsds.canvas === undefined) {
    throw new OptionError(
      'A point needs sourceGsd and metadata.gsd, from which the size follows; or give a box.',
    );
  }
  if (!(gsds.source > 0 && Number.isFinite(gsds.source))) {
    throw new OptionError(`sourceGsd is ${show(gsds.source)}; it must be metres per pixel, above 0.`);
  }
  const scale = gsds.source / gsds.canvas;
  const width = Math.max(Math.round(source.width * scale), 1);
  const height = Math.max(Math.round(source.height * scale), 1);
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
}
