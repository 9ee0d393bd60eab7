import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { composePatches, composeScene, encodeImage } from 'harmonidiff';
import { augment, planAugmentation, writeAugmentationManifest } from 'harmonidiff/augment';
import { labelComposite, openComposite, readManifest } from 'harmonidiff/dataset';
import sharp from 'sharp';
import { TestRedis } from '../support/redis.js';
import { mini, until } from '../support/service.js';
import {
  closeMaker,
  command,
  compositesIn,
  loaded,
  readRows,
  sharedFolder,
  startWorker,
  submitFlags,
} from '../support/shared.js';

test.after.always(closeMaker);

// Results of workers in this process, of jobs that the program submits as it is built.

const RESULT = /^[\w-]+\.[0-9a-f]{32}$/;

test.serial('composites are those of the library, each in a folder of its own', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 5);
  await startWorker(t, redis, root);
  const out = join(root, 'results');
  const { code, stdout } = await command('submit', redis, submitFlags(root, manifest));
  t.is(code, 0);
  t.is(stdout, `${out}/results.jsonl: 5 of 5 succeeded\n`);
  const rows = await readRows(out);
  const read = await readManifest(manifest);
  t.deepEqual(
    rows.map(({ id }) => id),
    read.items.map(({ id }) => id),
  );
  const harmonizer = await loaded();
  for (const [i, item] of read.items.entries()) {
    const row = rows[i]!;
    const folder = join(out, String(row.folder));
    const composite = await openComposite(read, item, harmonizer.canvas);
    const { winner } = await harmonizer.harmonize({ ...composite, steps: 4 });
    t.deepEqual(
      await readFile(join(folder, 'composite.png')),
      await encodeImage(winner!.image, 'png', { madeBy: {} }),
    );
    t.is(row.timestep, winner!.timestep);
    t.deepEqual(row.scores, winner!.scores);
    const labels = JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8'));
    const { images, ...labelled } = await labelComposite(read, item, harmonizer.canvas);
    t.deepEqual(
      labels,
      JSON.parse(JSON.stringify({ images: [{ ...images[0], file_name: 'composite.png' }], ...labelled })),
    );
  }
  const names = await readdir(out);
  t.is(names.filter((name) => RESULT.test(name)).length, 5);
  t.deepEqual(names.filter((name) => !RESULT.test(name)).sort(), ['results.jsonl', 'run.json']);
});

test.serial('results that are there are kept, and a longer manifest adds to them', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const { lines } = await startWorker(t, redis, root);
  const out = join(root, 'results');
  await command('submit', redis, submitFlags(root, manifest));
  const [first] = await readRows(out);
  await rm(join(out, String(first!.folder)), { recursive: true });
  await compositesIn(root, 4);
  const { stdout, stderr } = await command('submit', redis, submitFlags(root, manifest));
  t.regex(stdout, /: 4 of 4 succeeded, 1 of them in an earlier run\n$/);
  t.regex(stderr, /^\[=+-+\] 1 of 4 finished, 0 s elapsed\n/);
  t.is(lines.filter(({ msg }) => msg === 'Job done').length, 5);
  const other = await command('submit', redis, submitFlags(root, manifest, out, 5));
  t.is(other.code, 1);
  t.regex(
    other.stderr,
    /holds the results of another run: steps was 4 and is 5\. Use another --out.*\[RUN_DIFFERS\]\n$/,
  );
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const planned = await planAugmentation({ ...paths, count: 1, gsd: 1, patchGsd: 1 });
  const plan = join(root, 'plan.jsonl');
  await writeAugmentationManifest(planned.manifest, plan);
  const before = await readdir(out);
  const set = await command('submit', redis, submitFlags(root, plan, out));
  t.regex(set.stderr, /: kind was "composites" and is "set"\. .*\[RUN_DIFFERS\]\n$/);
  t.deepEqual(await readdir(out), before);
});

