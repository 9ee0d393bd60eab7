import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAddon } from './addon.js';
import { DeviceError, EngineError, fromNative, OptionError } from './errors.js';

const DEVICES = ['auto', 'cpu'] as const;
/** `auto` is the fastest that this machine has. */
export type Device = (typeof DEVICES)[number];

/** @throws OptionError, or DeviceError for a device that exists but is not built here */
export function checkDevice(device: unknown): asserts device is Device {
  if (device === 'cuda') {
    throw new DeviceError('device is "cuda", which this version does not have yet; use "cpu".');
  }
  if (!DEVICES.includes(device as Device)) {
    throw new OptionError(`device is ${JSON.stringify(device)}; it must be one of ${DEVICES.join(', ')}.`);
  }
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
      {
        cause,
      },
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

export interface EngineStatus {
  engine: string;
  device: string;
  /** What the device is. */
  hardware: string;
  /** The engine's version, where it is there. */
  version?: string;
  /** Why it cannot be used, where it is not. */
  problem?: string;
}

/** The engines that this version knows, and whether this machine has them. */
export function engineStatus(): EngineStatus[] {
  const cores = cpus();
  const status = {
    engine: 'ONNX Runtime',
    device: 'cpu',
    hardware: `${cores[0]?.model}, ${cores.length} cores`,
  };
  try {
    return [{ ...status, version: loadAddon().onnxRuntimeVersion(onnxRuntimeLibrary()) }];
  } catch (error) {
    return [{ ...status, problem: (fromNative(error) as Error).message }];
  }
}
