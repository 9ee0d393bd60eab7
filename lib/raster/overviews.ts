import type { Size } from '../values/size.js';
import type { Change } from './change.js';
import type { BandData, SampleType } from './samples.js';
import type { Window } from './window.js';

// Overviews as GDAL makes them: each from the next larger level.

/** The pixels of the larger level under a row or a column of an overview. */
interface Span {
  from: number;
  to: number;
  /** How much of the first and of the last of them lies under it. */
  first: number;
  last: number;
}

/** Tolerance for borders of pixels that rounding moves off whole numbers. */
const TINY = 1e-8;

function spanOf(at: number, size: number, reduced: number): Span {
  const ratio = size / reduced;
  const [start, end] = [at * ratio, (at + 1) * ratio];
  const from = Math.min(Math.floor(start + TINY), size - 1);
  const to = Math.min(Math.max(Math.ceil(end - TINY), from + 1), size);
  return { from, to, first: to === from + 1 ? 1 : 1 - (start - from), last: 1 - (to - end) };
}

/** The pixels of an overview under which pixels change. @param larger size of the level below */
export function changeOf({ window, changed }: Change, larger: Size, overview: Size): Change {
  const columns = reach(window.x, window.width, larger.width, overview.width);
  const rows = reach(window.y, window.height, larger.height, overview.height);
  const found = new Uint8Array(columns.length * rows.length);
  for (const [j, row] of rows.entries())
    for (const [i, column] of columns.entries())
      found[j * columns.length + i] = hasChange(row, column, window, changed) ? 1 : 0;
  return {
    window: { x: columns.start, y: rows.start, width: columns.length, height: rows.length },
    changed: found,
  };
}

/** The spans that touch a range of pixels. */
function reach(at: number, length: number, size: number, reduced: number): Span[] & { start: number } {
  const ratio = size / reduced;
  let start = Math.max(0, Math.floor(at / ratio) - 1);
  while (start < reduced - 1 && spanOf(start, size, reduced).to <= at) start++;
  const spans: Span[] = [];
  for (let i = start; i < reduced; i++) {
    const span = spanOf(i, size, reduced);
    if (span.from >= at + length) break;
    spans.push(span);
  }
  return Object.assign(spans, { start });
}

function hasChange(row: Span, column: Span, window: Window, changed: Uint8Array): boolean {
  const [left, right] = [Math.max(column.from, window.x), Math.min(column.to, window.x + window.width)];
  const bottom = Math.min(row.to, window.y + window.height);
  for (let y = Math.max(row.from, window.y); y < bottom; y++) {
    const start = (y - window.y) * window.width - window.x;
    for (let x = left; x < right; x++) if (changed[start + x]) return true;
  }
  return false;
}

/** The window of the larger level under a window of an overview. */
export function windowBelow({ x, y, width, height }: Window, larger: Size, overview: Size): Window {
  const across = (at: number) => spanOf(at, larger.width, overview.width);
  const down = (at: number) => spanOf(at, larger.height, overview.height);
  const [left, top] = [across(x).from, down(y).from];
  return {
    ...{ x: left, y: top },
    width: across(x + width - 1).to - left,
    height: down(y + height - 1).to - top,
  };
}

/** How the pixels of an overview come from the level below it. */
export interface Reduction extends Change {
  larger: Size;
  overview: Size;
  /** The window of the larger level that was read: that of `windowBelow`. */
  below: Window;
}

/**
 * Gives the changed pixels of an overview the mean of the valid pixels under them. Integers are rounded half away from
 * zero.
 *
 * @param samples of the larger level, in the window `below`
 * @param valid 0 where they do not count
 * @param target [height, width] of the window of the overview. Pixels without valid ones get nodata, or stay if the
 *   raster has no such value.
 */
export function reduceByMean(
  reduction: Reduction,
  samples: BandData,
  valid: Uint8Array | undefined,
  target: BandData,
  type: SampleType,
  nodata: number | undefined,
): void {
  const { window, changed, larger, overview, below } = reduction;
  const missing = nodata !== undefined && !Number.isNaN(nodata);
  for (let row = 0; row < window.height; row++) {
    const down = spanOf(window.y + row, larger.height, overview.height);
    for (let column = 0; column < window.width; column++) {
      const at = row * window.width + column;
      if (!changed[at]) continue;
      const across = spanOf(window.x + column, larger.width, overview.width);
      let [sum, weights, hasNaN] = [0, 0, false];
      for (let y = down.from; y < down.to; y++) {
        const height = y === down.from ? down.first : y === down.to - 1 ? down.last : 1;
        let from = (y - below.y) * below.width + across.from - below.x;
        for (let x = across.from; x < across.to; x++, from++) {
          const sample = samples[from]!;
          if (Number.isNaN(sample)) hasNaN = true;
          else if ((!valid || valid[from]) && !(missing && sample === nodata)) {
            const weight =
              height * (x === across.from ? across.first : x === across.to - 1 ? across.last : 1);
            sum += sample * weight;
            weights += weight;
          }
        }
      }
      if (weights > 0) target[at] = storable(sum / weights, type, nodata);
      else if (nodata !== undefined) target[at] = nodata;
      else if (hasNaN) target[at] = Number.NaN;
    }
  }
}

/** A mean as a sample. It is never nodata, because it stands for pixels that have data. */
function storable(mean: number, { format, bits }: SampleType, nodata: number | undefined): number {
  if (format === 'float') {
    const sample = bits === 64 ? mean : Math.fround(mean);
    if (sample !== nodata) return sample;
    // A number close to it that the sample type can hold.
    return sample === 0 ? 2 ** -14 : sample * (1 + 2 ** (bits === 64 ? -52 : bits === 32 ? -23 : -10));
  }
  const sample = mean < 0 ? -Math.floor(0.5 - mean) : Math.floor(mean + 0.5);
  if (sample !== nodata) return sample;
  const most = 2 ** (format === 'int' ? bits - 1 : bits) - 1;
  return sample < most ? sample + 1 : sample - 1;
}

/** Gives the changed pixels of an overview the pixel at their upper left corner, as for indices of a palette. */
export function reduceByNearest(reduction: Reduction, samples: BandData, target: BandData): void {
  const { window, changed, larger, overview, below } = reduction;
  const nearest = (at: number, size: number, reduced: number) =>
    Math.min(Math.floor((at * size) / reduced + 0.5), spanOf(at, size, reduced).to - 1);
  for (let row = 0; row < window.height; row++) {
    const y = nearest(window.y + row, larger.height, overview.height) - below.y;
    for (let column = 0; column < window.width; column++) {
      const x = nearest(window.x + column, larger.width, overview.width) - below.x;
      const at = row * window.width + column;
      if (changed[at]) target[at] = samples[y * below.width + x]!;
    }
  }
}

/** Makes the changed pixels of a mask's overview valid where any pixel under them is, as GDAL does. */
export function reduceMask(reduction: Reduction, mask: BandData, valid: number, target: BandData): void {
  const { window, changed, larger, overview, below } = reduction;
  for (let row = 0; row < window.height; row++) {
    const down = spanOf(window.y + row, larger.height, overview.height);
    for (let column = 0; column < window.width; column++) {
      const at = row * window.width + column;
      if (!changed[at]) continue;
      const across = spanOf(window.x + column, larger.width, overview.width);
      let any = false;
      for (let y = down.from; y < down.to && !any; y++)
        for (let x = across.from; x < across.to && !any; x++)
          any = mask[(y - below.y) * below.width + x - below.x] !== 0;
      target[at] = any ? valid : 0;
    }
  }
}
