import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import sharp from 'sharp';
import { buildDataset, labelComposite, openComposite, readManifest } from '../lib/dataset/index.js';
import { ManifestError, OptionError } from '../lib/index.js';
import { fillPolygon } from '../lib/scene/polygon.js';
import { folderFor } from './support/scene.js';

// Manifests name the labels of their scenes, and composites take them along.

const SIDE = 64;

/** A grey scene with a bright square, which is labelled beside it as a car. */
async function scene(
  folder: string,
  name: string,
  square: { x: number; y: number; side: number },
  labelled = true,
) {
  const { x, y, side } = square;
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  const isIn = (i: number) => {
    const [column, row] = [i % SIDE, Math.floor(i / SIDE)];
    return column >= x && column < x + side && row >= y && row < y + side;
  };
  const data = Buffer.alloc(SIDE * SIDE * 3);
  for (let i = 0; i < SIDE * SIDE; i++) data.fill(isIn(i) ? 250 : 20, 3 * i, 3 * i + 3);
  await sharp(data, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .png()
    .toFile(path);
  const coco = {
    images: [{ id: 5, file_name: name, width: SIDE, height: SIDE }],
    categories: [{ id: 3, name: 'car' }],
    annotations: [
      {
        id: 1,
        image_id: 5,
        category_id: 3,
        segmentation: [[x, y, x + side, y, x + side, y + side, x, y + side]],
        note: 'kept',
      },
    ],
  };
  if (labelled) await writeFile(path.replace('.png', '.json'), JSON.stringify(coco));
  return coco;
}

test('a composite has the visible objects of its target and those in the patch, where the pixels are', async (t) => {
  const folder = await folderFor();
  const scenes = join(folder, 'scenes');
  for (const [i, label] of ['beach', 'river', 'forest'].entries())
    await scene(scenes, `${label}/${label}.png`, { x: 6 + 14 * i, y: 30 - 8 * i, side: 16 }, i < 2);
  const out = join(folder, 'manifest.jsonl');
  const { manifest } = await buildDataset({ scenes, out, count: 12, seed: 3 });
  t.deepEqual(await readManifest(out), manifest);
  const canvas = { width: 96, height: 128 };
  let [objects, whole] = [0, 0];
  for (const item of manifest.items) {
    t.is(
      item.target.labels?.path,
      item.target.label === 'forest' ? undefined : item.target.path.replace('png', 'json'),
    );
    const { annotations, categories, images } = await labelComposite(manifest, item, canvas);
    t.deepEqual(images, [{ id: 1, file_name: `${item.id}.png`, ...canvas }]);
    const { target, source, box } = await openComposite(manifest, item, canvas);
    const pasted = await sharp(
      await sharp(target)
        .resize({ ...canvas, fit: 'fill', kernel: 'nearest' })
        .png()
        .toBuffer(),
    )
      .composite([
        {
          input: await sharp(source.data, { raw: source })
            .resize({ width: box.width, height: box.height, fit: 'fill', kernel: 'nearest' })
            .png()
            .toBuffer(),
          ...{ left: box.x, top: box.y },
        },
      ])
      .removeAlpha()
      .raw()
      .toBuffer();
    for (const annotation of annotations as {
      category_id: number;
      bbox: number[];
      segmentation: number[][];
      note?: string;
    }[]) {
      const { name } = (categories as { id: number; name: string }[]).find(
        ({ id }) => id === annotation.category_id,
      )!;
      if (name === 'forest') {
        t.deepEqual(
          annotation.bbox,
          [box.x, box.y, box.width, box.height],
          'a source without labels is one object',
        );
        whole++;
        continue;
      }
      objects++;
      t.is(annotation.note, 'kept');
      const parts = annotation.segmentation.map((flat) => [
        Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const),
      ]);
      const inside = fillPolygon(
        { parts: parts.map(([ring]) => [[...ring!, ring![0]!]]) },
        { x: 0, y: 0, ...canvas },
      );
      const all = inside.reduce((sum, is) => sum + is, 0);
      const bright = inside.reduce((sum, is, i) => sum + (is === 1 && pasted[3 * i]! > 200 ? 1 : 0), 0);
      t.true(bright / all > 0.85, `${item.id}: ${bright} of ${all}`);
    }
  }
  t.true(objects >= 8 && whole >= 2);
  const item = manifest.items.find(({ target }) => target.labels)!;
  const none = await labelComposite(
    manifest,
    { ...item, box: { x: 0, y: 0, width: SIDE, height: SIDE } },
    canvas,
  );
  t.false(JSON.stringify(none).includes('"id":1,"image_id":5'), 'all of the target is covered');
  await t.throwsAsync(labelComposite(manifest, item, canvas, { minVisible: 2 }), { instanceOf: OptionError });
  const beside = join(scenes, item.target.labels!.path);
  const other = beside.replace('.json', '.geojson');
  await writeFile(other, JSON.stringify({ type: 'FeatureCollection', features: [] }));
  await t.throwsAsync(labelComposite(manifest, item, canvas), {
    instanceOf: ManifestError,
    code: 'CHECKSUM_MISMATCH',
    message: /\.geojson are not the manifest's file/,
  });
  await rm(other);
  // No fault of the file: it cannot be opened.
  await symlink(other, other);
  await t.throwsAsync(labelComposite(manifest, item, canvas), { code: 'LABELS_NOT_FOUND' });
  await rm(other);
  await rename(beside, `${beside}.away`);
  const missing = await t.throwsAsync(labelComposite(manifest, item, canvas), { code: 'LABELS_NOT_FOUND' });
  t.is((missing!.cause as NodeJS.ErrnoException).code, 'ENOENT');
  await writeFile(beside, '{}');
  await t.throwsAsync(labelComposite(manifest, item, canvas), {
    instanceOf: ManifestError,
    code: 'CHECKSUM_MISMATCH',
  });
});

