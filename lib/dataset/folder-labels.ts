import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { LabelsError } from '../errors.js';
import { digest } from '../files/digest.js';
import { parsePythonJson } from '../files/python-json.js';
import { readRegular } from '../files/read.js';
import { parseLabels } from '../labels/files.js';
import {
  type CocoLabels,
  type LabelSet,
  type LeftOut,
  noLabels,
  type ReadLabels,
} from '../labels/objects.js';
import { boxShape } from '../labels/shape.js';
import { readMap } from '../raster/map.js';
import { readFields } from '../values/fields.js';
import type { Size } from '../values/size.js';
import type { Warning } from '../warnings.js';
import { CocoIndex } from './coco-index.js';
import { type Annotation, readAnnotation } from './fmow.js';
import type { FileRef } from './manifest.js';

/** The labels of one image of a folder. */
export interface ImageLabels {
  labels: CocoLabels;
  /** The file beside the image, relative to the folder; absent if one file has the labels of all images. */
  file?: FileRef;
  /** What fMoW says of the image, if its labels come from there. */
  annotation?: Annotation;
  /** What is left out of the labels, as crowds are, with the boxes around. */
  leftOut: readonly LeftOut[];
  warnings: readonly Warning[];
}

/** Largest file, in bytes. */
const LARGEST_FILE = 256_000_000;

/**
 * The labels of a folder of images. Either one COCO file has all of them, or each image has a file beside it with its name:
 * GeoJSON (.geojson), COCO JSON or an annotation of fMoW (.json).
 */
export class FolderLabels {
  private constructor(
    private readonly folder: string,
    /** The file with the labels of all images. */
    readonly file: FileRef | undefined,
    private readonly index: CocoIndex | undefined,
  ) {}

  /**
   * @param path of the file with the labels of all images, if there is one
   * @throws LabelsError
   */
  static async open(folder: string, path: string | undefined): Promise<FolderLabels> {
    if (path === undefined) return new FolderLabels(folder, undefined, undefined);
    const { bytes, value } = await readJsonFile(path).catch((cause) => {
      throw new LabelsError(
        cause instanceof SyntaxError ? 'LABELS_INVALID' : 'LABELS_NOT_FOUND',
        `The labels ${path} cannot be read (${cause.message}). Give a file of COCO JSON.`,
        { cause },
      );
    });
    return new FolderLabels(folder, { path, sha256: digest(bytes) }, CocoIndex.of(value, path));
  }

  /**
   * @param image path relative to the folder
   * @param size of the image, as its labels count pixels
   * @param stored its size before any turn that its metadata asks for
   * @returns undefined for an image without labels
   * @throws LabelsError
   */
  async of(image: string, size: Size, stored = size): Promise<ImageLabels | undefined> {
    const path = join(this.folder, image);
    if (this.index) {
      const found = this.index.find(image);
      // Otherwise two images that differ only in their format would get the same labels.
      const isOfAnother =
        found && found.name !== basename(path) && existsSync(join(dirname(path), found.name));
      if (!found || isOfAnother) return undefined;
      return plain(parseLabels(this.index.partOf(found.entry), this.file!.path, { path, size }));
    }
    for (const [i, name] of labelFilesOf(image).entries()) {
      const [, isLabels] = BESIDE[i]!;
      const file = join(this.folder, name);
      const found = await readJsonFile(file).catch((cause: NodeJS.ErrnoException) => {
        if (['ENOENT', 'ENAMETOOLONG'].includes(cause.code!)) return undefined;
        throw new LabelsError('LABELS_INVALID', `The labels ${file} cannot be read (${cause.message}).`, {
          cause,
        });
      });
      if (!found || !isLabels(found.value)) continue;
      const ref = { path: name, sha256: digest(found.bytes) };
      const annotation = readAnnotation(found.value);
      if (annotation)
        return {
          labels: ofAnnotation(annotation, size, file),
          file: ref,
          annotation,
          leftOut: [],
          warnings: [],
        };
      const map = await readMap(path, stored);
      return { ...plain(parseLabels(found.value, file, { path, size, map })), file: ref };
    }
    return undefined;
  }
}

/** Paths where the labels of an image may be, if it has a file of its own. */
export function labelFilesOf(image: string): string[] {
  const stem = image.slice(0, image.length - extname(image).length);
  return BESIDE.map(([ending]) => stem + ending);
}

/** Endings of files beside an image, and which of them are labels. */
const BESIDE: readonly (readonly [ending: string, isLabels: (value: unknown) => boolean])[] = [
  ['.geojson', () => true],
  ['.json', isLabelsJson],
];

/** Other files that tools write beside an image, such as STAC items, are not. */
function isLabelsJson(value: unknown): boolean {
  const { annotations, bounding_boxes, type, stac_version } =
    readFields(value, ['annotations', 'bounding_boxes', 'type', 'stac_version']) ?? {};
  const isGeoJson = type === 'FeatureCollection' && stac_version === undefined;
  return annotations !== undefined || bounding_boxes !== undefined || isGeoJson;
}

/** Rejects with the system's error, or with a SyntaxError. */
async function readJsonFile(path: string): Promise<{ bytes: Buffer; value: unknown }> {
  const bytes = await readRegular(path, LARGEST_FILE);
  // The files of fMoW have NaN, which only Python reads.
  return { bytes, value: parsePythonJson(bytes.toString().replace(/^\uFEFF/, '')) };
}

function plain({ labels, leftOut = [], warnings }: ReadLabels): ImageLabels {
  return { labels: asCoco(labels), leftOut, warnings };
}

function asCoco(labels: LabelSet): CocoLabels {
  if (labels.format === 'coco') return labels;
  const objects = labels.objects.map(({ entry: _, ...object }) => object);
  return { ...(noLabels('coco') as CocoLabels), objects };
}

function ofAnnotation({ size, objects }: Annotation, { width, height }: Size, path: string): CocoLabels {
  const [x, y] = [width / (size.width ?? width), height / (size.height ?? height)];
  return {
    ...(noLabels('coco') as CocoLabels),
    objects: objects.map(({ label, box }, i) => ({
      category: label,
      shape: boxShape({
        left: box.x * x,
        top: box.y * y,
        right: (box.x + box.width) * x,
        bottom: (box.y + box.height) * y,
      }),
      isBox: true,
      name: `${path}: object ${i}`,
      members: {},
    })),
  };
}
