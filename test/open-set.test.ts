import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
import { AugmentationError, Harmonizer, ImageError, OptionError } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { folderFor } from './support/scene.js';

// Sets whose composites are made one by one, and then put together.

const test = anyTest as TestFn<{ folder: string; manifest: AugmentationManifest }>;
let harmonizer: Harmonizer;

test.before(async () => {
  harmonizer = await Harmonizer.load(mini.folder);
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
  const { made, counts } = await collectSet({ manifest, parts: await make(t.context, [2, 0, 1]), out });
  t.deepEqual([...made].sort(), ['0000', '0001', '0002']);
  t.deepEqual(counts, { images: 3, objects: 3 });
  for (const name of ['manifest.jsonl', 'labels.json', 'images/0001.png', 'labels/0001.json'])
    t.deepEqual(await readFile(join(out, name)), await readFile(join(whole, name)), name);
  t.deepEqual(await readAugmentationManifest(join(out, 'manifest.jsonl')), manifest);
});

test('composites are added in several calls, also after one that was interrupted', async (t) => {
  const { folder, manifest } = t.context;
  const out = join(folder, 'set');
  t.is((await collectSet({ manifest, parts: new Map(), out })).made.size, 0);
  t.is((await collectSet({ manifest, parts: await make(t.context, [1]), out })).made.size, 1);
  const parts = await make(t.context, [0, 1, 2]);
  await rename(join(parts.get('0002')!, 'images/0002.png'), join(out, 'images/0002.png'));
  const { made, counts, labels } = await collectSet({ manifest, parts, out });
  t.is(made.size, 3);
  t.is(counts.images, 3);
  t.is(JSON.parse(await readFile(labels, 'utf8')).images.length, 3);
  t.deepEqual((await readdir(out)).sort(), ['images', 'labels', 'labels.json', 'manifest.jsonl']);
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
  await collectSet({ manifest, parts: await make(t.context, [0]), out });
  await t.throwsAsync(collectSet({ manifest: other, parts: new Map(), out }), {
    instanceOf: AugmentationError,
    code: 'RUN_DIFFERS',
  });
  await t.throwsAsync(collectSet({ manifest, parts: [] as never, out }), {
    instanceOf: OptionError,
    message: /^parts/,
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
