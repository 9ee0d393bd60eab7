// Where the CUDA compiler and TensorRT's headers are: on this machine, or in fetched packages (packages.json).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { crate, pythonPackages } from './packages.mjs';

/** Ampere, Ada, Hopper, Blackwell. For later GPUs, the driver compiles the PTX of the last one. */
export const architectures = ['80', '86', '89', '90', '100', '120'];

const packaged = { 11: 'TRT-Enterprise-11.4', rtx: 'TRT-RTX-1.7' };

/** The nvcc of an installed toolkit that supports the newest architecture, or else of the packages. */
export function nvcc() {
  const home = process.env.CUDA_HOME ?? process.env.CUDA_PATH;
  const folders = [
    ...(home ? [join(home, 'bin')] : []),
    ...process.env.PATH.split(delimiter),
    '/usr/local/cuda/bin',
  ];
  const installed = folders
    .map((folder) => join(folder, 'nvcc'))
    .find((candidate) => {
      const { stdout } = spawnSync(candidate, ['--list-gpu-arch'], { encoding: 'utf8' });
      return stdout?.includes(`compute_${architectures.at(-1)}`);
    });
  return installed ?? join(pythonPackages('cuda-toolkit'), 'nvidia/cu13/bin/nvcc');
}

/** The folder of CUDA's headers that belong to an nvcc. */
export function cudaHeaders(compiler) {
  return join(dirname(dirname(realpathSync(compiler))), 'include');
}

/** The folder of NvInfer.h and NvOnnxParser.h for a version of TensorRT: 10, 11 or rtx; undefined if there is none. */
export function tensorRtHeaders(version) {
  const homes = (process.env.TENSORRT_HOME ?? '').split(':').filter(Boolean);
  const places = [
    ...homes.map((home) => join(home, 'include')),
    '/usr/include/x86_64-linux-gnu',
    '/usr/include',
  ];
  const installed = places.find((place) => majorOf(place) === version);
  if (installed) return installed;
  return packaged[version] && packagedTensorRtHeaders(version);
}

/** The same from the packages only, so that the version is known. */
export function packagedTensorRtHeaders(version) {
  return join(crate('tensorrt-headers'), 'TensorRT-Headers', packaged[version]);
}

function majorOf(folder) {
  const path = join(folder, 'NvInferVersion.h');
  if (!existsSync(path) || !existsSync(join(folder, 'NvOnnxParser.h'))) return undefined;
  return /define (?:NV_TENSORRT_MAJOR|TRT_MAJOR_ENTERPRISE) (\d+)/.exec(readFileSync(path, 'utf8'))?.[1];
}
