import { DeviceError, EngineError, fromNative, OptionError } from '../errors.js';
import type { Precision } from '../model/onnx/graph.js';
import { type CudaDevice, loadAddon, type NativeTarget, type OpenVinoFacts } from '../native/addon.js';
import type { Device, Engine, TargetOptions } from '../request/load.js';
import {
  cudaLibrary,
  onnxRuntimeCudaLibrary,
  onnxRuntimeLibrary,
  openVinoLibrary,
  tensorRtLibraries,
} from './libraries.js';
import { processorFlags } from './processor.js';

/** A device, an engine on it, and the precision of the networks. */
export interface ResolvedTarget {
  device: 'cpu' | `cuda:${number}`;
  engine: Exclude<Engine, 'auto'>;
  precision: Precision;
}

/** A target with the libraries it needs. */
export type Target = ResolvedTarget & Omit<NativeTarget, 'threads'>;

/**
 * The targets on this machine that the options allow, best first; at least one.
 *
 * @throws OptionError for options that contradict each other
 * @throws DeviceError, EngineError when this machine has no such target; the message says what was tried
 */
export function findTargets(options: TargetOptions): Target[] {
  const problems: (DeviceError | EngineError)[] = [];
  const targets = allowedTargets(options).flatMap((target) => {
    try {
      return [resolve(target)];
    } catch (error) {
      if (!isMissing(error)) throw error;
      problems.push(error);
      return [];
    }
  });
  if (targets.length > 0) return targets;
  const [first] = problems;
  const messages = [...new Set(problems.map(({ message }) => message))];
  if (messages.length === 1 || !(first instanceof EngineError)) throw first;
  throw new EngineError(first.code, messages.join(' '));
}

/** Whether an error says that a device or a library is missing, and not that it fails. */
export function isMissing(error: unknown): error is DeviceError | EngineError {
  return error instanceof DeviceError || (error instanceof EngineError && error.code === 'ENGINE_NOT_FOUND');
}

/** Every target that the options allow, best first, whether or not this machine has it. @throws OptionError */
function allowedTargets(options: TargetOptions): ResolvedTarget[] {
  const { device = 'auto', engine = 'auto', precision = 'auto' } = options;
  const allowed = devicesFor(device)
    .flatMap((device) => targetsOn(device))
    .filter((target) => engine === 'auto' || target.engine === engine)
    .filter((target) => precision === 'auto' || precisionsOf(target).includes(precision))
    .map((target) => (precision === 'auto' ? target : { ...target, precision }));
  if (allowed.length > 0) return allowed;
  throw new OptionError(
    `device ${device}, engine ${engine} and precision ${precision} cannot be combined: the CPU has onnxruntime in fp32, ` +
      'and openvino in fp32 and bf16; a GPU has onnxruntime in fp32 and fp16, and tensorrt in fp32, fp16 and bf16.',
  );
}

function devicesFor(device: Device): ResolvedTarget['device'][] {
  if (device === 'cpu') return ['cpu'];
  if (device === 'auto') return ['cuda:0', 'cpu'];
  return [`cuda:${Number(device.split(':')[1] ?? 0)}`];
}

/** Linux' names of the instructions for bf16, of which OpenVINO needs either. */
const BF16_FLAGS = ['avx512_bf16', 'amx_bf16'];

/** The engines of a device in their default precision, best first. */
export function targetsOn(device: ResolvedTarget['device']): ResolvedTarget[] {
  if (device === 'cpu') {
    const flags = processorFlags();
    // docs/openvino.md has the measurement: nobody sees the difference.
    const precision = BF16_FLAGS.some((flag) => flags.includes(flag)) ? 'bf16' : 'fp32';
    const targets: ResolvedTarget[] = [
      { device, engine: 'openvino', precision },
      { device, engine: 'onnxruntime', precision: 'fp32' },
    ];
    // In fp32, OpenVINO is as fast as ONNX Runtime or faster on a processor with AVX-512; without, it is slower.
    return flags.includes('avx512f') ? targets : targets.toReversed();
  }
  return [
    { device, engine: 'tensorrt', precision: 'fp16' },
    { device, engine: 'onnxruntime', precision: 'fp16' },
  ];
}

/** ONNX Runtime lacks bf16 kernels for most operators of the networks. */
function precisionsOf({ device, engine }: ResolvedTarget): readonly Precision[] {
  if (device === 'cpu') return engine === 'openvino' ? ['fp32', 'bf16'] : ['fp32'];
  return engine === 'tensorrt' ? ['fp32', 'fp16', 'bf16'] : ['fp32', 'fp16'];
}

/** Finds a target's libraries. @throws DeviceError, EngineError when this machine lacks the device or a library */
export function resolve(target: ResolvedTarget): Target {
  if (target.device === 'cpu') {
    if (target.engine === 'openvino') return { ...target, openVino: findOpenVino(target.precision) };
    return { ...target, onnxRuntime: onnxRuntimeLibrary() };
  }
  const cuda = findGpu(Number(target.device.slice('cuda:'.length)));
  // TensorRT must not be opened without a driver, which findGpu has just found.
  if (target.engine === 'tensorrt') return { ...target, cuda, tensorRt: tensorRtLibraries() };
  return { ...target, cuda, onnxRuntime: onnxRuntimeCudaLibrary() };
}

/** @throws EngineError without OpenVINO, DeviceError when the processor does not have the precision */
function findOpenVino(precision: Precision): string {
  const library = openVinoLibrary();
  if (precision !== 'bf16' || openVinoFacts(library).bf16) return library;
  // OpenVINO itself would compute in fp32.
  throw new DeviceError(
    'This processor does not compute in bf16 (avx512_bf16 or amx_bf16). Use precision "fp32".',
  );
}

function openVinoFacts(library: string): OpenVinoFacts {
  try {
    return loadAddon().openVinoFacts(library);
  } catch (error) {
    throw fromNative(error);
  }
}

function findGpu(number: number): NonNullable<NativeTarget['cuda']> {
  const library = cudaLibrary();
  const gpus = cudaDevices();
  if (number >= gpus.length) {
    throw new DeviceError(`There is no GPU ${number}; this machine has ${gpus.length}. Use "cpu".`);
  }
  requireSupported(gpus[number]!);
  return { library, number };
}

/**
 * The major compute capabilities that the kernels are compiled for (scripts/cuda.mjs). For later GPUs, the driver
 * compiles the PTX of the last one. 11 is Jetson Thor's.
 */
const MAJORS = [8, 9, 10, 12];

/**
 * The networks would start on a GPU that the kernels do not support, and the work would fail halfway.
 *
 * @throws DeviceError for such a GPU
 */
export function requireSupported({ name, computeCapability }: CudaDevice): void {
  const major = Number.parseInt(computeCapability, 10);
  if (MAJORS.includes(major) || major > MAJORS.at(-1)!) return;
  throw new DeviceError(
    `${name} has compute capability ${computeCapability}; 8.x, 9.0, 10.x, or 12.0 or later is required. Use "cpu".`,
  );
}

/** The GPUs of this machine. @throws DeviceError without a driver or the kernels */
export function cudaDevices(): CudaDevice[] {
  const library = cudaLibrary();
  try {
    return loadAddon().cudaDevices(library);
  } catch (error) {
    throw fromNative(error);
  }
}
