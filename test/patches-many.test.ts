import { mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { overlay } from '../lib/raster/change.js';
import { type Patch, patchFiles } from '../lib/raster/patch.js';
import { openPyramid } from '../lib/raster/pyramid.js';
import { newSamples } from '../lib/raster/samples.js';
import { savePatched } from '../lib/raster/save-patched.js';
import { readInChunks, storePatch } from '../lib/raster/stored-patch.js';
import { readWindow } from '../lib/raster/valid.js';
import { runGdal } from './support/gdal.js';
import { blocksOf, digestOf, digestsOf, levelsOf } from './support/levels.js';
import { type Case, caseOf, patchFor, rasterOf } from './support/patches.js';
import { randomBytes } from './support/random.js';
import { short } from './support/raster.js';
import { type TiffImage, writeTiff } from './support/tiff.js';

// Several patches in one pass: as if they had been written one after the other.

const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-many-'));
const [stored, outs] = [join(folder, 'stored'), join(folder, 'out')];
await mkdir(stored);
await mkdir(outs);

const names = (await runGdal('make_rasters.py', folder)) as string[];
const sceneOf = (name: string) => join(folder, `${name}.tif`);

/** Stores patches and returns their paths. */
async function store(name: string, patches: readonly Patch[]): Promise<string[]> {
  const paths = patches.map((_, i) => join(stored, `${name}-${i}`));
  for (const [i, patch] of patches.entries()) await storePatch(paths[i]!, patch);
  return paths;
}

/** Patches that overlap. They change different bands, and some make pixels valid. */
async function mixedFor(scene: string, seed: number): Promise<Patch[]> {
  const raster = await rasterOf(scene);
  const keep = raster.bands > 2 ? [[], [1], [0, 2]] : [[], [], []];
  return [0.5, 0.4, 0.6].map((share, i) =>
    patchFor(raster, {
      ...{ share, keep: keep[i]! },
      ...{ seed: 10 * seed + i, makesValid: (seed + i) % 2 === 0 },
    }),
  );
}

// GDAL, too, finds in these files what it should.

const checked = names.filter((name) =>
  /^cog|mask|^msk|^ovr|alpha|nodata|^nan|sparse|palette|float16$|odd|big-|lossy|one-strip|statistics/.test(
    name,
  ),
);
const cases: Case[] = [];
for (const [i, name] of checked.entries()) {
  const [scene, rewrite] = [sceneOf(name), /lossy|cog-mask-128-deflate/.test(name)];
  const raster = await rasterOf(scene);
  const keep = raster.bands > 2 && i % 3 === 0 ? [1] : [];
  const patches = [0.5, 0.4, 0.6].map((share, n) =>
    patchFor(raster, { share, keep, seed: 7 * i + n, makesValid: i % 2 === 0 }),
  );
  const out = join(outs, `${name}-checked.tif`);
  await savePatched(scene, out, await store(`${name}-checked`, patches), { rewrite });
  cases.push(await caseOf(scene, out, joined(patches), rewrite));
}
const list = join(folder, 'cases.json');
await writeFile(list, JSON.stringify(cases));
const found = (await runGdal('check_patches.py', list)) as Record<string, string[]>;

test.after.always(() => rm(folder, { recursive: true, force: true }));

for (const { before, after, rewrite } of cases)
  test(`${before.split('/').at(-1)}${rewrite ? ', rewritten' : ''}: several patches change what they cover and nothing else`, (t) => {
    t.deepEqual(found[after], []);
  });

// One of each kind. The compressions and predictors are those of single patches.
const KINDS =
  /overviews$|^(little|big)-|^cog|^large|mask|^msk|^ovr|alpha|nodata|^nan|sparse|palette|float16|odd|one-strip|12-bit/;
for (const [i, name] of names.filter((name) => KINDS.test(name) && !/lossy|-zstd|-lzw/.test(name)).entries())
  test(`${name}: several patches in one pass are as if written one after the other, and as shown before`, async (t) => {
    const scene = sceneOf(name);
    const patches = await mixedFor(scene, i);
    const paths = await store(name, patches);
    const changes = paths.map((path, n) => ({ path, window: patches[n]!.window }));
    const [together, single] = [join(outs, `${name}.tif`), join(outs, `${name}-single.tif`)];
    await savePatched(scene, together, paths);
    for (const [n, patch] of patches.entries()) await savePatched(n === 0 ? scene : single, single, patch);
    t.deepEqual(await digestsOf(together), await digestsOf(single));
    const [size, most] = [(await stat(together)).size, (await stat(single)).size];
    t.true(size <= most, `${size} bytes, one by one ${most}`);
    t.deepEqual(await windowsOf(scene, changes), await windowsOf(together));
  });

/** What is read of the whole image, of a part of it in some bands, and of a corner that no patch need touch. */
async function windowsOf(path: string, changes?: { path: string; window: Patch['window'] }[]) {
  const file = await open(path);
  const pyramid = await openPyramid({ file, size: (await file.stat()).size, path }, 'scene');
  try {
    const { raster, levels } = pyramid;
    const level = { ...levels[0]!, ...(changes && { changes }) };
    const all = [...Array(raster.bands).keys()];
    const { width, height } = raster;
    const part = { x: width >> 2, y: height >> 2, width: width >> 1, height: height >> 1 };
    const windows = [
      await readWindow(level, raster, all),
      await readWindow(level, raster, [raster.bands - 1, 0], part, [0]),
      await readWindow(level, raster, [0], { x: 0, y: 0, width: 3, height: 2 }),
    ];
    return windows.map(({ planes, valid }) => [...planes, ...(valid ? [valid] : [])].map(digestOf));
  } finally {
    await pyramid.close();
  }
}

/** One patch for several that change the same bands. */
function joined(patches: readonly Patch[]): Patch {
  const windows = patches.map(({ window }) => window);
  const [x, y] = [Math.min(...windows.map(({ x }) => x)), Math.min(...windows.map(({ y }) => y))];
  const window = {
    ...{ x, y },
    width: Math.max(...windows.map((own) => own.x + own.width)) - x,
    height: Math.max(...windows.map((own) => own.y + own.height)) - y,
  };
  const changed = new Uint8Array(window.width * window.height);
  const { planes, makesValid } = patches[0]!;
  const all = planes.map((plane) => {
    const Type = plane?.constructor as Uint8ArrayConstructor | undefined;
    return Type && new Type(changed.length);
  });
  for (const patch of patches) {
    overlay(changed, window, patch.changed, patch);
    for (const [band, plane] of all.entries()) if (plane) overlay(plane, window, patch.planes[band]!, patch);
  }
  return { window, changed, planes: all, makesValid };
}

const deflated = { compress: (block: Buffer) => deflateSync(block), tags: { 259: short(8) } };

async function scratch(t: ExecutionContext): Promise<string> {
  const own = await mkdtemp(join(tmpdir(), 'harmonidiff-many-'));
  t.teardown(() => rm(own, { recursive: true, force: true }));
  return own;
}

/** A patch of noise in one band. */
const noise = (seed: number, x: number, y: number, width: number, height: number): Patch => ({
  window: { x, y, width, height },
  planes: [randomBytes(seed, height, width).data],
  changed: new Uint8Array(width * height).fill(1),
  makesValid: false,
});

/** Writes patches in one call of `patchFiles` or more. */
async function patchInPlace(path: string, ...calls: Patch[][]): Promise<void> {
  const [image, overviews] = [await open(path, 'r+'), await open(`${path}.ovr`, 'r+').catch(() => undefined)];
  for (const patches of calls) await patchFiles({ image, overviews }, patches, 'scene');
  await image.close();
  await overviews?.close();
}

const tiled: TiffImage = {
  ...{ width: 160, height: 160, tile: { width: 16, height: 16 } },
  samples: randomBytes(1, 160, 160).data,
  ...deflated,
};
/** All of them lie over the same blocks. */
const overlapping = [1, 2, 3, 4, 5].map((i) => noise(i, 30 + i, 40 - i, 50, 40));

test('the file grows by every block that patches touch once', async (t) => {
  const path = join(await scratch(t), 'scene.tif');
  const before = writeTiff(tiled);
  await writeFile(path, before);
  await patchInPlace(path, overlapping);
  const moved = (await blocksOf(path)).filter(({ offset }) => offset >= before.length);
  // Columns 31 to 84 and rows 35 to 78.
  t.is(moved.length, 5 * 3);
  const bytes = moved.reduce((sum, block) => sum + block.bytes, 0);
  t.is((await stat(path)).size, before.length + bytes);
});

test('a COG grows by every block that patches touch once, also by those of overviews and masks', async (t) => {
  const [scene, out] = [sceneOf('cog-mask-128-deflate'), join(await scratch(t), 'out.tif')];
  const raster = await rasterOf(scene);
  const patches = [1, 2, 3, 4].map((seed) => patchFor(raster, { seed, makesValid: true }));
  await savePatched(scene, out, await store('cog-grows', patches));
  const { size } = await stat(scene);
  const moved = (await blocksOf(out)).filter(({ offset }) => offset >= size);
  // Before each block is its size, and after it its last bytes.
  const bytes = moved.reduce((sum, block) => sum + block.bytes + 8, 0);
  // The first blocks of some levels are moved once more, to keep the order of a COG.
  const again = (await stat(out)).size - size - bytes;
  t.true(again >= 0 && again < bytes / 10, `${again} of ${bytes} bytes`);
});

test('the later of two patches wins, and may restore what the earlier one has replaced', async (t) => {
  const path = join(await scratch(t), 'scene.tif');
  await writeFile(path, writeTiff(tiled));
  const original = (await levelsOf(path))[0]!.planes as Uint8Array[];
  const window = { x: 3, y: 5, width: 40, height: 30 };
  const old = new Uint8Array(40 * 30);
  for (let y = 0; y < 30; y++) old.set(original[0]!.subarray((5 + y) * 160 + 3, (5 + y) * 160 + 43), y * 40);
  await patchInPlace(path, [noise(1, 3, 5, 40, 30), { ...noise(2, 3, 5, 40, 30), window, planes: [old] }]);
  t.deepEqual((await levelsOf(path))[0]!.planes, original);
});

const LARGE: Record<string, [scene: Partial<TiffImage>, overview: Partial<TiffImage>]> = {
  'rows of tiles': [
    { width: 2401, height: 2300, tile: { width: 512, height: 512 } },
    { width: 1201, height: 1150, tile: { width: 256, height: 256 } },
  ],
  'a long row of tiles': [
    { width: 6000, height: 800, tile: { width: 512, height: 512 } },
    { width: 3000, height: 400, tile: { width: 512, height: 512 } },
  ],
  'one strip': [
    { width: 2401, height: 2300, tile: { width: 2401, height: 100 } },
    { width: 1201, height: 1150, tile: { width: 1201, height: 1150 } },
  ],
};

for (const [name, [scene, overview]] of Object.entries(LARGE))
  test(`overviews of ${name}, which are worked out in parts, are those of one patch after the other`, async (t) => {
    const own = await scratch(t);
    const paths = ['together', 'single'].map((name) => join(own, name));
    for (const path of paths) {
      await writeFile(path, writeTiff({ ...deflated, ...scene } as TiffImage));
      await writeFile(`${path}.ovr`, writeTiff({ ...deflated, ...overview } as TiffImage));
    }
    const { width, height } = scene as TiffImage;
    const patches = [
      noise(1, 5, 7, 100, 90),
      noise(2, width - 130, height - 121, 130, 121),
      noise(3, 60, 50, 300, 333),
      noise(4, 401, 300, width - 500, 200),
      noise(5, width - 200, 3, 77, 88),
    ];
    await patchInPlace(paths[0]!, patches);
    await patchInPlace(paths[1]!, ...patches.map((patch) => [patch]));
    t.deepEqual(await digestsOf(paths[0]!), await digestsOf(paths[1]!));
  });

test('what does not fit into memory together is written in chunks', async (t) => {
  const own = await scratch(t);
  const paths = overlapping.map((_, i) => join(own, `${i}`));
  for (const [i, patch] of overlapping.entries()) await storePatch(paths[i]!, patch);
  // Each has 50 x 40 samples of a byte, and as many bytes that say which of them change.
  const lengths = async (most?: number) => {
    const found: number[] = [];
    for await (const chunk of readInChunks(paths, most)) found.push(chunk.length);
    return found;
  };
  t.deepEqual(await lengths(), [5]);
  t.deepEqual(await lengths(8000), [2, 2, 1]);
  t.deepEqual(await lengths(7999), [1, 1, 1, 1, 1]);
  t.deepEqual(await lengths(1), [1, 1, 1, 1, 1]);

  const [chunked, together] = [join(own, 'chunked.tif'), join(own, 'together.tif')];
  for (const path of [chunked, together]) await writeFile(path, writeTiff(tiled));
  const chunks: Patch[][] = [];
  for await (const chunk of readInChunks(paths, 8000)) chunks.push(chunk);
  await patchInPlace(chunked, ...chunks);
  await patchInPlace(together, overlapping);
  t.deepEqual(await digestsOf(chunked), await digestsOf(together));
});

test('one stored patch gives the same bytes as one in memory', async (t) => {
  const own = await scratch(t);
  const scene = sceneOf('cog-mask-128-deflate');
  const patch = patchFor(await rasterOf(scene), { makesValid: true });
  const [a, b] = [join(own, 'a.tif'), join(own, 'b.tif')];
  await savePatched(scene, a, patch);
  await savePatched(scene, b, await store('one', [patch]));
  t.deepEqual(await readFile(a), await readFile(b));
});

test('no patches at all give a copy', async (t) => {
  const [scene, out] = [sceneOf('cog-128-deflate'), join(await scratch(t), 'out.tif')];
  await savePatched(scene, out, []);
  t.deepEqual(await readFile(out), await readFile(scene));
});

test('each of several patches must fit the scene', async (t) => {
  const own = await scratch(t);
  const path = join(own, 'scene.tif');
  const bytes = writeTiff(tiled);
  await writeFile(path, bytes);
  const good = noise(1, 0, 0, 20, 20);
  const wrong: Patch[] = [
    noise(1, 150, 0, 20, 20),
    { ...good, planes: [newSamples({ format: 'uint', bits: 16 }, 400)] },
    { ...good, planes: [...good.planes, undefined] },
  ];
  for (const [i, patch] of wrong.entries())
    await t.throwsAsync(savePatched(path, path, await store(`wrong-${i}`, [good, patch])), {
      code: 'PLACEMENT_INVALID',
    });
  t.deepEqual(await readFile(path), bytes);
});
