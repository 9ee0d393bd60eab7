import { setImmediate } from 'node:timers/promises';
import type { Window } from '../raster/window.js';
import { fillPolygon } from '../scene/polygon.js';
import { throwIfAborted } from '../values/abort.js';
import { differenceOf, intersectionOf, repaired } from './clip.js';
import type { LabelledObject } from './objects.js';
import { plainOutlineOf } from './outline.js';
import { apply, moved, type Placement, toScene } from './place.js';
import { coverageOf, type RunMask, runsOf } from './runs.js';
import { areaOf, boundsOf, boxShape, coversPixel, pixelsOf, type Shape } from './shape.js';

/** A patch with what is on it. */
export interface LabelledPatch {
  placement: Placement;
  /** Where the source went. */
  mask: RunMask;
  /** In pixels of the source. */
  objects: readonly LabelledObject[];
  /** Category of an object that is the whole patch, with the outline of the mask. */
  label?: string;
  /** What messages call the patch. */
  name: string;
}

/** The objects of a scene after patches have been inserted. */
export interface LabelledResult {
  objects: LabelledObject[];
  /** Objects of the scene that patches cover, and those of sources that do not show. */
  dropped: { scene: number; sources: number };
}

/** An object, and what may hide parts of it. */
interface Placed {
  object: LabelledObject;
  /** Pixels around it. */
  around: Window;
  from: 'scene' | 'sources';
  /** The mask of its patch, with which it is still to be clipped. */
  own?: RunMask;
  /** Masks of the patches over it. */
  covers: RunMask[];
}

/** Time between two chances for other work, in milliseconds. */
const SLICE = 50;
/** Areas that differ by less are the same, in square pixels. */
const SAME = 0.01;

/**
 * The objects of a scene into which patches are inserted. Each patch is over the scene and all earlier patches. Shapes are
 * clipped once, when all patches are known, so that an object under many patches takes no longer than under one.
 *
 * @example
 * const scene = new LabelledScene(labels.objects);
 * scene.insert({ placement, mask: runsOf(mask, place), objects: ofSource.objects, name: 'patch 1' });
 * const { objects } = await scene.finish(0.3);
 */
export class LabelledScene {
  private placed: Placed[];
  private readonly dropped = { scene: 0, sources: 0 };

  constructor(objects: readonly LabelledObject[]) {
    this.placed = objects.map((object) => place(object, 'scene'));
  }

  /** Inserts a patch over the scene and all earlier patches. */
  insert({ placement, mask, objects, label, name }: LabelledPatch): void {
    this.placed = this.placed.filter((placed) => {
      if (!overlap(placed.around, mask.window)) return true;
      const coverage = coverageOf(mask, placed.around);
      if (coverage === 'some') placed.covers.push(mask);
      if (coverage !== 'all') return true;
      this.drop(placed);
      return false;
    });
    if (label !== undefined && mask.ends.length > 0)
      this.placed.push(
        place(
          { category: label, shape: outlineOfPatch(placement, mask), isBox: false, name, members: {} },
          'sources',
        ),
      );
    const affine = toScene(placement);
    for (const object of objects) {
      const { entry: _, isCut: __, ...kept } = object;
      const placed = place({ ...kept, shape: moved(object.shape, affine) }, 'sources');
      if (coverageOf(mask, placed.around) === 'none') this.drop(placed);
      else this.placed.push({ ...placed, own: mask });
    }
  }

  /**
   * Clips the objects. Those of the scene come first, in their order, then those of the patches.
   *
   * @param minVisible smallest part of an object's area that must be visible for it to stay, 0 to 1. An object of which no
   *     pixel's centre is visible never stays.
   * @throws LabelsError for an object that cannot be clipped
   * @throws AbortError
   */
  async finish(minVisible: number, signal?: AbortSignal): Promise<LabelledResult> {
    const objects: LabelledObject[] = [];
    let began = performance.now();
    for (const placed of this.placed) {
      const object = clipped(placed, minVisible);
      if (object) objects.push(object);
      else this.drop(placed);
      if (performance.now() - began < SLICE) continue;
      await setImmediate();
      throwIfAborted(signal);
      began = performance.now();
    }
    return { objects, dropped: { ...this.dropped } };
  }

  private drop({ from }: Placed): void {
    this.dropped[from]++;
  }
}

function place(object: LabelledObject, from: Placed['from']): Placed {
  const bounds = boundsOf(object.shape);
  const around = bounds ? pixelsOf(bounds) : { x: 0, y: 0, width: 0, height: 0 };
  return { object, around, from, covers: [] };
}

/** Pixels. */
const TIPS = 8;

/**
 * The outline of a whole patch: its four corners where all of the turned source is inside, or else that of the mask, which
 * follows the edges of its pixels.
 */
function outlineOfPatch(placement: Placement, mask: RunMask): Shape {
  const { x, y, width, height } = placement.sourceWindow;
  const source = boxShape({ left: x, top: y, right: x + width, bottom: y + height });
  const affine = toScene(placement);
  const corners = source.map((rings) => rings.map((ring) => ring.map(([x, y]) => apply(affine, x, y))));
  const around = pixelsOf(boundsOf(corners)!);
  // The tips of the corners may cover no pixel's centre. Beyond that, a part is outside the scene.
  const { width: most, height: highest } = mask.window;
  if (around.width > most + TIPS || around.height > highest + TIPS) return plainOutlineOf(mask);
  const filled = runsOf(fillPolygon({ parts: corners }, around), around);
  return isSame(filled, mask) ? moved(source, affine) : plainOutlineOf(mask);
}

function isSame(a: RunMask, b: RunMask): boolean {
  const [from, to] = [a.window, b.window];
  const isPlaced = from.x === to.x && from.y === to.y && from.width === to.width && from.height === to.height;
  const isEqual = (a: Uint32Array | Int32Array, b: Uint32Array | Int32Array) =>
    a.length === b.length && a.every((value, i) => value === b[i]);
  return isPlaced && isEqual(a.rows, b.rows) && isEqual(a.ends, b.ends);
}

/** Called for every object and patch, and so without an array or an object. */
function overlap(a: Window, b: Window): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The visible part of an object; undefined if too little is. */
function clipped(
  { object, around, from, own, covers }: Placed,
  minVisible: number,
): LabelledObject | undefined {
  if (!own && covers.length === 0) return object;
  const { name } = object;
  const whole = repaired(object.shape, name);
  const visible = visiblePart(whole, { around, own, covers }, name);
  const [full, left] = [areaOf(whole), areaOf(visible)];
  if (from === 'scene' && Math.abs(full - left) < SAME && left > 0) return object;
  if (left === 0 || left < minVisible * full || !coversPixel(visible)) return undefined;
  const shape = object.isBox ? boxShape(boundsOf(visible)!) : visible;
  return { ...object, shape, ...(object.entry && { isCut: true }) };
}

function visiblePart(
  whole: Shape,
  { around, own, covers }: Pick<Placed, 'around' | 'covers'> & { own: RunMask | undefined },
  name: string,
): Shape {
  const isClipped = own !== undefined && coverageOf(own, around) !== 'all';
  const inside = isClipped ? intersectionOf(whole, plainOutlineOf(own, around), name) : whole;
  if (covers.length === 0) return inside;
  const outlines = covers.map((cover) => plainOutlineOf(cover, around));
  return differenceOf(inside, outlines, name);
}
