import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { isOurs } from '../lib/errors.js';
import type { Patch } from '../lib/raster/patch.js';
import { savePatched } from '../lib/raster/save-patched.js';
import { generator } from './support/random.js';
import { short } from './support/raster.js';
import { type TiffImage, writeTiff } from './support/tiff.js';

// Scenes whose tags or blocks are damaged.

const deflated = { compress: (block: Buffer) => deflateSync(block), tile: { width: 16, height: 16 } };

const scene = (image: Partial<TiffImage> = {}) =>
  writeTiff({
    width: 40,
    height: 40,
    ...deflated,
    samples: Array(1600).fill(9),
    ...image,
    tags: { 259: short(8), ...image.tags },
  });

const patch: Patch = {
  window: { x: 4, y: 4, width: 30, height: 30 },
  planes: [new Uint8Array(900).fill(77)],
  changed: new Uint8Array(900).fill(1),
  makesValid: true,
};

async function scratch(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-damaged-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function refused(t: ExecutionContext, bytes: Buffer, message: RegExp, code = 'IMAGE_INVALID') {
  const path = join(await scratch(t), 'scene.tif');
  await writeFile(path, bytes);
  for (const rewrite of [false, true])
    await t.throwsAsync(savePatched(path, path, patch, { rewrite }), { code, message });
  t.deepEqual(await readFile(path), bytes);
}

/** Position of the entry of a tag, in little-endian order. */
function entryOf(file: Buffer, tag: number): number {
  const at = file.readUInt32LE(4);
  for (let i = 0; i < file.readUInt16LE(at); i++)
    if (file.readUInt16LE(at + 2 + 12 * i) === tag) return at + 2 + 12 * i;
  throw new Error(`no tag ${tag}`);
}

test('a file that ends early is refused', async (t) => {
  const bytes = scene();
  await refused(t, bytes.subarray(0, bytes.length - 10), /ends too early/);
});

test('a block beyond the end of the file is refused', async (t) => {
  const bytes = scene();
  bytes.writeUInt32LE(2 ** 31, bytes.readUInt32LE(entryOf(bytes, 324) + 8));
  await refused(t, bytes, /ends too early/);
});

test('lists of blocks that overlap are refused', async (t) => {
  const bytes = scene();
  const [offsets, sizes] = [entryOf(bytes, 324), entryOf(bytes, 325)];
  bytes.writeUInt32LE(bytes.readUInt32LE(offsets + 8) + 4, sizes + 8);
  const path = join(await scratch(t), 'scene.tif');
  await writeFile(path, bytes);
  await t.throwsAsync(savePatched(path, path, patch), { code: 'IMAGE_INVALID' });
  t.deepEqual(await readFile(path), bytes);
});

test('images that follow each other in a circle are refused', async (t) => {
  const bytes = scene();
  const at = bytes.readUInt32LE(4);
  bytes.writeUInt32LE(at, at + 2 + 12 * bytes.readUInt16LE(at));
  await refused(t, bytes, /its list of images has no end/);
});

test('a billion tiles are refused without the memory for them', async (t) => {
  const bytes = scene();
  for (const tag of [324, 325]) bytes.writeUInt32LE(1e9, entryOf(bytes, tag) + 4);
  await refused(t, bytes, /its lists? of|it lists 0 blocks/);
});

test('a damaged block is refused', async (t) => {
  const bytes = scene();
  const place = bytes.readUInt32LE(bytes.readUInt32LE(entryOf(bytes, 324) + 8));
  bytes.fill(0xff, place, place + 8);
  const path = join(await scratch(t), 'scene.tif');
  await writeFile(path, bytes);
  await t.throwsAsync(savePatched(path, path, patch), {
    code: 'IMAGE_INVALID',
    message: /cannot be patched/,
  });
  t.deepEqual(await readFile(path), bytes);
});

test('another kind of file and a missing one are refused', async (t) => {
  await refused(t, Buffer.from('GIF89a, and not a TIFF at all'), /cannot be patched/);
  const path = join(await scratch(t), 'none.tif');
  await t.throwsAsync(savePatched(path, path, patch), { code: 'IMAGE_NOT_FOUND', message: /does not exist/ });
});

test('a patch beyond the edge is refused', async (t) => {
  const path = join(await scratch(t), 'scene.tif');
  await writeFile(path, scene());
  const window = { ...patch.window, x: 11 };
  await t.throwsAsync(savePatched(path, path, { ...patch, window }), { code: 'PLACEMENT_INVALID' });
});

test('1000 damaged files give typed errors or a result, and stay as they are', async (t) => {
  t.timeout(120_000);
  const folder = await scratch(t);
  const [path, out] = [join(folder, 'scene.tif'), join(folder, 'out.tif')];
  const random = generator(3);
  const originals = [
    scene(),
    scene({ bigEndian: true }),
    scene({ bigTiff: true }),
    scene({ tile: { width: 40, height: 8 } }),
  ];
  const codes = new Set<string>();
  for (let i = 0; i < 1000; i++) {
    const original = originals[i % originals.length]!;
    const bytes = Buffer.from(original);
    // The tags are at the start.
    for (let n = 0; n < 1 + 3 * random(); n++)
      bytes[Math.floor(random() * Math.min(400, bytes.length))] = Math.floor(random() * 256);
    await writeFile(path, bytes);
    if (random() < 0.05) await truncate(path, Math.floor(random() * bytes.length));
    const before = await readFile(path);
    const options = { rewrite: i % 5 === 0 };
    const error = await savePatched(path, out, patch, options).catch((error: unknown) => error);
    if (error !== undefined && !isOurs(error)) t.fail(`${i}: ${String(error)}`);
    codes.add(isOurs(error) ? error.code : 'written');
    t.true((await readFile(path)).equals(before));
    t.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('.')),
      [],
    );
  }
  for (const code of ['IMAGE_INVALID', 'IMAGE_UNSUPPORTED', 'written']) t.true(codes.has(code), code);
});

test('a block that holds far more than its pixels is refused in words for users', async (t) => {
  const bytes = scene({ compress: () => deflateSync(Buffer.alloc(100_000)) });
  await refused(t, bytes, /^The scene image cannot be patched \(its parts contradict each other\)\./);
});
