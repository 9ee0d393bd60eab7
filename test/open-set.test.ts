import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import anyTest, { type TestFn } from 'ava';
import sharp from 'sharp';
import {
  type AugmentationManifest,
  augment,
  collectSet,
  openSet,
  planAugmentation,
  readAugmentationManifest,
} from '../lib/augment/index.js';
import { AugmentationError, Harmonizer, ImageError, modelDigest, OptionError } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { folderFor, makeScene } from './support/scene.js';

// Sets whose composites are made one by one, and then put together.

const test = anyTest as TestFn<{ folder: string; manifest: AugmentationManifest }>;
let harmonizer: Harmonizer;
let model: string;

test.before(async () => {
  harmonizer = await Harmonizer.load(mini.folder);
  model = await modelDigest(mini.folder);
});
test.after.always(() => harmonizer.close());
test.beforeEach(async (t) => {
  const folder = await folderFor();
  for (const [name, side] of Object.entries({
    'scenes/beach/a': 90,
    'scenes/beach/b': 96,
    'patches/tank/t': 20,
  }))
    await png(join(folder, `${name}.png`), side);
  const paths = { scenes: join(folder, 'scenes'), patches: join(folder, 'patches') };
  const { manifest } = await planAugmentation({ ...paths, count: 3, gsd: 1, patchGsd: 1 });
  t.context = { folder, manifest: { ...manifest, settings: { method: 'poisson' } } };
});

async function png(path: string, side: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const data = Buffer.from(Array.from({ length: side * side * 3 }, (_, i) => (i * 31) % 200));
  await sharp(data, { raw: { width: side, height: side, channels: 3 } }).toFile(path);
}

/** Makes composites, each in a folder of its own. */
async function make({ folder, manifest }: { folder: string; manifest: AugmentationManifest }, ids: number[]) {
  const set = await openSet(harmonizer, manifest);
  const parts = new Map<string, string>();
  for (const i of ids) {
    const out = join(folder, `part-${i}`);
    await set.make(manifest.items[i]!, { out });
    parts.set(manifest.items[i]!.id, out);
  }
  return parts;
}

test('the set is that of augment, byte for byte', async (t) => {
  const { folder, manifest } = t.context;
  const whole = join(folder, 'whole');
  await augment(harmonizer, { manifest, out: whole });
  const out = join(folder, 'collected');
  const { made, counts } = await collectSet({
    manifest,
    parts: await make(t.context, [2, 0, 1]),
    out,
    model,
  });
  t.deepEqual([...made].sort(), ['0000', '0001', '0002']);
  t.deepEqual(counts, { images: 3, objects: 3 });
  for (const name of ['manifest.jsonl', 'labels.json', 'images/0001.png', 'labels/0001.json'])
    t.deepEqual(await readFile(join(out, name)), await readFile(join(whole, name)), name);
  t.deepEqual(await readAugmentationManifest(join(out, 'manifest.jsonl')), manifest);
});

test('composites are added in several calls, also after one that was interrupted', async (t) => {
  const { folder, manifest } = t.context;
  const out = join(folder, 'set');
  t.is((await collectSet({ manifest, parts: new Map(), out, model })).made.size, 0);
  t.is((await collectSet({ manifest, parts: await make(t.context, [1]), out, model })).made.size, 1);
  const parts = await make(t.context, [0, 1, 2]);
  await rename(join(parts.get('0002')!, 'images/0002.png'), join(out, 'images/0002.png'));
  const { made, counts, labels } = await collectSet({ manifest, parts, out, model });
  t.is(made.size, 3);
  t.is(counts.images, 3);
  t.is(JSON.parse(await readFile(labels, 'utf8')).images.length, 3);
  t.deepEqual((await readdir(out)).sort(), [
    ...['.made-with.json', 'images', 'labels', 'labels.json', 'manifest.jsonl'],
  ]);
});

