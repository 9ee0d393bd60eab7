// Compiles the GPU libraries into build/cuda/; no GPU is needed. --if-needed skips libraries that are up to date.
//
//   libharmonidiff_cuda.so           the kernels, for every GPU since 2020
//   libharmonidiff_tensorrt_11.so    the TensorRT engine, once for each major version whose headers are available
//   libharmonidiff_tensorrt_10.so
//   libharmonidiff_tensorrt_rtx.so   for tests: TensorRT-RTX builds engines on machines without a GPU
//
// Uses this machine's CUDA toolkit, 12.8 or later, and the TensorRT headers in TENSORRT_HOME or on the system. If they
// are missing, it fetches packages (packages.json), which do not include the headers of TensorRT 10.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { call, crate, pythonPackages } from './packages.mjs';
import { modified, need, newest } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const ifNeeded = process.argv.includes('--if-needed');
/** Ampere, Ada, Hopper, Blackwell. For later GPUs, the driver compiles the PTX of the last one. */
const architectures = ['80', '86', '89', '90', '100', '120'];
const common = [
  ...['-shared', '-std=c++17', '-O3', '-Inative'],
  ...['-Xcompiler', '-fPIC,-fvisibility=hidden,-static-libstdc++,-static-libgcc'],
  ...['-Xlinker', '--version-script=native/exports.map'],
];
const tooling = [
  'native/exports.map',
  'scripts/build-cuda.mjs',
  'scripts/packages.mjs',
  'scripts/packages.json',
];

build('cuda', ['native/plugins/cuda', 'native/operations'], () => [
  'native/plugins/cuda/plugin.cu',
  ...['--threads', '0'],
  // Without contraction, a multiply and an add round as on the CPU.
  '--fmad=false',
  ...architectures.flatMap((arch) => ['-gencode', `arch=compute_${arch},code=sm_${arch}`]),
  ...['-gencode', `arch=compute_${architectures.at(-1)},code=compute_${architectures.at(-1)}`],
]);
for (const version of ['11', '10', 'rtx']) {
  const headers = headersOf(version);
  if (!headers) {
    console.log(`Skipping TensorRT ${version}: its headers are neither in TENSORRT_HOME nor on the system`);
    continue;
  }
  build(`tensorrt_${version}`, ['native/plugins/tensorrt'], () => [
    ...['plugin', 'nvinfer', 'builder', 'network'].map((name) => `native/plugins/tensorrt/${name}.cc`),
    ...['-Xcompiler', '-Wall,-Wextra,-Wno-deprecated-declarations'],
    ...['-isystem', headers, '-ldl'],
  ]);
}

function build(name, sources, parameters) {
  const output = `build/cuda/libharmonidiff_${name}.so`;
  if (ifNeeded && existsSync(output) && newest([...sources, ...tooling]) < modified(output)) return;
  need('compiler');
  const nvcc = compiler();
  mkdirSync('build/cuda', { recursive: true });
  console.log(`Building ${output}`);
  const temporary = `${output}.${process.pid}`;
  call(nvcc, [...common, ...parameters(), '-o', temporary]);
  renameSync(temporary, output);
}

/** The nvcc of an installed toolkit that supports the newest architecture, or else of the packages. */
function compiler() {
  const home = process.env.CUDA_HOME ?? process.env.CUDA_PATH;
  const candidates = [...(home ? [join(home, 'bin/nvcc')] : []), 'nvcc', '/usr/local/cuda/bin/nvcc'];
  const installed = candidates.find((candidate) => {
    const { stdout } = spawnSync(candidate, ['--list-gpu-arch'], { encoding: 'utf8' });
    return stdout?.includes(`compute_${architectures.at(-1)}`);
  });
  return installed ?? join(pythonPackages('cuda-toolkit'), 'nvidia/cu13/bin/nvcc');
}

/** The folder of NvInfer.h and NvOnnxParser.h for a version of TensorRT. */
function headersOf(version) {
  const homes = (process.env.TENSORRT_HOME ?? '').split(':').filter(Boolean);
  const places = [
    ...homes.map((home) => join(home, 'include')),
    '/usr/include/x86_64-linux-gnu',
    '/usr/include',
  ];
  const installed = places.find((place) => majorOf(place) === version);
  if (installed) return installed;
  const packaged = { 11: 'TRT-Enterprise-11.4', rtx: 'TRT-RTX-1.7' }[version];
  return packaged && join(crate('tensorrt-headers'), 'TensorRT-Headers', packaged);
}

function majorOf(folder) {
  const path = join(folder, 'NvInferVersion.h');
  if (!existsSync(path) || !existsSync(join(folder, 'NvOnnxParser.h'))) return undefined;
  return /define (?:NV_TENSORRT_MAJOR|TRT_MAJOR_ENTERPRISE) (\d+)/.exec(readFileSync(path, 'utf8'))?.[1];
}
