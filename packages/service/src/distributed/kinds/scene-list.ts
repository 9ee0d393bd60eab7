import { ManifestError } from 'harmonidiff';
import { readText, reasonOf } from '../read.js';

export type Fields = Record<string, unknown>;

/** One scene of a list. */
export interface SceneLine {
  id: string;
  options: Fields;
  /** What the messages of errors start with. */
  where: string;
}

/** Bytes of a list; the library reads no larger manifest. */
const LARGEST = 256_000_000;
const VERSION = 1;
const FIRST = `{"manifest":"harmonidiff scenes","version":${VERSION}}`;

/** Reads a list of scenes. @throws ManifestError */
export async function* readList(file: string): AsyncGenerator<SceneLine> {
  const text = await readText(file, LARGEST).catch((cause) => {
    throw new ManifestError(
      'MANIFEST_NOT_FOUND',
      `The manifest ${file} cannot be read: ${reasonOf(cause)}. Check the path and its permissions.`,
      { cause },
    );
  });
  const lines = filledLines(text.replace(/^\uFEFF/, ''), file);
  const { value: first } = lines.next();
  if (!first) throw invalid(file, `the file is empty; its first line must be ${FIRST}.`);
  checkFirst(parse(first), first.where);
  const ids = new Map<string, string>();
  let isEmpty = true;
  for (const line of lines) {
    isEmpty = false;
    const { where } = line;
    const { id, ...options } = parse(line);
    if (typeof id !== 'string' || id === '' || id.length > 1000) {
      const found = id === undefined ? 'missing' : show(id);
      throw invalid(
        where,
        `id is ${found}; it must be a string of 1 to 1000 characters that names the scene.`,
      );
    }
    const other = ids.get(id);
    if (other !== undefined)
      throw invalid(where, `id is ${JSON.stringify(id)}, as in ${other}; it must be unique.`);
    ids.set(id, `line ${line.number}`);
    yield { id, options, where };
  }
  if (isEmpty) throw invalid(file, 'it lists no scenes; add a line for each scene.');
}

/** An error about a line. A terminal would act on control characters, which a file may have. */
export function invalid(where: string, message: string, cause?: unknown): ManifestError {
  const printable = message.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
  return new ManifestError('MANIFEST_INVALID', `${where}: ${printable}`, { cause });
}

/** A value for a message. JSON may be nested too deeply for `JSON.stringify`. */
export function show(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return JSON.stringify(value).slice(0, 50);
}

interface Line {
  number: number;
  text: string;
  where: string;
}

/** One at a time, because an array of many short lines takes far more memory than the text. */
function* filledLines(text: string, file: string): Generator<Line, undefined> {
  let from = 0;
  for (let number = 1; from < text.length; number++) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    const line = text.slice(from, to);
    if (line.trim() !== '') yield { number, text: line, where: `${file}, line ${number}` };
    from = to + 1;
  }
}

function checkFirst({ manifest, version, ...more }: Fields, where: string): void {
  if (manifest === 'harmonidiff scenes' && version !== undefined && version !== VERSION)
    throw invalid(
      where,
      `version is ${show(version)}; this version of harmonidiff reads version ${VERSION} of the list.`,
    );
  if (manifest === 'harmonidiff scenes' && version === VERSION && Object.keys(more).length === 0) return;
  throw invalid(where, `the first line must be ${FIRST}.`);
}

function parse({ text, where }: Line): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(where, `it is not JSON: ${(cause as Error).message}.`, cause);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw invalid(where, 'it must be an object.');
}
