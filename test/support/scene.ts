import { mkdtemp, open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLayout } from '../../lib/raster/layout.js';
import { readBands } from '../../lib/raster/read.js';
import type { BandData } from '../../lib/raster/samples.js';
import { type TiffImage, writeTiff } from './tiff.js';

// Small scenes for tests of composeScene.

export async function folderFor(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'harmonidiff-scene-'));
}

/** Writes a TIFF whose samples follow from column, row and band. */
export async function makeScene(
  path: string,
  image: Omit<TiffImage, 'samples'> & { bands: number },
  sampleAt: (x: number, y: number, band: number) => number,
): Promise<string> {
  const { width, height, bands } = image;
  const samples = Array.from({ length: width * height * bands }, (_, i) => {
    const pixel = Math.floor(i / bands);
    return sampleAt(pixel % width, Math.floor(pixel / width), i % bands);
  });
  await writeFile(path, writeTiff({ ...image, samples }));
  return path;
}

/** All bands of a TIFF. */
export async function readAll(path: string): Promise<BandData[]> {
  const file = await open(path);
  try {
    const layout = await readLayout(file, (await file.stat()).size, 'tested');
    return await readBands(
      file,
      layout,
      Array.from({ length: layout.bands }, (_, band) => band),
    );
  } finally {
    await file.close();
  }
}

/** GDAL's tags of a georeference in EPSG:32633, north up. */
export function utmTags(x: number, y: number, pixel: number): TiffImage['tags'] {
  return {
    33550: { type: 'DOUBLE', values: [pixel, pixel, 0] },
    33922: { type: 'DOUBLE', values: [0, 0, 0, x, y, 0] },
    34735: { type: 'SHORT', values: [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32633] },
  };
}
