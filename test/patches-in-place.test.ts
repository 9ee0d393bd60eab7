import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { readLayout } from '../lib/raster/layout.js';
import type { Patch } from '../lib/raster/patch.js';
import { readBands } from '../lib/raster/read.js';
import { savePatched } from '../lib/raster/save-patched.js';
import { generator } from './support/random.js';
import { writeTiff } from './support/tiff.js';

// A scene of 64 x 48 pixels of 10 with an .ovr file, in which patches of one value are written.

const AUXILIARY = `<PAMDataset>
  <PAMRasterBand band="1">
    <Metadata>
      <MDI key="STATISTICS_MEAN">10</MDI>
      <MDI key="NOTE">kept</MDI>
    </Metadata>
  </PAMRasterBand>
</PAMDataset>
`;

const grey = (width: number, height: number) =>
  writeTiff({
    ...{ width, height, tile: { width: 16, height: 16 }, compress: (block) => deflateSync(block) },
    samples: Array(width * height).fill(10),
    tags: { 259: { type: 'SHORT', values: [8] } },
  });

async function scratch(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-in-place-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function writeScene(scene: string): Promise<void> {
  await writeFile(scene, grey(64, 48));
  await writeFile(`${scene}.ovr`, grey(32, 24));
  await writeFile(`${scene}.aux.xml`, AUXILIARY);
}

const patch = (value: number): Patch => ({
  window: { x: 8, y: 8, width: 32, height: 32 },
  planes: [new Uint8Array(32 * 32).fill(value)],
  changed: new Uint8Array(32 * 32).fill(1),
  makesValid: false,
});

/** The values of a raster, and how often each occurs. */
async function valuesOf(path: string): Promise<Record<number, number>> {
  const bytes = await readFile(path);
  const source = {
    read: async (target: Uint8Array, offset: number, length: number, position: number) => {
      const part = bytes.subarray(position, position + length);
      target.set(part, offset);
      return { bytesRead: part.length };
    },
  };
  const [band] = await readBands(source, await readLayout(source, bytes.length, 'scene'), [0]);
  const counts: Record<number, number> = {};
  for (const value of band!) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const PATCHED = { 10: 64 * 48 - 32 * 32 };
const PATCHED_OVERVIEW = { 10: 32 * 24 - 16 * 16 };
const temporaries = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('.harmonidiff-'));

test('in place, the scene, its overviews and its statistics are those of the new pixels', async (t) => {
  const folder = await scratch(t);
  const scene = join(folder, 'scene.tif');
  await writeScene(scene);
  await savePatched(scene, scene, patch(20), { xmp: '<x:xmpmeta/>' });
  t.deepEqual(await valuesOf(scene), { ...PATCHED, 20: 32 * 32 });
  t.deepEqual(await valuesOf(`${scene}.ovr`), { ...PATCHED_OVERVIEW, 20: 16 * 16 });
  t.is(
    await readFile(`${scene}.aux.xml`, 'utf8'),
    AUXILIARY.replace('      <MDI key="STATISTICS_MEAN">10</MDI>\n', ''),
  );
  t.is(await readFile(`${scene}.xmp`, 'utf8'), '<x:xmpmeta/>');
  t.deepEqual((await readdir(folder)).sort(), [
    'scene.tif',
    'scene.tif.aux.xml',
    'scene.tif.ovr',
    'scene.tif.xmp',
  ]);
});

test('an .aux.xml file with statistics alone is removed', async (t) => {
  const scene = join(await scratch(t), 'scene.tif');
  await writeScene(scene);
  await writeFile(`${scene}.aux.xml`, AUXILIARY.replace('      <MDI key="NOTE">kept</MDI>\n', ''));
  await savePatched(scene, scene, patch(20));
  await t.throwsAsync(stat(`${scene}.aux.xml`), { code: 'ENOENT' });
});

test('a link is followed, and stays; the mode of the file stays', async (t) => {
  const folder = await scratch(t);
  await mkdir(join(folder, 'data'));
  const [scene, name] = [join(folder, 'data/scene.tif'), join(folder, 'link.tif')];
  await writeScene(scene);
  await chmod(scene, 0o640);
  await symlink('data/scene.tif', name);
  await savePatched(name, name, patch(20));
  t.true((await lstat(name)).isSymbolicLink());
  t.is((await stat(scene)).mode & 0o777, 0o640);
  t.deepEqual(await valuesOf(scene), { ...PATCHED, 20: 32 * 32 });
  t.deepEqual(await valuesOf(`${scene}.ovr`), { ...PATCHED_OVERVIEW, 20: 16 * 16 });
});

test('another name of the same file, a hard link, keeps the old scene', async (t) => {
  const folder = await scratch(t);
  const [scene, other] = [join(folder, 'scene.tif'), join(folder, 'other.tif')];
  await writeScene(scene);
  await link(scene, other);
  await savePatched(scene, scene, patch(20));
  t.deepEqual(await valuesOf(other), { 10: 64 * 48 });
});

test('the files beside the scene are copied, and those of the file that the output replaces are removed', async (t) => {
  const folder = await scratch(t);
  const [scene, out] = [join(folder, 'scene.tif'), join(folder, 'out.tiff')];
  await writeScene(scene);
  await writeFile(join(folder, 'scene.tfw'), '1\n0\n0\n-1\n0\n0\n');
  await writeFile(join(folder, 'scene_RPC.TXT'), 'LINE_OFF: 1\n');
  await writeFile(out, grey(16, 16));
  for (const ending of ['.tiff.msk', '.tiff.msk.ovr', '.wld', '.prj'])
    await writeFile(join(folder, `out${ending}`), 'old');
  await savePatched(scene, out, patch(20));
  const beside = (await readdir(folder)).filter((name) => name.startsWith('out'));
  t.deepEqual(beside.sort(), ['out.tfw', 'out.tiff', 'out.tiff.aux.xml', 'out.tiff.ovr', 'out_RPC.TXT']);
  t.deepEqual(await valuesOf(`${out}.ovr`), { ...PATCHED_OVERVIEW, 20: 16 * 16 });
  t.deepEqual(await valuesOf(scene), { 10: 64 * 48 });
  t.is(await readFile(`${scene}.aux.xml`, 'utf8'), AUXILIARY);
});

test('the .prj file of a shapefile of the same name stays', async (t) => {
  const folder = await scratch(t);
  const [scene, out] = [join(folder, 'scene.tif'), join(folder, 'out.tif')];
  await writeScene(scene);
  for (const name of ['out.tif', 'out.shp', 'out.prj']) await writeFile(join(folder, name), 'kept');
  await savePatched(scene, out, patch(20));
  t.is(await readFile(join(folder, 'out.prj'), 'utf8'), 'kept');
});

/** Waits until copying has begun. */
async function begun(folder: string): Promise<void> {
  while ((await temporaries(folder)).length === 0) await setTimeout(1);
}

test('a scene that changes meanwhile is left as it is', async (t) => {
  const folder = await scratch(t);
  const scene = join(folder, 'scene.tif');
  await writeScene(scene);
  const saved = savePatched(scene, scene, patch(20));
  await begun(folder);
  await utimes(scene, 1, 1);
  await t.throwsAsync(saved, { code: 'OUTPUT_FAILED', message: /has changed while it was read/ });
  t.deepEqual(await valuesOf(scene), { 10: 64 * 48 });
  t.deepEqual(await temporaries(folder), []);
});

test('an abort leaves the scene as it is, and no other files', async (t) => {
  const folder = await scratch(t);
  const scene = join(folder, 'scene.tif');
  await writeScene(scene);
  const before = await readFile(scene);
  const controller = new AbortController();
  const saved = savePatched(scene, scene, patch(20), { signal: controller.signal });
  await begun(folder);
  controller.abort();
  await t.throwsAsync(saved, { code: 'ABORT_ERR' });
  t.deepEqual(await readFile(scene), before);
  t.deepEqual((await readdir(folder)).length, 3);
});

test('a full disk leaves the output as it was', async (t) => {
  const folder = await scratch(t);
  const [scene, small] = [join(folder, 'scene.tif'), join(folder, 'small')];
  await writeScene(scene);
  await mkdir(small);
  // In a file system of two pages, where the copy of the scene fits and the patch does not.
  await appendFile(scene, new Uint8Array(3000));
  const random = generator(1);
  const script = `
    const { savePatched } = await import(${JSON.stringify(join(import.meta.dirname, '../dist/raster/save-patched.js'))});
    const { copyFileSync, readdirSync, readFileSync } = await import('node:fs');
    const out = ${JSON.stringify(join(small, 'scene.tif'))};
    copyFileSync(${JSON.stringify(scene)}, out);
    const planes = [Uint8Array.from(${JSON.stringify(Array.from({ length: 32 * 32 }, () => Math.floor(256 * random())))})];
    const patch = { ...${JSON.stringify({ window: patch(0).window, makesValid: false })}, planes, changed: new Uint8Array(1024).fill(1) };
    const error = await savePatched(out, out, patch).catch((error) => error);
    const same = readFileSync(out).equals(readFileSync(${JSON.stringify(scene)}));
    console.log(JSON.stringify({ code: error?.code, message: error?.message, same, files: readdirSync(${JSON.stringify(small)}) }));
  `;
  const mount = 'mount -t tmpfs -o size=8k none "$1" && exec "$2" --input-type=module --eval "$3"';
  const child = spawn('unshare', ['--mount', 'sh', '-c', mount, 'sh', small, process.execPath, script]);
  let [output, problem] = ['', ''];
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (problem += chunk));
  await once(child, 'close');
  if (/unshare|mount/.test(problem)) {
    t.log(`no mounts here: ${problem.trim()}`);
    t.pass();
    return;
  }
  const { code, message, ...state } = JSON.parse(output);
  t.is(code, 'OUTPUT_FAILED');
  t.regex(message, /ENOSPC|no space left/);
  t.deepEqual(state, { same: true, files: ['scene.tif'] });
});

