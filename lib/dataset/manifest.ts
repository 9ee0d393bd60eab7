import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, resolve } from 'node:path';
import { ManifestError, OptionError } from '../errors.js';
import type { Size } from '../image/raw-image.js';
import { type Metadata, scaleMetadata } from '../model/metadata.js';
import type { Box } from '../request/placement.js';

/** The first line. */
export interface ManifestHeader {
  manifest: 'harmonidiff';
  version: 1;
  seed: number;
  count: number;
  /** The folder of scenes, from the manifest's own; it may be anywhere. */
  scenes: string;
  /** Only every n-th scene of each class was used; null: all of them. */
  holdout: number | null;
  /** Given for scenes that do not say theirs. */
  gsd?: number;
  country?: string;
}

/** A scene that a composite is made of. */
export interface ManifestScene extends Size {
  /** From the folder of scenes. */
  path: string;
  /** Of the file, in hexadecimal. */
  sha256: string;
  /** Class; of a source, what the patch shows. */
  label: string;
}

/** One of the other lines: a composite to be made. */
export interface ManifestItem {
  id: string;
  target: ManifestScene;
  /** `crop`: the patch, in pixels of the source. */
  source: ManifestScene & { crop: Box };
  /** Where the patch goes, in pixels of the target. */
  box: Box;
  prompts: { target: string; source: string };
  /** Of the target, at its own size; only what is known. */
  metadata: Metadata;
  /** Metres per pixel of the source, where it is known. */
  sourceGsd?: number;
}

export interface Manifest extends ManifestHeader {
  /** The folder of scenes, absolute. */
  folder: string;
  items: ManifestItem[];
}

export function formatManifest(header: ManifestHeader, items: readonly ManifestItem[]): string {
  return [header, ...items].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/**
 * @param options.scenes the folder of scenes, where it lies elsewhere than the manifest says. To be given for a manifest
 * that is not trusted: its header may name any folder
 * @throws ManifestError when it is not there, or any field is missing or impossible
 */
export async function readManifest(path: string, options: { scenes?: string } = {}): Promise<Manifest> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new ManifestError(
      'MANIFEST_NOT_FOUND',
      `The manifest cannot be read: ${path} (${cause.message}). Make one with "harmonidiff dataset".`,
      { cause },
    );
  });
  const lines = text
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [new Line(path, i + 1, line)]));
  const [first, ...rest] = lines;
  if (!first) throw new Line(path, 1, '').wrong('the line', 'empty', "the manifest's header");
  const header = readHeader(first);
  const items = rest.map(readItem);
  const ids = new Set<string>();
  items.forEach(({ id }, i) => {
    if (ids.has(id)) throw rest[i]!.wrong('id', id, 'used once');
    ids.add(id);
  });
  if (items.length !== header.count) {
    throw first.wrong('count', header.count, `the number of composites that follow, ${items.length}`);
  }
  return { ...header, folder: resolve(options.scenes ?? join(dirname(path), header.scenes)), items };
}

function readHeader(line: Line): ManifestHeader {
  const fields = line.object('the line', line.json);
  if (fields.manifest !== 'harmonidiff') throw line.wrong('manifest', fields.manifest, '"harmonidiff"');
  if (fields.version !== 1)
    throw line.wrong('version', fields.version, '1, the only one that this release reads');
  const { holdout, gsd, country } = fields;
  return {
    manifest: 'harmonidiff',
    version: 1,
    seed: line.whole('seed', fields.seed, 0, 2 ** 32 - 1),
    count: line.whole('count', fields.count, 1),
    scenes: line.text('scenes', fields.scenes),
    holdout: holdout === null ? null : line.whole('holdout', holdout, 1),
    ...(gsd !== undefined && { gsd: line.above0('gsd', gsd) }),
    ...(country !== undefined && { country: line.text('country', country) }),
  };
}

