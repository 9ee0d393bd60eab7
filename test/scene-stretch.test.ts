import { open } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { stretchOf } from '../lib/raster/overall.js';
import { openPyramid } from '../lib/raster/pyramid.js';
import { folderFor, makeScene } from './support/scene.js';
import type { TiffImage } from './support/tiff.js';

// The stretch of a scene that is too large to be read as a whole.

const SIZE = { width: 320, height: 5120, bands: 1, bits: 16 } as const;

async function rangeOf(image: Partial<TiffImage>, sampleAt: (x: number, y: number) => number) {
  const path = await makeScene(join(await folderFor(), 'scene.tif'), { ...SIZE, ...image }, sampleAt);
  const file = await open(path);
  const pyramid = await openPyramid({ file, size: (await file.stat()).size, path }, 'scene');
  try {
    return (await stretchOf(pyramid, [0], undefined)).range;
  } finally {
    await pyramid.close();
  }
}

const tile = { width: 32, height: 32 };
const isNear = (found: number, expected: number, by: number) => Math.abs(found - expected) <= by;

test('tiles of all columns count, however many there are', async (t) => {
  const [low, high] = await rangeOf({ tile }, (x) => 1000 + x);
  t.true(isNear(low, 1006, 12) && isNear(high, 1313, 12), `${low} to ${high}`);
});

test('tiles without data are replaced by others', async (t) => {
  const tags = { 42113: { type: 'ASCII', values: '0' } } as const;
  const [low, high] = await rangeOf({ tile: { width: 32, height: 512 }, tags }, (x) =>
    Math.floor(x / 32) % 2 === 1 ? 0 : 1000 + x,
  );
  t.true(isNear(low, 1005, 12) && isNear(high, 1282, 12), `${low} to ${high}`);
});

test('a single strip counts from top to bottom', async (t) => {
  const [low, high] = await rangeOf({}, (_, y) => 1000 + y);
  t.true(isNear(low, 1102, 500) && isNear(high, 6017, 500), `${low} to ${high}`);
});
