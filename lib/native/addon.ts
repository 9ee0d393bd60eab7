import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../errors.js';
import type { RgbImage } from '../image/raw-image.js';
import type { NetworkGraph, NetworkName } from '../model/graphs.js';
import type { Precision } from '../model/onnx/graph.js';
import type { FloatTensor } from '../model/safetensors.js';
import type { Box, Progress, Scores, Settled, Stage } from '../request/harmonize.js';
import type { Batching } from '../request/load.js';
import type { Cancellable } from './cancellable.js';

/** What the native addon exports. Arguments are checked on this side; the addon takes them as they are. */
export interface Addon {
  Core: new () => Core;
  /** @throws ENGINE_NOT_FOUND when the library cannot be opened */
  onnxRuntimeVersion(library: string): string;
  /** @throws ENGINE_NOT_FOUND when the library cannot be opened */
  openVinoFacts(library: string): OpenVinoFacts;
  /** Opens TensorRT, which must not be done without a driver. @throws ENGINE_NOT_FOUND when a library cannot be opened */
  tensorRtVersion(libraries: TensorRtLibraries): string;
  /** @throws DEVICE_NOT_FOUND when the kernel library cannot be opened, or there is no driver */
  cudaDevices(library: string): CudaDevice[];
  /** Free memory of a GPU, in bytes. @throws DEVICE_NOT_FOUND */
  freeCudaMemory(library: string, number: number): number;
  /**
   * Locks a regular file, and creates it if it does not exist. The lock is released by `release`, or when the process
   * ends, however it ends.
   *
   * @throws EWOULDBLOCK while the file is locked, even by this process; Error when it cannot be locked
   */
  lockFile(path: string): FileLock;
}

export interface OpenVinoFacts {
  version: string;
  /** Whether this processor computes in bf16. */
  bf16: boolean;
}

