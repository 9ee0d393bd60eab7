import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import type { Window } from '../lib/index.js';
import { composeScene, Harmonizer } from '../lib/index.js';
import type { BandData } from '../lib/raster/samples.js';
import { mini } from './support/fixtures.js';
import { runGdal } from './support/gdal.js';
import { type Case, caseOf, rasterOf } from './support/patches.js';
import { readAll } from './support/scene.js';

// Compositions as GDAL reads them. What the patcher does with every layout of a file is tested in patches.test.ts.

/** Layouts that GDAL makes, by their names in test/reference/make_rasters.py. */
const LAYOUTS = /cog|mask|alpha|nan|overviews|band|predictor2|statistics|one-|bit|float16|ovr|msk|aux/;

test('compositions keep profile, tags, masks and the pixels around them, in every layout', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-compose-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const outs = join(folder, 'out');
  await mkdir(outs);
  const names = (await runGdal('make_rasters.py', folder)) as string[];
  await using harmonizer = await Harmonizer.load(mini.folder);
  const cases: Case[] = [];
  for (const name of names.filter((name) => LAYOUTS.test(name) && !/lossy|sparse/.test(name))) {
    const [scene, out] = [join(folder, `${name}.tif`), join(outs, `${name}.tif`)];
    const raster = await rasterOf(scene);
    const [width, height] = [Math.floor(raster.width / 3), Math.floor(raster.height / 3)];
    const box = { x: Math.floor(raster.width / 4), y: Math.floor(raster.height / 4), width, height };
    await composeScene(harmonizer, {
      ...{ scene, out, source: mini.file('source.png') },
      place: { box },
      method: 'poisson',
    });
    // Only samples in the box may differ. They are taken as they are.
    const [old, composed] = await Promise.all([scene, out].map(readAll));
    const planes = composed!.map((plane, band) =>
      isDeepStrictEqual(plane, old![band]) ? undefined : cut(plane, raster.width, box),
    );
    const changed = new Uint8Array(width * height).fill(1);
    cases.push(await caseOf(scene, out, { window: box, planes, changed, makesValid: false }));
  }
  const list = join(folder, 'cases.json');
  await writeFile(list, JSON.stringify(cases));
  const found = (await runGdal('check_patches.py', list)) as Record<string, string[]>;
  t.true(cases.length >= 20, `${cases.length}`);
  for (const { before, after } of cases) t.deepEqual(found[after], [], before.split('/').at(-1));
});

function cut(plane: BandData, across: number, { x, y, width, height }: Window): BandData {
  const part = plane.slice(0, width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * across + x;
    part.set(plane.subarray(start, start + width), row * width);
  }
  return part;
}
