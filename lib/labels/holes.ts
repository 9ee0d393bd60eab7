import { intersectionOf } from './clip.js';
import { type Bounds, boundsOf, boxShape, type Ring, type Shape } from './shape.js';

/**
 * Rings without holes that cover a shape together. A polygon with holes is cut along rows through its holes.
 *
 * @param name what messages call the object
 * @throws LabelsError for a shape that is too complex
 */
export function withoutHoles(shape: Shape, name: string): Ring[] {
  return shape.flatMap((polygon): Ring[] =>
    polygon.length < 2 ? polygon : halves(polygon, name).flatMap((half) => withoutHoles(half, name)),
  );
}

/** Cuts a polygon through the hole in the middle of all, so that each half has at most half of the others. */
function halves(polygon: Ring[], name: string): [Shape, Shape] {
  const [, ...holes] = polygon;
  const middles = holes
    .map((hole) => ({ hole: boundsOf([[hole]])!, middle: middleOf(boundsOf([[hole]])!) }))
    .sort((a, b) => a.middle - b.middle);
  const { hole, middle } = middles[middles.length >> 1]!;
  const row = cutOf(hole, middle);
  const { left, top, right, bottom } = boundsOf([polygon])!;
  const around = { left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1 };
  return [
    intersectionOf([polygon], boxShape({ ...around, bottom: row }), name),
    intersectionOf([polygon], boxShape({ ...around, top: row }), name),
  ];
}

function middleOf({ top, bottom }: Bounds): number {
  return (top + bottom) / 2;
}

/** Between rows of pixels if the hole reaches that far, so that no centre of a pixel is on the cut. */
function cutOf({ top, bottom }: Bounds, middle: number): number {
  const between = Math.round(middle);
  return between > top && between < bottom ? between : middle;
}
