import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { filesBeside, OptionError } from '../lib/index.js';
import { georeference } from '../lib/raster/georeference.js';
import { savePatched } from '../lib/raster/save-patched.js';
import { mini } from './support/fixtures.js';
import { makeScene, readAll } from './support/scene.js';

const run = promisify(execFile);
const built = (name: string) => JSON.stringify(new URL(`../dist/${name}`, import.meta.url).href);

async function scratch(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-beside-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function grey(path: string, side: number, bands = 3): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  return makeScene(path, { width: side, height: side, bands }, (x, y) => (x * 7 + y * 3) % 200);
}

test('composing and planning look for no other file beside an image', async (t) => {
  const folder = await scratch(t);
  const images = [
    await grey(join(folder, 'scenes/one/Scene.TIF'), 96),
    await grey(join(folder, 'patches/one/patch.tif'), 24),
    await grey(join(folder, 'scenes/one/classes.tif'), 96, 1),
  ];
  const [scene, source] = images;
  const script = `
    const { composeScene, Harmonizer } = await import(${built('index.js')});
    const { planAugmentation } = await import(${built('augment/index.js')});
    const harmonizer = await Harmonizer.load(${JSON.stringify(mini.folder)}, { threads: 1, device: 'cpu' });
    const [scene, source, labelsIn, out, labelsOut] = ${JSON.stringify([...images, join(folder, 'out.tif'), join(folder, 'labels.tif')])};
    const usual = { scene, source, out, method: 'poisson' };
    const place = { box: { x: 30, y: 30, width: 24, height: 24 } };
    await composeScene(harmonizer, { ...usual, place, label: '7', labelsIn, labelsOut });
    // The size follows from the georeferences, which are missing.
    await composeScene(harmonizer, { ...usual, place: { atPixel: { x: 40, y: 40 } } }).catch(() => {});
    const folders = ${JSON.stringify({ scenes: join(folder, 'scenes'), patches: join(folder, 'patches') })};
    await planAugmentation({ ...folders, count: 1, gsd: 1, patchGsd: 1 });
    console.log('done');
  `;
  // One file for each thread, so that no call is split over two lines.
  const options = ['-ff', '-s', '4096', '-o', join(folder, 'calls'), '-e', 'trace=file', '--'];
  const { stdout } = await run('strace', [
    ...options,
    process.execPath,
    '--input-type=module',
    '--eval',
    script,
  ]);
  t.is(stdout, 'done\n');
  const opened = new Set<string>();
  for (const name of await readdir(folder)) {
    if (!name.startsWith('calls')) continue;
    for (const [, path] of (await readFile(join(folder, name), 'utf8')).matchAll(/"([^"\n]*)"/g))
      if (/\/(scenes|patches)\/one\/./.test(path!)) opened.add(path!);
  }
  const expected = new Set([...images, ...images.flatMap(filesBeside)]);
  t.deepEqual(
    [...opened].filter((path) => !expected.has(path)),
    [],
  );
  for (const path of [`${scene}.msk`, `${scene}.aux.xml`, join(dirname(source!), 'item.json')])
    t.true(opened.has(path), path);
});

test('the files beside an image are named as its own name is written, and in lower and upper case', (t) => {
  const beside = filesBeside('a.b/Scene.TIF');
  for (const name of ['Scene.TFw', 'Scene.tfw', 'Scene.TFW', 'Scene.wld', 'Scene.prj', 'Scene_RPC.TXT'])
    t.true(beside.includes(`a.b/${name}`), name);
  for (const name of [
    'Scene.TIF.ovr',
    'Scene.TIF.msk.ovr',
    'Scene.TIF.aux.xml',
    'Scene.json',
    'Scene.geojson',
  ])
    t.true(beside.includes(`a.b/${name}`), name);
  t.true(beside.includes('a.b/stac-item.json'));
  t.is(new Set(beside).size, beside.length);
  for (const wrong of [undefined, 5, ''])
    t.throws(() => filesBeside(wrong as string), { instanceOf: OptionError, message: /^image is/ });
});

test('a world file in lower case is copied with a scene in upper case', async (t) => {
  const folder = await scratch(t);
  const [scene, out] = [await grey(join(folder, 'SCENE.TIF'), 32), join(folder, 'out.tif')];
  await writeFile(join(folder, 'SCENE.tfw'), '2\n0\n0\n-2\n1000\n2000\n');
  const planes = (await readAll(scene)).map((plane) => plane.slice(0, 64) as typeof plane);
  const window = { x: 0, y: 0, width: 8, height: 8 };
  await savePatched(scene, out, { window, planes, changed: new Uint8Array(64).fill(1), makesValid: false });
  t.is(await readFile(join(folder, 'out.tfw'), 'utf8'), '2\n0\n0\n-2\n1000\n2000\n');
});

test('a world file belongs to an image without an ending', async (t) => {
  const scene = await grey(join(await scratch(t), 'scene'), 32);
  await writeFile(`${scene}.wld`, '2\n0\n0\n-2\n1000\n2000\n');
  t.is((await georeference(scene, { width: 32, height: 32 })).gsd, 2);
});
