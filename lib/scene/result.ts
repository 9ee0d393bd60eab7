import type { FloatTensor } from '../model/safetensors.js';
import type { AppliedStretch } from '../raster/stretch.js';
import type { Window } from '../raster/window.js';
import type { Box, Scores } from '../request/harmonize.js';
import type { Candidate, Timings } from '../result.js';
import type { Warning } from '../warnings.js';
import type { Facts } from './facts.js';
import type { LabelCounts } from './labelling.js';

/** What `composeScene` returns. Places are in pixels of the scene. */
export interface ComposeResult {
  /** The file that was written; `null` after a dry run. */
  out: string | null;
  /** Where the source went: the box around its pixels, and their number. */
  place: { box: Box; pixels: number };
  /** The window that the model saw. It reaches beyond a scene that is smaller than the canvas. */
  window: Window;
  /** Pixels of the scene per pixel of the canvas: 1 at the scene's own resolution. */
  scale: number;
  /** The scene's bands that the model saw as red, green and blue, or grey, counted from 1. */
  targetBands: number[];
  /** The source's bands that the model saw. */
  sourceBands: number[];
  /** How the scene's samples became the levels that the model saw: `range` became 0 and 255. */
  targetStretch: AppliedStretch;
  /** How the source's samples became levels. */
  sourceStretch: AppliedStretch;
  /** Metadata of the scene at the patch, and where it comes from. `gsd` is that of the scene, not of the canvas. */
  metadata: Facts;
  /** Where the candidate in the result started; `null` for methods without candidates, and after a dry run. */
  timestep: number | null;
  /** Its scores on the canvas; `null` without a classifier, and after a dry run. */
  scores: Scores | null;
  /** By ascending timestep; none after a dry run. */
  candidates: Omit<Candidate, 'image'>[];
  /** What became of the labels, if `labelsOut` is set; absent after a dry run. */
  labels?: LabelCounts;
  /** Estimate of the memory that the request needs, in bytes: for the samples, and for the model; `null` on a GPU. */
  memory: { samples: number; model: number | null };
  timings: Timings & { read: number; write: number };
  warnings: Warning[];
  /** The intermediate tensors by name, if `trace` is set. */
  trace?: Record<string, FloatTensor>;
}
