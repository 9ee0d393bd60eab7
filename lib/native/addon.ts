import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../errors.js';
import type { NetworkGraph } from '../model/folder.js';
import type { Precision } from '../model/onnx/graph.js';
import type { FloatTensor } from '../model/safetensors.js';
import type { Schedule } from '../model/scheduler.js';
import type { Cancellable } from './cancellable.js';

/** What the native addon exports. Arguments are checked on this side; the addon takes them as they are. */
export interface Addon {
  Core: new () => Core;
  /** @throws ENGINE_NOT_FOUND when the library cannot be opened */
  onnxRuntimeVersion(library: string): string;
  /** Opens TensorRT, which must not be done without a driver. @throws ENGINE_NOT_FOUND when a library cannot be opened */
  tensorRtVersion(libraries: TensorRtLibraries): string;
  /** @throws DEVICE_NOT_FOUND when the kernel library cannot be opened, or there is no driver */
  cudaDevices(library: string): CudaDevice[];
  /** Free memory of a GPU, in bytes. @throws DEVICE_NOT_FOUND */
  freeCudaMemory(library: string, number: number): number;
}

export interface CudaDevice {
  name: string;
  /** Such as "9.0". */
  computeCapability: string;
  /** Bytes. */
  memory: number;
}

/** This package's plugin for a major version of TensorRT, and TensorRT's own two libraries, by name or path. */
export interface TensorRtLibraries {
  plugin: string;
  infer: string;
  parser: string;
}

/** A device and the engine that runs networks on it. */
export interface NativeTarget {
  /** Number of the GPU and path of the kernel library; absent for the CPU. */
  cuda?: { library: string; number: number };
  /** Path of ONNX Runtime; absent where TensorRT runs the networks, which needs a GPU. */
  onnxRuntime?: string;
  tensorRt?: TensorRtLibraries;
  /** Threads of each network call on the CPU. */
  threads: number;
}

/** The sizes of one input in an optimisation profile: kernels are chosen for `best`. */
export interface ShapeRange {
  least: readonly number[];
  best: readonly number[];
  most: readonly number[];
}

/** The sizes of all inputs, by their names. */
export type Profile = Readonly<Record<string, ShapeRange>>;

/** What a TensorRT plan (a serialized engine) is built from. */
export interface NativePlan extends NetworkGraph {
  name: string;
  profiles: readonly Profile[];
  /** Whether fp32 parts may be computed in TF32. */
  tf32: boolean;
  /** File of kernel timings; read if it exists, then replaced. */
  timingCache: string;
  /** The file to write. */
  plan: string;
}

/** Progress of one phase of a build. TensorRT names the phases. */
export interface NativeBuildProgress {
  phase: string;
  step: number;
  steps: number;
}

/** One model on one device, with the thread that does its work. */
export interface Core {
  build(
    target: NativeTarget,
    plan: NativePlan,
    onProgress: ((progress: NativeBuildProgress) => void) | undefined,
  ): Cancellable<void>;
  load(model: NativeModel): Promise<void>;
  harmonize(
    request: NativeRequest,
    onProgress: ((progress: Progress) => void) | undefined,
  ): Cancellable<NativeResult>;
  /** Stops running work and frees the model. */
  close(): Promise<void>;
}

export interface NativeModel extends NativeTarget {
  networks: Record<string, NetworkGraph | { plan: string }>;
  /** Precision of the networks. */
  precision: Precision;
  latentChannels: number;
  factor: number;
  scalingFactor: number;
  tokens: number;
  textWidth: number;
  metadata: number;
  classifierFormat?: { imageSize: number; mean: Float32Array; std: Float32Array };
}

export interface PixelData {
  /** 8-bit RGB, interleaved. */
  data: Uint8Array;
  width: number;
  height: number;
}

export interface NativeRequest {
  method: 'init' | 'lms' | 'twr' | 'ltf' | 'poisson' | 'poisson-vae' | 'sd2-inpainting' | 'freecompose';
  target: PixelData;
  source: PixelData;
  box: { x: number; y: number; width: number; height: number };
  mask: Uint8Array;
  sourceTokens: BigInt64Array;
  targetTokens: BigInt64Array;
  emptyTokens: BigInt64Array;
  metadata: Float32Array;
  schedule: Schedule;
  guidanceScale: number;
  firstCandidate: number;
  endCandidate: number;
  fusionStart: number;
  edgeWidthRatio: number;
  seed: number;
  samplePosterior: boolean;
  restoreDetail: boolean;
  images: boolean;
  trace: boolean;
}

/** Progress of a request. */
export interface Progress {
  stage: 'blend' | 'text' | 'encode' | 'invert' | 'denoise' | 'select';
  /** Finished steps of the stage. */
  step: number;
  steps: number;
  /** Finished fraction of the whole request, by work, 0…1. */
  fraction: number;
}

/** The classifier's harmony scores, 0…1: with the mask as placed, eroded and dilated, and the mean of the three. */
export interface Scores {
  original: number;
  eroded: number;
  dilated: number;
  mean: number;
}

/** Raw pixels in the form of sharp's `toBuffer({ resolveWithObject: true })`: `sharp(data, { raw: info })`. */
export interface RawImage {
  data: Buffer;
  info: { width: number; height: number; channels: 3 };
}

export interface NativeResult {
  candidates: { timestep: number | null; scores: Scores | null; image: RawImage | null }[];
  winner: number | null;
  timings: Record<string, number>;
  /** Number of transfers between host and device, by stage. */
  transfers: Record<string, { uploads: number; downloads: number }>;
  trace: Record<string, FloatTensor>;
}

const require = createRequire(import.meta.url);

/** Loads the prebuilt addon, or the one built in a clone. @throws EngineError when there is none */
export function loadAddon(): Addon {
  const nodeGypBuild = require('node-gyp-build') as (folder: string) => Addon;
  try {
    return nodeGypBuild(fileURLToPath(new URL('../..', import.meta.url)));
  } catch (cause) {
    throw new EngineError(
      'ENGINE_NOT_FOUND',
      `harmonidiff has no binary for ${process.platform}-${process.arch}; build one in a clone with "npm run build".`,
      { cause },
    );
  }
}