test('a shorter plan adds to a set of a longer one, which stays', async (t) => {
  const { folder, manifest } = t.context;
  const out = join(folder, 'set');
  const parts = await make(t.context, [0, 1, 2]);
  const partOf = (id: string) => new Map([[id, parts.get(id)!]]);
  await collectSet({ manifest, parts: partOf('0002'), out, model });
  const shorter = { ...manifest, count: 2, items: manifest.items.slice(0, 2) };
  const { made, counts } = await collectSet({ manifest: shorter, parts: partOf('0000'), out, model });
  t.deepEqual([...made].sort(), ['0000', '0002']);
  t.is(counts.images, 2);
  t.is((await readAugmentationManifest(join(out, 'manifest.jsonl'))).count, 3);
  const other = { ...shorter, seed: 5 };
  await t.throwsAsync(collectSet({ manifest: other, parts: new Map(), out, model }), { code: 'RUN_DIFFERS' });
  t.is((await collectSet({ manifest, parts: partOf('0001'), out, model })).made.size, 3);
});

test('a set that was begun before the model was recorded', async (t) => {
  const { folder, manifest } = t.context;
  const out = join(folder, 'set');
  const madeWith = join(out, '.made-with.json');
  const shorter = { ...manifest, count: 2, items: manifest.items.slice(0, 2) };
  await augment(harmonizer, { manifest: shorter, out });
  const whole = await readFile(madeWith, 'utf8');
  const { model: recorded, ...before } = JSON.parse(whole);
  t.is(recorded, model);
  await writeFile(madeWith, JSON.stringify(before));
  t.is((await collectSet({ manifest: shorter, parts: new Map(), out, model })).made.size, 2);
  t.deepEqual(JSON.parse(await readFile(madeWith, 'utf8')), before, 'which model made it is not known');
  // What is missing might be made with another model.
  await t.throwsAsync(collectSet({ manifest, parts: new Map(), out, model }), {
    code: 'RUN_DIFFERS',
    message: /does not say which model its composites were made with\. Finish the set with augment/,
  });
  await augment(harmonizer, { manifest, out });
  t.is(await readFile(madeWith, 'utf8'), whole);
  t.is((await collectSet({ manifest, parts: new Map(), out, model })).made.size, 3);
});

test('calls that begin the same set at the same time wait for each other or are told to', async (t) => {
  const { folder, manifest } = t.context;
  for (let round = 0; round < 30; round++) {
    const out = join(folder, `set-${round}`);
    const begin = async (delay: number) => {
      for (let i = 0; i < delay; i++) await setImmediate();
      return collectSet({ manifest, parts: new Map(), out, model });
    };
    const ended = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => begin(10 * i)));
    const codes = new Set(ended.map((end) => (end.status === 'rejected' ? end.reason.code : 'begun')));
    t.true(codes.has('begun'));
    codes.delete('begun');
    codes.delete('RUN_LOCKED');
    t.deepEqual([...codes], []);
  }
});

test('what is not right is refused', async (t) => {
  const { folder, manifest } = t.context;
  const set = await openSet(harmonizer, manifest);
  const [item] = manifest.items;
  const out = join(folder, 'part');
  for (const wrong of [{ ...item, id: '7' }, { ...item, id: '../7' }, { ...item, patches: [] }, null, 5])
    await t.throwsAsync(set.make(wrong as never, { out }), { instanceOf: OptionError });
  await t.throwsAsync(set.make(item!, {} as never), { instanceOf: OptionError, message: /out/ });
  for (const wrong of [null, 5, {}, { ...manifest, scenes: 5 }])
    await t.throwsAsync(openSet(harmonizer, wrong as never), { instanceOf: OptionError });
  await t.throwsAsync(openSet({} as never, manifest), { instanceOf: OptionError, message: /^harmonizer is/ });
  const other = { ...manifest, seed: 5 };
  await collectSet({ manifest, parts: await make(t.context, [0]), out, model });
  await t.throwsAsync(collectSet({ manifest: other, parts: new Map(), out, model }), {
    instanceOf: AugmentationError,
    code: 'RUN_DIFFERS',
  });
  await t.throwsAsync(collectSet({ manifest, parts: [] as never, out, model }), {
    instanceOf: OptionError,
    message: /^parts/,
  });
  await t.throwsAsync(collectSet({ manifest, parts: new Map(), out, model: 'mini' }), {
    instanceOf: OptionError,
    message: /^model is .mini.; it must be what modelDigest returns/,
  });
});

