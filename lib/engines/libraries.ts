import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeviceError, EngineError, fromNative } from '../errors.js';
import { loadAddon, type TensorRtLibraries } from '../native/addon.js';
import { installedOpenVino } from '../openvino/installed.js';
import { OPENVINO_C_LIBRARY } from '../openvino/pinned.js';

// Finds the libraries that are opened at run time. Nothing here needs a GPU.

/** The CUDA kernels. @throws DeviceError when they are missing */
export function cudaLibrary(): string {
  const name = 'libharmonidiff_cuda.so';
  const found = ownLibrary(name);
  if (found) return found;
  throw new DeviceError(
    `A GPU needs the CUDA kernels, but neither ${ownPlaces(name).join(' nor ')} exists. ` +
      'In a clone, run "npm run build:cuda".',
  );
}

/** The ONNX Runtime of the package onnxruntime-node. @throws EngineError when it is not installed */
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
      `${root} has no ONNX Runtime for ${process.platform}-${process.arch}; install onnxruntime-node 1.30 or later.`,
    );
  }
  return library;
}

/**
 * An ONNX Runtime with its CUDA provider next to it: the one named by the environment variable
 * HARMONIDIFF_ONNXRUNTIME, or onnxruntime-node's own if its install script was allowed to fetch the provider.
 *
 * @throws EngineError when neither exists
 */
export function onnxRuntimeCudaLibrary(): string {
  const library = process.env.HARMONIDIFF_ONNXRUNTIME ?? onnxRuntimeLibrary();
  const provider = join(dirname(library), 'libonnxruntime_providers_cuda.so');
  const missing = [library, provider].find((path) => !existsSync(path));
  if (missing === undefined) return library;
  throw new EngineError(
    'ENGINE_NOT_FOUND',
    `ONNX Runtime needs a GPU build to run on a GPU, and ${missing} does not exist. Set the environment variable ` +
      'HARMONIDIFF_ONNXRUNTIME to the libonnxruntime.so of a GPU build.',
  );
}

/**
 * OpenVINO's C library, from the folder named by the environment variable HARMONIDIFF_OPENVINO, or else what
 * `harmonidiff install openvino` has installed. Other copies on the machine are not used, because another version may
 * give other numbers.
 *
 * @throws EngineError when OpenVINO is not found
 */
export function openVinoLibrary(): string {
  const named = process.env.HARMONIDIFF_OPENVINO || undefined;
  // Whole, because the dynamic loader searches the system's folders for a bare name.
  const folder = named === undefined ? installedOpenVino() : resolve(named);
  if (folder !== undefined && existsSync(join(folder, OPENVINO_C_LIBRARY))) {
    return join(folder, OPENVINO_C_LIBRARY);
  }
  throw new EngineError(
    'ENGINE_NOT_FOUND',
    named === undefined
      ? 'OpenVINO was not found. Install it with "harmonidiff install openvino".'
      : `The environment variable HARMONIDIFF_OPENVINO is ${JSON.stringify(named)}, where there is no ${OPENVINO_C_LIBRARY}. ` +
          'Set it to the folder of that file, or unset it and run "harmonidiff install openvino".',
  );
}

/** Newest first. */
const TENSORRT_MAJORS = [11, 10];

/**
 * TensorRT's libraries, from the folder named by the environment variable HARMONIDIFF_TENSORRT or wherever the dynamic
 * loader finds them, and this package's plugin for their version.
 *
 * @throws EngineError when there are none; the message lists everything that was tried
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
      problems.push(
        `this package has no ${name} (in a clone, run "npm run build:cuda" with TensorRT's headers)`,
      );
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
    `TensorRT was not found: ${problems.join('; ')}. Set the environment variable HARMONIDIFF_TENSORRT to the folder ` +
      'of libnvinfer.so.N and libnvonnxparser.so.N.',
  );
}

/** A library of this package: built in a clone, or shipped in the tarball. node-gyp-build searches in the same order. */
function ownLibrary(name: string): string | undefined {
  return ownPlaces(name).find((path) => existsSync(path));
}

function ownPlaces(name: string): string[] {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  // node-gyp-build reads the same variable for the addon.
  const built = process.env.HARMONIDIFF_PREBUILD ?? root;
  return [join(built, 'build', 'cuda', name), join(root, 'prebuilds', `linux-${process.arch}`, name)];
}
