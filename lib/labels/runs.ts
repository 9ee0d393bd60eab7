import { intersect, type Window } from '../raster/window.js';

/** The pixels inside a mask, as runs in each row. Masks of patches take a thousandth of their memory in this form. */
export interface RunMask {
  /** The smallest window with all pixels inside, in pixels of the scene. */
  window: Window;
  /** [window.height + 1] For each row, where its runs start in `ends`. */
  rows: Uint32Array;
  /** For each run, its first column and the one after its last, in pixels of the scene. Runs do not touch. */
  ends: Int32Array;
}

/**
 * @param mask [height, width] of the place, 1 inside
 * @param place in pixels of the scene
 */
export function runsOf(mask: Uint8Array, { x, y, width, height }: Window): RunMask {
  const rows = new Uint32Array(height + 1);
  let [ends, count] = [new Int32Array(4 * height), 0];
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let row = 0; row < height; row++) {
    const line = mask.subarray(row * width, (row + 1) * width);
    for (let from = line.indexOf(1); from !== -1; ) {
      const next = line.indexOf(0, from);
      const to = next === -1 ? width : next;
      if (count + 2 > ends.length) {
        const longer = new Int32Array(2 * ends.length);
        longer.set(ends);
        ends = longer;
      }
      ends[count++] = x + from;
      ends[count++] = x + to;
      [left, right] = [Math.min(left, from), Math.max(right, to)];
      [top, bottom] = [Math.min(top, row), row + 1];
      from = next === -1 ? -1 : line.indexOf(1, next);
    }
    rows[row + 1] = count;
  }
  const isEmpty = count === 0;
  return {
    window: isEmpty
      ? { x, y, width: 0, height: 0 }
      : { x: x + left, y: y + top, width: right - left, height: bottom - top },
    rows: isEmpty ? new Uint32Array(1) : rows.slice(top, bottom + 1),
    ends: ends.slice(0, count),
  };
}

/** How much of a window is inside the mask. */
export function coverageOf(mask: RunMask, window: Window): 'none' | 'some' | 'all' {
  const part = intersect(window, mask.window);
  if (part.width <= 0 || part.height <= 0) return 'none';
  let isAll = part.width === window.width && part.height === window.height;
  let isAny = false;
  const end = part.x + part.width;
  for (let y = part.y; y < part.y + part.height; y++) {
    const i = firstRun(mask, y, part.x);
    const from = i === undefined ? end : mask.ends[i]!;
    if (from < end) isAny = true;
    if (i === undefined || from > part.x || mask.ends[i + 1]! < end) isAll = false;
    if (isAny && !isAll) return 'some';
  }
  return isAll ? 'all' : isAny ? 'some' : 'none';
}

/** The runs of a row within a window: for each, its first column and the one after its last. */
export function endsIn(mask: RunMask, y: number, window: Window): number[] {
  const found: number[] = [];
  const end = window.x + window.width;
  const last = mask.rows[y - mask.window.y + 1] ?? 0;
  for (let i = firstRun(mask, y, window.x) ?? last; i < last && mask.ends[i]! < end; i += 2)
    found.push(Math.max(mask.ends[i]!, window.x), Math.min(mask.ends[i + 1]!, end));
  return found;
}

/** The first run of a row that ends after a column; undefined without one. */
function firstRun({ rows, ends, window }: RunMask, y: number, x: number): number | undefined {
  const row = y - window.y;
  if (row < 0 || row >= window.height) return undefined;
  let [low, high] = [rows[row]! / 2, rows[row + 1]! / 2];
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[2 * middle + 1]! > x) high = middle;
    else low = middle + 1;
  }
  return low < end ? 2 * low : undefined;
}
