import type { ErrorCode } from '../errors.js';
import type { LabelCounts } from '../scene/labelling.js';
import type { ComposeResult } from '../scene/result.js';
import type { Warning } from '../warnings.js';

/** One patch that is in the result. */
export interface PatchResult
  extends Pick<
    ComposeResult,
    'place' | 'window' | 'scale' | 'metadata' | 'timestep' | 'scores' | 'candidates' | 'warnings'
  > {
  /** Of its feature in the file, counted from 0. */
  index: number;
  /** The feature's id, if it has one. */
  id?: string | number;
}

/** A patch that failed. */
export interface FailedPatch {
  index: number;
  id?: string | number;
  code: ErrorCode;
  message: string;
}

/** What `composePatches` returns. */
export interface PatchesResult {
  /** The file that was written; `null` after a dry run. */
  out: string | null;
  /** In the order of the file. */
  patches: PatchResult[];
  /** Patches that were left out, with `keepGoing`. */
  failed: FailedPatch[];
  /** How many of the patches an earlier, interrupted run had finished. */
  resumed: number;
  /** What became of the labels, if `labelsOut` is set; absent after a dry run. */
  labels?: LabelCounts;
  /** Of the file as a whole. Those of the patches are in `patches`. */
  warnings: Warning[];
  /** Milliseconds: for all patches, for writing, and for everything. */
  timings: { patches: number; write: number; total: number };
}
