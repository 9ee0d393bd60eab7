import { createRequire } from 'node:module';
import { findTarget } from '../../lib/engines.js';
import type { NetworkGraph } from '../../lib/model/folder.js';
import { device } from './device.js';
import type { Tensor } from './fixtures.js';

type Floats = Tensor<Float32Array>;
type Mask = Tensor<Uint8Array>;
/** [x0FromLatent, x0FromOutput, epsilonFromLatent, epsilonFromOutput, nextFromX0, nextFromEpsilon, clip] */
export type DdimStep = readonly [number, number, number, number, number, number, number];

/** native/testing: the core's parts one by one. Latents are [batch, C, H, W], masks [H, W], images [H, W, 3]. */
export interface Testing {
  /** From here on everything is done on a GPU. Only before any other call. */
  useCuda(library: string, number: number): void;
  runNetwork(
    library: string,
    network: NetworkGraph,
    threads: number,
    inputs: Record<string, Tensor>,
    outputs: Record<string, number[]>,
  ): Record<string, Floats>;
  meanShift(source: Floats, target: Floats, mask: Mask, x: number, y: number): Floats;
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
  imageToSample(image: Mask): Floats;
  sampleToImage(sample: Floats): Mask;
  resizeImage(image: Mask, height: number, width: number): Mask;
  pasteImage(image: Mask, patch: Mask, mask: Mask, x: number, y: number): Mask;
  classifierInput(image: Mask, mask: Mask, size: number): Floats;
  placeLatent(
    canvasSide: number,
    box: readonly [number, number, number, number],
    mask: Uint8Array,
    factor: number,
    edgeWidthRatio: number,
  ): { x: number; y: number; width: number; height: number; edgeWidth: number; mask: Mask; edge: Mask };
}

export const native: Testing = createRequire(import.meta.url)('../../build/testing/harmonidiff_testing.node');

/** The ONNX Runtime to give to `runNetwork`. */
export const { engineLibrary, cuda } = findTarget(device);
if (cuda) native.useCuda(cuda.library, cuda.number);
