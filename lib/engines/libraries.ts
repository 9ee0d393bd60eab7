import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeviceError, EngineError, fromNative } from '../errors.js';
import { loadAddon, type TensorRtLibraries } from '../native/addon.js';

// Where the libraries are that are opened at run time. Nothing here needs a GPU.

/** The CUDA kernels. @throws DeviceError when they are not there */
export function cudaLibrary(): string {
  const name = 'libharmonidiff_cuda.so';
  const found = ownLibrary(name);
  if (found) return found;
  throw new DeviceError(
    `A GPU needs the CUDA kernels, which are neither ${ownPlaces(name).join(' nor ')}; in a clone: npm run build:cuda.`,
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
 *
 * @throws EngineError when there is none
 */
export function onnxRuntimeCudaLibrary(): string {
  const library = process.env.HARMONIDIFF_ONNXRUNTIME ?? onnxRuntimeLibrary();
  const provider = join(dirname(library), 'libonnxruntime_providers_cuda.so');
  const missing = [library, provider].find((path) => !existsSync(path));
  if (missing === undefined) return library;
  throw new EngineError(
    'ENGINE_NOT_FOUND',
    `ONNX Runtime on a GPU needs a GPU build of it: there is no ${missing}. Name the libonnxruntime.so of one in the ` +
      'environment variable HARMONIDIFF_ONNXRUNTIME.',
  );
}

/** The newest first. */
const TENSORRT_MAJORS = [11, 10];

/**
 * TensorRT's libraries, in the folder that the environment variable HARMONIDIFF_TENSORRT names or wherever the
 * dynamic loader finds them, and this package's plugin that was compiled for their version.
 *
 * @throws EngineError when there are none, with all that was looked for
 */
export function tensorRtLibraries(): TensorRtLibraries {
  const folder = process.env.HARMONIDIFF_TENSORRT;
  const problems: string[] = [];
  for (const major of TENSORRT_MAJORS) {
    const [infer, parser] = ['libnvinfer', 'libnvonnxparser'].map((stem) =>
      folder === undefined ? `${stem}.so.${major}` : join(folder, `${stem}.so.${major}`),
    ) as [string, string];
    const name = `libharmonidiff_tensorrt_${major}.so`;
    const plugin = ownLibrary(name);
    if (plugin === undefined) {
      problems.push(`this package has no ${name} (in a clone: npm run build:cuda, with TensorRT's headers)`);
      continue;
    }
    try {
      loadAddon().tensorRtVersion({ plugin, infer, parser });
      return { plugin, infer, parser };
    } catch (error) {
      problems.push((fromNative(error) as Error).message);
    }
  }
  throw new EngineError(
    'ENGINE_NOT_FOUND',
    `TensorRT was not found: ${problems.join('; ')}. Name the folder of libnvinfer.so.N and libnvonnxparser.so.N in ` +
      'the environment variable HARMONIDIFF_TENSORRT.',
  );
}

/** A library of this package: where it was built in a clone, or in its tarball; in the order of node-gyp-build. */
function ownLibrary(name: string): string | undefined {
  return ownPlaces(name).find((path) => existsSync(path));
}

function ownPlaces(name: string): string[] {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  return [join(root, 'build', 'cuda', name), join(root, 'prebuilds', `linux-${process.arch}`, name)];
}