test('a process killed at any moment leaves the old scene or the new one, with its own overviews or none', async (t) => {
  t.timeout(120_000);
  const folder = await scratch(t);
  const [original, scene] = [join(folder, 'original.tif'), join(folder, 'scene.tif')];
  await writeScene(original);
  // Patches the scene with 20, 30, 20, 30, … until it is killed.
  const script = `
    const { savePatched } = await import(${JSON.stringify(join(import.meta.dirname, '../dist/raster/save-patched.js'))});
    const [scene] = ${JSON.stringify([scene])};
    for (let i = 0; ; i++) {
      const plane = new Uint8Array(1024).fill(i % 2 ? 30 : 20);
      const patch = { window: ${JSON.stringify(patch(0).window)}, planes: [plane], changed: new Uint8Array(1024).fill(1), makesValid: false };
      await savePatched(scene, scene, patch);
      if (i === 0) console.log('started');
    }
  `;
  const random = generator(7);
  for (let i = 0; i < 50; i++) {
    for (const ending of ['', '.ovr', '.aux.xml']) await copyFile(original + ending, scene + ending);
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    await once(child.stdout, 'data');
    await setTimeout(60 * random());
    child.kill('SIGKILL');
    await once(child, 'exit');
    const values = await valuesOf(scene);
    const [value] = Object.keys(values).filter((key) => key !== '10');
    t.true(value === '20' || value === '30');
    t.deepEqual(values, { ...PATCHED, [value!]: 32 * 32 });
    const overviews = await valuesOf(`${scene}.ovr`).catch(() => undefined);
    if (overviews) t.deepEqual(overviews, { ...PATCHED_OVERVIEW, [value!]: 16 * 16 });
    t.notRegex(await readFile(`${scene}.aux.xml`, 'utf8'), /STATISTICS/);
    for (const name of await temporaries(folder)) await rm(join(folder, name));
  }
});
