import Flatbush from 'flatbush';
import { difference, intersection, setPrecision, union } from 'polyclip-ts';
import { LabelsError } from '../errors.js';
import { findCrossing, TooManyPairs } from '../scene/crossings.js';
import { reasonOf } from '../values/show.js';
import { areaOfPolygon, type Bounds, boundsOf, countPositions, type Ring, type Shape } from './shape.js';

/** Most positions of the shapes of one operation, which then takes about a minute. */
const MOST_POSITIONS = 1_000_000;
/** Smallest polygon that clipping leaves, in square pixels. Anything below is due to rounding. */
const SMALLEST = 0.01;
/** Most crossings of a shape that is repaired, which then takes about a minute. */
const MOST_CROSSINGS = 300_000;
/** Most pairs of polygons that are compared. */
const MOST_PAIRS = 1_000_000;
/** Largest distance at which positions are taken as the same if exact positions fail, in pixels. */
const SNAP = 1e-6;

/**
 * The part of a shape that is inside another.
 *
 * @param name what messages call the object
 * @throws LabelsError for a shape that is too complex
 */
export function intersectionOf(shape: Shape, other: Shape, name: string): Shape {
  return operate(intersection, [shape, other], name);
}

/** The part of a shape that is outside others. @throws as `intersectionOf` */
export function differenceOf(shape: Shape, others: readonly Shape[], name: string): Shape {
  return operate(difference, [shape, ...others], name);
}

/**
 * A shape as `Shape` requires it: polygons are united where they overlap, and rings split where they cross or meet
 * themselves. Rings of less than three positions are left out.
 *
 * @param shape as a file has it
 * @throws as `intersectionOf`
 */
export function repaired(shape: Shape, name: string): Shape {
  const whole = shape.flatMap((polygon) => {
    const [outer, ...holes] = polygon.filter(({ length }) => length >= 4);
    return outer && outer === polygon[0] ? [[outer, ...holes]] : [];
  });
  if (isSound(whole, name)) return whole;
  requireFewCrossings(whole, name);
  return operate(union, [whole], name);
}

function operate(operation: typeof union, shapes: readonly Shape[], name: string): Shape {
  const [first, ...others] = shapes.filter((shape) => shape.length > 0);
  // Of no operation here is the result of an empty first shape anything but empty.
  if (!first || shapes[0]!.length === 0) return [];
  const positions = shapes.reduce((sum, shape) => sum + countPositions(shape), 0);
  if (positions > MOST_POSITIONS) throw tooComplex(name);
  if (operation === intersection && others.length === 0) return [];
  try {
    return withoutSpecks(operation(first, ...others));
  } catch {
    // The library splits edges at positions of 20 decimals, which may leave tiny gaps.
    return operateSnapping(operation, [first, ...others], name);
  }
}

function operateSnapping(operation: typeof union, [first, ...others]: Shape[], name: string): Shape {
  try {
    setPrecision(SNAP);
    return withoutSpecks(operation(first!, ...others));
  } catch (cause) {
    throw new LabelsError(
      'LABELS_INVALID',
      `${name} cannot be clipped (${reasonOf(cause)}). Simplify its outline, for example with ogr2ogr -simplify.`,
      { cause },
    );
  } finally {
    // The setting belongs to all users of the library in this process.
    setPrecision();
  }
}

function withoutSpecks(shape: Shape): Shape {
  return shape.filter((polygon) => areaOfPolygon(polygon) >= SMALLEST);
}

function tooComplex(name: string, cause?: unknown): LabelsError {
  return new LabelsError(
    'LABELS_INVALID',
    `${name} has an outline that is too complex to be clipped. Simplify it, for example with ogr2ogr -simplify.`,
    { cause },
  );
}

/** Whether a shape needs no repair. It may need none although this returns false. */
function isSound(shape: Shape, name: string): boolean {
  const outers = shape.map(([outer]) => boundsOf([[outer!]])!);
  if (anyOverlap(outers)) return false;
  for (const [i, [, ...holes]] of shape.entries()) {
    const bounds = holes.map((hole) => boundsOf([[hole]])!);
    if (bounds.some((hole) => !contains(outers[i]!, hole)) || anyOverlap(bounds)) return false;
  }
  if (shape.some((polygon) => polygon.some(meetsItself))) return false;
  try {
    return findCrossing(shape.flat()) === undefined;
  } catch (cause) {
    if (cause instanceof TooManyPairs) throw tooComplex(name, cause);
    throw cause;
  }
}

/** Whether any two rectangles overlap, or are too many to be compared. */
function anyOverlap(all: readonly Bounds[]): boolean {
  const sorted = all.toSorted((a, b) => a.left - b.left);
  let pairs = 0;
  for (const [i, a] of sorted.entries())
    for (let j = i + 1; j < sorted.length && sorted[j]!.left < a.right; j++)
      if (++pairs > MOST_PAIRS || (sorted[j]!.top < a.bottom && a.top < sorted[j]!.bottom)) return true;
  return false;
}

/** Counts the pairs of edges whose bounds overlap, of which every edge has two with its neighbours. */
function requireFewCrossings(shape: Shape, name: string): void {
  const boxes = shape.flat().flatMap((ring) =>
    ring.slice(1).map(([bx, by], i): [number, number, number, number] => {
      const [ax, ay] = ring[i]!;
      return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
    }),
  );
  if (boxes.length === 0) return;
  const index = new Flatbush(boxes.length);
  for (const box of boxes) index.add(...box);
  index.finish();
  let found = 0;
  const most = 2 * (MOST_CROSSINGS + boxes.length) + boxes.length;
  for (const box of boxes) {
    index.search(...box, () => {
      if (++found > most) throw tooComplex(name);
      return false;
    });
  }
}

function contains(outer: Bounds, { left, top, right, bottom }: Bounds): boolean {
  return outer.left <= left && outer.top <= top && outer.right >= right && outer.bottom >= bottom;
}

/** Whether a ring has the same position twice, which may make it one that crosses itself there. */
function meetsItself(ring: Ring): boolean {
  const seen = new Set<string>();
  for (const [i, [x, y]] of ring.entries()) {
    if (i === 0 || (x === ring[i - 1]![0] && y === ring[i - 1]![1])) continue;
    const key = `${x},${y}`;
    if (seen.has(key)) return true;
    seen.add(key);
  }
  return false;
}
