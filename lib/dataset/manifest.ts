import { dirname, isAbsolute, join, normalize, resolve } from 'node:path';
import * as v from 'valibot';
import { ManifestError, OptionError } from '../errors.js';
import { linesOf } from '../files/lines.js';
import { readRegular } from '../files/read.js';
import { type Box, HARMONIZE, type Metadata } from '../request/harmonize.js';
import { type Kind, object, option, path, type Values } from '../request/option.js';
import { check, readOptions } from '../request/read.js';
import { show } from '../values/show.js';
import type { Size } from '../values/size.js';

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
}

/** A scene that a composite is made from. */
export interface ManifestScene extends Size {
  /** Relative to the folder of scenes. */
  path: string;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
  /** Class of the scene; for a source, what the patch shows. */
  label: string;
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

export interface Manifest extends ManifestHeader {
  /** Absolute path of the folder of scenes. */
  folder: string;
  items: ManifestItem[];
}

export function formatManifest(header: ManifestHeader, items: readonly ManifestItem[]): string {
  return [header, ...items].map((line) => `${JSON.stringify(line)}\n`).join('');
}

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
  const lines = filledLines(file, (await readManifestFile(file)).toString());
  const { value: first } = lines.next();
  if (!first) throw new Line(file, 1, '').error('the file is empty.');
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
  return { ...header, folder: resolve(scenes ?? join(dirname(file), header.scenes)), items };
}

const LARGEST_FILE = 256_000_000;

/** The bytes of a manifest. @throws ManifestError (`MANIFEST_NOT_FOUND`) when it cannot be read */
export function readManifestFile(file: string): Promise<Buffer> {
  return readRegular(file, LARGEST_FILE).catch((cause) => {
    throw new ManifestError(
      'MANIFEST_NOT_FOUND',
      `The manifest cannot be read: ${file} (${cause.message}). Create one with "harmonidiff dataset".`,
      { cause },
    );
  });
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

const LONGEST_TEXT = 10_000;

/** Lone surrogates are refused, because file names and tokenizers cannot tell them apart. */
const filled = v.pipe(
  v.string('a non-empty string'),
  v.nonEmpty('a non-empty string'),
  v.maxLength(LONGEST_TEXT, `at most ${LONGEST_TEXT} characters long`),
  v.check((text) => text.isWellFormed(), 'well-formed Unicode'),
);
const above0 = v.pipe(
  v.number('a number above 0'),
  v.gtValue(0, 'a number above 0'),
  v.finite('a number above 0'),
);

/** Images of more than 100 megapixels are not opened, and no other number needs to be larger. */
const LARGEST = 100_000_000;

function integer(low: number, high = LARGEST) {
  const expected = `a whole number, ${low} to ${high}`;
  return v.pipe(
    v.number(expected),
    v.safeInteger(expected),
    v.minValue(low, expected),
    v.maxValue(high, expected),
  );
}

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
  },
  'an object',
);

const SCENE = {
  // A manifest may come from anyone, so no composite may read outside the folder of scenes.
  path: v.pipe(
    filled,
    v.check(
      (path) => !isAbsolute(path) && normalize(path).split('/')[0] !== '..',
      'a path within the folder of scenes',
    ),
  ),
  sha256: v.pipe(v.string('64 hexadecimal digits'), v.regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')),
  width: integer(1),
  height: integer(1),
  label: filled,
};

const BOX = object({ x: integer(0), y: integer(0), width: integer(1), height: integer(1) }, 'an object');

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

function kind<T>(schema: v.GenericSchema<unknown, T>): Kind<T> {
  return { schema, expected: 'an object' };
}

function* filledLines(file: string, text: string): Generator<Line, undefined> {
  for (const { number, text: line } of linesOf(text)) {
    if (line.trim() !== '') yield new Line(file, number, line);
  }
}

/** One line of a manifest. Its errors name the file and the line. */
class Line {
  readonly #file: string;
  readonly #number: number;
  readonly #text: string;

  constructor(file: string, number: number, text: string) {
    this.#file = file;
    this.#number = number;
    this.#text = text;
  }

  /** @param check throws OptionError for an invalid line */
  read<T>(check: (json: unknown) => T): T {
    let json: unknown;
    try {
      json = JSON.parse(this.#text);
    } catch (cause) {
      throw this.error(`it is not JSON: ${(cause as Error).message}.`);
    }
    try {
      return check(json);
    } catch (cause) {
      if (!(cause instanceof OptionError)) throw cause;
      throw this.error(cause.message.replace(/^the line\./, ''));
    }
  }

  error(what: string): ManifestError {
    return new ManifestError(
      'MANIFEST_INVALID',
      `${this.#file}, line ${this.#number}: ${what} Fix it, or recreate the manifest with "harmonidiff dataset".`,
      { line: this.#number },
    );
  }
}
