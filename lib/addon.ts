import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Target } from './engines.js';
import { EngineError } from './errors.js';
import type { ModelGraphs } from './model/folder.js';
import type { FloatTensor } from './model/safetensors.js';
import type { Schedule } from './model/scheduler.js';

/** What the native addon exports. Its values are checked on this side; it takes them as they are. */
export interface Addon {
  Core: new () => Core;
  /** @throws ENGINE_NOT_FOUND when the library cannot be opened */
  onnxRuntimeVersion(library: string): string;
  /** @throws DEVICE_NOT_FOUND when the kernel library cannot be opened, or there is no driver */
  cudaDevices(library: string): CudaDevice[];
}

export interface CudaDevice {
  name: string;
  /** As "9.0". */
  computeCapability: string;
  /** Bytes. */
  memory: number;
}

/** One model on one device, with the thread that its work runs on. */
export interface Core {
  load(model: NativeModel): Promise<void>;
  harmonize(
    request: NativeRequest,
    onProgress: ((progress: Progress) => void) | undefined,
  ): { promise: Promise<NativeResult>; cancel(): void };
  /** Stops what is running, frees the model. */
  close(): Promise<void>;
}

export interface NativeModel extends Target {
  threads: number;
  networks: ModelGraphs;
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
  mode: 'init' | 'lms' | 'twr' | 'ltf';
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
  posteriorSeed: number | undefined;
  images: boolean;
  trace: boolean;
}

/** How far a request has come. */
export interface Progress {
  stage: 'text' | 'encode' | 'invert' | 'denoise' | 'select';
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

/** Raw pixels in the form of sharp's `toBuffer({ resolveWithObject: true })`: `sharp(data, { raw: info })`. */
export interface RawImage {
  data: Buffer;
  info: { width: number; height: number; channels: 3 };
}

export interface NativeResult {
  candidates: { timestep: number | null; scores: Scores | null; image: RawImage | null }[];
  winner: number | null;
  timings: Record<string, number>;
  trace: Record<string, FloatTensor>;
}

const require = createRequire(import.meta.url);

/** Loads the prebuilt addon, or in a clone the one that was built there. @throws EngineError when there is none */
export function loadAddon(): Addon {
  const nodeGypBuild = require('node-gyp-build') as (folder: string) => Addon;
  try {
    return nodeGypBuild(fileURLToPath(new URL('..', import.meta.url)));
  } catch (cause) {
    throw new EngineError(
      'ENGINE_NOT_FOUND',
      `There is no binary of harmonidiff for ${process.platform}-${process.arch}; build one in a clone: npm run build.`,
      { cause },
    );
  }
}
