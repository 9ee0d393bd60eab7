import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../errors.js';
import type { NetworkGraph } from '../model/folder.js';
import type { Precision } from '../model/onnx/graph.js';
import type { FloatTensor } from '../model/safetensors.js';
import type { Schedule } from '../model/scheduler.js';
import type { Cancellable } from './cancellable.js';

/** What the native addon exports. Values are checked on this side; the addon takes them as they are. */
export interface Addon {
  Core: new () => Core;
  /** @throws ENGINE_NOT_FOUND when the library cannot be opened */
  onnxRuntimeVersion(library: string): string;
  /** Opens TensorRT: only where there is a driver. @throws ENGINE_NOT_FOUND when a library cannot be opened */
  tensorRtVersion(libraries: TensorRtLibraries): string;
  /** @throws DEVICE_NOT_FOUND when the kernel library cannot be opened, or there is no driver */
  cudaDevices(library: string): CudaDevice[];
  /** Free bytes of a GPU's memory. @throws DEVICE_NOT_FOUND */
  freeCudaMemory(library: string, number: number): number;
}

export interface CudaDevice {
  name: string;
  /** As "9.0". */
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

/** A device, and the engine that runs networks on it. */
export interface NativeTarget {
  /** The GPU's number, and the path of the kernel library. Absent on the CPU. */
  cuda?: { library: string; number: number };
  /** The path of ONNX Runtime, unless TensorRT is used, which needs a GPU. */
  onnxRuntime?: string;
  tensorRt?: TensorRtLibraries;
  /** For each network call on the CPU. */
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

/** What to build a TensorRT plan (a serialized engine) from. */
export interface NativePlan extends NetworkGraph {
  name: string;
  profiles: readonly Profile[];
  /** Whether parts that are in fp32 may be computed in TF32. */
  tf32: boolean;
  /** File of kernel timings, read and replaced; need not exist. */
  timingCache: string;
  /** The file to write. */
  plan: string;
}

/** How far one phase of a build has come; phases are named by TensorRT. */
export interface NativeBuildProgress {
  phase: string;
  step: number;
  steps: number;
}

/** One model on one device, with the thread that its work runs on. */
export interface Core {
  build(
    target: NativeTarget,
    plan: NativePlan,
    onProgress: ((progress: NativeBuildProgress) => void) | undefined,
  ): Cancellable<void>;
  load(model: NativeModel): Promise<void>;
  /** @throws OPTION_INVALID, at once, for a method, posterior or prediction that the core does not know */
  harmonize(
    request: NativeRequest,
    onProgress: ((progress: Progress) => void) | undefined,
  ): Cancellable<NativeResult>;
  /** Only for a model that has a classifier. */
  score(request: NativeScoreRequest): Cancellable<Scores>;
  /** Stops running work and frees the model. */
  close(): Promise<void>;
}

export interface NativeModel extends NativeTarget {
  networks: Record<string, NetworkGraph | { plan: string }>;
  shape: NativeShape;
}

/** What the pipeline must know of the networks. */
export interface NativeShape {
  /** In which the networks compute. */
  precision: Precision;
  latentChannels: number;
  factor: number;
  scalingFactor: number;
  tokens: number;
  textWidth: number;
  metadata: number;
  classifierFormat?: { imageSize: number; mean: Float32Array; std: Float32Array };
}

/** A picture as it crosses the border, either way: 8-bit RGB, interleaved. `sharp(image.data, { raw: image })` reads it. */
export interface RawImage<Data extends Uint8Array = Buffer> {
  data: Data;
  width: number;
  height: number;
  channels: 3;
}

export interface NativeRequest {
  method: 'init' | 'lms' | 'twr' | 'ltf' | 'poisson' | 'poisson-vae' | 'sd2-inpainting' | 'freecompose';
  target: RawImage<Uint8Array>;
  source: RawImage<Uint8Array>;
  box: { x: number; y: number; width: number; height: number };
  mask: Uint8Array;
  sourceTokens: BigInt64Array;
  targetTokens: BigInt64Array;
  emptyTokens: BigInt64Array;
  metadata: Float32Array;
  schedule: Schedule;
  guidanceScale: number;
  /** Indices into the timesteps: the first that starts a candidate, and the one after the last. */
  candidateRange: [first: number, end: number];
  fusionStart: number;
  edgeWidthRatio: number;
  seed: number;
  posterior: 'mean' | 'sample';
  restoreDetail: boolean;
  images: boolean;
  trace: boolean;
}

/** An image of the canvas' size, and where the source lies in it. */
export interface NativeScoreRequest extends Pick<NativeRequest, 'box' | 'mask' | 'edgeWidthRatio'> {
  image: RawImage<Uint8Array>;
}

/** How far a request has come. */
export interface Progress {
  stage: 'blend' | 'text' | 'encode' | 'invert' | 'denoise' | 'select';
  /** Steps of the stage that are done. */
  step: number;
  steps: number;
  /** Part of the whole request that is done, 0…1, by work. */
  fraction: number;
}

/** The classifier's harmony scores, 0…1: with the mask as placed, eroded and dilated, and the mean of the three. */
export interface Scores {
  original: number;
  eroded: number;
  dilated: number;
  mean: number;
}

export interface NativeResult {
  candidates: { timestep: number | null; scores: Scores | null; image: RawImage | null }[];
  winner: number | null;
  timings: Record<string, number>;
  /** How often data was copied between host and device, by stage. */
  transfers: Record<string, { uploads: number; downloads: number }>;
  trace: Record<string, FloatTensor>;
}

const require = createRequire(import.meta.url);

/** Loads the prebuilt addon, or in a clone the one that was built there. @throws EngineError when there is none */
export function loadAddon(): Addon {
  const nodeGypBuild = require('node-gyp-build') as (folder: string) => Addon;
  try {
    return nodeGypBuild(fileURLToPath(new URL('../..', import.meta.url)));
  } catch (cause) {
    throw new EngineError(
      'ENGINE_NOT_FOUND',
      `There is no binary of harmonidiff for ${process.platform}-${process.arch}; build one in a clone: npm run build.`,
      { cause },
    );
  }
}
