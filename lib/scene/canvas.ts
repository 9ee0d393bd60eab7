import type { Window } from '../raster/window.js';
import type { Size } from '../values/size.js';

/** The window of a scene that the model sees. It may reach beyond a scene that is smaller than the canvas. */
export interface CanvasWindow extends Window {
  /** Pixels of the scene per pixel of the canvas, at least 1. */
  scale: number;
}

/** Fraction of the canvas that the longer side of a patch may take. The rest is context. */
const MOST_OF_CANVAS = 0.75;

/**
 * Chooses the window around a patch: at the scene's own resolution if the patch and its context fit into the canvas, else
 * as large as the patch needs.
 *
 * @param box of the patch, at least partly within the scene
 * @param side of the canvas
 * @param factor pixels of the canvas per latent pixel: at the scene's own resolution, the box starts at a latent pixel
 */
export function windowAround(box: Window, scene: Size, side: number, factor: number): CanvasWindow {
  const longer = Math.max(box.width, box.height);
  const fits = longer <= MOST_OF_CANVAS * side;
  const extent = fits ? side : Math.ceil(longer / MOST_OF_CANVAS);
  const grid = fits ? factor : 1;
  return {
    x: startOf(box.x, box.width, scene.width, extent, grid),
    y: startOf(box.y, box.height, scene.height, extent, grid),
    width: extent,
    height: extent,
    scale: extent / side,
  };
}

/**
 * Centred on the box, but moved into the scene where it would reach beyond its edge. To keep the box on the grid of latent
 * pixels, up to one of them at the edge is left out, unless the box needs it.
 */
function startOf(box: number, length: number, scene: number, extent: number, grid: number): number {
  const centred = box + Math.floor((length - extent) / 2);
  const aligned = box - Math.round((box - centred) / grid) * grid;
  const [least, most] = [Math.min(0, scene - extent), Math.max(0, scene - extent)];
  if (aligned >= least && aligned <= most) return aligned;
  const [edge, round] = aligned < least ? [least, Math.floor] : [most, Math.ceil];
  const inside = box - round((box - edge) / grid) * grid;
  return inside >= least && inside + extent >= box + length ? inside : edge;
}
