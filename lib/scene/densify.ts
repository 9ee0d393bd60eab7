import type { Size } from '../values/size.js';

type Point = readonly [x: number, y: number];

/** Largest error of an edge, in pixels. */
const TOLERANCE = 0.1;
/** Most times that an edge is halved. */
const DEEPEST = 16;
/** Most points of all rings of a polygon together. */
const MOST_POINTS = 2_000_000;

/**
 * Converts rings to pixels of a raster. Points are added to edges that the projection bends, so that edges near the raster
 * are right to within 0.1 pixel.
 *
 * @param rings closed rings, straight between their points
 * @param toPixel undefined outside the projection's domain
 * @returns undefined if a vertex is outside the domain, or if more than two million points are needed
 */
export function densify(
  rings: readonly (readonly Point[])[],
  toPixel: (point: Point) => Point | undefined,
  raster: Size,
): Point[][] | undefined {
  let points = 0;
  const add = (from: Sample, to: Sample, out: Point[], depth: number): boolean => {
    const between = QUARTERS.map((part) => sample(from, to, part, toPixel));
    if (between.some((point) => point === undefined)) return false;
    const samples = between as Sample[];
    const off = Math.max(...samples.map(({ pixel }, i) => departure(from, to, QUARTERS[i]!, pixel)));
    const isFine = off <= TOLERANCE || isBeside([from, ...samples, to], off, raster);
    if (isFine || depth === DEEPEST) {
      out.push(to.pixel);
      return ++points <= MOST_POINTS;
    }
    const [, middle] = samples;
    return add(from, middle!, out, depth + 1) && add(middle!, to, out, depth + 1);
  };

  const result: Point[][] = [];
  for (const ring of rings) {
    const samples: Sample[] = [];
    for (const point of ring) {
      const pixel = toPixel(point);
      if (!pixel) return undefined;
      samples.push({ point, pixel });
    }
    const out: Point[] = [samples[0]!.pixel];
    for (let i = 1; i < samples.length; i++) {
      if (!add(samples[i - 1]!, samples[i]!, out, 0)) return undefined;
    }
    result.push(out);
  }
  return result;
}

/** A point in the rings' coordinates and in pixels. */
interface Sample {
  point: Point;
  pixel: Point;
}

/** The middle alone does not show whether an edge is bent to both sides. */
const QUARTERS = [0.25, 0.5, 0.75];

function sample(
  { point: a }: Sample,
  { point: b }: Sample,
  part: number,
  toPixel: (point: Point) => Point | undefined,
): Sample | undefined {
  const point = between(a, b, part);
  const pixel = toPixel(point);
  return pixel && { point, pixel };
}

function between([ax, ay]: Point, [bx, by]: Point, part: number): Point {
  return [ax + part * (bx - ax), ay + part * (by - ay)];
}

/** Distance of a pixel from the straight line, in pixels. */
function departure({ pixel: a }: Sample, { pixel: b }: Sample, part: number, [x, y]: Point): number {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (length === 0) return Math.hypot(x - a[0], y - a[1]);
  // How far along it lies does not matter, unless it is so far off that the line turns back.
  const straight = between(a, b, part);
  const along = Math.abs((x - straight[0]) * (b[0] - a[0]) + (y - straight[1]) * (b[1] - a[1])) / length;
  const across = Math.abs((x - a[0]) * (b[1] - a[1]) - (y - a[1]) * (b[0] - a[0])) / length;
  return along > length / 4 ? Math.max(along, across) : across;
}

/** Whether an edge with all its bends is beside the raster, where it need not be exact. */
function isBeside(samples: readonly Sample[], off: number, { width, height }: Size): boolean {
  const margin = 2 * off + 1;
  const all = (test: (pixel: Point) => boolean) => samples.every(({ pixel }) => test(pixel));
  return (
    all(([x]) => x < -margin) ||
    all(([x]) => x > width + margin) ||
    all(([, y]) => y < -margin) ||
    all(([, y]) => y > height + margin)
  );
}
