// The simulated device: stand-ins for the CUDA runtime and TensorRT (native/simulated), with this package's GPU libraries
// on top of them, so that the GPU path runs without a GPU.
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

/**
 * Builds the simulated device into `folder`. The addon in there is the one in build/.
 *
 * @param flags of the compiler, for sanitizers
 * @param native the folder of the sources, which may be a changed copy of native/
 */
export function buildSimulated({ folder = FOLDER, ifNeeded = false, flags = [], native = 'native' } = {}) {
  const stamp = join(folder, 'complete');
  const made = [
    ...['cuda', 'tensorrt'].map((name) => join(native, 'simulated', name)),
    join(native, 'plugins'),
  ];
  const tooling = ['simulated', 'tensorrt-stubs', 'cuda'].map((name) => `scripts/${name}.mjs`);
  const sources = [...made, join(native, 'operations'), ...tooling];
  if (ifNeeded && existsSync(stamp) && newest(sources) < modified(stamp)) return;
  need('compiler');
  console.log(`Building ${folder}`);

  const place = (name) => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const [cuda, tensorRt, plugins, include] = [
    place('cuda'),
    place('tensorrt'),
    place('build/cuda'),
    place('include'),
  ];
  const headers = packagedTensorRtHeaders(VERSION);
  const stubs = join(place('include/simulated/tensorrt'), 'stubs.h');
  writeFileSync(stubs, tensorRtStubs(join(headers, 'NvInferImpl.h')));

  const compiler = nvcc();
  const runtime = ['-L', cuda, '-lsimulated_cudart'];
  const gcc = (output, part, ...rest) => {
    const from = join(native, part);
    const files = readdirSync(from).filter((name) => name.endsWith('.cc'));
    compile('g++', output, [
      ...[
        '-shared',
        '-fPIC',
        '-std=c++17',
        '-O2',
        '-g',
        '-ffp-contract=off',
        '-pthread',
        '-Wl,-z,defs',
        ...flags,
      ],
      ...['-Wall', '-Wextra', '-Wno-deprecated-declarations', '-I', native],
      ...[include, cudaHeaders(compiler), headers].flatMap((path) => ['-isystem', path]),
      ...files.map((name) => join(from, name)),
      ...rest,
    ]);
  };
  const exported = `--version-script=${join(native, 'exports.map')}`;
  gcc(join(cuda, 'libsimulated_cudart.so'), 'simulated/cuda', '-Wl,-soname,libsimulated_cudart.so');
  gcc(
    join(tensorRt, `libnvinfer.so.${VERSION}`),
    'simulated/tensorrt',
    ...[...runtime, '-ldl', '-Wl,-rpath,$ORIGIN/../cuda'],
  );
  link(`libnvinfer.so.${VERSION}`, join(tensorRt, `libnvonnxparser.so.${VERSION}`));
  gcc(
    join(plugins, `libharmonidiff_tensorrt_${VERSION}.so`),
    'plugins/tensorrt',
    ...['-fvisibility=hidden', `-Wl,${exported}`, ...runtime, '-ldl', '-Wl,-rpath,$ORIGIN/../../cuda'],
  );
  // The stand-in runs loops in place of the kernels, whose code is compiled but not used.
  compile(compiler, join(plugins, 'libharmonidiff_cuda.so'), [
    ...['-shared', '-std=c++17', '-O2', '-arch=sm_90', '-cudart', 'none', '-I', native],
    ...['-Xcompiler', ['-fPIC', '-fvisibility=hidden', ...flags].join(',')],
    join(native, 'plugins/cuda/plugin.cu'),
    ...['-Xlinker', exported, '-Xlinker', '-z,defs', ...runtime, '-Xlinker', '-rpath,$ORIGIN/../../cuda'],
  ]);
  for (const name of ['Release', 'testing']) link(resolve('build', name), join(folder, 'build', name));
  writeFileSync(stamp, '');
}

/** The variables with which this package takes the simulated device for a GPU. */
export function simulatedEnvironment(folder = FOLDER) {
  const require = createRequire(import.meta.url);
  const onnxRuntime = dirname(require.resolve('onnxruntime-node/package.json'));
  return {
    HARMONIDIFF_PREBUILD: resolve(folder),
    HARMONIDIFF_TENSORRT: resolve(folder, 'tensorrt'),
    HARMONIDIFF_SIMULATED_ONNXRUNTIME: join(
      onnxRuntime,
      `bin/napi-v6/${process.platform}/${process.arch}/libonnxruntime.so.1`,
    ),
  };
}

function compile(program, output, parameters) {
  const temporary = `${output}.${process.pid}`;
  call(program, [...parameters, '-o', temporary]);
  renameSync(temporary, output);
}

function link(target, path) {
  rmSync(path, { force: true });
  symlinkSync(target, path);
}