test('a file that is missing for a while is found later', async (t) => {
  const { folder, manifest } = t.context;
  const set = await openSet(harmonizer, manifest);
  const out = join(folder, 'part');
  await cp(join(folder, 'scenes'), join(folder, 'kept'), { recursive: true });
  await rm(join(folder, 'scenes'), { recursive: true });
  await t.throwsAsync(set.make(manifest.items[0]!, { out }), {
    instanceOf: ImageError,
    code: 'IMAGE_NOT_FOUND',
  });
  await rename(join(folder, 'kept'), join(folder, 'scenes'));
  await t.notThrowsAsync(set.make(manifest.items[0]!, { out }));
});

test('the files beside a TIFF come with it', async (t) => {
  const { folder } = t.context;
  const scene = join(folder, 'rasters/beach/c.tif');
  await mkdir(dirname(scene), { recursive: true });
  await makeScene(scene, { width: 96, height: 96, bands: 3 }, (x, y) => (x * 7 + y * 3) % 200);
  const beside = { 'c.tfw': '1\n0\n0\n-1\n500000\n5000000\n', 'c_RPC.TXT': 'LINE_OFF: 1\n' };
  for (const [name, text] of Object.entries(beside)) await writeFile(join(dirname(scene), name), text);
  const paths = { scenes: join(folder, 'rasters'), patches: join(folder, 'patches') };
  const planned = await planAugmentation({ ...paths, count: 1, gsd: 1, patchGsd: 1 });
  const manifest = { ...planned.manifest, settings: { method: 'poisson' as const } };
  const [whole, out] = [join(folder, 'whole'), join(folder, 'collected')];
  await augment(harmonizer, { manifest, out: whole });
  await collectSet({ manifest, parts: await make({ folder, manifest }, [0]), out, model });
  const names = (await readdir(join(whole, 'images'))).sort();
  t.deepEqual(names, ['0000.tfw', '0000.tif', '0000.tif.xmp', '0000_RPC.TXT']);
  t.deepEqual((await readdir(join(out, 'images'))).sort(), names);
  for (const name of names)
    t.deepEqual(await readFile(join(out, 'images', name)), await readFile(join(whole, 'images', name)), name);
});

test('a set that augment has begun is continued with the same model only', async (t) => {
  const { folder, manifest } = t.context;
  const out = join(folder, 'set');
  const first = { ...manifest, count: 1, items: manifest.items.slice(0, 1) };
  await augment(harmonizer, { manifest: first, out });
  const parts = await make(t.context, [1]);
  const differs = {
    instanceOf: AugmentationError,
    code: 'RUN_DIFFERS',
    message: /were made with another model/,
  };
  await t.throwsAsync(collectSet({ manifest, parts, out, model: OTHER }), differs);
  await t.throwsAsync(collectSet({ manifest: first, parts: new Map(), out, model: OTHER }), differs);
  t.is((await collectSet({ manifest, parts, out, model })).made.size, 2);
  // The engine that augment has recorded still counts.
  t.is((await augment(harmonizer, { manifest, out })).resumed, 2);
  await rm(join(out, 'labels/0002.json'));
  await writeMadeWith(out, { identity: OTHER });
  await t.throwsAsync(augment(harmonizer, { manifest, out }), differs);
});

test('a set that collectSet has begun is continued with the same model and version only', async (t) => {
  const { folder, manifest } = t.context;
  const out = join(folder, 'set');
  const differs = {
    instanceOf: AugmentationError,
    code: 'RUN_DIFFERS',
    message: /were made with another model/,
  };
  // Nothing has been made yet.
  await collectSet({ manifest, parts: new Map(), out, model: OTHER });
  await collectSet({ manifest, parts: await make(t.context, [0]), out, model });
  await t.throwsAsync(collectSet({ manifest, parts: new Map(), out, model: OTHER }), differs);
  const record = await readFile(join(out, '.made-with.json'), 'utf8');
  for (const wrong of [{ model: OTHER }, { version: '0.0.0' }]) {
    await writeMadeWith(out, wrong);
    await t.throwsAsync(augment(harmonizer, { manifest, out }), differs);
  }
  await writeFile(join(out, '.made-with.json'), record);
  const { resumed, counts } = await augment(harmonizer, { manifest, out });
  t.deepEqual([resumed, counts.images], [1, 3]);
  t.is((await collectSet({ manifest, parts: new Map(), out, model })).made.size, 3);
});

const OTHER = '0'.repeat(64);

async function writeMadeWith(out: string, fields: object): Promise<void> {
  const path = join(out, '.made-with.json');
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...fields }));
}
