import { writeAtomically } from '../files/write.js';
import { encodeLabels, type LabelledImage, parseLabels, readLabels } from '../labels/files.js';
import { LabelledScene } from '../labels/insert.js';
import { readJson } from '../labels/json.js';
import { type LabelSet, noLabels } from '../labels/objects.js';
import { readMap } from '../raster/map.js';
import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';
import {
  imageOf,
  type LabelledPatch,
  type Labelling,
  type LabelsOfPatch,
  type PatchLabels,
  type PreparedLabels,
} from './labelling.js';
import { requireObjects } from './names.js';

/** Labels as objects with outlines or boxes: COCO JSON and GeoJSON. */
export class ObjectLabelling implements Labelling {
  readonly warnings: Warning[] = [];
  /** The file of labels that was read last: many patches may come from the images of one. */
  private last?: { path: string; value: unknown };

  private constructor(
    private readonly labels: LabelSet,
    private readonly scene: LabelledImage,
    private readonly out: string,
    private readonly minVisible: number,
  ) {}

  static async open(
    format: LabelSet['format'],
    scene: LabelledImage,
    labelsIn: string | undefined,
    out: string,
    minVisible: number,
  ): Promise<ObjectLabelling> {
    if (labelsIn !== undefined) requireObjects(labelsIn, out);
    if (labelsIn === undefined) return new ObjectLabelling(noLabels(format), scene, out, minVisible);
    const { labels, warnings } = await readLabels(labelsIn, scene);
    const labelling = new ObjectLabelling(inFormat(labels, format), scene, out, minVisible);
    labelling.warnings.push(...warnings);
    return labelling;
  }

  async read(given: LabelsOfPatch, size: Size): Promise<PatchLabels> {
    const { label, labels: path } = given;
    const own = label === undefined ? {} : { label };
    if (path === undefined) return { ...own, objects: [] };
    requireObjects(path, this.out);
    const image = imageOf(given, size);
    if (this.last?.path !== path) this.last = { path, value: await readJson(path) };
    const map = await readMap(image.path, size);
    const { labels, warnings } = parseLabels(this.last.value, path, { ...image, map });
    for (const warning of warnings)
      if (!this.warnings.some(({ message }) => message === warning.message)) this.warnings.push(warning);
    return { ...own, objects: labels.objects };
  }

  async prepare(
    patches: readonly LabelledPatch[],
    image: string,
    signal: AbortSignal | undefined,
  ): Promise<PreparedLabels> {
    const { labels, scene, out, minVisible } = this;
    const labelled = new LabelledScene(labels.objects);
    for (const patch of patches) labelled.insert(patch);
    const { objects, dropped } = await labelled.finish(minVisible, signal);
    const parts = encodeLabels(labels, objects, { ...scene, path: image });
    return {
      counts: { objects: objects.length, dropped },
      write: () => writeAtomically(out, parts, signal),
      [Symbol.asyncDispose]: async () => {},
    };
  }
}

/** Labels that are written in another format than theirs get new ids. */
function inFormat(labels: LabelSet, format: LabelSet['format']): LabelSet {
  if (labels.format === format) return labels;
  const objects = labels.objects.map(({ entry: _, ...object }) => object);
  return { ...noLabels(format), objects };
}