test('one file has the labels of all scenes', async (t) => {
  const folder = await folderFor();
  const scenes = join(folder, 'scenes');
  const parts: Awaited<ReturnType<typeof scene>>[] = [];
  for (const label of ['beach', 'river', 'forest'])
    parts.push(await scene(scenes, `${label}/${label}.png`, { x: 8, y: 8, side: 20 }, false));
  // The last is not in it.
  const coco = {
    images: [0, 1].map((i) => ({ ...parts[i]!.images[0]!, id: i })),
    categories: parts[0]!.categories,
    annotations: [0, 1].map((i) => ({ ...parts[i]!.annotations[0]!, id: i, image_id: i })),
  };
  const labels = join(folder, 'labels.json');
  await writeFile(labels, JSON.stringify(coco));
  const out = join(folder, 'sets', 'manifest.jsonl');
  await mkdir(join(folder, 'sets'));
  const { manifest, skipped } = await buildDataset({ scenes, out, count: 4, labels });
  t.deepEqual(
    skipped.map(({ path }) => path),
    ['forest/forest.png'],
  );
  t.is(manifest.labels!.path, labels);
  t.is(JSON.parse((await readFile(out, 'utf8')).split('\n')[0]!).labels.path, '../labels.json');
  const read = await readManifest(out);
  t.deepEqual(read, manifest);
  for (const item of read.items) {
    const { annotations } = await labelComposite(
      read,
      item,
      { width: SIDE, height: SIDE },
      { minVisible: 0 },
    );
    t.true(annotations.length >= 1 && annotations.length <= 2);
  }
  await writeFile(labels, JSON.stringify({ ...coco, annotations: [] }));
  await t.throwsAsync(labelComposite(read, read.items[0]!, { width: SIDE, height: SIDE }), {
    code: 'CHECKSUM_MISMATCH',
  });
  await t.throwsAsync(buildDataset({ scenes, out, count: 4, labels: join(folder, 'no.json') }), {
    code: 'LABELS_NOT_FOUND',
  });
});
