import { randomBytes } from './random.js';
import type { TiffTag } from './tiff.js';

// A small picture for tests of rasters.

export const SIZE = { width: 23, height: 17 };
export const PIXELS = SIZE.width * SIZE.height;
/** [height, width, 3] */
export const PICTURE = randomBytes(7, SIZE.height, SIZE.width, 3).data;

export const short = (...values: number[]): TiffTag => ({ type: 'SHORT', values });
export const text = (values: string): TiffTag => ({ type: 'ASCII', values });

/** The samples of every pixel, with further bands behind those of the picture. */
export function withBands(bands: number, map: (level: number) => number = (level) => level): number[] {
  return Array.from({ length: PIXELS }, (_, i) =>
    Array.from({ length: bands }, (_, band) =>
      band < 3 ? map(PICTURE[3 * i + band]!) : map((i * (band + 2)) % 256),
    ),
  ).flat();
}

export const long = (...values: number[]): TiffTag => ({ type: 'LONG', values });

/** The nearest-rank quantile. */
export const quantile = (samples: readonly number[], fraction: number) =>
  samples.toSorted((a, b) => a - b)[Math.max(Math.ceil(fraction * samples.length) - 1, 0)]!;

export const levelOf = (sample: number, [low, high]: readonly [number, number]) =>
  Math.round(Math.min(Math.max(((sample - low) * 255) / (high - low), 0), 255));
