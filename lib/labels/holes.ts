import { intersectionOf } from './clip.js';
import { boundsOf, boxShape, type Ring, type Shape } from './shape.js';

/**
 * Rings without holes that cover a shape together. Polygons with holes are cut along rows, of which at least one goes
 * through every hole.
 *
 * @param name what messages call the object
 * @throws LabelsError for a shape that is too complex
 */
export function withoutHoles(shape: Shape, name: string): Ring[] {
  return shape.flatMap((polygon): Ring[] => {
    const [, ...holes] = polygon;
    if (holes.length === 0) return polygon;
    // A hole that the row meets in a single point is left, and is cut elsewhere.
    return stripsOf(polygon, rowsThrough(holes)).flatMap((strips) =>
      withoutHoles(intersectionOf([polygon], strips, name), name),
    );
  });
}

/** Few rows that go through all holes, from the top. */
function rowsThrough(holes: readonly Ring[]): number[] {
  const rows: number[] = [];
  for (const { top, bottom } of holes
    .map((hole) => boundsOf([[hole]])!)
    .sort((a, b) => a.bottom - b.bottom)) {
    const last = rows.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (last > top && last < bottom) continue;
    // Between rows of pixels if the hole reaches that far, so that no centre of a pixel is on the cut.
    const between = Math.ceil(bottom) - 1;
    rows.push(between > top ? between : (top + bottom) / 2);
  }
  return rows;
}

/** The strips between rows: every other one, and those between them, which would be one if they were together. */
function stripsOf(polygon: Ring[], rows: readonly number[]): [Shape, Shape] {
  const { left, top, right, bottom } = boundsOf([polygon])!;
  const edges = [top - 1, ...rows, bottom + 1];
  const strips = edges.slice(1).map((edge, i) => {
    const [strip] = boxShape({ left: left - 1, top: edges[i]!, right: right + 1, bottom: edge });
    return strip!;
  });
  return [strips.filter((_, i) => i % 2 === 0), strips.filter((_, i) => i % 2 === 1)];
}
