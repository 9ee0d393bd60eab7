import type { Raster } from './layout.js';
import { alphaOf, fillOf } from './picture.js';
import { readBands } from './read.js';
import { type BandData, roundTo } from './samples.js';
import type { ByteSource } from './tags.js';
import { type Window, whole } from './window.js';

/**
 * Reads a raster as a mask: 1 where any band is not 0 in the file's own type, and 0 elsewhere.
 *
 * @param threshold floating-point samples count from this value on
 * @param isLossy whether samples differ a little from what was drawn, and count from half of their range on
 * @param window the part that is read; all by default
 * @throws Error for a damaged file
 */
export async function readMaskBands(
  source: ByteSource,
  raster: Raster,
  threshold: number,
  isLossy: boolean,
  window: Window = whole(raster),
): Promise<{ colours: Uint8Array; alpha?: Uint8Array }> {
  const alpha = alphaOf(raster);
  const counts = counter(raster, threshold, isLossy);
  const { nodata } = raster;
  const colours = new Uint8Array(window.width * window.height);
  const opaque = new Uint8Array(alpha === undefined ? 0 : colours.length);
  for (let first = 0; first < raster.bands; first += AT_ONCE) {
    const bands = Array.from({ length: Math.min(AT_ONCE, raster.bands - first) }, (_, i) => first + i);
    const planes = await readBands(source, raster, bands, fillOf(raster), window);
    for (const [i, plane] of planes.entries()) {
      if (bands[i] === alpha) mark(opaque, plane, counts);
      else mark(colours, plane, (sample) => counts(sample) && sample !== nodata);
    }
  }
  return alpha === undefined ? { colours } : { colours, alpha: opaque };
}

/** Bands that are in memory at a time. */
const AT_ONCE = 4;

function counter({ format, bits }: Raster, threshold: number, isLossy: boolean): (sample: number) => boolean {
  const least = format === 'float' ? roundTo(bits, threshold) : 0;
  if (format === 'float') return (sample) => sample >= least;
  if (isLossy) return (sample) => sample >= 2 ** (bits - 1);
  return (sample) => sample !== 0;
}

function mark(mask: Uint8Array, plane: BandData, counts: (sample: number) => boolean): void {
  for (let i = 0; i < plane.length; i++) if (counts(plane[i]!)) mask[i] = 1;
}
