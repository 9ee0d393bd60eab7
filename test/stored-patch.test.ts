import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Patch } from '../lib/raster/patch.js';
import { openPyramid } from '../lib/raster/pyramid.js';
import { newSamples, type SampleType } from '../lib/raster/samples.js';
import { savePatched } from '../lib/raster/save-patched.js';
import { outlineOf, readInChunks, readOutline, readPatch, storePatch } from '../lib/raster/stored-patch.js';
import { readWindow } from '../lib/raster/valid.js';
import { generator } from './support/random.js';
import { writeTiff } from './support/tiff.js';

async function scratch(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-stored-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const PIXELS = 5 * 3;
const random = generator(4);
const noise = (type: SampleType) =>
  newSamples(type, PIXELS).map(() => 1e4 * random() - (type.format === 'uint' ? 0 : 5e3));
const patch: Patch = {
  window: { x: 7, y: 11, width: 5, height: 3 },
  planes: [new Uint8Array(PIXELS).fill(9), undefined, Uint8Array.from({ length: PIXELS }, (_, i) => i)],
  changed: Uint8Array.from({ length: PIXELS }, (_, i) => i % 2),
  makesValid: true,
};

for (const format of ['uint', 'int', 'float'] as const)
  for (const bits of format === 'float' ? [16, 32, 64] : [1, 8, 12, 16, 32])
    test(`a patch of ${format} samples of ${bits} bits is read as it was stored`, async (t) => {
      const path = join(await scratch(t), 'patch');
      const type = { format, bits };
      const stored = { ...patch, makesValid: bits === 8, planes: [undefined, noise(type), noise(type)] };
      await storePatch(path, stored);
      t.deepEqual(await readPatch(path), stored);
      t.deepEqual(await readOutline(path), outlineOf(stored));
    });

test('parts of larger arrays are stored, and no more of them', async (t) => {
  const path = join(await scratch(t), 'patch');
  const large = Uint16Array.from({ length: 100 }, (_, i) => i);
  const [plane, changed] = [
    large.subarray(20, 20 + PIXELS),
    new Uint8Array(99).fill(1).subarray(3, 3 + PIXELS),
  ];
  await storePatch(path, { ...patch, planes: [plane], changed });
  const { planes } = await readPatch(path);
  t.deepEqual(planes, [plane.slice()]);
});

test('a patch replaces another in one step', async (t) => {
  const folder = await scratch(t);
  const path = join(folder, 'patch');
  await storePatch(path, patch);
  await storePatch(path, { ...patch, makesValid: false });
  t.false((await readPatch(path)).makesValid);
  t.deepEqual(await readdir(folder), ['patch']);
});

test('a patch that cannot be stored is an error of the output', async (t) => {
  const path = join(await scratch(t), 'missing', 'patch');
  await t.throwsAsync(storePatch(path, patch), { code: 'OUTPUT_FAILED' });
});

test('a missing patch, and what is no patch, are refused', async (t) => {
  const folder = await scratch(t);
  const missing = {
    code: 'IMAGE_NOT_FOUND',
    message: /The stored patch .+ cannot be read \(ENOENT.+Remove it/,
  };
  await t.throwsAsync(readPatch(join(folder, 'none')), missing);
  await t.throwsAsync(readOutline(join(folder, 'none')), missing);
  await t.throwsAsync(readPatch(folder), { code: 'IMAGE_INVALID', message: /it is not a regular file/ });
  const path = join(folder, 'text');
  for (const text of ['', 'GIF89a', 'not a patch at all, but a rather long text', '\0'.repeat(100)]) {
    await writeFile(path, text);
    for (const read of [readPatch, readOutline]) await t.throwsAsync(read(path), { code: 'IMAGE_INVALID' });
  }
});

test('a patch that ends early or goes on is refused, wherever that is', async (t) => {
  const path = join(await scratch(t), 'patch');
  await storePatch(path, patch);
  const bytes = await readFile(path);
  for (const read of [readPatch, readOutline]) {
    for (let length = 0; length < bytes.length; length++) {
      await writeFile(path, bytes.subarray(0, length));
      await t.throwsAsync(read(path), { code: 'IMAGE_INVALID' }, `${length} bytes`);
    }
    await writeFile(path, Buffer.concat([bytes, Buffer.alloc(1)]));
    await t.throwsAsync(read(path), { code: 'IMAGE_INVALID' });
  }
});

test('a patch with any byte changed is refused', async (t) => {
  const path = join(await scratch(t), 'patch');
  await storePatch(path, patch);
  const bytes = await readFile(path);
  for (let i = 0; i < bytes.length; i++) {
    const damaged = Buffer.from(bytes);
    damaged[i]! ^= 1 << Math.floor(8 * random());
    await writeFile(path, damaged);
    await t.throwsAsync(readPatch(path), { code: 'IMAGE_INVALID' }, `byte ${i}`);
    // The header may still say something, but nothing else than an error of this package is thrown.
    await readOutline(path).catch((error) => t.is(error.code, 'IMAGE_INVALID'));
  }
});

test('a header that says anything is refused', async (t) => {
  const path = join(await scratch(t), 'patch');
  const headers: unknown[] = [
    null,
    7,
    'planes',
    {},
    { planes: 'abc', window: {} },
    { planes: [], window: null },
    { planes: ['constructor'], window: patch.window },
    { planes: ['__proto__', 'toString'], window: patch.window },
    { planes: ['Uint8Array'], window: { width: 1e9, height: 1e9 } },
    { planes: [{}], window: { width: 'a', height: [] } },
    { planes: [null], window: { ...patch.window, width: -5, height: -6 }, makesValid: true },
    { planes: [null], window: { ...patch.window, width: 5, height: '6' }, makesValid: true },
    { planes: [null], window: { ...patch.window, x: -1, width: 5, height: 6 }, makesValid: true },
    { planes: [null], window: { ...patch.window, width: 5, height: 6 } },
  ];
  for (const header of headers) {
    const text = Buffer.from(JSON.stringify(header));
    const start = Buffer.alloc(8);
    start.writeUInt32LE(text.length, 4);
    await writeFile(path, Buffer.concat([start, text, Buffer.alloc(30)]));
    for (const read of [readPatch, readOutline])
      await t.throwsAsync(
        read(path),
        { code: 'IMAGE_INVALID', message: /\(its header is damaged\)/ },
        text.toString(),
      );
  }
});

test('a damaged patch is named wherever patches are read, and the scene stays as it is', async (t) => {
  const folder = await scratch(t);
  const [scene, good, bad] = ['scene.tif', 'good', 'bad'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const bytes = writeTiff({ width: 40, height: 30, bands: 3 });
  await writeFile(scene, bytes);
  for (const path of [good, bad]) await storePatch(path, patch);
  const stored = await readFile(bad);
  stored[stored.length - 1]! ^= 1;
  await writeFile(bad, stored);
  const refused = { code: 'IMAGE_INVALID', message: new RegExp(`stored patch ${bad} .+checksum`) };

  for (const rewrite of [false, true])
    await t.throwsAsync(savePatched(scene, scene, [good, bad], { rewrite }), refused);
  t.deepEqual(await readFile(scene), bytes);
  t.deepEqual((await readdir(folder)).sort(), ['bad', 'good', 'scene.tif']);
  await t.throwsAsync(async () => {
    for await (const _ of readInChunks([good, bad]));
  }, refused);

  const { raster, levels } = await openPyramid({ bytes: new Uint8Array(bytes) }, 'scene');
  const level = { ...levels[0]!, changes: [{ path: bad, window: patch.window }] };
  await t.throwsAsync(readWindow(level, raster, [0]), refused);
  // A patch that is not in the window is not read.
  const { planes } = await readWindow(level, raster, [0], { x: 12, y: 0, width: 28, height: 30 });
  t.is(planes[0]!.length, 28 * 30);
});

test('a change shows where it is, and a later one over it', async (t) => {
  const folder = await scratch(t);
  const bytes = new Uint8Array(writeTiff({ width: 40, height: 30, bands: 3 }));
  const { raster, levels } = await openPyramid({ bytes }, 'scene');
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const all = new Uint8Array(PIXELS).fill(1);
  await storePatch(first, {
    ...patch,
    planes: [all, all, undefined].map((p) => p?.map(() => 5)),
    changed: all,
  });
  await storePatch(second, patch);
  const changes = [first, second].map((path) => ({ path, window: patch.window }));
  const window = { x: 6, y: 11, width: 4, height: 2 };
  const { planes, valid } = await readWindow({ ...levels[0]!, changes }, raster, [2, 1, 0], window);
  // The second patch changes every other pixel of the first and third band.
  t.deepEqual(
    planes.map((plane) => [...plane]),
    [
      [0, 0, 1, 0, 0, 5, 0, 7],
      [0, 5, 5, 5, 0, 5, 5, 5],
      [0, 5, 9, 5, 0, 9, 5, 9],
    ],
  );
  t.is(valid, undefined);
});
