import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { OptionError } from '../errors.js';
import { type Box, HARMONIZE, type Metadata } from '../request/harmonize.js';
import { object, option, path, type Values } from '../request/option.js';
import { check, readOptions } from '../request/read.js';
import { show } from '../values/show.js';
import type { Size } from '../values/size.js';
import { manifestLines, readBytes } from './lines.js';
import { ANY_FILE, above0, BOX, FILE, filled, integer, kind } from './schemas.js';

/** The first line of a manifest. */
export interface ManifestHeader {
  manifest: 'harmonidiff';
  version: 1;
  seed: number;
  count: number;
  /** Path of the folder of scenes, relative to the manifest's folder. It can be anywhere. */
  scenes: string;
  /** Only every n-th scene of each class was used; null if all were. */
  holdout: number | null;
  /** Given for scenes that do not state their own, like `country`. */
  gsd?: number;
  country?: string;
  /** COCO JSON with the labels of all scenes, if there is one; relative to the manifest's folder. */
  labels?: FileRef;
}

/** A file with its checksum. */
export interface FileRef {
  path: string;
  /** SHA-256, in hexadecimal. */
  sha256: string;
}

/** A scene that a composite is made from. Its path is relative to the folder of scenes. */
export interface ManifestScene extends FileRef, Size {
  /** Class of the scene; for a source, what the patch shows. */
  label: string;
  /** The file beside the scene with its labels, if it has one. */
  labels?: FileRef;
}

/** Any other line of a manifest: a composite to make. */
export interface ManifestItem {
  id: string;
  target: ManifestScene;
  /** `crop` is the patch, in pixels of the source. */
  source: ManifestScene & { crop: Box };
  /** Where the patch goes, in pixels of the target. */
  box: Box;
  prompts: { target: string; source: string };
  /** Metadata of the target at its own size; unknown fields are absent. */
  metadata: Metadata;
  /** Ground sampling distance of the source in metres per pixel, if it is known. */
  sourceGsd?: number;
}

/** In memory, the path of `labels` is absolute. */
export interface Manifest extends ManifestHeader {
  /** Absolute path of the folder of scenes. */
  folder: string;
  items: ManifestItem[];
}

export function formatManifest(header: ManifestHeader, items: readonly ManifestItem[]): string {
  return [header, ...items].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/**
 * @param header as the file has it
 * @param folder of the scenes
 * @param around the manifest's folder
 */
export function inMemory(
  header: ManifestHeader,
  folder: string,
  items: ManifestItem[],
  around: string,
): Manifest {
  const { labels } = header;
  return {
    ...header,
    ...{ folder: resolve(folder), items },
    ...(labels && { labels: { ...labels, path: resolve(around, labels.path) } }),
  };
}

const COMMAND = 'harmonidiff dataset';

/** Options of `readManifest`. */
const MANIFEST = {
  scenes: option(path('<folder>'), {
    sentence: 'Folder of the scenes, if it is not where the manifest says',
  }),
};

export interface ManifestOptions extends Values<typeof MANIFEST> {}

/**
 * Reads a manifest and checks every field. If you do not trust a manifest, pass `scenes`: its header may name any folder,
 * but its composites read nothing outside the folder that is used.
 *
 * @param file the manifest, as `buildDataset` writes it
 * @throws ManifestError (`MANIFEST_NOT_FOUND`) when it cannot be read, and (`MANIFEST_INVALID`) when a field is missing or
 * invalid
 * @example
 * import { openComposite, readManifest } from 'harmonidiff/dataset';
 *
 * const manifest = await readManifest('manifest.jsonl');
 * for (const item of manifest.items) {
 *   await harmonizer.harmonize(await openComposite(manifest, item, harmonizer.canvas));
 * }
 */
export async function readManifest(file: string, options: ManifestOptions = {}): Promise<Manifest> {
  check(path('<file>'), file, 'file');
  const { scenes } = readOptions(MANIFEST, options, 'readManifest');
  const text = (await readManifestFile(file)).toString();
  const { first, lines } = manifestLines(text, file, COMMAND);
  const header = first.read((json) => check(kind(HEADER), json, 'the line'));
  const items: ManifestItem[] = [];
  const ids = new Set<string>();
  for (const line of lines) {
    const item = line.read((json) => readItem(json, 'the line'));
    if (ids.has(item.id)) throw line.error(`id is ${show(item.id)}; it must be unique.`);
    ids.add(item.id);
    items.push(item);
  }
  if (items.length !== header.count) {
    throw first.error(
      `count is ${header.count}; it must be the number of composites that follow, ${items.length}.`,
    );
  }
  const folder = resolve(scenes ?? join(dirname(file), header.scenes));
  return inMemory(header, folder, items, dirname(file));
}

/** The bytes of a manifest. @throws ManifestError (`MANIFEST_NOT_FOUND`) when it cannot be read */
export function readManifestFile(file: string): Promise<Buffer> {
  return readBytes(file, COMMAND);
}

/**
 * Checks a composite and returns a plain copy of it.
 *
 * @param name what error messages call it
 * @throws OptionError
 */
export function readItem(value: unknown, name: string): ManifestItem {
  const item = check(kind(ITEM), value, name);
  const { metadata } = readOptions({ metadata: HARMONIZE.metadata }, { metadata: item.metadata }, name);
  checkWithin(item.source.crop, item.source, 'source.crop');
  checkWithin(item.box, item.target, 'box');
  return { ...item, metadata: metadata! };
}

function checkWithin(box: Box, { width, height }: Size, name: string): void {
  if (box.x + box.width <= width && box.y + box.height <= height) return;
  throw new OptionError(`${name} is ${show(box)}; it must lie within the scene's ${width} x ${height} px.`);
}

// The messages of these schemas complete "it must be …".

const HEADER = object(
  {
    manifest: v.literal('harmonidiff', '"harmonidiff"'),
    version: v.literal(1, '1, the only version that this release reads'),
    seed: integer(0, 2 ** 32 - 1),
    count: integer(1),
    scenes: filled,
    holdout: v.nullable(integer(1)),
    gsd: v.exactOptional(above0),
    country: v.exactOptional(filled),
    labels: v.exactOptional(ANY_FILE),
  },
  'an object',
);

const SCENE = {
  ...FILE,
  width: integer(1),
  height: integer(1),
  label: filled,
  labels: v.exactOptional(object(FILE, 'an object')),
};

const ITEM = object(
  {
    id: filled,
    target: object(SCENE, 'an object'),
    source: object({ ...SCENE, crop: BOX }, 'an object'),
    box: BOX,
    prompts: object({ target: filled, source: filled }, 'an object'),
    metadata: v.custom<Metadata>((value) => typeof value === 'object' && value !== null, 'an object'),
    sourceGsd: v.exactOptional(above0),
  },
  'an object',
);
