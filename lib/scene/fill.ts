import type { BandData } from '../raster/samples.js';

/**
 * Fills the holes of a picture smoothly from the pixels around them: every hole takes the average of the smallest block
 * around it that has data, interpolated between blocks.
 *
 * @param channels one array of width · height values per channel, changed in place
 * @param has 0 in a hole
 */
export function fillHoles(
  channels: readonly BandData[],
  has: Uint8Array,
  width: number,
  height: number,
): void {
  const holes = has.includes(0);
  if (!holes || !has.includes(1)) return;
  if (width === 1 && height === 1) return;
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const counts = new Uint8Array(halfWidth * halfHeight);
  const coarse = channels.map(() => new Float32Array(counts.length));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (has[at] === 0) continue;
      const to = (y >> 1) * halfWidth + (x >> 1);
      counts[to]!++;
      for (const [c, channel] of channels.entries()) coarse[c]![to]! += channel[at]!;
    }
  for (const channel of coarse)
    for (let i = 0; i < counts.length; i++) if (counts[i] !== 0) channel[i]! /= counts[i]!;
  fillHoles(
    coarse,
    counts.map((count) => (count === 0 ? 0 : 1)),
    halfWidth,
    halfHeight,
  );
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (has[at] !== 0) continue;
      for (const [c, channel] of channels.entries())
        channel[at] = bilinear(coarse[c]!, halfWidth, halfHeight, (x - 0.5) / 2, (y - 0.5) / 2);
    }
}

/**
 * Fills the samples that are NaN, each channel by itself. A channel that is NaN everywhere stays so.
 *
 * @param channels as `fillHoles` takes them
 */
export function fillLacking(channels: readonly BandData[], width: number, height: number): void {
  for (const channel of channels)
    fillHoles(
      [channel],
      Uint8Array.from(channel as Float64Array, (value) => (Number.isNaN(value) ? 0 : 1)),
      width,
      height,
    );
}

function bilinear(plane: Float32Array, width: number, height: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, bottom] = [x - left, y - top];
  const at = (column: number, row: number) =>
    plane[Math.min(Math.max(row, 0), height - 1) * width + Math.min(Math.max(column, 0), width - 1)]!;
  return (
    (1 - bottom) * ((1 - right) * at(left, top) + right * at(left + 1, top)) +
    bottom * ((1 - right) * at(left, top + 1) + right * at(left + 1, top + 1))
  );
}
