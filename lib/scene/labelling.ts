import { OptionError } from '../errors.js';
import type { LabelledObject } from '../labels/objects.js';
import type { Placement } from '../labels/place.js';
import type { RunMask } from '../labels/runs.js';
import type { ComposeOptions } from '../request/compose.js';
import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';

/** Where a source went, which its labels follow. */
export interface Followed {
  placement: Placement;
  mask: RunMask;
}

/** Labels of one patch, read before the networks run. */
export interface PatchLabels {
  /** Category of the whole patch. */
  label?: string;
  /** In pixels of the source. */
  objects: readonly LabelledObject[];
  /** The class of the whole patch, or the class raster of its source. */
  classes?: number | { path: string; image: { path: string; size: Size } };
}

/** A patch that has been made, with its labels. */
export interface LabelledPatch extends Followed, PatchLabels {
  /** What messages call it. */
  name: string;
}

/** What became of the labels. */
export interface LabelCounts {
  /** Objects in the labels of the result. */
  objects: number;
  /** Objects of which too little is visible: of the scene, and of the sources. */
  dropped: { scene: number; sources: number };
}

/** The labels of a scene into which patches are inserted. */
export interface Labelling {
  readonly warnings: Warning[];
  /**
   * Reads the labels of a patch.
   *
   * @param size of the source
   * @throws LabelsError, OptionError
   */
  read(given: LabelsOfPatch, size: Size): Promise<PatchLabels>;
  /**
   * Works out the labels of the scene with all patches in it, before the image is written.
   *
   * @param patches in the order in which they were inserted
   * @param image the image that will be written
   * @throws LabelsError, OutputError, AbortError
   */
  prepare(
    patches: readonly LabelledPatch[],
    image: string,
    signal: AbortSignal | undefined,
  ): Promise<PreparedLabels>;
}

/** Labels that have been worked out. Dispose of them. */
export interface PreparedLabels extends AsyncDisposable {
  /** Absent for a raster of classes, which has no objects. */
  counts?: LabelCounts;
  /** @throws OutputError, AbortError */
  write(): Promise<void>;
}

export type LabelsOfPatch = Pick<ComposeOptions, 'label' | 'labels' | 'source' | 'sourceWindow'>;
export type LabelsOfScene = Pick<ComposeOptions, 'labelsIn' | 'labelsOut' | 'minVisible'>;

/**
 * The source of a patch with a file of labels.
 *
 * @throws OptionError for a source that has no name
 */
export function imageOf({ labels, source }: LabelsOfPatch, size: Size): { path: string; size: Size } {
  if (typeof source === 'string') return { path: source, size };
  throw new OptionError(
    `labels is ${labels}, which needs a source that is a file: labels name the image that they belong to.`,
  );
}
