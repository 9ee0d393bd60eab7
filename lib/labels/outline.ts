import { LabelsError } from '../errors.js';
import { intersect, type Window } from '../raster/window.js';
import { endsIn, type RunMask } from './runs.js';
import { countPositions, type Ring, type Shape, signedArea } from './shape.js';

// Libraries either cut the corners of pixels (d3-contour) or read every pixel and leave open which hole is in which
// polygon (contour-2d).

/** Most corners of an outline. Reading and clipping longer ones would take minutes. */
const MOST_CORNERS = 4_000_000;

/**
 * The outline of a mask along the edges of its pixels. Pixels that share only a corner are in different polygons, and no
 * ring meets itself, so that the shape is valid by OGC's rules. Takes time and memory in proportion to the number of runs.
 *
 * @param window the part of the mask that is outlined; all by default
 * @returns in pixels of the scene. Outer rings run clockwise on the screen, holes the other way. No three positions in a
 *     row are on a line.
 * @throws LabelsError for a mask of millions of separate pixels
 */
export function outlineOf(mask: RunMask, window: Window = mask.window): Shape {
  const part = intersect(window, mask.window);
  if (part.width <= 0 || part.height <= 0) return [];
  return new Loops(findCorners(mask, part)).shape();
}

/** Outlines with more positions are long. */
const LONG = 10_000;
/** Largest polygon or hole that is left out of a long outline, in pixels. */
const SPECK = 16;

/**
 * The outline for clipping and for labels. Where scattered pixels have no data, a mask has thousands of tiny holes, which
 * mean nothing in a label and take minutes to clip with. They are left out if the outline is long.
 */
export function plainOutlineOf(mask: RunMask, window?: Window): Shape {
  const outline = outlineOf(mask, window);
  if (countPositions(outline) <= LONG) return outline;
  return outline.flatMap((polygon) => {
    const [outer, ...holes] = polygon.filter((ring) => Math.abs(signedArea(ring)) > SPECK);
    return outer === polygon[0] && outer ? [[outer, ...holes]] : [];
  });
}

/**
 * The corners of an outline, row by row and from left to right in each. Corners 2k and 2k + 1 are the ends of the k-th
 * horizontal edge.
 */
interface Corners {
  xs: number[];
  ys: number[];
  /** The corner at the other end of the vertical edge. */
  across: number[];
  /** Corners at which four edges meet. Each of them is there twice. */
  crossings: Set<number>;
  /** For each horizontal edge, whether the pixels inside are below it. */
  isTop: boolean[];
  /**
   * For each horizontal edge with the pixels inside above it, the upper corner of the vertical edge at the left end of the
   * run above.
   */
  runAbove: number[];
}

function findCorners(mask: RunMask, part: Window): Corners {
  const found: Corners = { xs: [], ys: [], across: [], crossings: new Set(), isTop: [], runAbove: [] };
  let above: Ends = { columns: [], upper: [] };
  for (let y = part.y; y <= part.y + part.height; y++) {
    const columns = y < part.y + part.height ? endsIn(mask, y, part) : [];
    const below: Ends = { columns, upper: [] };
    findCornersAt(y, above, below, found);
    if (found.xs.length > MOST_CORNERS)
      throw new LabelsError(
        'LABELS_INVALID',
        `The outline of a patch has more than ${MOST_CORNERS.toLocaleString('en')} corners, because its mask or the source's pixels without data are too scattered for a label. Leave the labels out, or insert the patch with another mask.`,
      );
    above = below;
  }
  return found;
}

/** The ends of the runs of a row, each with the upper corner of its vertical edge. */
interface Ends {
  columns: number[];
  upper: number[];
}

