import type { Position, Ring, Shape } from '../labels/shape.js';

/**
 * Smallest distance between two areas, in pixels; 0 if they overlap or touch.
 *
 * @param shape with closed rings, of which the first of each polygon is the outer one
 * @param ring closed, without holes
 */
export function distanceBetween(shape: Shape, ring: Ring): number {
  if (shape.some((rings) => isInside(ring[0]!, rings))) return 0;
  if (shape.some(([outer]) => outer?.[0] && isInside(outer[0], [ring]))) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [a, b] of shape.flat().flatMap(edgesOf))
    for (const [c, d] of edgesOf(ring)) least = Math.min(least, distanceOfEdges(a, b, c, d));
  return least;
}

function edgesOf(ring: Ring): [Position, Position][] {
  return ring.slice(1).map((end, i) => [ring[i]!, end]);
}

/** Whether a point is inside an odd number of rings. */
function isInside([x, y]: Position, rings: readonly Ring[]): boolean {
  let inside = false;
  for (const [[ax, ay], [bx, by]] of rings.flatMap(edgesOf))
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  return inside;
}

function distanceOfEdges(a: Position, b: Position, c: Position, d: Position): number {
  if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0 && !isParallel(a, b, c, d))
    return 0;
  return Math.min(toEdge(a, c, d), toEdge(b, c, d), toEdge(c, a, b), toEdge(d, a, b));
}

/** Above 0 on one side of the line through `a` and `b`, below 0 on the other. */
function side([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

function isParallel([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position, [dx, dy]: Position): boolean {
  return (bx - ax) * (dy - cy) === (by - ay) * (dx - cx);
}

/** Distance of a point from an edge. */
function toEdge([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / square, 0), 1);
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
