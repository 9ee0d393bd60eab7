import { DeviceError, EngineError, fromNative, type HarmonidiffError, OptionError } from '../errors.js';
import type { Precision } from '../model/onnx/graph.js';
import { type CudaDevice, loadAddon, type NativeTarget } from '../native/addon.js';
import { choice } from '../request/checks.js';
import { cudaLibrary, onnxRuntimeCudaLibrary, onnxRuntimeLibrary, tensorRtLibraries } from './libraries.js';

/** Where the work is done. `auto` is the first GPU if it can be used, else the CPU; `cuda` is `cuda:0`. */
export type Device = 'auto' | 'cpu' | 'cuda' | `cuda:${number}`;

/** What runs the networks. `auto` is TensorRT on a GPU where it is installed, else ONNX Runtime. */
export type Engine = 'auto' | 'tensorrt' | 'onnxruntime';
const ENGINES: readonly Engine[] = ['auto', 'tensorrt', 'onnxruntime'];

const PRECISIONS = ['auto', 'fp32', 'fp16', 'bf16'] as const satisfies readonly (Precision | 'auto')[];

/** What a caller may leave open: everything. */
export interface TargetOptions {
  /** Default `auto`. */
  device?: Device | undefined;
  /** Default `auto`. */
  engine?: Engine | undefined;
  /**
   * What the networks compute in; latents and schedule are fp32 always. `auto`, the default, is fp16 on a GPU; the CPU
   * has fp32 only. bf16 needs TensorRT.
   */
  precision?: Precision | 'auto' | undefined;
}

/** One way to do the work: a device, an engine on it and a precision. */
export interface Way {
  device: 'cpu' | `cuda:${number}`;
  engine: Exclude<Engine, 'auto'>;
  precision: Precision;
}

/** A way, with the libraries that it takes. */
export type Target = Way & Omit<NativeTarget, 'threads'>;

/**
 * The targets that this machine has for the options, best first; at least one.
 *
 * @throws OptionError for options that contradict each other
 * @throws DeviceError, EngineError when there is no such target here, saying what was looked for
 */
export function findTargets(options: TargetOptions): Target[] {
  const problems: HarmonidiffError[] = [];
  const targets = waysFor(options).flatMap((way) => {
    try {
      return [resolve(way)];
    } catch (error) {
      if (!(error instanceof DeviceError || error instanceof EngineError)) throw error;
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

/** Every way that the options allow, best first, whether this machine has it or not. @throws OptionError */
function waysFor(options: TargetOptions): Way[] {
  const device = options.device ?? 'auto';
  const engine = choice('engine', options.engine ?? 'auto', ENGINES);
  const precision = choice('precision', options.precision ?? 'auto', PRECISIONS);
  const ways = devicesFor(device)
    .flatMap((device) => waysOn(device))
    .filter((way) => engine === 'auto' || way.engine === engine)
    .filter((way) => precision === 'auto' || precisionsOf(way).includes(precision))
    .map((way) => (precision === 'auto' ? way : { ...way, precision }));
  if (ways.length > 0) return ways;
  throw new OptionError(
    `device ${device}, engine ${engine} and precision ${precision} do not go together: the CPU has onnxruntime in fp32, ` +
      'a GPU has onnxruntime in fp32 and fp16, and tensorrt in fp32, fp16 and bf16.',
  );
}

function devicesFor(device: unknown): Way['device'][] {
  if (device === 'cpu') return ['cpu'];
  if (device === 'auto') return ['cuda:0', 'cpu'];
  const number = /^cuda(?::(\d+))?$/.exec(String(device));
  if (number) return [`cuda:${Number(number[1] ?? 0)}`];
  throw new OptionError(`device is ${JSON.stringify(device)}; it must be auto, cpu, cuda or cuda:N.`);
}

/** The engines of a device in their default precision, best first. */
export function waysOn(device: Way['device']): Way[] {
  if (device === 'cpu') return [{ device, engine: 'onnxruntime', precision: 'fp32' }];
  return [
    { device, engine: 'tensorrt', precision: 'fp16' },
    { device, engine: 'onnxruntime', precision: 'fp16' },
  ];
}

/** ONNX Runtime has no kernels for bf16 for most of what the networks are made of. */
function precisionsOf({ device, engine }: Way): readonly Precision[] {
  if (device === 'cpu') return ['fp32'];
  return engine === 'tensorrt' ? ['fp32', 'fp16', 'bf16'] : ['fp32', 'fp16'];
}

/** @throws DeviceError, EngineError when this machine lacks the device or a library */
export function resolve(way: Way): Target {
  if (way.device === 'cpu') return { ...way, onnxRuntime: onnxRuntimeLibrary() };
  const cuda = findGpu(Number(way.device.slice('cuda:'.length)));
  // Without a driver TensorRT must not even be opened; by now there is one.
  if (way.engine === 'tensorrt') return { ...way, cuda, tensorRt: tensorRtLibraries() };
  return { ...way, cuda, onnxRuntime: onnxRuntimeCudaLibrary() };
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

/** What the kernels are compiled for begins there (scripts/build-cuda.mjs). */
const LOWEST_CAPABILITY = 8;

/** @throws DeviceError for a GPU that the kernels do not run on: the networks would, and fail halfway */
export function requireSupported({ name, computeCapability }: CudaDevice): void {
  if (Number(computeCapability) >= LOWEST_CAPABILITY) return;
  throw new DeviceError(
    `${name} has compute capability ${computeCapability}; ${LOWEST_CAPABILITY}.0 is the lowest that can be used. Use "cpu".`,
  );
}

/** The GPUs of this machine. @throws DeviceError without a driver, or without the kernels */
export function cudaDevices(): CudaDevice[] {
  const library = cudaLibrary();
  try {
    return loadAddon().cudaDevices(library);
  } catch (error) {
    throw fromNative(error);
  }
}