/** Finds the corners between two rows, and fills in `below.upper`. */
function findCornersAt(y: number, above: Ends, below: Ends, found: Corners): void {
  const { xs, ys, across, crossings, isTop, runAbove } = found;
  const add = (x: number): number => {
    ys.push(y);
    across.push(-1);
    return xs.push(x) - 1;
  };
  const close = (corner: number, i: number) => {
    const upper = above.upper[i]!;
    across[corner] = upper;
    across[upper] = corner;
  };
  for (let i = 0, j = 0; i < above.columns.length || j < below.columns.length; ) {
    const [a = Number.POSITIVE_INFINITY, b = Number.POSITIVE_INFINITY] = [above.columns[i], below.columns[j]];
    const x = Math.min(a, b);
    const isAligned = a === b;
    if (isAligned && i % 2 === j % 2) below.upper[j] = above.upper[i]!;
    else if (isAligned) {
      const [first, second] = [add(x), add(x)];
      crossings.add(first).add(second);
      // The pixel above is left of the crossing if its run ends here. Each edge stays with its own pixel.
      const [ofAbove, ofBelow] = i % 2 === 1 ? [first, second] : [second, first];
      close(ofAbove, i);
      below.upper[j] = ofBelow;
    } else {
      const corner = add(x);
      if (a < b) close(corner, i);
      else below.upper[j] = corner;
    }
    if (a === x) i++;
    if (b === x) j++;
    // The last corner begins a horizontal edge.
    if (xs.length % 2 === 1) {
      isTop.push(j % 2 === 1);
      // With pixels inside above, i is behind the left end of their run.
      runAbove.push(j % 2 === 1 ? -1 : above.upper[i - 1]!);
    }
  }
}

/** Edges as numbers: k for the k-th horizontal one, and ~c for the vertical one whose upper corner is c. */
type Edge = number;

/** Joins edges to rings, and rings to polygons. */
class Loops {
  private readonly rings: Ring[] = [];
  private readonly areas: number[] = [];
  /** For each ring, its uppermost edge. */
  private readonly tops: Edge[] = [];
  /** By the upper corner of a vertical edge, its ring. */
  private readonly ringOf: Int32Array;

  constructor(private readonly corners: Corners) {
    this.ringOf = new Int32Array(corners.xs.length).fill(-1);
  }

  shape(): Shape {
    const { isTop } = this.corners;
    const done = new Uint8Array(isTop.length);
    for (let k = 0; k < isTop.length; k++) if (done[k] === 0) this.follow(k, done);
    const polygons = new Map<number, Ring[]>();
    for (const [i, area] of this.areas.entries()) if (area > 0) polygons.set(i, [this.rings[i]!]);
    for (const [i, area] of this.areas.entries())
      if (area < 0) polygons.get(this.outerOf(i))!.push(this.rings[i]!);
    return [...polygons.values()];
  }

  /** Follows the edges from a horizontal one until they return to it, with the pixels inside on the right. */
  private follow(start: number, done: Uint8Array): void {
    const { across, crossings, isTop } = this.corners;
    const path: number[] = [];
    /** The edge that leads to each corner of the path. */
    const arrivals: Edge[] = [];
    const seen = new Map<string, number>();
    const visit = (corner: number, edge: Edge) => {
      if (!crossings.has(corner)) {
        path.push(corner);
        arrivals.push(edge);
        return;
      }
      const key = `${this.corners.xs[corner]},${this.corners.ys[corner]}`;
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, path.push(corner) - 1);
        arrivals.push(edge);
      } else {
        // A ring that meets itself is two rings.
        this.add(path.splice(before + 1), [...arrivals.splice(before + 1), edge], corner);
      }
    };
    const first = isTop[start] ? 2 * start : 2 * start + 1;
    let corner = first;
    do {
      const k = corner >> 1;
      done[k] = 1;
      const end = corner ^ 1;
      visit(end, k);
      corner = across[end]!;
      visit(corner, ~Math.min(end, corner));
    } while (corner !== first);
    const last = path.pop()!;
    this.add(path, arrivals, last);
  }

  /** @param corners of a ring, without the `last` one, at which it starts and ends */
  private add(corners: readonly number[], edges: readonly Edge[], last: number): void {
    const { xs, ys } = this.corners;
    const ring = [last, ...corners, last].map((corner): Ring[number] => [xs[corner]!, ys[corner]!]);
    const index = this.rings.push(ring) - 1;
    this.areas.push(signedArea(ring));
    let top = -1;
    for (const edge of edges) {
      if (edge < 0) this.ringOf[~edge] = index;
      else if (top === -1 || ys[2 * edge]! < ys[2 * top]!) top = edge;
    }
    this.tops.push(top);
  }

  /** The outer ring of a hole: its own, or that of the hole left of it in the same run of pixels. */
  private outerOf(hole: number): number {
    let ring = hole;
    while (this.areas[ring]! < 0) ring = this.ringOf[this.corners.runAbove[this.tops[ring]!]!]!;
    return ring;
  }
}
