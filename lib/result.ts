import type { RgbImage } from './image/raw-image.js';
import type { FloatTensor } from './model/safetensors.js';
import type { AppliedStretch } from './raster/stretch.js';
import type { Box, Scores, Stage } from './request/harmonize.js';
import type { Warning } from './warnings.js';

/** One result of a harmonisation. The classifier picks the best one. */
export interface Candidate {
  /** The timestep it started from; `null` for methods without candidates. */
  timestep: number | null;
  /** `null` without a classifier. */
  scores: Scores | null;
  /** Its pixels if `images` is set or there is no classifier, else `null`. */
  image: RgbImage<Buffer> | null;
}

/** What `Harmonizer.harmonize` returns. */
export interface HarmonizeResult {
  /** The candidate with the highest mean score; `null` without a classifier: choose one of `candidates` yourself. */
  winner: { timestep: number | null; scores: Scores; image: RgbImage<Buffer> } | null;
  /** By ascending timestep. Methods that make one image have one candidate. */
  candidates: Candidate[];
  timings: Timings;
  /** Where the source went: the box around its pixels, and their number. */
  place: { box: Box; pixels: number };
  /** The target's bands that became red, green and blue, or grey, or the inks of CMYK; counted from 1. */
  targetBands: number[];
  /** The same of the source. */
  sourceBands: number[];
  /** How the target's samples became 8-bit levels: `range` became 0 and 255. */
  targetStretch: AppliedStretch;
  /** The same of the source. */
  sourceStretch: AppliedStretch;
  /** What may be wrong with the images although they could be read. */
  warnings: Warning[];
  /** The intermediate tensors by name, if `trace` is set. */
  trace?: Record<string, FloatTensor>;
}

/**
 * Milliseconds spent on waiting for other calls of the harmonizer (`waiting`), on decoding the images (`images`) and on
 * each stage that ran. Stages do not count the time that they waited.
 */
export type Timings = { waiting: number; images: number; total: number } & Partial<Record<Stage, number>>;
