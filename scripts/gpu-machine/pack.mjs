// Packs what check:gpu and bench:gpu need on a machine with a GPU that has no network and nothing to build with. A
// checkout of this commit must be on that machine too; the pieces hold what git ignores: Node, node_modules, the built
// files, and ONNX Runtime with its CUDA provider, whose engine needs nothing else that such a machine lacks.
//
// Writes archives of less than 60 MB to build/gpu-machine/pieces/. Each can be unpacked on its own (run.sh).
//
// node scripts/gpu-machine/pack.mjs [PIECE...] [--simulated]
//   PIECE        node, modules, built, onnxruntime or provider; all of them without names
//   --simulated  packs the simulated device as well, for rehearse.mjs
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { call, pythonPackages } from '../packages.mjs';
import { fail, need, readFlags } from '../tools.mjs';
import { installedPackages } from './installed.mjs';
import { checkSlimmed, slim } from './slim.mjs';

/** The architecture of the machine's GPUs: Hopper. */
const ARCHITECTURE = 90;
/** The machine has glibc 2.35. The binaries must not need a newer one. */
const GLIBC = 35;
const MAX_BYTES = 60e6;
/** Development dependencies that the checks need; all dependencies of the package are packed too. */
const DEVELOPMENT = ['ava', 'tsx'];

process.chdir(join(import.meta.dirname, '../..'));
const { values, positionals } = readFlags({
  allowPositionals: true,
  options: { simulated: { type: 'boolean', default: false } },
});
const own = 'build/gpu-machine';
const packers = {
  node: (to) => copy(process.execPath, join(to, own, 'bin/node')),
  modules: packModules,
  built: packBuilt,
  onnxruntime(to) {
    for (const file of runtimeFiles().filter((name) => !isProvider(name)))
      copy(file, join(to, own, 'onnxruntime', basename(file)));
  },
  provider: packProvider,
  ...(values.simulated && { simulated: packSimulated }),
};
const unknown = positionals.find((name) => !(name in packers));
if (unknown) fail(`there is no piece ${unknown}; there are ${Object.keys(packers).join(', ')}.`);
need('tar', 'xz', 'readelf');
for (const name of positionals.length > 0 ? positionals : Object.keys(packers)) pack(name);

function pack(name) {
  const folder = join(own, 'stage', name);
  rmSync(folder, { recursive: true, force: true });
  packers[name](folder);
  checkGlibc(folder);
  const piece = join(own, 'pieces', `${name}.tar.xz`);
  mkdirSync(dirname(piece), { recursive: true });
  // Owners and times mean nothing on the other machine.
  call('tar', [
    ...['--create', '--xz', '--file', `${piece}.new`, '--directory', folder],
    ...['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '.'],
  ]);
  rmSync(folder, { recursive: true });
  const { size } = statSync(`${piece}.new`);
  if (size >= MAX_BYTES)
    fail(`${piece} would have ${megabytes(size)}; a piece must have less than ${megabytes(MAX_BYTES)}.`);
  call('mv', [`${piece}.new`, piece]);
  console.log(`${piece}: ${megabytes(size)}`);
}

/** The packages with what belongs to other systems left out. */
function packModules(to) {
  const foreign = /onnxruntime-node\/bin\/napi-v\d+\/(?!linux(\/x64)?($|\/x64\/))[^/]+/;
  const needless = /\.(map|d\.ts|d\.cts|d\.mts|md|markdown)$/;
  for (const folder of installedPackages(DEVELOPMENT)) {
    cpSync(folder, join(to, folder), {
      recursive: true,
      verbatimSymlinks: true,
      // A package's own node_modules holds other packages, which are on the list if they are needed.
      filter: (path) =>
        !foreign.test(path) && !needless.test(path) && !path.slice(folder.length).includes('/node_modules'),
    });
  }
  copy('node_modules/.bin/ava', join(to, 'node_modules/.bin/ava'));
}

/** Outputs of the build, with the stamps that say that they are up to date. */
function packBuilt(to) {
  const files = [
    ...['dist', 'build/Release/harmonidiff.node', 'build/testing/harmonidiff_testing.node'],
    ...listed('build/cuda', '.so'),
    ...listed('build', '.stamp'),
  ];
  for (const file of files) copy(file, join(to, file));
}

function listed(folder, ending) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

function packProvider(to) {
  const provider = runtimeFiles().find(isProvider);
  const [original, slimmed] = [readFileSync(provider), readFileSync(provider)];
  const { binaries, used, zeroed } = slim(slimmed, ARCHITECTURE);
  checkSlimmed(slimmed, original, ARCHITECTURE);
  console.log(
    `${basename(provider)}: ${used} of ${binaries} fat binaries have code for sm_${ARCHITECTURE}; ` +
      `${megabytes(zeroed)} of ${megabytes(original.length)} zeroed`,
  );
  const file = join(to, own, 'onnxruntime', basename(provider));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, slimmed);
}

/** Its links to the addons in build/ become relative. */
function packSimulated(to) {
  const folder = 'build/simulated';
  copy(folder, join(to, folder));
  for (const name of ['Release', 'testing']) {
    const link = join(to, folder, 'build', name);
    rmSync(link);
    symlinkSync(join('../..', name), link);
  }
}

/** ONNX Runtime for CUDA 13. TensorRT's provider is not used. */
function runtimeFiles() {
  const folder = join(pythonPackages('onnxruntime-gpu'), 'onnxruntime/capi');
  return readdirSync(folder)
    .filter((name) => /^libonnxruntime(\.so\.|_providers_(shared|cuda)\.so$)/.test(name))
    .map((name) => join(folder, name));
}

function isProvider(file) {
  return file.endsWith('_cuda.so');
}

/** Fails if a binary needs a glibc that is newer than the machine's. */
function checkGlibc(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const { parentPath, path, name } of files) {
    const file = join(parentPath ?? path, name);
    if (!/\.(node|so(\.[\d.]+)?)$|\/bin\/node$/.test(file)) continue;
    const { stdout } = spawnSync('readelf', ['--version-info', '--wide', file], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    const minor = Math.max(0, ...[...stdout.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor)));
    if (minor > GLIBC) fail(`${file} needs glibc 2.${minor}; the machine has 2.${GLIBC}.`);
  }
}

function copy(from, to) {
  if (!existsSync(from)) fail(`${from} is missing: run "npm run build" and "npm run build:cuda".`);
  mkdirSync(dirname(to), { recursive: true });
  if (statSync(from).isDirectory()) return cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  cpSync(from, to, { verbatimSymlinks: true });
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