function readItem(line: Line): ManifestItem {
  const fields = line.object('the line', line.json);
  const target = readScene(line, 'target', line.object('target', fields.target));
  const sourceFields = line.object('source', fields.source);
  const source = readScene(line, 'source', sourceFields);
  const prompts = line.object('prompts', fields.prompts);
  const { sourceGsd } = fields;
  return {
    id: line.text('id', fields.id),
    target,
    source: { ...source, crop: readBox(line, 'source.crop', sourceFields.crop, source) },
    box: readBox(line, 'box', fields.box, target),
    prompts: {
      target: line.text('prompts.target', prompts.target),
      source: line.text('prompts.source', prompts.source),
    },
    metadata: readMetadata(line, fields.metadata),
    ...(sourceGsd !== undefined && { sourceGsd: line.above0('sourceGsd', sourceGsd) }),
  };
}

function readScene(line: Line, name: string, fields: Record<string, unknown>): ManifestScene {
  const path = line.text(`${name}.path`, fields.path);
  // A manifest may come from anyone: no composite reads anything outside of the folder of scenes.
  if (isAbsolute(path) || normalize(path).split('/')[0] === '..') {
    throw line.wrong(`${name}.path`, path, 'a path within the folder of scenes');
  }
  const sha256 = line.text(`${name}.sha256`, fields.sha256);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw line.wrong(`${name}.sha256`, sha256, '64 hexadecimal digits');
  return {
    path,
    sha256,
    width: line.whole(`${name}.width`, fields.width, 1),
    height: line.whole(`${name}.height`, fields.height, 1),
    label: line.text(`${name}.label`, fields.label),
  };
}

function readBox(line: Line, name: string, value: unknown, within: Size): Box {
  const fields = line.object(name, value);
  const box = {
    x: line.whole(`${name}.x`, fields.x, 0),
    y: line.whole(`${name}.y`, fields.y, 0),
    width: line.whole(`${name}.width`, fields.width, 1),
    height: line.whole(`${name}.height`, fields.height, 1),
  };
  if (box.x + box.width > within.width || box.y + box.height > within.height) {
    throw line.wrong(name, box, `within the scene's ${within.width} x ${within.height} px`);
  }
  return box;
}

function readMetadata(line: Line, value: unknown): Metadata {
  const metadata = line.object('metadata', value);
  try {
    scaleMetadata(metadata);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    throw line.error(error.message);
  }
  for (const [name, field] of Object.entries(metadata)) {
    if (typeof field !== 'number') throw line.wrong(`metadata.${name}`, field, 'a number, or left out');
  }
  return metadata;
}

/** One line of a manifest, whose complaints say where it stands. */
class Line {
  readonly #path: string;
  readonly #number: number;
  readonly #text: string;

  constructor(path: string, number: number, text: string) {
    this.#path = path;
    this.#number = number;
    this.#text = text;
  }

  get json(): unknown {
    try {
      return JSON.parse(this.#text);
    } catch (cause) {
      throw this.error(`it is not JSON: ${(cause as Error).message}.`);
    }
  }

  object(name: string, value: unknown): Record<string, unknown> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    throw this.wrong(name, value, 'an object');
  }

  text(name: string, value: unknown): string {
    if (typeof value === 'string' && value !== '') return value;
    throw this.wrong(name, value, 'a text');
  }

  whole(name: string, value: unknown, low: number, high = Number.MAX_SAFE_INTEGER): number {
    if (Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high) {
      return value as number;
    }
    throw this.wrong(name, value, `a whole number, ${low} or more`);
  }

  above0(name: string, value: unknown): number {
    if (typeof value === 'number' && value > 0) return value;
    throw this.wrong(name, value, 'a number above 0');
  }

  wrong(name: string, value: unknown, must: string): ManifestError {
    return this.error(`${name} is ${JSON.stringify(value)}; it must be ${must}.`);
  }

  error(what: string): ManifestError {
    return new ManifestError(
      'MANIFEST_INVALID',
      `${this.#path}, line ${this.#number}: ${what} Mend it, or make it again with "harmonidiff dataset".`,
      { line: this.#number },
    );
  }
}
