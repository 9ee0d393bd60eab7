// The simulated device: stand-ins for the CUDA runtime, TensorRT and ONNX Runtime's CUDA provider
// (native/simulated), with this package's GPU libraries on top of them, so that the GPU path runs without a GPU.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { cudaHeaders, nvcc, packagedTensorRtHeaders } from './cuda.mjs';
import { call } from './packages.mjs';
import { tensorRtStubs } from './tensorrt-stubs.mjs';
import { modified, need, newest } from './tools.mjs';

/** The major version that the stand-in implements. */
const VERSION = '11';
const FOLDER = 'build/simulated';

/** Builds it into `folder`, with links to the addons in build/. `flags` go to the compiler, for sanitizers. */
export function buildSimulated({ folder = FOLDER, ifNeeded = false, flags = [] } = {}) {
  const stamp = join(folder, 'complete');
  const tooling = ['simulated', 'tensorrt-stubs', 'cuda'].map((name) => `scripts/${name}.mjs`);
  const sources = ['native/simulated', 'native/plugins', 'native/operations', ...tooling];
  if (ifNeeded && existsSync(stamp) && newest(sources) < modified(stamp)) return;
  need('compiler');
  console.log(`Building ${folder}`);
  writeStubs(folder);
  for (const part of Object.values(libraries)) part({ folder, flags, native: 'native' });
  linkAddons(folder);
  writeFileSync(stamp, '');
}

/**
 * Builds a GPU library of this package from a changed copy of native/, on the stand-ins that are built already.
 *
 * @param name of `libraries`
 */
export function buildChanged(name, { folder, native }) {
  for (const part of ['cuda', 'tensorrt', 'onnxruntime', 'include'])
    link(resolve(FOLDER, part), join(folder, part));
  for (const file of readdirSync(join(FOLDER, 'build/cuda'))) {
    link(resolve(FOLDER, 'build/cuda', file), join(folder, 'build/cuda', file));
  }
  linkAddons(folder);
  libraries[name]({ folder, flags: [], native });
}

/** Writes the base classes of the stand-in for TensorRT. */
function writeStubs(folder) {
  const include = join(folder, 'include/simulated/tensorrt');
  mkdirSync(include, { recursive: true });
  writeFileSync(
    join(include, 'stubs.h'),
    tensorRtStubs(join(packagedTensorRtHeaders(VERSION), 'NvInferImpl.h')),
  );
}

/** The flags that compile the sources for GPUs, for tools that read them. Writes the header that they include. */
export function gpuFlags(folder = FOLDER, native = 'native') {
  writeStubs(folder);
  return flagsOf({ folder, native });
}

/** The variables that put the simulated device in `folder` in the place of a GPU. */
export function simulatedEnvironment(folder = FOLDER) {
  const require = createRequire(import.meta.url);
  const onnxRuntime = dirname(require.resolve('onnxruntime-node/package.json'));
  return {
    HARMONIDIFF_PREBUILD: resolve(folder),
    HARMONIDIFF_TENSORRT: resolve(folder, 'tensorrt'),
    HARMONIDIFF_ONNXRUNTIME: resolve(folder, 'onnxruntime/libonnxruntime.so'),
    HARMONIDIFF_SIMULATED_ONNXRUNTIME: join(
      onnxRuntime,
      `bin/napi-v6/${process.platform}/${process.arch}/libonnxruntime.so.1`,
    ),
  };
}

/** How each library is compiled, in the order in which they are built. */
const libraries = {
  cudart(place) {
    const output = join(place.folder, 'cuda/libsimulated_cudart.so');
    gcc(place, output, ['simulated/cuda'], '-Wl,-soname,libsimulated_cudart.so');
  },
  nvinfer(place) {
    const output = join(place.folder, 'tensorrt', `libnvinfer.so.${VERSION}`);
    gcc(
      place,
      output,
      ['simulated/tensorrt', 'simulated/onnxruntime/session.cc'],
      ...[...onRuntime(place), '-ldl', '-Wl,-rpath,$ORIGIN/../cuda'],
    );
    link(`libnvinfer.so.${VERSION}`, join(place.folder, 'tensorrt', `libnvonnxparser.so.${VERSION}`));
  },
  onnxruntime(place) {
    const output = join(place.folder, 'onnxruntime/libonnxruntime.so');
    gcc(place, output, ['simulated/onnxruntime'], ...onRuntime(place), '-ldl', '-Wl,-rpath,$ORIGIN/../cuda');
    // Its presence says that this is a build for GPUs.
    writeFileSync(join(place.folder, 'onnxruntime/libonnxruntime_providers_cuda.so'), '');
  },
  tensorrt(place) {
    const output = join(place.folder, 'build/cuda', `libharmonidiff_tensorrt_${VERSION}.so`);
    gcc(
      place,
      output,
      ['plugins/tensorrt'],
      ...onRuntime(place),
      '-ldl',
      '-Wl,-rpath,$ORIGIN/../../cuda',
      ...['-fvisibility=hidden', `-Wl,--version-script=${place.native}/exports.map`],
    );
  },
  // The stand-in runs loops in place of the kernels, whose code is compiled but not used.
  cuda(place) {
    compile(nvcc(), join(place.folder, 'build/cuda/libharmonidiff_cuda.so'), [
      ...['-shared', '-std=c++17', '-O2', '-arch=sm_90', '-cudart', 'none', '-I', place.native],
      ...['-Xcompiler', ['-fPIC', '-fvisibility=hidden', ...place.flags].join(',')],
      join(place.native, 'plugins/cuda/plugin.cu'),
      ...onRuntime(place),
      ...['-z,defs', '-rpath,$ORIGIN/../../cuda', `--version-script=${place.native}/exports.map`].flatMap(
        (option) => ['-Xlinker', option],
      ),
    ]);
  },
};

function onRuntime({ folder }) {
  return ['-L', join(folder, 'cuda'), '-lsimulated_cudart'];
}

/** Compiles files of native/, and the sources in folders of it. */
function gcc({ folder, flags, native }, output, parts, ...rest) {
  const sources = parts
    .map((part) => join(native, part))
    .flatMap((path) => (path.endsWith('.cc') ? path : readdirSync(path).map((name) => join(path, name))))
    .filter((path) => path.endsWith('.cc'));
  compile('g++', output, [
    ...['-shared', '-fPIC', '-O2', '-g', '-ffp-contract=off', '-pthread', '-Wl,-z,defs', ...flags],
    ...['-Wall', '-Wextra', '-Wno-deprecated-declarations', ...flagsOf({ folder, native })],
    ...sources,
    ...rest,
  ]);
}

function flagsOf({ folder, native }) {
  const headers = [join(folder, 'include'), cudaHeaders(nvcc()), packagedTensorRtHeaders(VERSION)];
  return ['-std=c++17', `-I${native}`, ...headers.flatMap((path) => ['-isystem', path])];
}

function compile(program, output, parameters) {
  mkdirSync(dirname(output), { recursive: true });
  const temporary = `${output}.${process.pid}`;
  call(program, [...parameters, '-o', temporary]);
  renameSync(temporary, output);
}

function linkAddons(folder) {
  for (const name of ['Release', 'testing']) link(resolve('build', name), join(folder, 'build', name));
}

function link(target, path) {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(target, path);
}
