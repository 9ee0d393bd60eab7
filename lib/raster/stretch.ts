import { quantiles, smallQuantiles } from './quantiles.js';
import type { BandData, SampleFormat, SampleType } from './samples.js';

/**
 * How samples become 8-bit levels: `full` maps the whole range of their type, `percentile` the range from 2 to 98 % of
 * all bands together, and `range` one of your own. Samples outside are clamped.
 */
export type Stretch = 'full' | 'percentile' | { range: readonly [low: number, high: number] };

/** The stretch that was applied. `range` holds the samples that became black and white. */
export interface AppliedStretch {
  method: 'full' | 'percentile' | 'range';
  range: [low: number, high: number];
}

/** The samples of an image, band by band. */
export interface Planes extends SampleType {
  planes: readonly BandData[];
  /** 0 where a pixel has no data; absent if all have. */
  valid?: Uint8Array;
  /** A value that means no data in each band by itself. */
  nodata?: number;
}

const [LOW, HIGH] = [0.02, 0.98];

/** Finds the samples that become black and white. Samples without data take no part in it. */
export function findStretch(image: Planes, stretch: Stretch): AppliedStretch {
  if (typeof stretch === 'object') return { method: 'range', range: [...stretch.range] };
  if (stretch === 'full') return fullStretch(image);
  const found = spread(quantilesOf(image, [LOW, HIGH])) ?? spread(quantilesOf(image, [0, 1]));
  // All samples are equal, or there are none.
  return { method: 'percentile', range: found ?? fullRange(image) };
}

function quantilesOf(image: Planes, fractions: readonly number[]): number[] | undefined {
  const { format, bits } = image;
  if (format === 'float' || bits > 16) return quantiles(eachSample(image), fractions);
  return smallQuantiles(eachSample(image), fractions, format === 'int' ? -(2 ** (bits - 1)) : 0);
}

function spread(range: number[] | undefined): [number, number] | undefined {
  return range && range[0]! < range[1]! ? (range as [number, number]) : undefined;
}

/** The stretch of the whole range of a type. */
export function fullStretch(type: SampleType): AppliedStretch {
  return { method: 'full', range: fullRange(type) };
}

/** From 0 to the highest value of an integer type, or to 1 in floating point. */
function fullRange({ format, bits }: SampleType): [number, number] {
  return [0, format === 'float' ? 1 : 2 ** (format === 'int' ? bits - 1 : bits) - 1];
}

function eachSample({ planes, valid, nodata }: Planes): (visit: (sample: number) => void) => void {
  return (visit) => {
    for (const plane of planes)
      for (let i = 0; i < plane.length; i++) {
        const sample = plane[i]!;
        if (sample !== nodata && valid?.[i] !== 0 && Number.isFinite(sample)) visit(sample);
      }
  };
}

/**
 * Maps samples to 0…`most`, one band after the other in each pixel: three bands, or one that is written `repeat` times.
 * Samples that are no numbers become 0, and so do pixels without data where a range of samples was chosen.
 *
 * @param inverted whether low samples are bright
 */
export function applyStretch(
  { planes, format, bits, valid }: Planes,
  { method, range: [low, high] }: AppliedStretch,
  into: Uint8Array | Uint16Array,
  { inverted = false, repeat = 1 }: { inverted?: boolean; repeat?: number } = {},
): void {
  const most = into instanceof Uint16Array ? 65_535 : 255;
  // The difference of two doubles may be infinite.
  const isWide = !Number.isFinite((high - low) * most);
  const level = (sample: number) => {
    if (Number.isNaN(sample)) return 0;
    const value = Math.min(
      Math.max(
        isWide
          ? ((sample / 2 - low / 2) / (high / 2 - low / 2)) * most
          : ((sample - low) * most) / (high - low),
        0,
      ),
      most,
    );
    return Math.round(inverted ? most - value : value);
  };
  const table = tableOf(format, bits, level);
  const step = planes.length * repeat;
  // Simple loops, because there may be hundreds of millions of samples.
  planes.forEach((plane, band) => {
    const first = band * repeat;
    if (table) for (let i = 0, at = first; i < plane.length; i++, at += step) into[at] = table[plane[i]!]!;
    else for (let i = 0, at = first; i < plane.length; i++, at += step) into[at] = level(plane[i]!);
    for (let copy = 1; copy < repeat; copy++)
      for (let at = first; at < into.length; at += step) into[at + copy] = into[at]!;
  });
  if (!valid || method === 'full') return;
  for (let i = 0; i < valid.length; i++) if (valid[i] === 0) into.fill(0, i * step, (i + 1) * step);
}

/** The level of every sample of a small unsigned type. */
function tableOf(format: SampleFormat, bits: number, level: (sample: number) => number) {
  if (format !== 'uint' || bits > 16) return undefined;
  return Uint16Array.from({ length: 2 ** bits }, (_, sample) => level(sample));
}
