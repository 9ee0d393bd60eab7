// Compiles the GPU libraries into build/cuda/; no GPU is needed. --if-needed skips libraries that are up to date.
//
//   libharmonidiff_cuda.so           the kernels, for every GPU since 2020
//   libharmonidiff_tensorrt_11.so    the TensorRT engine, once for each major version whose headers are available
//   libharmonidiff_tensorrt_10.so
//   libharmonidiff_tensorrt_rtx.so   for tests: TensorRT-RTX builds engines on machines without a GPU
//
// --simulated builds the simulated device into build/simulated/ instead: see native/simulated.
//
// Uses this machine's CUDA toolkit, 12.8 or later, and the TensorRT headers in TENSORRT_HOME or on the system. If they
// are missing, it fetches packages (packages.json), which do not include the headers of TensorRT 10.
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { architectures, nvcc, tensorRtHeaders } from './cuda.mjs';
import { call } from './packages.mjs';
import { buildSimulated } from './simulated.mjs';
import { modified, need, newest, readFlags } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { values: flags } = readFlags({
  options: {
    'if-needed': { type: 'boolean', default: false },
    simulated: { type: 'boolean', default: false },
  },
});
const ifNeeded = flags['if-needed'];
const common = [
  ...['-shared', '-std=c++17', '-O3', '-Inative'],
  ...['-Xcompiler', '-fPIC,-fvisibility=hidden,-static-libstdc++,-static-libgcc'],
  ...['-Xlinker', '--version-script=native/exports.map'],
  // Without the unused parts of the C++ library, which need a newer glibc than ours.
  ...['-Xlinker', '--gc-sections'],
];
const tooling = [
  'native/exports.map',
  'scripts/build-cuda.mjs',
  'scripts/cuda.mjs',
  'scripts/packages.mjs',
  'scripts/packages.json',
];

if (flags.simulated) {
  buildSimulated({ ifNeeded });
  process.exit();
}
build('cuda', ['native/plugins', 'native/operations'], () => [
  'native/plugins/cuda/plugin.cu',
  ...['--threads', '0'],
  // Without contraction, a multiply and an add round as on the CPU.
  '--fmad=false',
  ...architectures.flatMap((arch) => ['-gencode', `arch=compute_${arch},code=sm_${arch}`]),
  ...['-gencode', `arch=compute_${architectures.at(-1)},code=compute_${architectures.at(-1)}`],
]);
for (const version of ['11', '10', 'rtx']) {
  build(`tensorrt_${version}`, ['native/plugins'], () => {
    const headers = tensorRtHeaders(version);
    if (!headers) {
      console.log(`Skipping TensorRT ${version}: its headers are neither in TENSORRT_HOME nor on the system`);
      return undefined;
    }
    return [
      ...readdirSync('native/plugins/tensorrt')
        .filter((name) => name.endsWith('.cc'))
        .map((name) => join('native/plugins/tensorrt', name)),
      ...['-Xcompiler', '-Wall,-Wextra,-Wno-deprecated-declarations'],
      ...['-isystem', headers, '-ldl'],
    ];
  });
}

/**
 * `find` returns nvcc's parameters, or undefined if the library cannot be built here. It is only called if the library
 * has to be built: finding headers and the compiler may need programs that a machine with built libraries lacks.
 */
function build(name, sources, find) {
  const output = `build/cuda/libharmonidiff_${name}.so`;
  if (ifNeeded && existsSync(output) && newest([...sources, ...tooling]) < modified(output)) return;
  const parameters = find();
  if (!parameters) return;
  need('compiler');
  mkdirSync('build/cuda', { recursive: true });
  console.log(`Building ${output}`);
  const temporary = `${output}.${process.pid}`;
  call(nvcc(), [...common, ...parameters, '-o', temporary]);
  renameSync(temporary, output);
}
