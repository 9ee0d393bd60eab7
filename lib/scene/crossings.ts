import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';

type Point = readonly [x: number, y: number];

/** Most pairs of edges that are compared, which takes a few seconds. Real outlines need a few per edge. */
const MOST_PAIRS = 50_000_000;

/** Thrown if too many bounding boxes of edges overlap for all pairs to be compared. */
export class TooManyPairs extends Error {}

/**
 * The first point at which edges of a polygon cross, within a ring or between two. Rings that only touch do not cross.
 *
 * @param rings closed rings
 * @throws TooManyPairs
 */
export function findCrossing(rings: readonly (readonly Point[])[]): [x: number, y: number] | undefined {
  const edges = rings.flatMap(edgesOf);
  if (edges.length === 0) return undefined;
  const index = new Flatbush(edges.length);
  for (const { from, to } of edges) index.add(...boxOf(from, to));
  index.finish();
  let [pairs, found]: [number, [number, number] | undefined] = [0, undefined];
  for (const [i, edge] of edges.entries()) {
    index.search(...boxOf(edge.from, edge.to), (j) => {
      if (++pairs > MOST_PAIRS) throw new TooManyPairs();
      found ??= j < i ? crossing(edge, edges[j]!) : undefined;
      return false;
    });
    if (found) return found;
  }
  return undefined;
}

interface Edge {
  from: Point;
  to: Point;
  /** Where the next edge of the ring ends. */
  next: Point;
}

function edgesOf(ring: readonly Point[]): Edge[] {
  const points = ring.slice(1).filter(([x, y], i) => x !== ring[i]![0] || y !== ring[i]![1]);
  return points.map((from, i) => ({
    from,
    to: points[(i + 1) % points.length]!,
    next: points[(i + 2) % points.length]!,
  }));
}

function boxOf([ax, ay]: Point, [bx, by]: Point): [number, number, number, number] {
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

/** Where two edges cross, or where a ring passes through an edge at one of its vertices. */
function crossing(a: Edge, b: Edge): [number, number] | undefined {
  const [a1, a2] = [sideOf(b, a.from), sideOf(b, a.to)];
  const [b1, b2] = [sideOf(a, b.from), sideOf(a, b.to)];
  if (a1 * a2 < 0 && b1 * b2 < 0) {
    const part = a1 / (a1 - a2);
    return [a.from[0] + part * (a.to[0] - a.from[0]), a.from[1] + part * (a.to[1] - a.from[1])];
  }
  if (a2 === 0 && b1 * b2 < 0 && a1 * sideOf(b, a.next) < 0) return [...a.to];
  if (b2 === 0 && a1 * a2 < 0 && b1 * sideOf(a, b.next) < 0) return [...b.to];
  return undefined;
}

function sideOf({ from, to }: Edge, [x, y]: Point): number {
  return orient2d(...from, ...to, x, y);
}
