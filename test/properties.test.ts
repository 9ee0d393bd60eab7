import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { DATASET } from '../lib/dataset/build.js';
import { buildDataset, openComposite, readManifest } from '../lib/dataset/index.js';
import { evaluate } from '../lib/evaluation/index.js';
import { EVALUATE } from '../lib/evaluation/run.js';
import { composeScene, Harmonizer, type RawImage } from '../lib/index.js';
import { COMPOSE } from '../lib/request/compose.js';
import { HARMONIZE, SCORE } from '../lib/request/harmonize.js';
import { LOAD } from '../lib/request/load.js';
import { PREPARE } from '../lib/request/prepare.js';
import { mini } from './support/fixtures.js';
import { always, holds, holdsForAll, hostile, spoilt } from './support/hostile.js';
import { folderFor, makeScene } from './support/scene.js';

// Whatever a caller passes to a public function, it succeeds or throws an error of this package. The metrics have the
// same test in metrics.test.ts.

const picture: RawImage = { data: new Uint8Array(16 * 16 * 3).fill(90), width: 16, height: 16, channels: 3 };
const request = {
  target: picture,
  source: picture,
  box: { x: 8, y: 8, width: 40, height: 40 },
  method: 'copy-paste',
};

test('harmonize', async (t) => {
  // Without a classifier a plain paste takes milliseconds.
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-properties-'));
  for (const name of await readdir(mini.folder)) {
    if (name !== 'classifier') await symlink(mini.file(name), join(folder, name));
  }
  await using harmonizer = await Harmonizer.load(folder, { threads: 1 });
  await holds(t, 3000, spoilt(request, HARMONIZE), (options: never) => harmonizer.harmonize(options));
  t.is((await harmonizer.harmonize(request as never)).candidates.length, 1, 'it still works');
  await rm(folder, { recursive: true });
});

test('prepareTarget, and harmonize with what it returns', async (t) => {
  const harmonizer = await Harmonizer.load(mini.folder, { threads: 1 });
  // The best match for most changes, as it takes few steps.
  const valid = { target: picture, prompts: { target: 'a' }, steps: 2, candidateRange: [1, 2] };
  const prepare = async (options: never) => {
    await (await harmonizer.prepareTarget(options)).close();
  };
  await holds(t, 600, spoilt(valid, PREPARE, ['steps', 'candidateRange']), prepare);
  const target = await harmonizer.prepareTarget(valid as never);
  const plain = { ...request, target, mode: 'init', method: undefined };
  await holds(t, 600, spoilt(plain, HARMONIZE, ['target', 'mode', 'method']), (options: never) =>
    harmonizer.harmonize(options),
  );
  t.is((await harmonizer.harmonize(plain as never)).candidates.length, 1, 'it still works');
  await target.close();
  await harmonizer.close();
});

test('composeScene', async (t) => {
  const folder = await folderFor();
  const scene = await makeScene(
    join(folder, 'scene.tif'),
    { width: 90, height: 80, bands: 3, bits: 16 },
    (x, y) => 500 + 3 * x + y,
  );
  const valid = { scene, source: picture, place: { box: request.box }, dryRun: true, method: 'copy-paste' };
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 1 });
  // Files are neither written nor replaced.
  const options = spoilt(valid, COMPOSE, ['out', 'preview', 'inPlace', 'dryRun']);
  await holds(t, 600, options, (options: never) => composeScene(harmonizer, options));
  await holds(t, 100, hostile, (harmonizer: never) => composeScene(harmonizer, valid as never));
  t.is((await composeScene(harmonizer, valid as never)).scale, 1, 'it still works');
  await rm(folder, { recursive: true });
});

test('score', async (t) => {
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 1 });
  const options = spoilt({ box: request.box }, SCORE);
  await holds(t, 600, options, (options: never) => harmonizer.score(picture, options));
  await holds(t, 400, hostile, (image: never) => harmonizer.score(image, { box: request.box }));
  const { mean } = await harmonizer.score(picture, { box: request.box });
  t.true(mean >= 0 && mean <= 1, 'it still works');
});

test('Harmonizer.load', async (t) => {
  const load = async (folder: unknown, options: unknown) => {
    await (await Harmonizer.load(folder as string, options as object)).close();
  };
  await holds(t, 300, hostile, (folder: never) => load(folder, {}));
  // The folder does not exist; errors in the options come first.
  await holds(t, 700, spoilt({ threads: 1 }, LOAD), (options: never) => load('/nowhere', options));
  await holds(t, 40, spoilt({ threads: 1 }, LOAD, ['threads']), (options: never) =>
    load(mini.folder, options),
  );
});

test('buildDataset, readManifest, openComposite', async (t) => {
  const valid = { scenes: '/nowhere/scenes', out: '/nowhere/manifest.jsonl', count: 2 };
  await holds(t, 500, spoilt(valid, DATASET, ['out']), (options: never) => buildDataset(options));
  await holds(t, 200, hostile, (file: never) => readManifest(file));
  await holds(t, 100, spoilt({}, { scenes: 1 }), (options: never) => readManifest('/nowhere', options));
  const scene = { path: 'a/b.png', sha256: '0'.repeat(64), width: 64, height: 64, label: 'a' };
  const box = { x: 0, y: 0, width: 16, height: 16 };
  const item = {
    ...{ id: '0', target: scene, source: { ...scene, crop: box }, box },
    ...{ prompts: { source: 'a', target: 'b' }, metadata: { gsd: 0.3 } },
  };
  const canvas = { width: 64, height: 64 };
  const composite = [
    fc.oneof(always({ folder: '/nowhere' }), hostile),
    spoilt(item, item),
    fc.oneof(always(canvas), spoilt(canvas, canvas)),
  ];
  await holdsForAll(t, 600, composite, openComposite);
});

test('evaluate', async (t) => {
  const valid = { manifest: '/nowhere/manifest.jsonl', out: '/nowhere/evaluation' };
  await holds(t, 600, spoilt(valid, EVALUATE, ['out', 'manifest']), (options: never) => evaluate(options));
});
