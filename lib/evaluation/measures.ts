import type { Composite } from '../dataset/index.js';
import { readImage } from '../image/open.js';
import { cutBox, type RgbImage } from '../image/raw-image.js';
import type { Features } from '../metrics/index.js';
import {
  boundaryGradientDifference,
  cosineSimilarity,
  type FeatureExtractor,
  gradientSimilarity,
  psnr,
  ssim,
} from '../metrics/index.js';
import type { Box } from '../request/harmonize.js';
import type { Size } from '../values/size.js';

/** The measurements of one image; `null` where one does not apply. */
export interface Measures {
  /** Boundary gradient difference, with the box as the mask. */
  bgd: number | null;
  /** The same for the plain paste, for numbers that are relative to it. */
  pasteBgd: number | null;
  /** Mean harmony score by the classifier that scores all variants. */
  harmony: number | null;
  /** Gradient similarity of the result in the box and the source resized to it. */
  sourceGradients: number | null;
  /** SSIM of the same two; `null` for boxes of less than 11 px. */
  sourceSsim: number | null;
  /** PSNR of the same two, in dB; infinite if they are equal. */
  sourcePsnr: number | null;
  /** PSNR of result and target, in dB, outside the box and its edge band; infinite if nothing changed there. */
  outsidePsnr: number | null;
  /** The largest difference of any value there, 0…255. */
  outsideMax: number | null;
  /** Cosine of the image embeddings of result and plain paste. */
  clip: number | null;
}

/** What the results of one composite are measured against. */
export interface Reference {
  box: Box;
  target: RgbImage;
  /** Resized to the box. */
  source: RgbImage;
  paste: RgbImage;
  mask: Uint8Array;
  /** 1 where the target should be unchanged. */
  outside: Uint8Array;
  pasteBgd: number;
  pasteClip: Features | null;
}

/** Target, source and the plain paste, as methods see them. */
export async function makePaste(
  composite: Composite,
  canvas: Size,
): Promise<Pick<Reference, 'box' | 'target' | 'source' | 'paste'>> {
  const { box } = composite;
  const { image: target } = await readImage(composite.target, 'target', canvas);
  const { image: source } = await readImage(composite.source, 'source', box);
  return { box, target, source, paste: pasteInto(target, source, box) };
}

/** @param factor pixels per latent pixel */
export async function makeReference(
  composite: Composite,
  canvas: Size,
  factor: number,
  clip: FeatureExtractor | null,
): Promise<Reference> {
  const { box, target, source, paste } = await makePaste(composite, canvas);
  const mask = fillBox(canvas, box, 0);
  return {
    box,
    target,
    source,
    paste,
    mask,
    outside: fillBox(canvas, box, edgeBand(box, factor)).map((inside) => 1 - inside),
    pasteBgd: boundaryGradientDifference(paste, mask),
    pasteClip: clip && (await clip.extract(paste)),
  };
}

/** @param harmony the model's score */
export async function measure(
  result: RgbImage,
  reference: Reference,
  harmony: number,
  clip: FeatureExtractor | null,
): Promise<Measures> {
  const { box, target, source, mask, outside, pasteBgd, pasteClip } = reference;
  const inside = cutBox(result, box);
  const [there, before] = [pick(result, outside), pick(target, outside)];
  return {
    bgd: boundaryGradientDifference(result, mask),
    pasteBgd,
    harmony,
    sourceGradients: gradientSimilarity(inside, source),
    sourceSsim: Math.min(box.width, box.height) < SSIM_WINDOW ? null : ssim(inside, source),
    sourcePsnr: psnr(inside, source),
    outsidePsnr: there.width === 0 ? null : psnr(there, before),
    outsideMax: there.width === 0 ? null : largestDifference(there.data, before.data),
    clip: clip && pasteClip && cosineSimilarity(await clip.extract(result), pasteClip),
  };
}

/** Measures the unmodified target. Nothing was pasted, so measures that need a source do not apply. */
export function measureReal({ target, mask, pasteBgd }: Reference, harmony: number): Measures {
  return {
    bgd: boundaryGradientDifference(target, mask),
    pasteBgd,
    harmony,
    sourceGradients: null,
    sourceSsim: null,
    sourcePsnr: null,
    outsidePsnr: null,
    outsideMax: null,
    clip: null,
  };
}

const SSIM_WINDOW = 11;

/** The default width in pixels, whatever a variant's own is, so that all variants are measured on the same pixels. */
function edgeBand(box: Size, factor: number): number {
  return Math.max(defaultEdgeWidth(box, factor), 1) * factor;
}

/**
 * The edge ratio with which a model erodes and dilates the box by as many pixels as a model of VAE factor `factor` does
 * by default, so that images of all models are scored alike.
 *
 * @param own the model's VAE factor; factors are powers of two
 */
export function scoredEdgeRatio(box: Size, factor: number, own: number): number {
  const latentPixels = (defaultEdgeWidth(box, factor) * factor) / own;
  // Half a latent pixel is added, so that rounding cannot lose one.
  return (latentPixels + 0.5) / Math.max(shorterSide(box, own), 1);
}

/** In latent pixels. */
function defaultEdgeWidth(box: Size, factor: number): number {
  return Math.floor(shorterSide(box, factor) / 10);
}

/** In latent pixels. */
function shorterSide({ width, height }: Size, factor: number): number {
  return Math.min(Math.floor(width / factor), Math.floor(height / factor));
}

/** 1 in the box grown by `margin`, [height, width]. */
function fillBox({ width, height }: Size, box: Box, margin: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  const [left, right] = [Math.max(box.x - margin, 0), Math.min(box.x + box.width + margin, width)];
  const [top, bottom] = [Math.max(box.y - margin, 0), Math.min(box.y + box.height + margin, height)];
  for (let y = top; y < bottom; y++) mask.fill(1, y * width + left, y * width + right);
  return mask;
}

function pasteInto(target: RgbImage, source: RgbImage, { x, y }: Box): RgbImage {
  const data = Uint8Array.from(target.data);
  for (let row = 0; row < source.height; row++) {
    const from = row * source.width * 3;
    data.set(source.data.subarray(from, from + source.width * 3), ((y + row) * target.width + x) * 3);
  }
  return { ...target, data };
}

/** The pixels that the mask marks, as a single row. */
function pick({ data }: RgbImage, mask: Uint8Array): RgbImage<Uint8Array> {
  const count = mask.reduce((sum, marked) => sum + marked, 0);
  const picked = new Uint8Array(3 * count);
  let at = 0;
  mask.forEach((marked, i) => {
    if (!marked) return;
    picked.set(data.subarray(3 * i, 3 * i + 3), at);
    at += 3;
  });
  return { data: picked, width: count, height: 1, channels: 3 };
}

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}
