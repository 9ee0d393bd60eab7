import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { readLevels } from '../lib/raster/levels.js';
import { savePatched } from '../lib/raster/save-patched.js';
import { runGdal } from './support/gdal.js';
import { type Case, caseOf, patchFor, rasterOf } from './support/patches.js';

// Patched rasters as GDAL reads them: rasters of every layout that it makes, and real ones. The tests compare the profile,
// all tags, the reference system, masks, colours, every pixel, overviews, rio cogeo's verdict, and masks read over HTTP.

const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-patches-'));

const names = (await runGdal('make_rasters.py', folder)) as string[];
const shared = join(import.meta.dirname, '../../shared/data/rasters');
// Without the one that is damaged on purpose.
const real = existsSync(shared)
  ? (await readdir(shared)).filter((name) => name.endsWith('.tif') && name !== 'corrupt.tif')
  : [];
const scenes = [
  ...names.map((name) => join(folder, `${name}.tif`)),
  ...real.map((name) => join(shared, name)),
];
const LOSSY = /lossy|alpha\.tif$|cogeo\.tif$|goes\.tif$/;
const isLossy = (scene: string) => LOSSY.test(scene) && scene !== join(folder, 'alpha.tif');

const cases: Case[] = [];
const outs = join(folder, 'out');
await mkdir(outs);
for (const [i, scene] of scenes.entries()) {
  const raster = await rasterOf(scene);
  // Every other one makes pixels valid, and every third one leaves a band as it is.
  const options = { seed: i, makesValid: i % 2 === 0, keep: raster.bands > 2 && i % 3 === 0 ? [1] : [] };
  const patch = patchFor(raster, options);
  const rewrites = isLossy(scene) ? [true] : /cog|mask|big-/.test(scene) ? [false, true] : [false];
  for (const rewrite of rewrites) {
    const out = join(outs, `${i}${rewrite ? '-anew' : ''}-${scene.split('/').at(-1)}`);
    await savePatched(scene, out, patch, { rewrite });
    cases.push(await caseOf(scene, out, patch, rewrite));
  }
}
const list = join(folder, 'cases.json');
await writeFile(list, JSON.stringify(cases));
const found = (await runGdal('check_patches.py', list)) as Record<string, string[]>;

test.after.always(() => rm(folder, { recursive: true, force: true }));

for (const { before, after, rewrite } of cases) {
  const name = before.split('/').at(-1);
  const origin = before.startsWith(shared) ? 'real ' : '';
  test(`${origin}${name}${rewrite ? ', rewritten' : ''}: a patch changes what it covers and nothing else`, (t) => {
    t.deepEqual(found[after], []);
  });
}

for (const scene of scenes.filter(isLossy))
  test(`${scene.split('/').at(-1)}: a patch would change pixels around it, and is refused`, async (t) => {
    const patch = patchFor(await rasterOf(scene));
    const out = join(folder, `refused-${scene.split('/').at(-1)}`);
    await t.throwsAsync(savePatched(scene, out, patch), {
      code: 'IMAGE_UNSUPPORTED',
      message: /is compressed with .+, which would change pixels around the patch.+--rewrite/,
    });
    t.false(existsSync(out));
  });

test('in a COG, only the entries of blocks that have moved change', async (t) => {
  const scene = join(folder, 'cog-mask-128-deflate.tif');
  const out = join(folder, 'entries.tif');
  await savePatched(scene, out, patchFor(await rasterOf(scene), { share: 0.1 }));
  const [before, after] = await Promise.all([readFile(scene), readFile(out)]);
  const changed = before.reduce((sum, byte, i) => sum + (byte === after[i] ? 0 : 1), 0);
  // 1 to 4 tiles of each of 4 levels, and their masks, at 4 bytes of position and 2 of size.
  t.true(changed > 0 && changed <= 4 * 4 * 2 * 6, `${changed} bytes`);
});

test('where GDAL looks for the mask of a block behind that block, it is there', async (t) => {
  const scene = join(folder, 'cog-mask-128-deflate.tif');
  const out = join(folder, 'interleaved.tif');
  await savePatched(scene, out, patchFor(await rasterOf(scene), { makesValid: true }));
  const file = await open(out);
  t.teardown(() => file.close());
  const levels = await readLevels(file, (await file.stat()).size, 'scene');
  t.is(levels.length, 4);
  // The last bytes of the block again, then the size of the mask's.
  for (const { layout, mask } of levels)
    for (const [i, at] of layout.offsets.entries())
      t.is(mask!.layout.offsets[i], at + layout.byteCounts[i]! + 8);
});

test('a patch that changes nothing leaves the file as it is', async (t) => {
  const scene = join(folder, 'cog-128-deflate.tif');
  const out = join(folder, 'unchanged.tif');
  const patch = patchFor(await rasterOf(scene));
  await savePatched(scene, out, { ...patch, changed: new Uint8Array(patch.changed.length) });
  t.deepEqual(await readFile(out), await readFile(scene));
});
