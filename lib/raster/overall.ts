import type { Pyramid, StoredLevel } from './pyramid.js';
import { blockCounts } from './read.js';
import type { BandData } from './samples.js';
import { type AppliedStretch, findStretch, fullStretch, type Stretch } from './stretch.js';
import { readWindow } from './valid.js';
import { intersect, type Window, whole } from './window.js';

/** Samples that are looked at for the stretch of a whole raster, per band. */
const MOST_SAMPLES = 1_000_000;

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
  const { raster, levels } = pyramid;
  const { format, bits } = raster;
  const asked = stretch ?? (format === 'uint' && bits <= 8 ? 'full' : 'percentile');
  if (asked === 'full') return fullStretch(raster);
  if (asked !== 'percentile') return findStretch({ planes: [], format, bits }, asked);
  const level = levels.find(({ layout }) => layout.width * layout.height <= MOST_SAMPLES) ?? levels.at(-1)!;
  const planes: BandData[] = [];
  for (const window of spread(level)) {
    const read = await readWindow(level, raster, bands, window);
    // Samples without data count as little as NaN does.
    for (const plane of read.planes) planes.push(read.valid ? dropInvalid(plane, read.valid) : plane);
  }
  return findStretch({ planes, format, bits, ...nodataOf(raster.nodata) }, 'percentile');
}

function nodataOf(nodata: number | undefined) {
  return nodata === undefined ? {} : { nodata };
}

function dropInvalid(plane: BandData, valid: Uint8Array): BandData {
  return (plane as Float64Array).filter((_, i) => valid[i] !== 0);
}

/** The whole level if it is small enough; else blocks of it at even distances. */
function spread(level: StoredLevel): Window[] {
  const { layout } = level;
  if (layout.width * layout.height <= MOST_SAMPLES) return [whole(layout)];
  const { across, down } = blockCounts(layout);
  // Long strips hold more than blocks should, but cannot be read in part if they are compressed.
  const rows = Math.min(layout.block.height, Math.max(1, Math.floor(MOST_SAMPLES / 16 / layout.block.width)));
  const wanted = Math.max(1, Math.floor(MOST_SAMPLES / (rows * layout.block.width)));
  const step = Math.max(1, Math.ceil((across * down) / wanted));
  const windows: Window[] = [];
  for (let i = Math.floor(step / 2); i < across * down; i += step) {
    const [column, row] = [i % across, Math.floor(i / across)];
    windows.push(
      intersect(
        {
          x: column * layout.block.width,
          y: row * layout.block.height,
          width: layout.block.width,
          height: rows,
        },
        whole(layout),
      ),
    );
  }
  return windows;
}
