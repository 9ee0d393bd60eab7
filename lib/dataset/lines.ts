import { ManifestError, OptionError } from '../errors.js';
import { linesOf } from '../files/lines.js';
import { readRegular } from '../files/read.js';

const LARGEST_FILE = 256_000_000;

/**
 * The bytes of a manifest.
 *
 * @param command that makes such manifests, for messages
 * @throws ManifestError (`MANIFEST_NOT_FOUND`) when it cannot be read
 */
export function readBytes(file: string, command: string): Promise<Buffer> {
  return readRegular(file, LARGEST_FILE).catch((cause) => {
    throw new ManifestError(
      'MANIFEST_NOT_FOUND',
      `The manifest cannot be read: ${file} (${cause.message}). Create one with "${command}".`,
      { cause },
    );
  });
}

/**
 * The lines of a manifest that are not empty: the header, and then the composites.
 *
 * @param file what errors call the manifest
 * @throws ManifestError when it is empty
 */
export function manifestLines(
  text: string,
  file: string,
  command: string,
): { first: Line; lines: Iterable<Line> } {
  const lines = filledLines(file, command, text);
  const { value: first } = lines.next();
  if (!first) throw new Line(file, command, 1, '').error('the file is empty.');
  return { first, lines };
}

function* filledLines(file: string, command: string, text: string): Generator<Line, undefined> {
  for (const { number, text: line } of linesOf(text)) {
    if (line.trim() !== '') yield new Line(file, command, number, line);
  }
}

/** One line of a manifest. Its errors name the file and the line. */
export class Line {
  readonly #file: string;
  readonly #command: string;
  readonly #number: number;
  readonly #text: string;

  constructor(file: string, command: string, number: number, text: string) {
    this.#file = file;
    this.#command = command;
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
      `${this.#file}, line ${this.#number}: ${what} Fix it, or recreate the manifest with "${this.#command}".`,
      { line: this.#number },
    );
  }
}
