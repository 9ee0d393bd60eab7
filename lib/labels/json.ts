import { LabelsError, OptionError } from '../errors.js';
import { readRegular } from '../files/read.js';
import { parseJson } from '../geojson/read.js';
import { type Fields, join, Malformed } from '../geojson/structure.js';
import { reasonOf } from '../values/show.js';

/** Largest file, in bytes. */
const LARGEST_FILE = 256_000_000;

/**
 * Reads a JSON file of labels.
 *
 * @throws LabelsError (`LABELS_NOT_FOUND`) if it cannot be read, and (`LABELS_INVALID`) if it is not JSON
 */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  return inFile(path, 'JSON', () => parseJson(text));
}

async function readText(path: string): Promise<string> {
  try {
    const bytes = await readRegular(path, LARGEST_FILE);
    return bytes.toString().replace(/^\uFEFF/, '');
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const said = isMissing
      ? 'does not exist; check its path'
      : `cannot be read (${reasonOf(cause)}); give a file of at most ${LARGEST_FILE / 1e6} MB`;
    throw new LabelsError('LABELS_NOT_FOUND', `The labels ${path} ${said}.`, { cause });
  }
}

/**
 * Reads something of a file, and says in errors what the file is.
 *
 * @param format such as `COCO JSON`
 * @throws LabelsError (`LABELS_INVALID`) for a mistake in the file
 */
export function inFile<T>(path: string, format: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    // Those of GeoJSON already name the file and the remedy.
    if (cause instanceof OptionError) throw new LabelsError('LABELS_INVALID', cause.message, { cause });
    if (!(cause instanceof Malformed || cause instanceof SyntaxError)) throw cause;
    throw new LabelsError(
      'LABELS_INVALID',
      `${path} is not valid ${format}: ${cause.message}. Correct it, or export the labels again.`,
      { cause },
    );
  }
}

/** Deepest nesting of what is kept without being understood. Writing it is recursive. */
const DEEPEST = 64;

/** @throws Malformed for values nested too deeply to be written again */
export function requireShallow(fields: Fields, where: string): void {
  for (const [name, value] of Object.entries(fields))
    if (!isShallow(value, DEEPEST)) throw new Malformed(join(where, name), `nested at most ${DEEPEST} deep`);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  // Most of a file are lists of coordinates.
  for (const member of Array.isArray(value) ? value : Object.values(value))
    if (!isShallow(member, depth - 1)) return false;
  return true;
}

/** Members of an object except some. */
export function without(fields: Fields, names: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)));
}

/** Texts that are written at a time. */
const AT_ONCE = 1000;

/** A JSON object with a list as its last member. In parts, because the longest string has half a GB. */
export function encodeJson(fields: Fields, name: string, list: readonly unknown[]): Uint8Array[] {
  const head = JSON.stringify(fields).slice(0, -1);
  const chunks = [Buffer.from(`${head}${head === '{' ? '' : ','}${JSON.stringify(name)}:[`)];
  for (let i = 0; i < list.length; i += AT_ONCE) {
    const texts = list.slice(i, i + AT_ONCE).map((value) => JSON.stringify(value));
    chunks.push(Buffer.from(`${i === 0 ? '\n' : ',\n'}${texts.join(',\n')}`));
  }
  chunks.push(Buffer.from('\n]}\n'));
  return chunks;
}
