import { join } from 'node:path';
import { LabelsError, ManifestError } from '../errors.js';
import { digestFile } from '../files/digest.js';
import { type Coco, describeCoco } from '../labels/coco-write.js';
import { LabelledScene } from '../labels/insert.js';
import { type CocoLabels, noLabels } from '../labels/objects.js';
import { moved, toScene } from '../labels/place.js';
import { runsOf } from '../labels/runs.js';
import { SCENE_LABELS } from '../request/compose.js';
import type { Box } from '../request/harmonize.js';
import { path, type Values } from '../request/option.js';
import { check, readOptions, resolve } from '../request/read.js';
import { readFields } from '../values/fields.js';
import type { Size } from '../values/size.js';
import { FolderLabels } from './folder-labels.js';
import { type FileRef, type Manifest, type ManifestItem, type ManifestScene, readItem } from './manifest.js';
import { SIZE, scaleBox } from './open.js';

const LABELS = { minVisible: SCENE_LABELS.minVisible };

export interface CompositeLabelsOptions extends Values<typeof LABELS> {}

/**
 * The labels of a composite: the objects of the target that the patch leaves visible, and those of the source that are in the
 * patch. A source without labels is one object.
 *
 * @param manifest has the folder of scenes, and the file with the labels of all scenes if there is one
 * @param item a composite of the manifest
 * @param canvas in pixels, such as `Harmonizer.canvas`
 * @returns COCO JSON of one image, in pixels of the canvas
 * @throws OptionError for an invalid item or canvas
 * @throws LabelsError for labels that cannot be read, ManifestError for other files than those of the manifest
 * @example
 * import { labelComposite, readManifest } from 'harmonidiff/dataset';
 *
 * const manifest = await readManifest('manifest.jsonl');
 * const { annotations } = await labelComposite(manifest, manifest.items[0]!, harmonizer.canvas);
 */
export async function labelComposite(
  manifest: Pick<Manifest, 'folder' | 'labels'>,
  item: ManifestItem,
  canvas: Size,
  options: CompositeLabelsOptions = {},
): Promise<Coco> {
  const { minVisible } = resolve(LABELS, readOptions(LABELS, options, 'labelComposite'));
  const { folder, labels: all } = readFields(manifest, ['folder', 'labels']) ?? {};
  const root = check(path('<folder>'), folder, 'manifest.folder');
  const size = check(SIZE, canvas, 'canvas');
  const { id, target, source, box } = readItem(item, 'item');
  const labels = await open(root, all as FileRef | undefined);
  const place = scaleBox(box, target, size);
  const ofTarget = await labelsOf(labels, root, target);
  const ofSource = await labelsOf(labels, root, source);
  const scene = new LabelledScene(resized(ofTarget ?? (noLabels('coco') as CocoLabels), target, size));
  scene.insert({
    placement: { sourceWindow: source.crop, rotation: 0, box: place },
    mask: runsOf(new Uint8Array(place.width * place.height).fill(1), place),
    objects: ofSource?.objects ?? [],
    ...(!ofSource && { label: source.label }),
    name: `composite ${id}`,
  });
  const { objects } = await scene.finish(minVisible);
  const { image: _, ...others } = ofTarget ?? (noLabels('coco') as CocoLabels);
  return describeCoco(others, objects, { path: `${id}.png`, size });
}

/** Objects at another size of the image. Their entries are of the size that they were read at. */
function resized({ objects }: CocoLabels, from: Size, to: Size): CocoLabels['objects'] {
  const whole = ({ width, height }: Size): Box => ({ x: 0, y: 0, width, height });
  const affine = toScene({ sourceWindow: whole(from), rotation: 0, box: whole(to) });
  return objects.map(({ entry: _, ...object }) => ({ ...object, shape: moved(object.shape, affine) }));
}

async function open(folder: string, file: FileRef | null | undefined): Promise<FolderLabels> {
  if (file === undefined || file === null) return FolderLabels.open(folder, undefined);
  const labels = await FolderLabels.open(folder, check(path('<file>'), file.path, 'manifest.labels.path'));
  if (labels.file!.sha256 === file.sha256) return labels;
  throw differs(file.path);
}

async function labelsOf(
  labels: FolderLabels,
  folder: string,
  { path, width, height, labels: beside }: ManifestScene,
): Promise<CocoLabels | undefined> {
  if (!beside && !labels.file) return undefined;
  if (beside) {
    const file = join(folder, beside.path);
    const found = await digestFile(file).catch((cause) => {
      throw new LabelsError(
        'LABELS_NOT_FOUND',
        `The labels ${file} cannot be read (${cause.message}). Is ${folder} the folder that the manifest was made from?`,
        { cause },
      );
    });
    if (found !== beside.sha256) throw differs(file);
  }
  const found = await labels.of(path, { width, height });
  // Labels in another format may have been put beside the scene.
  if (beside && !labels.file && found?.file?.sha256 !== beside.sha256)
    throw differs(join(folder, found?.file?.path ?? beside.path));
  return found?.labels;
}

function differs(file: string): ManifestError {
  return new ManifestError(
    'CHECKSUM_MISMATCH',
    `The labels ${file} are not the manifest's file. Use the files that the manifest was made from, or create a new manifest.`,
  );
}
