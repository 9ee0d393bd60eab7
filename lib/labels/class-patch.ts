import type { Raster } from '../raster/layout.js';
import type { Patch } from '../raster/patch.js';
import { intersect, type Window } from '../raster/window.js';
import { type ClassRaster, ClassWriter } from './class-raster.js';
import { type Affine, apply, inverse, type Placement, toScene } from './place.js';
import { endsIn, type RunMask } from './runs.js';

/** Pixels of the source that are in memory at a time. */
const MOST_PIXELS = 16_000_000;

/**
 * What a patch changes in the class raster of the scene: each pixel inside gets the class of the source's pixel there
 * (nearest neighbour), or one class for all.
 *
 * @param mask where the source went
 * @param classes the source's class raster, or the class of all its pixels
 * @param scene class raster of the scene
 * @param name what messages call the patch
 * @throws LabelsError (`LABELS_INVALID`) for a class that the scene's sample type does not have
 * @throws Error for a damaged file
 */
export async function classPatch(
  { placement, mask, classes }: { placement: Placement; mask: RunMask; classes: ClassRaster | number },
  scene: Raster,
  name: string,
): Promise<Patch> {
  const { window } = mask;
  const changed = changedIn(mask);
  const writer = new ClassWriter(scene, changed.length, name);
  if (typeof classes === 'number') {
    for (const [i, changes] of changed.entries()) if (changes === 1) writer.put(i, classes);
  } else {
    const back = inverse(toScene(placement));
    for (const part of partsOf(window, back, placement.sourceWindow))
      await sample(part, { window, changed, back, classes, sourceWindow: placement.sourceWindow }, writer);
  }
  return { window, planes: [writer.plane], changed, makesValid: true };
}

/** [height, width] of the mask's window, 1 inside. */
function changedIn(mask: RunMask): Uint8Array {
  const { x, y, width, height } = mask.window;
  const changed = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const ends = endsIn(mask, y + row, mask.window);
    for (let i = 0; i < ends.length; i += 2)
      changed.fill(1, row * width + ends[i]! - x, row * width + ends[i + 1]! - x);
  }
  return changed;
}

/** Parts of a window for which few enough pixels of the source are needed. */
function* partsOf(window: Window, back: Affine, source: Window): Generator<Window> {
  const { x, y, width, height } = window;
  const needed = sourceOf(window, back, source);
  if (needed.width * needed.height <= MOST_PIXELS || width * height <= 1) yield window;
  else if (width > height) {
    const half = width >> 1;
    yield* partsOf({ ...window, width: half }, back, source);
    yield* partsOf({ ...window, x: x + half, width: width - half }, back, source);
  } else {
    const half = height >> 1;
    yield* partsOf({ ...window, height: half }, back, source);
    yield* partsOf({ ...window, y: y + half, height: height - half }, back, source);
  }
}

/** The pixels of the source under a window of the scene. Its width or height is 0 or less if there are none. */
function sourceOf({ x, y, width, height }: Window, back: Affine, source: Window): Window {
  const corners = [
    apply(back, x, y),
    apply(back, x + width, y),
    apply(back, x, y + height),
    apply(back, x + width, y + height),
  ];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, top] = [Math.floor(Math.min(...xs)) - 1, Math.floor(Math.min(...ys)) - 1];
  const [right, bottom] = [Math.ceil(Math.max(...xs)) + 1, Math.ceil(Math.max(...ys)) + 1];
  return intersect({ x: left, y: top, width: right - left, height: bottom - top }, source);
}

interface Sampling {
  window: Window;
  changed: Uint8Array;
  back: Affine;
  classes: ClassRaster;
  sourceWindow: Window;
}

async function sample(
  part: Window,
  { window, changed, back, classes, sourceWindow }: Sampling,
  writer: ClassWriter,
): Promise<void> {
  const from = sourceOf(part, back, sourceWindow);
  if (from.width <= 0 || from.height <= 0) return;
  const numbers = await classes.read(from);
  const { nodata } = classes;
  for (let y = part.y; y < part.y + part.height; y++)
    for (let x = part.x; x < part.x + part.width; x++) {
      const at = (y - window.y) * window.width + x - window.x;
      if (changed[at] === 0) continue;
      const [column, row] = apply(back, x + 0.5, y + 0.5);
      // Rounding may put the centre of a pixel at the edge outside.
      const i = clamp(Math.floor(column) - from.x, from.width);
      const j = clamp(Math.floor(row) - from.y, from.height);
      const number = numbers[j * from.width + i]!;
      writer.put(at, number === nodata ? writer.none : number);
    }
}

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}