test.serial('scenes are those of composeScene and composePatches', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  await startWorker(t, redis, root);
  const work = join(root, 'work');
  await mkdir(work);
  const scene = join(work, 'scene.tif');
  await sharp(join(root, 'scenes/forest/0.png')).tiff({ compression: 'lzw' }).toFile(scene);
  const source = '../patches/hospital/1.png';
  const prompts = { source: 'a hospital', target: 'a forest' };
  const one = {
    source,
    place: { box: { x: 30, y: 20, width: 60, height: 50 } },
    prompts,
    label: 'hospital',
    labelsOut: 'labels.json',
  };
  const square = [
    [10, 10],
    [60, 10],
    [60, 50],
    [10, 50],
    [10, 10],
  ];
  const feature = {
    type: 'Feature',
    properties: { source },
    geometry: { type: 'Polygon', coordinates: [square] },
  };
  await writeFile(
    join(work, 'patches.geojson'),
    JSON.stringify({ type: 'FeatureCollection', features: [feature] }),
  );
  const away = square.map(([x, y]) => [x! + 1000, y]);
  const outside = { ...feature, geometry: { type: 'Polygon', coordinates: [away] } };
  await writeFile(
    join(work, 'partly.geojson'),
    JSON.stringify({ type: 'FeatureCollection', features: [feature, outside] }),
  );
  const many = { patches: 'patches.geojson', patchesCrs: 'pixel', prompts };
  const lines = [
    { manifest: 'harmonidiff scenes', version: 1 },
    { id: 'one/öne', scene: 'scene.tif', ...one },
    { id: 'many', scene: 'scene.tif', ...many },
    { id: 'outside', scene: 'scene.tif', ...one, place: { box: { x: 150, y: 20, width: 60, height: 50 } } },
    { id: 'partly', scene: 'scene.tif', ...many, patches: 'partly.geojson', keepGoing: true },
  ];
  const manifest = join(work, 'scenes.jsonl');
  await writeFile(manifest, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const out = join(root, 'results');
  const { code, stdout, stderr } = await command('submit', redis, submitFlags(root, manifest));
  t.is(code, 1);
  t.regex(stdout, /: 3 of 4 succeeded, 1 failed, 1 patch left out\n$/);
  t.regex(stderr, /\noutside: The box .*\[PLACEMENT_INVALID\]\n/);
  const rows = await readRows(out);
  t.is(rows[2]!.code, 'PLACEMENT_INVALID');

  const harmonizer = await loaded();
  const at = (path: string) => join(work, path);
  const common = { scene, steps: 4 } as const;
  await composeScene(harmonizer, {
    ...common,
    ...one,
    source: at(source),
    out: at('one.tif'),
    labelsOut: at('one.json'),
  });
  await composePatches(harmonizer, {
    ...common,
    ...many,
    patchesCrs: 'pixel',
    patches: at('patches.geojson'),
    out: at('many.tif'),
  });
  const made = (row: number, name: string) => readFile(join(out, String(rows[row]!.folder), name));
  t.deepEqual(await made(0, 'scene.tif'), await readFile(at('one.tif')));
  const annotations = (bytes: Buffer) => JSON.parse(bytes.toString()).annotations;
  t.deepEqual(annotations(await made(0, 'labels.json')), annotations(await readFile(at('one.json'))));
  t.deepEqual(await made(1, 'scene.tif'), await readFile(at('many.tif')));
});

test.serial('a set is that of augment, byte for byte', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  await startWorker(t, redis, root);
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const { manifest } = await planAugmentation({ ...paths, count: 5, gsd: 1, patchGsd: 1 });
  const local = join(root, 'local');
  await augment(await loaded(), { manifest, out: local, steps: 4 });
  const plan = join(local, 'manifest.jsonl');
  const out = join(root, 'results');
  const flags = submitFlags(root, plan, out);
  t.regex((await command('submit', redis, flags)).stdout, /: 5 of 5 succeeded\n$/);
  for (const name of ['manifest.jsonl', 'labels.json', 'images/0003.png', 'labels/0003.json'])
    t.deepEqual(await readFile(join(out, name)), await readFile(join(local, name)), name);
  t.is((await readdir(join(out, 'images'))).length, 5);
  t.deepEqual(
    (await readdir(out)).filter((name) => RESULT.test(name)),
    [],
  );
  // No folder of a result is left, and still the folder has results.
  const other = await compositesIn(root, 1);
  const refused = await command('submit', redis, submitFlags(root, other, out));
  t.regex(refused.stderr, /kind was "set" and is "composites"\. .*\[RUN_DIFFERS\]\n$/);
  // Its own manifest has the settings that were flags.
  const own = [join(out, 'manifest.jsonl'), '--root', root, '--out', out, '--model', mini];
  t.regex((await command('submit', redis, own)).stdout, /: 5 of 5 succeeded, 5 of them in an earlier run\n$/);
  await rm(join(out, 'labels/0001.json'));
  t.regex(
    (await command('submit', redis, flags)).stdout,
    /: 5 of 5 succeeded, 4 of them in an earlier run\n$/,
  );
  t.deepEqual(await readFile(join(out, 'labels.json')), await readFile(join(local, 'labels.json')));
});

test.serial('the shared folder may be mounted elsewhere', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const other = await sharedFolder(t);
  // As another machine sees it, here with a copy of the scenes, and the results in one place.
  await cp(root, other, { recursive: true });
  await symlink(other, join(root, 'unused'));
  const submitted = command('submit', redis, submitFlags(root, manifest));
  await until(
    () => readFile(join(root, 'results/run.json')).catch(() => undefined),
    (text) => text !== undefined,
  );
  await rm(join(other, 'results'), { recursive: true, force: true });
  await cp(join(root, 'results'), join(other, 'results'), { recursive: true });
  await startWorker(t, redis, other);
  const made = await until(
    () => readdir(join(other, 'results')),
    (names) => names.filter((name) => RESULT.test(name)).length === 2,
  );
  for (const name of made.filter((name) => RESULT.test(name)))
    await cp(join(other, 'results', name), join(root, 'results', name), { recursive: true });
  t.is((await submitted).code, 0);
});

test.serial('results are not written among the scenes', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 1);
  for (const name of ['scenes', 'scenes/results']) {
    const { code, stderr } = await command('submit', redis, submitFlags(root, manifest, join(root, name)));
    t.is(code, 1);
    t.regex(stderr, /--out is .* in the folder of the scenes, .*\[OPTION_INVALID\]\n$/);
  }
  t.deepEqual((await readdir(join(root, 'scenes'))).sort(), ['forest', 'hospital']);
});
