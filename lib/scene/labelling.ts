import { extname } from 'node:path';
import { OptionError } from '../errors.js';
import { findDestination } from '../files/destination.js';
import { writeAtomically } from '../files/write.js';
import { encodeLabels, type LabelledImage, parseLabels, readLabels } from '../labels/files.js';
import { LabelledScene } from '../labels/insert.js';
import { readJson } from '../labels/json.js';
import { type LabelledObject, type LabelSet, noLabels } from '../labels/objects.js';
import type { Placement } from '../labels/place.js';
import type { RunMask } from '../labels/runs.js';
import { readMap } from '../raster/map.js';
import type { ComposeOptions } from '../request/compose.js';
import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';
import { type Inputs, refuseInput } from './output.js';

/** Where a source went, which its labels follow. */
export interface Followed {
  placement: Placement;
  mask: RunMask;
}

/** Labels of one patch, read before the networks run. */
export interface PatchLabels {
  label?: string;
  /** In pixels of the source. */
  objects: readonly LabelledObject[];
}

/** What became of the labels. */
export interface LabelCounts {
  /** Objects in the labels of the result. */
  objects: number;
  /** Objects of which too little is visible: of the scene, and of the sources. */
  dropped: { scene: number; sources: number };
}

const FORMATS: Readonly<Record<string, LabelSet['format']>> = { '.json': 'coco', '.geojson': 'geojson' };

/** The labels of a scene into which patches are inserted. */
export class Labelling {
  readonly warnings: Warning[] = [];
  /** The file of labels that was read last: many patches may come from the images of one. */
  private last?: { path: string; value: unknown };

  private constructor(
    private readonly labels: LabelSet,
    private readonly scene: LabelledImage,
    private readonly out: string,
    private readonly minVisible: number,
  ) {}

  /**
   * Reads the labels of the scene.
   *
   * @param inputs files that must not be replaced
   * @returns undefined if no labels are asked for
   * @throws OptionError, LabelsError, OutputError
   */
  static async open(
    { labelsIn, labelsOut, minVisible }: Pick<ComposeOptions, 'labelsIn' | 'labelsOut' | 'minVisible'>,
    scene: LabelledImage,
    inputs: Inputs,
  ): Promise<Labelling | undefined> {
    if (labelsOut === undefined) return undefined;
    const format = FORMATS[extname(labelsOut).toLowerCase()];
    if (!format)
      throw new OptionError(`labelsOut is ${labelsOut}; it must end in .json (COCO JSON) or .geojson.`);
    await refuseInput('labelsOut', await findDestination(labelsOut), inputs);
    if (labelsIn === undefined) return new Labelling(noLabels(format), scene, labelsOut, minVisible!);
    const { labels, warnings } = await readLabels(labelsIn, scene);
    const labelling = new Labelling(inFormat(labels, format), scene, labelsOut, minVisible!);
    labelling.warnings.push(...warnings);
    return labelling;
  }

  /**
   * Reads the labels of a patch.
   *
   * @throws LabelsError, OptionError
   */
  async read(
    { label, labels: path, source }: Pick<ComposeOptions, 'label' | 'labels' | 'source'>,
    size: Size,
  ): Promise<PatchLabels> {
    const own = label === undefined ? {} : { label };
    if (path === undefined) return { ...own, objects: [] };
    if (typeof source !== 'string')
      throw new OptionError(
        `labels is ${path}, which needs a source that is a file: labels name the image that they belong to.`,
      );
    if (this.last?.path !== path) this.last = { path, value: await readJson(path) };
    const image = { path: source, size, map: await readMap(source, size) };
    const { labels, warnings } = parseLabels(this.last.value, path, image);
    for (const warning of warnings)
      if (!this.warnings.some(({ message }) => message === warning.message)) this.warnings.push(warning);
    return { ...own, objects: labels.objects };
  }

  /**
   * Writes the labels of the scene with all patches in it.
   *
   * @param patches in the order in which they were inserted
   * @param image the image that was written
   * @throws LabelsError, OutputError, AbortError
   */
  async write(
    patches: readonly (Followed & PatchLabels & { name: string })[],
    image: string,
    signal: AbortSignal | undefined,
  ): Promise<LabelCounts> {
    const { labels, scene, out, minVisible } = this;
    const labelled = new LabelledScene(labels.objects);
    for (const patch of patches) labelled.insert(patch);
    const { objects, dropped } = await labelled.finish(minVisible, signal);
    const parts = encodeLabels(labels, objects, { ...scene, path: image });
    await writeAtomically(out, parts, signal);
    return { objects: objects.length, dropped };
  }
}

/** Labels that are written in another format than theirs get new ids. */
function inFormat(labels: LabelSet, format: LabelSet['format']): LabelSet {
  if (labels.format === format) return labels;
  const objects = labels.objects.map(({ entry: _, ...object }) => object);
  return { ...noLabels(format), objects };
}