export interface FileLock {
  release(): void;
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
  // One of the three.
  /** Path of ONNX Runtime. */
  onnxRuntime?: string;
  /** Needs a GPU. */
  tensorRt?: TensorRtLibraries;
  /** Path of OpenVINO's C library. Needs the CPU. */
  openVino?: string;
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

/** The shapes of all inputs, by their names. */
export type NativeShapes = Readonly<Record<string, readonly number[]>>;

/** What OpenVINO's plan (a compiled model) is built from. */
export interface NativeOpenVinoPlan {
  name: string;
  /** Path of the ONNX file; its weights lie in the same folder. */
  graph: string;
  /** The only shapes that the plan can run; any if left out. */
  shapes: NativeShapes | undefined;
  precision: Precision;
  /** The file to write. */
  plan: string;
}

/** Progress of one phase of a build. TensorRT names the phases. */
export interface NativeBuildProgress {
  phase: string;
  step: number;
  steps: number;
}

/** One model on one device, with the threads that do its work. */
export interface Core {
  build(
    target: NativeTarget,
    plan: NativePlan | NativeOpenVinoPlan,
    onProgress: ((progress: NativeBuildProgress) => void) | undefined,
  ): Cancellable<void>;
  load(model: NativeModel): Cancellable<void>;
  harmonize(
    request: NativeRequest,
    onProgress: ((progress: Progress) => void) | undefined,
  ): Cancellable<NativeResult>;
  /** Encodes and inverts a target, and keeps it until it is released. */
  prepareTarget(
    request: NativePreparation,
    onProgress: ((progress: Progress) => void) | undefined,
  ): Cancellable<NativeReport>;
  /** Frees a prepared target, if it is there, once no request uses it any more. */
  releaseTarget(prepared: number): void;
  /** Only for a model that has a classifier. */
  score(request: NativeScoreRequest): Cancellable<{ scores: Scores; waited: number }>;
  /**
   * Brings the detail of a plain paste back into its harmonised picture: see native/blending/detail.h. Needs no model.
   *
   * @returns [height, width, 3], not clamped, and `paste` exactly where nothing is solved for
   */
  restoreDetail(request: NativeRestoration): Cancellable<Float32Array>;
  /**
   * Poisson blending in floats: see native/blending/poisson.h. Needs no model.
   *
   * @returns [height, width, 3], neither rounded nor clamped, and `target` exactly where nothing is solved for
   */
  blendPoisson(request: NativeBlend): Cancellable<Float32Array>;
  /** Stops running work and frees the model and all prepared targets. */
  close(): Promise<void>;
}

export interface NativeModel extends NativeTarget {
  networks: Record<string, NetworkGraph | { plans: readonly string[]; precision?: Precision }>;
  shape: NativeShape;
  batching: Batching;
  /** The most tasks that run at the same time. */
  maxInFlight: number;
  /** The most rows of each network's call when requests share it. */
  sharedRows: Readonly<Record<NetworkName, number>>;
}

/** What the pipeline needs to know about the networks. */
export interface NativeShape {
  /** Precision of the networks. */
  precision: Precision;
  latentChannels: number;
  factor: number;
  scalingFactor: number;
  tokens: number;
  textWidth: number;
  metadata: number;
  /** Of the sinusoids of the timestep and of each metadata value. */
  frequencies: Float32Array;
  cosineFirst: boolean;
  classifierFormat?: { imageSize: number; mean: Float32Array; std: Float32Array };
}

/** The settings, which are passed to the core unchanged, and the values derived from the other options. */
export interface NativeRequest extends Settled {
  target: RgbImage;
  source: RgbImage;
  box: Box;
  /** [canvas height, canvas width], 1 inside and 0 outside. */
  mask: Uint8Array;
  /**
   * 1 where a pixel has data and 0 elsewhere: of the target [canvas height, canvas width], of the source [box height,
   * box width]. If left out, all have. Pixels without data do not count in mean shifts, Poisson blending and restored
   * detail.
   */
  valid?: { target?: Uint8Array | undefined; source?: Uint8Array | undefined } | undefined;
  sourceTokens: BigInt64Array;
  targetTokens: BigInt64Array;
  emptyTokens: BigInt64Array;
  metadata: Float32Array;
  /** Names the prepared target, whose picture and settings are those of this request. */
  prepared?: number | undefined;
  images: boolean;
  trace: boolean;
}

/** What a target is prepared from. */
export interface NativePreparation
  extends Pick<NativeRequest, 'target' | 'targetTokens' | 'emptyTokens' | 'metadata'>,
    Pick<Settled, 'schedule' | 'candidateRange' | 'posterior' | 'seed'> {
  /** The name under which the core keeps it. */
  prepared: number;
}

/** What a score needs. The image has the size of the canvas. */
export interface NativeScoreRequest {
  image: RgbImage;
  box: Box;
  mask: Uint8Array;
  edgeWidthRatio: number;
}

/** Images are RGB in levels of the 8-bit view, 0…255, which `paste` may exceed. Masks are [height, width] of 0 and 1. */
export interface NativeRestoration {
  width: number;
  height: number;
  /** The source pasted unchanged into the target, [height, width, 3]. */
  paste: Float32Array;
  /** [height, width, 3]. */
  harmonised: Uint8Array;
  /** 1 where the source is. */
  mask: Uint8Array;
  /** 1 where a pixel has data; left out if all have. */
  valid?: Uint8Array | undefined;
  /** Pixels on each side of the seam in which the harmonised picture fades into the paste; at least 1. */
  band: number;
}

/** Images in any unit. Masks are [height, width] of 0 and 1. */
export interface NativeBlend {
  width: number;
  height: number;
  /** [height, width, 3]. */
  target: Float32Array;
  /** [box height, box width, 3]. */
  source: Float32Array;
  /** Inside the target. */
  box: Box;
  /** 1 where the source goes; 0 outside the box. */
  mask: Uint8Array;
  /** 1 where a pixel of the target has data, [height, width]; left out if all have. */
  valid?: Uint8Array | undefined;
  /** 1 where a pixel of the source has data, [box height, box width]; left out if all have. */
  sourceValid?: Uint8Array | undefined;
}

/** What a request took. */
export interface NativeReport {
  /** Milliseconds of each stage, without the time that it waited for other requests. */
  timings: Partial<Record<Stage, number>>;
  /** Transfers between host and device. */
  transfers: Partial<Record<Stage, { uploads: number; downloads: number }>>;
  /** Milliseconds that it waited for other requests. */
  waited: number;
  /** UNet calls, and the rows of this request in them. A call that several requests share counts for one of them. */
  predictions: { calls: number; rows: number };
}

export interface NativeResult extends NativeReport {
  candidates: { timestep: number | null; scores: Scores | null; image: RgbImage<Buffer> | null }[];
  winner: number | null;
  trace: Record<string, FloatTensor>;
}

const require = createRequire(import.meta.url);

/**
 * Loads the prebuilt addon, or the one built in a clone. This switches off ONNX Runtime's telemetry, also for
 * onnxruntime-node if that is loaded later. It is done in the addon because a worker thread's process.env is a copy,
 * which the library does not see.
 *
 * @throws EngineError when this machine has no binary
 */
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
