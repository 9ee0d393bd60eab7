import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cudaLibrary } from '../../lib/engines/libraries.js';
import type { NetworkGraph } from '../../lib/model/graphs.js';
import type { Precision } from '../../lib/model/onnx/graph.js';
import type { NativeTarget } from '../../lib/native/addon.js';
import type { Tensor } from './fixtures.js';
import { target } from './target.js';

type Floats = Tensor<Float32Array>;
type Mask = Tensor<Uint8Array>;
/** [x, y, width, height] */
export type Box = readonly [number, number, number, number];
/** [x0FromLatent, x0FromOutput, epsilonFromLatent, epsilonFromOutput, nextFromX0, nextFromEpsilon, clip] */
export type DdimStep = readonly [number, number, number, number, number, number, number];

/** A network as an engine takes it. */
export type NativeNetwork = NetworkGraph | { plans: readonly string[]; precision?: Precision };

/** native/testing: the core's parts one by one. Latents are [batch, C, H, W], masks [H, W], images [H, W, 3]. */
export interface Testing {
  /** Sets the device, and the engine of `runNetwork`. Must come before any other call. */
  useTarget(target: NativeTarget): void;
  /** Loads the network and makes the calls, each of inputs and of the shapes of its outputs. */
  runNetwork(
    network: NativeNetwork,
    ...calls: [inputs: Record<string, Tensor>, outputs: Record<string, number[]>][]
  ): Record<string, Floats>[];
  /** The sinusoids of each number, one number after another. */
  project(numbers: Float32Array, frequencies: Float32Array, cosineFirst: boolean): Float32Array;
  /** `counted`: the pixels whose mean is taken, of source and target. */
  meanShift(
    source: Floats,
    target: Floats,
    mask: Mask,
    x: number,
    y: number,
    sourceCounted?: Mask,
    targetCounted?: Mask,
  ): Floats;
  dilate(mask: Mask, radius: number): Mask;
  erode(mask: Mask, radius: number): Mask;
  erodeKeepingSome(mask: Mask, radius: number): Mask;
  subtract(a: Mask, b: Mask): Mask;
  scale(x: Floats, factor: number): Floats;
  samplePosterior(mean: Floats, logVariance: Floats, noise: Floats): Floats;
  ddimStep(latent: Floats, output: Floats, step: DdimStep): Floats;
  guidedStep(
    latents: Floats,
    output: Floats,
    scale: number,
    step: DdimStep,
    edge?: Mask,
    shifted?: Floats,
  ): Floats;
  allFinite(x: Floats): boolean;
  imageToSample(image: Mask): Floats;
  sampleToImage(sample: Floats): Mask;
  resizeImage(image: Mask, height: number, width: number): Mask;
  pasteImage(image: Mask, patch: Mask, mask: Mask, x: number, y: number): Mask;
  poissonBlend(target: Mask, source: Mask, box: Box, mask: Mask, valid?: Mask, sourceValid?: Mask): Mask;
  /** What poissonBlend adds to the source, before rounding. */
  poissonMembrane(target: Mask, source: Mask, box: Box, mask: Mask, valid?: Mask, sourceValid?: Mask): Floats;
  /**
   * Cells that are 1 are linked to such neighbours, by `borders` unit links and one of `attraction` to `values`, and fed
   * with `currents`.
   */
  solveLaplace(cells: Mask, borders: Mask, attraction: Floats, values: Floats, currents: Floats): Floats;
  classifierInput(image: Mask, mask: Mask, size: number): Floats;
  placeLatent(
    canvasSide: number,
    box: Box,
    mask: Uint8Array,
    factor: number,
    edgeWidthRatio: number,
  ): { x: number; y: number; width: number; height: number; edgeWidth: number; mask: Mask; edge: Mask };
}

/** node-gyp-build reads the same variable. */
const build = join(process.env.HARMONIDIFF_PREBUILD ?? join(import.meta.dirname, '../..'), 'build');

export const native: Testing = createRequire(import.meta.url)(
  join(build, 'testing/harmonidiff_testing.node'),
);

/** The device alone: kernels can be tested on a machine that has no engine. */
const number = /^cuda(?::(\d+))?$/.exec(target.device!);
native.useTarget({
  ...(number && { cuda: { library: cudaLibrary(), number: Number(number[1] ?? 0) } }),
  onnxRuntime: '',
  threads: 2,
});
