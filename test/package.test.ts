import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const mini = join(root, 'test/fixtures/mini');

test('the packed tarball installs and runs where there is no compiler', async (t) => {
  t.timeout(10 * 60_000);
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-package-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));

  const path = join(folder, 'bin');
  await mkdir(path);
  await symlink(process.execPath, join(path, 'node'));
  for (const name of ['npm', 'sh']) {
    const { stdout } = await run('sh', ['-c', `command -v ${name}`]);
    await symlink(stdout.trim(), join(path, name));
  }

  await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));

  const app = join(folder, 'app');
  await mkdir(app);
  // onnxruntime-node's install script would download GPU files that this package does not use.
  const env = { ...process.env, PATH: path, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const options = { cwd: app, env };
  await writeFile(join(app, 'package.json'), '{"private": true}');
  await run('npm', ['install', '--prefer-offline', join('..', tarball!)], options);

  const installed = join(app, 'node_modules/harmonidiff');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const binaries = await readdir(join(installed, 'prebuilds', `linux-${process.arch}`));
  // TensorRT 10's headers are in no package; a release is made where they are installed.
  t.deepEqual(binaries.filter((name) => name !== 'libharmonidiff_tensorrt_10.so').sort(), [
    'harmonidiff.node',
    'libharmonidiff_cuda.so',
    'libharmonidiff_tensorrt_11.so',
  ]);
  const contents = await readdir(installed);
  t.true(contents.includes('dist'));
  for (const name of ['native', 'CMakeLists.txt', 'binding.gyp', 'build', 'lib'])
    t.false(contents.includes(name), name);

  const cli = await run(join(app, 'node_modules/.bin/harmonidiff'), ['--version'], options);
  t.is(cli.stdout.trim(), version);

  const golden = JSON.parse(await readFile(join(mini, 'golden.json'), 'utf8'));
  const [x, y, width, height] = golden.bbox;
  const [longitude, latitude, gsd, cloudCover, year, month, day] = golden.metadata;
  const request = {
    target: join(mini, 'target.png'),
    source: join(mini, 'source.png'),
    box: { x, y, width, height },
    prompts: { source: golden.prompts.source, target: golden.prompts.target },
    metadata: { longitude, latitude, gsd, cloudCover, year, month, day },
    mode: 'lms',
  };
  const script = `
    import { Harmonizer } from 'harmonidiff';
    const harmonizer = await Harmonizer.load(${JSON.stringify(mini)});
    const { winner } = await harmonizer.harmonize(${JSON.stringify(request)});
    await harmonizer.close();
    const { width, height, channels } = winner.image;
    console.log(JSON.stringify({ width, height, channels }));
  `;
  await writeFile(join(app, 'main.mjs'), script);
  const { stdout } = await run('node', ['main.mjs'], options);
  t.deepEqual(JSON.parse(stdout), { width: golden.size, height: golden.size, channels: 3 });
});
