import type { ModelFolder } from '../model/folder.js';
import type { NetworkName } from '../model/graphs.js';
import type { Harmonization } from '../request/harmonize.js';
import type { FixedOptions } from '../request/merge-prepared.js';
import { type CoreMethod, DIFFUSING, ENCODING } from '../request/methods.js';
import type { NetworkMemory } from './network-memory.js';
import { callShapes, type Rows, withRows } from './shapes.js';

// Estimates, in bytes, of the memory that a model and a request take on the CPU. The constants were measured on models from
// 2 MB to 5 GB. test/memory-limit.test.ts compares the estimates with measurements.

/** The parts of a request that determine how much memory it takes. */
export type SizedRequest = Pick<Harmonization, 'settings' | 'place' | 'images' | 'trace'>;

/** The parts of a preparation that determine how much memory it takes. */
export type SizedPreparation = Pick<FixedOptions, 'steps' | 'candidateRange'>;

const FLOAT_BYTES = 4;

/** Bytes per pixel of the canvas. */
const PIXEL = { request: 16, candidate: 3, result: 6, encoding: 36, restoreDetail: 25 };
/** Bytes per pixel that an equation is solved for. The two are never solved at the same time. */
const SOLVED = { poisson: 75, restoreDetail: 105 };

/** What a call takes at its peak. Calls in flight use the same networks in turns, but each has images and latents of its own. */
export interface Footprint {
  /** The loaded model, with its networks' tensors for the call. */
  networks: number;
  /** Images and latents. */
  own: number;
}

/** What the loaded model takes with calls of so many rows. */
export function bytesToShare(model: ModelFolder, networks: NetworkMemory, rows: Rows): number {
  const shapes = callShapes(model, 'ltf', { rows: 1, candidates: 1 });
  const shared = Object.entries(shapes).map(([name, inputs]) => [
    name,
    withRows(inputs, rows[name as NetworkName]),
  ]);
  return networks.toRun(Object.fromEntries(shared));
}

/** The footprint of a request. */
export function toHarmonize(model: ModelFolder, networks: NetworkMemory, request: SizedRequest): Footprint {
  const shapes = callShapes(model, request.settings.method, {
    rows: rowsOf(request),
    candidates: candidatesOf(request),
  });
  return {
    networks: networks.toRun(shapes),
    own: bytesOfPixels(model, request) + bytesOfLatents(model, request),
  };
}

/** The same for the preparation of a target, without what the target holds (`bytesHeldBy`). */
export function toPrepare(model: ModelFolder, networks: NetworkMemory): Footprint {
  const { vaeDecoder: _, classifier: __, ...shapes } = callShapes(model, 'ltf', { rows: 1, candidates: 1 });
  return { networks: networks.toRun(shapes), own: (PIXEL.request + PIXEL.encoding) * pixelsOf(model) };
}

/** Memory that a prepared target holds: its latents, the posterior's mean and variance, and its picture. */
export function bytesHeldBy(model: ModelFolder, { steps, candidateRange }: SizedPreparation): number {
  return (steps - candidateRange[0] + 2) * bytesPerLatent(model) + 3 * pixelsOf(model);
}

/** The footprint of the scoring of an image. */
export function toScore(model: ModelFolder, networks: NetworkMemory): Footprint {
  // The plain paste calls no network but the classifier.
  const shapes = callShapes(model, 'init', { rows: 0, candidates: 1 });
  return { networks: networks.toRun(shapes), own: PIXEL.request * pixelsOf(model) };
}

/** The number of pixels of the canvas. */
function pixelsOf({ unet, vae }: ModelFolder): number {
  return (unet.shape.sampleSize * vae.shape.factor) ** 2;
}

/** Number of candidates that a request makes. */
export function candidatesOf({ settings: { method, candidateRange } }: SizedRequest): number {
  return searches(method) ? candidateRange[1] - candidateRange[0] : 1;
}

/** Batch size of the UNet's largest call. */
function rowsOf(request: SizedRequest): number {
  const { method } = request.settings;
  // Predictions for the result with and without the prompt, and for the paste.
  if (method === 'freecompose') return 3;
  // Classifier-free guidance predicts with and without the prompt.
  return 2 * candidatesOf(request);
}

function bytesOfPixels(model: ModelFolder, request: SizedRequest): number {
  const { method, restoreDetail, edgeWidthRatio } = request.settings;
  const candidates = candidatesOf(request);
  const results = request.images || !model.classifier ? candidates : 1;
  const canvas = pixelsOf(model);
  const ofCanvas =
    PIXEL.request +
    PIXEL.candidate * (candidates - results) +
    PIXEL.result * results +
    (ENCODING.includes(method) ? PIXEL.encoding : 0) +
    (restoreDetail ? PIXEL.restoreDetail : 0);
  const solved = Math.max(
    method.startsWith('poisson') ? SOLVED.poisson * pixelsAround(request, canvas, 0) : 0,
    restoreDetail ? SOLVED.restoreDetail * pixelsAround(request, canvas, edgeWidthRatio) : 0,
  );
  return ofCanvas * canvas + solved;
}

/** Pixels of the box, grown on each side by a fraction of its shorter side; at most those of the canvas. */
function pixelsAround({ place: { box } }: SizedRequest, canvas: number, ratio: number): number {
  if (!box) return canvas;
  const band = ratio * Math.min(box.width, box.height);
  return Math.min((box.width + 2 * band) * (box.height + 2 * band), canvas);
}

/** Target, source and shifted latents of every timestep, and the whole batch of the UNet's input and output. */
function bytesOfLatents(model: ModelFolder, request: SizedRequest): number {
  const { method, candidateRange, schedule } = request.settings;
  if (!DIFFUSING.includes(method)) return 0;
  const steps = schedule.timesteps.length;
  const kept = searches(method) ? 3 * (steps - candidateRange[0]) : steps;
  const copies = kept * (request.trace ? 3 : 1) + 2 * rowsOf(request);
  return copies * bytesPerLatent(model);
}

/** Of the canvas. */
function bytesPerLatent({ vae, unet }: ModelFolder): number {
  return FLOAT_BYTES * vae.shape.latentChannels * unet.shape.sampleSize ** 2;
}

/** Whether the method makes several candidates. */
function searches(method: CoreMethod): boolean {
  return method === 'twr' || method === 'ltf';
}
