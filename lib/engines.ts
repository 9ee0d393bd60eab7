import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CudaDevice, loadAddon } from './addon.js';
import { DeviceError, EngineError, fromNative, OptionError } from './errors.js';

/** Where the work is done. `auto` is the first GPU that can be used, else the CPU; `cuda` is `cuda:0`. */
export type Device = 'auto' | 'cpu' | 'cuda' | `cuda:${number}`;

/** A device with all that is needed to use it. */
export interface Target {
  /** Path of ONNX Runtime. */
  engineLibrary: string;
  /** Which GPU, and the path of the kernel library; the CPU without. */
  cuda?: { library: string; number: number };
}

/**
 * Finds what `device` needs.
 *
 * @throws OptionError for what is no device, DeviceError when it is not there, EngineError when its engine is not
 */
export function findTarget(device: unknown): Target {
  if (device === 'cpu') return { engineLibrary: onnxRuntimeLibrary() };
  if (device === 'auto') {
    try {
      return findGpu(0);
    } catch (error) {
      if (!(error instanceof DeviceError || error instanceof EngineError)) throw error;
      return findTarget('cpu');
    }
  }
  const cuda = /^cuda(?::(\d+))?$/.exec(String(device));
  if (!cuda) {
    throw new OptionError(`device is ${JSON.stringify(device)}; it must be auto, cpu, cuda or cuda:N.`);
  }
  return findGpu(Number(cuda[1] ?? 0));
}

function findGpu(number: number): Target {
  const library = cudaLibrary();
  const gpus = cudaDevices(library);
  if (number >= gpus.length) {
    throw new DeviceError(`There is no GPU ${number}; this machine has ${gpus.length}. Use "cpu".`);
  }
  return { engineLibrary: onnxRuntimeCudaLibrary(), cuda: { library, number } };
}

/** @throws DeviceError without a driver */
function cudaDevices(library: string): CudaDevice[] {
  try {
    return loadAddon().cudaDevices(library);
  } catch (error) {
    throw fromNative(error);
  }
}

/** The CUDA kernels: in the package, or in a clone where they were built. @throws DeviceError when they are not there */
function cudaLibrary(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const name = 'libharmonidiff_cuda.so';
  const places = [join(root, 'prebuilds', `linux-${process.arch}`, name), join(root, 'build', 'cuda', name)];
  const found = places.find((path) => existsSync(path));
  if (found) return found;
  throw new DeviceError(
    `A GPU needs the CUDA kernels, which are neither ${places.join(' nor ')}; in a clone: npm run build:cuda.`,
  );
}

/** The ONNX Runtime that the package onnxruntime-node brings. @throws EngineError when it is not installed */
export function onnxRuntimeLibrary(): string {
  const require = createRequire(import.meta.url);
  let root: string;
  try {
    root = dirname(require.resolve('onnxruntime-node/package.json'));
  } catch (cause) {
    throw new EngineError(
      'ENGINE_NOT_FOUND',
      'ONNX Runtime was not found; install the package onnxruntime-node.',
      { cause },
    );
  }
  const library = join(root, 'bin', 'napi-v6', process.platform, process.arch, 'libonnxruntime.so.1');
  if (!existsSync(library)) {
    throw new EngineError(
      'ENGINE_NOT_FOUND',
      `${root} holds no ONNX Runtime for ${process.platform}-${process.arch}; install onnxruntime-node 1.30 or later.`,
    );
  }
  return library;
}

/**
 * An ONNX Runtime with its CUDA provider beside it: the one that the environment variable HARMONIDIFF_ONNXRUNTIME
 * names, or onnxruntime-node's own, where its install script was allowed to fetch the provider.
 */
function onnxRuntimeCudaLibrary(): string {
  const library = process.env.HARMONIDIFF_ONNXRUNTIME ?? onnxRuntimeLibrary();
  const provider = join(dirname(library), 'libonnxruntime_providers_cuda.so');
  const missing = [library, provider].find((path) => !existsSync(path));
  if (missing === undefined) return library;
  throw new EngineError(
    'ENGINE_NOT_FOUND',
    `A GPU needs a GPU build of ONNX Runtime: there is no ${missing}. Name the libonnxruntime.so of one in the ` +
      'environment variable HARMONIDIFF_ONNXRUNTIME.',
  );
}

export interface EngineStatus {
  engine: string;
  device: string;
  /** What the device is. */
  hardware?: string;
  /** The engine's version, where it can be used. */
  version?: string;
  /** Why it cannot be used, where it cannot. */
  problem?: string;
}

/** What this version can run on, best first, and whether this machine has it: `auto` takes the first that it has. */
export function engineStatus(): EngineStatus[] {
  const cores = cpus();
  const cpu = {
    engine: 'ONNX Runtime',
    device: 'cpu',
    hardware: `${cores[0]?.model}, ${cores.length} cores`,
  };
  return [...gpuStatus(), attempt(cpu, () => onnxRuntimeLibrary())];
}

function gpuStatus(): EngineStatus[] {
  const engine = 'ONNX Runtime';
  try {
    return cudaDevices(cudaLibrary()).map(({ name, computeCapability, memory }, number) => {
      const hardware = `${name}, compute capability ${computeCapability}, ${Math.round(memory / 2 ** 30)} GiB`;
      return attempt({ engine, device: `cuda:${number}`, hardware }, () => findGpu(number).engineLibrary);
    });
  } catch (error) {
    return [{ engine, device: 'cuda', problem: (error as Error).message }];
  }
}

function attempt(status: EngineStatus, library: () => string): EngineStatus {
  try {
    return { ...status, version: loadAddon().onnxRuntimeVersion(library()) };
  } catch (error) {
    return { ...status, problem: (fromNative(error) as Error).message };
  }
}
