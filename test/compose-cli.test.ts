import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { mini } from './support/fixtures.js';
import { folderFor, makeScene, readAll } from './support/scene.js';

// `harmonidiff compose` as a user runs it.

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

async function compose(folder: string, ...words: string[]): Promise<Outcome> {
  const all = [join(process.cwd(), 'dist/cli/main.js'), 'compose', ...words, '--model', mini.folder];
  return promisify(execFile)(process.execPath, all, { cwd: folder }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

async function inputs(): Promise<string> {
  const folder = await folderFor();
  await makeScene(
    join(folder, 'scene.tif'),
    { width: 200, height: 160, bands: 3, bits: 8 },
    (x, y) => 60 + ((x + y) % 50),
  );
  await makeScene(join(folder, 'source.tif'), { width: 40, height: 32, bands: 3, bits: 8 }, () => 200);
  const feature = (x: number, y: number, properties: object) => ({
    type: 'Feature',
    properties: { source: 'source.tif', sourceGsd: 1, ...properties },
    geometry: { type: 'Point', coordinates: [x, y] },
  });
  const features = [feature(50, 50, { label: 'tank' }), feature(140, 100, { label: 'court' })];
  const write = (name: string, features: object[]) =>
    writeFile(join(folder, name), JSON.stringify({ type: 'FeatureCollection', features }));
  await write('patches.geojson', features);
  await write('broken.geojson', [...features, { ...features[0], geometry: null }]);
  return folder;
}

const PLAIN = ['--method', 'copy-paste', '--source-units', 'same', '--gsd', '1'];
const MANY = [...PLAIN, '--patches-crs', 'pixel'];

test('one patch by its box', async (t) => {
  const folder = await inputs();
  const place = ['--source', 'source.tif', '--box', '10,20,40,32', '--out', 'out.tif'];
  const { code, stdout, stderr } = await compose(folder, 'scene.tif', ...place, ...PLAIN);
  t.deepEqual([code, stderr], [0, '']);
  t.regex(stdout, /^out\.tif: 40 x 32 px at x 10, y 20/);
  t.is((await readAll(join(folder, 'out.tif')))[0]![20 * 200 + 10], 200);
  const without = await compose(folder, 'scene.tif', '--box', '10,20,40,32', '--out', 'o.tif', ...PLAIN);
  t.is(without.code, 1);
  t.regex(without.stderr, /--source is missing.*--patches/);
});

test('many patches with labels: a line for each file, and status 1 if some are left out', async (t) => {
  const folder = await inputs();
  const out = ['--out', 'out.tif', '--labels-out', 'out.json'];
  const all = await compose(folder, 'scene.tif', '--patches', 'patches.geojson', ...out, ...MANY);
  t.deepEqual([all.code, all.stderr], [0, '']);
  t.regex(all.stdout, /^out\.tif: 2 patches, \d+\.\d s\nout\.json: 2 objects\n$/);
  t.is(JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')).annotations.length, 2);

  const broken = ['scene.tif', '--patches', 'broken.geojson', '--out', 'b.tif', ...MANY];
  const refused = await compose(folder, ...broken);
  t.is(refused.code, 1);
  t.regex(refused.stderr, /broken\.geojson: features\[2\]: The feature has no geometry.*\[PATCH_FAILED\]/);
  t.false((await readdir(folder)).some((name) => name.startsWith('b.tif')));
  const rest = await compose(folder, ...broken, '--keep-going');
  t.is(rest.code, 1);
  t.regex(rest.stdout, /^b\.tif: 2 of 3 patches/);
  t.regex(rest.stderr, /the property label, which has no effect without labelsOut\. \[PATCH_PROPERTY\]/);
  t.regex(rest.stderr, /features\[2\]: The feature has no geometry/);

  const mixed = ['--patches', 'patches.geojson', '--out', 'm.tif', '--box', '1,1,9,9'];
  const { stderr } = await compose(folder, 'scene.tif', ...mixed, ...MANY);
  t.regex(stderr, /--box is for a single patch; leave it out, or leave out --patches/);
});

test('patches from standard input, with paths relative to the current folder', async (t) => {
  const folder = await inputs();
  const words = [
    'compose',
    'scene.tif',
    '--patches',
    '-',
    '--out',
    'out.tif',
    ...MANY,
    '--model',
    mini.folder,
  ];
  const run = (input: string) => {
    const running = promisify(execFile)(
      process.execPath,
      [join(process.cwd(), 'dist/cli/main.js'), ...words],
      { cwd: folder },
    );
    running.child.stdin!.end(input);
    return running;
  };
  const { stdout } = await run(await readFile(join(folder, 'patches.geojson'), 'utf8'));
  t.regex(stdout, /^out\.tif: 2 patches/);
  const { stderr } = await t.throwsAsync<Error & { stderr: string }>(run('{"type":'));
  t.regex(stderr, /^harmonidiff: Standard input is not valid GeoJSON: .*\[OPTION_INVALID\]\n$/);
});
