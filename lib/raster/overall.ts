import { COMPRESSION } from './layout.js';
import { nodataTest } from './picture.js';
import type { Pyramid, StoredLevel } from './pyramid.js';
import { blockCounts } from './read.js';
import type { BandData, SampleType } from './samples.js';
import { type AppliedStretch, findStretch, fullStretch, type Stretch } from './stretch.js';
import { readWindow } from './valid.js';
import { intersect, type Window, whole } from './window.js';

/** Samples with data that the stretch of a whole raster is found from, per band. */
const MOST_SAMPLES = 1_000_000;
/** Most samples that are read to find them. */
const MOST_READ = 4_000_000;

/**
 * Finds the stretch of a whole raster: from an overview, or from blocks that are spread evenly over it where no overview is
 * small enough.
 *
 * @param bands counted from 0
 * @param stretch by default the full range for unsigned samples of up to 8 bits, else `percentile`
 * @throws Error for a damaged file
 */
export async function stretchOf(
  pyramid: Pyramid,
  bands: readonly number[],
  stretch: Stretch | undefined,
): Promise<AppliedStretch> {
  const known = stretchWithoutSamples(pyramid.raster, stretch);
  if (known) return known;
  const { raster, levels } = pyramid;
  const { format, bits } = raster;
  const level = levels.find(({ layout }) => layout.width * layout.height <= MOST_SAMPLES) ?? levels.at(-1)!;
  const isNodata = nodataTest(raster);
  const planes: BandData[] = [];
  let [found, samples] = [0, 0];
  for (const window of spread(level)) {
    const { planes: read, valid } = await readWindow(level, raster, bands, window);
    for (const plane of read) {
      const kept =
        valid || isNodata
          ? (plane as Float64Array).filter((sample, i) => valid?.[i] !== 0 && !isNodata?.(sample))
          : plane;
      planes.push(kept);
      found += kept.length / bands.length;
    }
    samples += window.width * window.height;
    if (found >= MOST_SAMPLES || samples >= MOST_READ) break;
  }
  return findStretch({ planes, format, bits }, 'percentile');
}

/** The stretch of a raster if it does not depend on the samples. */
export function stretchWithoutSamples(
  { format, bits }: SampleType,
  stretch: Stretch | undefined,
): AppliedStretch | undefined {
  const asked = stretch ?? (format === 'uint' && bits <= 8 ? 'full' : 'percentile');
  if (asked === 'full') return fullStretch({ format, bits });
  return asked === 'percentile' ? undefined : findStretch({ planes: [], format, bits }, asked);
}

/** The whole level if it is small enough; else parts of it. Both the first few and all of them are spread evenly. */
function* spread({ layout }: StoredLevel): Generator<Window> {
  if (layout.width * layout.height <= MOST_SAMPLES) return yield whole(layout);
  const { across, down } = blockCounts(layout);
  const { width, height } = layout.block;
  const rows = Math.min(height, Math.max(1, Math.floor(MOST_SAMPLES / 16 / width)));
  // Long strips hold more than parts should. Compressed ones are decompressed once for each part.
  const most =
    layout.compression === COMPRESSION.none ? Number.POSITIVE_INFINITY : across * down < 16 ? 4 : 1;
  const parts = Math.min(most, Math.ceil(height / rows));
  const seen = new Set<number>();
  // Multiples of these two numbers, modulo 1, fill a square evenly. Steps of whole blocks may stay in one column.
  for (let i = 0; i < across * down * parts; i++) {
    const column = Math.floor(((0.5 + i * 0.7548776662466927) % 1) * across);
    const part = Math.floor(((0.5 + i * 0.5698402909980532) % 1) * down * parts);
    if (seen.has(part * across + column)) continue;
    seen.add(part * across + column);
    const y = Math.floor(part / parts) * height + Math.floor(((part % parts) * height) / parts);
    const window = intersect({ x: column * width, y, width, height: rows }, whole(layout));
    if (window.height > 0) yield window;
  }
}
