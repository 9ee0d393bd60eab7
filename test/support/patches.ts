import { open, writeFile } from 'node:fs/promises';
import { type Raster, readLayout } from '../../lib/raster/layout.js';
import type { Patch } from '../../lib/raster/patch.js';
import { type BandData, newSamples } from '../../lib/raster/samples.js';
import { generator } from './random.js';

/** A patch with what test/reference/check_patches.py reads. */
export interface Case {
  before: string;
  after: string;
  window: [x: number, y: number, width: number, height: number];
  makesValid: boolean;
  rewrite: boolean;
  dtype: string;
  changed: string;
  planes: (string | null)[];
}

export async function rasterOf(path: string): Promise<Raster> {
  const file = await open(path);
  try {
    return await readLayout(file, (await file.stat()).size, 'scene');
  } finally {
    await file.close();
  }
}

/** Noise in an ellipse in the middle of a raster, which may leave some bands as they are. */
export function patchFor(
  raster: Raster,
  { seed = 1, makesValid = false, keep = [] as number[], share = 0.5 } = {},
): Patch {
  const random = generator(seed);
  const [width, height] = [raster.width, raster.height].map((size) => Math.max(1, Math.floor(size * share)));
  const window = {
    x: Math.floor((raster.width - width!) * random()),
    y: Math.floor((raster.height - height!) * random()),
    width: width!,
    height: height!,
  };
  const changed = new Uint8Array(width! * height!);
  for (let y = 0; y < height!; y++)
    for (let x = 0; x < width!; x++) {
      const [dx, dy] = [(2 * x + 1) / width! - 1, (2 * y + 1) / height! - 1];
      changed[y * width! + x] = dx * dx + dy * dy <= 1 ? 1 : 0;
    }
  const planes = Array.from({ length: raster.bands }, (_, band) =>
    keep.includes(band) ? undefined : noise(raster, changed.length, random),
  );
  return { window, changed, planes, makesValid };
}

function noise(raster: Raster, length: number, random: () => number): BandData {
  const samples = newSamples(raster, length);
  const { format, bits } = raster;
  const range = format === 'float' ? 100 : Math.min(2 ** bits, 2 ** 31);
  const low = format === 'int' ? -range / 2 : 0;
  for (let i = 0; i < length; i++) {
    const value = low + random() * range;
    // Sixteenths are numbers in every size.
    samples[i] = format === 'float' ? Math.floor(value * 16) / 16 : Math.floor(value);
  }
  return samples;
}

/** Writes the arrays of a patch for the check. */
export async function caseOf(
  before: string,
  after: string,
  { window, changed, planes, makesValid }: Patch,
  rewrite = false,
): Promise<Case> {
  const { x, y, width, height } = window;
  const changedPath = `${after}.changed`;
  await writeFile(changedPath, changed);
  const paths = await Promise.all(
    planes.map(async (plane, band) => {
      if (!plane) return null;
      const path = `${after}.${band}`;
      await writeFile(path, plane);
      return path;
    }),
  );
  const sample = planes.find((plane) => plane)!;
  const dtype = sample.constructor.name.replace('Array', '').toLowerCase();
  return {
    before,
    after,
    window: [x, y, width, height],
    makesValid,
    rewrite,
    dtype,
    changed: changedPath,
    planes: paths,
  };
}
