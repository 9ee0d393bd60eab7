import { dirname, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { manifestLines, readBytes } from '../dataset/lines.js';
import type { FileRef } from '../dataset/manifest.js';
import { ANY_FILE, above0, BOX, FILE, filled, integer, kind } from '../dataset/schemas.js';
import { OptionError } from '../errors.js';
import { writeAtomically } from '../files/write.js';
import { fits, type Window } from '../raster/window.js';
import { HARMONIZE, type Metadata, type Prompts } from '../request/harmonize.js';
import { object } from '../request/option.js';
import { check, readOptions } from '../request/read.js';
import { guarded } from '../values/guarded.js';
import { show } from '../values/show.js';
import type { Size } from '../values/size.js';
import { ROTATIONS, type Rotation, SET_SETTINGS, type SetSettings } from './options.js';

/** A category of the labels of a set, with its number in COCO JSON. */
export interface Category {
  id: number;
  name: string;
  supercategory?: string;
}

/** What is common to all composites of a set. In the file, paths are relative to the manifest's folder. */
export interface AugmentationHeader {
  /** Folders of the scenes and of the images of patches; absolute paths in memory. */
  scenes: string;
  patches: string;
  /** COCO JSON with the labels of all scenes, and of all images of patches, if they have such files. */
  labels?: FileRef;
  patchLabels?: FileRef;
  count: number;
  perScene: number;
  seed: number;
  rotation: Rotation;
  avoid: string[];
  /** In pixels of the scene. */
  minDistance: number;
  /** Given for images that do not state their own, like `patchGsd` and `country`. */
  gsd?: number;
  patchGsd?: number;
  country?: string;
  /** Given for all scenes and patches. */
  prompts?: Prompts;
  /** Settings that were given; others have their defaults. */
  settings: SetSettings;
  categories: Category[];
}

/** A composite to make. */
export interface AugmentationItem {
  id: string;
  /** `path` is relative to the folder of scenes; `labels` is the file beside the scene. */
  scene: FileRef & Size & { labels?: FileRef };
  prompt: string;
  /** What is known of the scene besides what its file says. */
  metadata: Metadata;
  patches: AugmentationPatch[];
}

/** A patch of a composite. */
export interface AugmentationPatch extends FileRef {
  category: string;
  /** The file beside the image; without labels the whole image is one object. */
  labels?: FileRef;
  /** In pixels of the image. */
  window: Window;
  /** Degrees clockwise. */
  rotation: number;
  /** What the turned patch fills, in pixels of the scene. */
  box: Window;
  prompt: string;
}

/** The plan of a set: which patches go where in which scenes. */
export interface AugmentationManifest extends AugmentationHeader {
  items: AugmentationItem[];
}

/** @param folder that the file will be in */
export function formatManifest({ items, ...header }: AugmentationManifest, folder: string): string {
  const from = (path: string) => relative(resolve(folder), path) || '.';
  const fileFrom = (file: FileRef | undefined) => file && { ...file, path: from(file.path) };
  const first = {
    manifest: 'harmonidiff augment',
    version: 1,
    ...header,
    scenes: from(header.scenes),
    patches: from(header.patches),
    labels: fileFrom(header.labels),
    patchLabels: fileFrom(header.patchLabels),
  };
  return [first, ...items].map((line) => `${JSON.stringify(line)}\n`).join('');
}

export const COMMAND = 'harmonidiff augment';

/**
 * Reads a manifest and checks every field.
 *
 * @param file the manifest, as `augment` writes it
 * @throws ManifestError (`MANIFEST_NOT_FOUND`) when it cannot be read, and (`MANIFEST_INVALID`) when a field is missing or
 * invalid
 * @example
 * import { readAugmentationManifest } from 'harmonidiff/augment';
 *
 * const { items, categories } = await readAugmentationManifest('set/manifest.jsonl');
 */
export async function readAugmentationManifest(file: string): Promise<AugmentationManifest> {
  return parseManifest((await readBytes(file, COMMAND)).toString(), file);
}

/**
 * Writes a plan as a manifest, to make its composites later or on several machines.
 *
 * @param file the manifest, which is replaced if it exists
 * @throws OptionError, ManifestError for a plan that is not valid, OutputError
 * @example
 * import { planAugmentation, writeAugmentationManifest } from 'harmonidiff/augment';
 *
 * const { manifest } = await planAugmentation({ scenes: 'scenes', patches: 'patches', count: 500 });
 * await writeAugmentationManifest({ ...manifest, settings: { steps: 10 } }, 'plan.jsonl');
 */
export async function writeAugmentationManifest(manifest: AugmentationManifest, file: string): Promise<void> {
  const text = formatManifest(checkAugmentationManifest(manifest), dirname(file));
  await writeAtomically(file, [Buffer.from(text)]);
}

/** A checked copy of a manifest in memory. @throws OptionError, ManifestError */
export function checkAugmentationManifest(given: object): AugmentationManifest {
  return guarded('manifest', () => {
    const { items, scenes, patches } = given as AugmentationManifest;
    if (!Array.isArray(items) || typeof scenes !== 'string' || typeof patches !== 'string')
      throw new OptionError(`manifest is ${show(given)}; it must be what planAugmentation returns.`);
    return parseManifest(formatManifest(given as AugmentationManifest, '/'), '/manifest');
  });
}

/** A checked copy of a manifest's first line in memory. @throws OptionError, ManifestError */
export function checkAugmentationHeader(given: object): AugmentationHeader {
  return guarded('header', () => {
    const { scenes, patches } = given as AugmentationHeader;
    if (typeof scenes !== 'string' || typeof patches !== 'string')
      throw new OptionError(`header is ${show(given)}; it must be a manifest without its items.`);
    const text = formatManifest({ ...(given as AugmentationHeader), items: [] }, '/');
    const { first } = manifestLines(`${text}{}\n`, '/manifest', COMMAND);
    return readHeader(first, '/manifest');
  });
}

/** A checked copy of a composite in memory. @throws OptionError */
export function checkAugmentationItem(given: unknown, { categories }: AugmentationHeader): AugmentationItem {
  return guarded('item', () => {
    const item = readItem(given, namesOf(categories), 'item');
    if (item.id === idOf(Number(item.id))) return item;
    throw new OptionError(
      `item.id is ${show(item.id)}; it must be the number of the composite, such as "0007".`,
    );
  });
}

type Line = ReturnType<typeof manifestLines>['first'];

function readHeader(first: Line, file: string): AugmentationHeader {
  const at = (path: string) => resolve(dirname(file), path);
  const fileAt = (ref: FileRef) => ({ ...ref, path: at(ref.path) });
  const { manifest: _, version: __, ...header } = first.read((json) => check(kind(HEADER), json, 'the line'));
  const { labels, patchLabels } = header;
  const settings = first.read(() => readOptions(SET_SETTINGS, header.settings, 'a manifest'));
  return {
    ...header,
    scenes: at(header.scenes),
    patches: at(header.patches),
    ...(labels && { labels: fileAt(labels) }),
    ...(patchLabels && { patchLabels: fileAt(patchLabels) }),
    settings,
  };
}

function parseManifest(text: string, file: string): AugmentationManifest {
  const { first, lines } = manifestLines(text, file, COMMAND);
  const header = readHeader(first, file);
  const names = first.read(() => namesOf(header.categories));
  const items: AugmentationItem[] = [];
  for (const line of lines) {
    const item = line.read((json) => readItem(json, names, 'the line'));
    const id = idOf(items.length);
    if (item.id !== id) throw line.error(`id is ${show(item.id)}; it must be ${show(id)}.`);
    items.push(item);
  }
  if (items.length !== header.count)
    throw first.error(
      `count is ${header.count}; it must be the number of composites that follow, ${items.length}.`,
    );
  return { ...header, items };
}

/** The id of a composite, which names its files. */
export function idOf(index: number): string {
  return String(index).padStart(4, '0');
}

/** The names of the categories. @throws OptionError */
function namesOf(categories: readonly Category[]): ReadonlySet<string> {
  const names = new Set(categories.map(({ name }) => name));
  const ids = new Set(categories.map(({ id }) => id));
  if (names.size === categories.length && ids.size === categories.length) return names;
  throw new OptionError('categories has an id or a name twice; they must be unique.');
}

/** @throws OptionError */
function readItem(value: unknown, names: ReadonlySet<string>, name: string): AugmentationItem {
  const item = check(kind(ITEM), value, name);
  const { metadata } = readOptions({ metadata: HARMONIZE.metadata }, { metadata: item.metadata }, name);
  item.patches.forEach(({ box, category }, i) => {
    if (!names.has(category))
      throw new OptionError(`patches[${i}].category is ${show(category)}; it must be one of the categories.`);
    if (!fits(box, item.scene))
      throw new OptionError(
        `patches[${i}].box is ${show(box)}; it must lie within the scene's ${item.scene.width} x ${item.scene.height} px.`,
      );
  });
  return { ...item, metadata: metadata! };
}

// The messages of these schemas complete "it must be …".

const distance = v.pipe(v.number('a number from 0'), v.minValue(0, 'a number from 0'));
const category = object(
  { id: integer(0, Number.MAX_SAFE_INTEGER), name: filled, supercategory: v.exactOptional(filled) },
  'an object',
);

const HEADER = object(
  {
    manifest: v.literal(COMMAND, `"${COMMAND}"`),
    version: v.literal(1, '1, the only version that this release reads'),
    scenes: filled,
    patches: filled,
    labels: v.exactOptional(ANY_FILE),
    patchLabels: v.exactOptional(ANY_FILE),
    count: integer(1),
    perScene: integer(1),
    seed: integer(0, 2 ** 32 - 1),
    rotation: v.picklist(ROTATIONS, `one of ${ROTATIONS.join(', ')}`),
    avoid: v.array(filled, 'an array'),
    minDistance: distance,
    gsd: v.exactOptional(above0),
    patchGsd: v.exactOptional(above0),
    country: v.exactOptional(filled),
    prompts: v.exactOptional(
      object({ source: v.exactOptional(v.string()), target: v.exactOptional(v.string()) }, 'an object'),
    ),
    settings: v.custom<SetSettings>((value) => typeof value === 'object' && value !== null, 'an object'),
    categories: v.array(category, 'an array'),
  },
  'an object',
);

const PATCH = object(
  {
    ...FILE,
    category: filled,
    labels: v.exactOptional(object(FILE, 'an object')),
    window: BOX,
    rotation: v.pipe(
      v.number('a number'),
      v.minValue(-360, 'a number, -360 to 360'),
      v.maxValue(360, 'a number, -360 to 360'),
    ),
    box: BOX,
    prompt: v.string('a string'),
  },
  'an object',
);

const ITEM = object(
  {
    id: filled,
    scene: object(
      {
        ...FILE,
        width: integer(1),
        height: integer(1),
        labels: v.exactOptional(object(FILE, 'an object')),
      },
      'an object',
    ),
    prompt: v.string('a string'),
    metadata: v.custom<Metadata>((value) => typeof value === 'object' && value !== null, 'an object'),
    patches: v.pipe(v.array(PATCH, 'an array'), v.minLength(1, 'a list of one or more patches')),
  },
  'an object',
);
