import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../errors.js';
import type { RgbImage } from '../image/raw-image.js';
import type { NetworkGraph } from '../model/folder.js';
import type { Precision } from '../model/onnx/graph.js';
import type { FloatTensor } from '../model/safetensors.js';
import type { Box, Progress, Scores, Settled, Stage } from '../request/harmonize.js';
import type { Cancellable } from './cancellable.js';

/** What the native addon exports. Its values are checked on this side; it takes them as they are. */
export interface Addon {
  Core: new () => Core;
  /** @throws ENGINE_NOT_FOUND when the library cannot be opened */
  onnxRuntimeVersion(library: string): string;
  /** Opens TensorRT: only where there is a driver. @throws ENGINE_NOT_FOUND when a library cannot be opened */
  tensorRtVersion(libraries: TensorRtLibraries): string;
  /** @throws DEVICE_NOT_FOUND when the kernel library cannot be opened, or there is no driver */
  cudaDevices(library: string): CudaDevice[];
  /** Bytes of a GPU's memory that are in use by nobody. @throws DEVICE_NOT_FOUND */
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

/** A device, and what runs networks on it. */
export interface NativeTarget {
  /** Which GPU, and the path of the kernel library; the CPU without. */
  cuda?: { library: string; number: number };
  /** Path of ONNX Runtime; or TensorRT, which needs a GPU. */
  onnxRuntime?: string;
  tensorRt?: TensorRtLibraries;
  /** Of each network call on the CPU. */
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

/** What to build a TensorRT plan (a serialized engine) of. */
export interface NativePlan extends NetworkGraph {
  name: string;
  profiles: readonly Profile[];
  /** Whether parts that are in fp32 may be computed in TF32. */
  tf32: boolean;
  /** File of kernel timings, read and replaced; need not be there. */
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
  harmonize(
    request: NativeRequest,
    onProgress: ((progress: Progress) => void) | undefined,
  ): Cancellable<NativeResult>;
  /** Only for a model that has a classifier. */
  score(request: NativeScoreRequest): Cancellable<Scores>;
  /** Stops what is running, frees the model. */
  close(): Promise<void>;
}

export interface NativeModel extends NativeTarget {
  networks: Record<string, NetworkGraph | { plan: string }>;
  /** That the networks compute in. */
  precision: Precision;
  latentChannels: number;
  factor: number;
  scalingFactor: number;
  tokens: number;
  textWidth: number;
  metadata: number;
  classifierFormat?: { imageSize: number; mean: Float32Array; std: Float32Array };
}

/** The settings go to the core as they are, and what follows from the other options beside them. */
export interface NativeRequest extends Settled {
  target: RgbImage;
  source: RgbImage;
  box: Box;
  /** [canvas height, canvas width], 1 inside and 0 outside. */
  mask: Uint8Array;
  sourceTokens: BigInt64Array;
  targetTokens: BigInt64Array;
  emptyTokens: BigInt64Array;
  metadata: Float32Array;
  images: boolean;
  trace: boolean;
}

/** What a score needs; the image has the canvas' size. */
export interface NativeScoreRequest {
  image: RgbImage;
  box: Box;
  mask: Uint8Array;
  edgeWidthRatio: number;
}

export interface NativeResult {
  candidates: { timestep: number | null; scores: Scores | null; image: RgbImage<Buffer> | null }[];
  winner: number | null;
  /** Milliseconds. */
  timings: Partial<Record<Stage, number>>;
  /** Transfers between host and device. */
  transfers: Partial<Record<Stage, { uploads: number; downloads: number }>>;
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
