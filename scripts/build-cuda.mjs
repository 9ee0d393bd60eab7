// Compiles the CUDA kernels (native/cuda/library.cu -> build/cuda/libharmonidiff_cuda.so) for every GPU since 2020.
// No GPU is needed. Uses the CUDA toolkit of this machine, 12.8 or later, or fetches its compiler as Python packages
// into build/cuda-toolkit. --if-needed leaves out what is up to date.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fail, modified, need, newest } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const output = 'build/cuda/libharmonidiff_cuda.so';
const sources = ['native/cuda', 'native/latents', 'scripts/build-cuda.mjs', 'scripts/cuda-toolkit.txt'];
/** Ampere, Ada, Hopper, Blackwell; what comes later compiles the last one's PTX for itself. */
const architectures = ['80', '86', '89', '90', '100', '120'];

if (process.argv.includes('--if-needed') && existsSync(output) && newest(sources) < modified(output))
  process.exit();

need('compiler');
const nvcc = toolkitCompiler() ?? packagedCompiler();
mkdirSync('build/cuda', { recursive: true });
console.log(`Building ${output}`);
const temporary = `${output}.${process.pid}`;
call(nvcc, [
  ...[
    'native/cuda/library.cu',
    '-o',
    temporary,
    '-shared',
    '-std=c++17',
    '-O3',
    '-Inative',
    '--threads',
    '0',
  ],
  // Without contraction, as on the CPU, a multiply and an add round the same.
  '--fmad=false',
  ...['-Xcompiler', '-fPIC,-fvisibility=hidden', '-Xlinker', '--exclude-libs=ALL'],
  ...architectures.flatMap((arch) => ['-gencode', `arch=compute_${arch},code=sm_${arch}`]),
  ...['-gencode', `arch=compute_${architectures.at(-1)},code=compute_${architectures.at(-1)}`],
]);
renameSync(temporary, output);

/** nvcc of an installed toolkit that knows the newest architecture. */
function toolkitCompiler() {
  const home = process.env.CUDA_HOME ?? process.env.CUDA_PATH;
  const candidates = [...(home ? [join(home, 'bin/nvcc')] : []), 'nvcc', '/usr/local/cuda/bin/nvcc'];
  return candidates.find((candidate) => {
    const { stdout } = spawnSync(candidate, ['--list-gpu-arch'], { encoding: 'utf8' });
    return stdout?.includes(`compute_${architectures.at(-1)}`);
  });
}

function packagedCompiler() {
  need('python');
  const environment = 'build/cuda-toolkit';
  if (!existsSync(join(environment, 'complete'))) {
    console.log('Fetching the CUDA compiler (scripts/cuda-toolkit.txt)');
    call('python3', ['-m', 'venv', environment], 'On Debian or Ubuntu: apt-get install python3-venv');
    call(join(environment, 'bin/pip'), ['install', '-q', '-r', 'scripts/cuda-toolkit.txt']);
    mkdirSync(join(environment, 'complete'));
  }
  const lib = join(environment, 'lib');
  const [python] = readdirSync(lib).filter((name) => name.startsWith('python'));
  return join(lib, python, 'site-packages/nvidia/cu13/bin/nvcc');
}

function call(program, args, remedy = '') {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (!error && status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  fail(`${program} failed. ${error?.message ?? remedy}`);
}
