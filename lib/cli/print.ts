import { inspect } from 'node:util';
import { group } from 'd3-array';
import type { SkippedScene } from '../dataset/scenes.js';
import { unwritable } from '../files/destination.js';
import type { Warning } from '../warnings.js';

// All output of the command line passes through here. Paths, ids and messages may come from untrusted files, and a
// terminal acts on the control characters in them.

/** Control characters, line separators, and characters that change the direction of the text around them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: matching them is the purpose
const CONTROL = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Escapes the control characters in a line of text as JSON does. Valid JSON keeps its value. */
export function printable(line: string): string {
  return line.replace(CONTROL, (character) => {
    const json = JSON.stringify(character).slice(1, -1);
    return json === character ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : json;
  });
}

/** Escapes the control characters in a text, except line breaks. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Writes lines to stdout. */
export function print(...lines: readonly string[]): void {
  write(lines.map((line) => `${printable(line)}\n`).join(''));
}

/** Writes a value to stdout as JSON, with the control characters escaped that `JSON.stringify` leaves as they are. */
export function printJson(value: unknown): void {
  write(`${printableLines(JSON.stringify(value, null, 2))}\n`);
}

/** Writes a text of several lines to stdout. */
export function printText(text: string): void {
  write(printableLines(text));
}

/** Writes lines to stderr, where stdout has the result itself. */
export function printAside(...lines: readonly string[]): void {
  writeError(lines.map((line) => `${printable(line)}\n`).join(''));
}

/** Writes a line to stderr, preceded by the name of the command. */
export function warn(line: string): void {
  writeError(`harmonidiff: ${printable(line)}\n`);
}

/** Writes warnings to stderr, as errors are written. */
export function printWarnings(warnings: readonly Warning[]): void {
  for (const { code, message } of warnings) warn(`${message} [${code}]`);
}

/** Writes a text of several lines to stderr. */
/** Warns of images that were left out: one line for each reason. */
export function warnOfSkipped(skipped: readonly SkippedScene[]): void {
  for (const [reason, images] of group(skipped, ({ reason }) => reason)) {
    const [first, ...others] = images;
    warn(
      others.length === 0
        ? `skipped ${first!.path}: ${reason}`
        : `skipped ${images.length} images, such as ${first!.path}: ${reason}`,
    );
  }
}

export function printErrorText(text: string): void {
  writeError(printableLines(text));
}

/** Writes an unexpected error to stderr, with its stack. */
export function printUnexpected(error: unknown): void {
  writeError(`${printableLines(inspect(error))}\n`);
}

/** The first error of stdout. */
let failure: NodeJS.ErrnoException | undefined;
let written = Promise.resolve();

/**
 * Keeps errors of stdout and stderr from ending the process with a stack trace. `printed` reports those of stdout. If
 * stderr cannot be written, nobody can be told.
 */
export function watchOutput(): void {
  process.stdout.on('error', (error) => {
    failure ??= error;
  });
  process.stderr.on('error', () => {});
}

/** Waits until stdout has everything that was printed. @throws OutputError, for example for a full disk */
export async function printed(): Promise<void> {
  await written;
  if (failure) throw unwritable('-', failure);
}

/** Whether the reader of stdout has gone, as `head` does when it has seen enough. */
export function isReaderGone(): boolean {
  return failure?.code === 'EPIPE';
}

function write(text: string): void {
  const before = written;
  written = new Promise((resolve) => {
    process.stdout.write(text, (error) => {
      failure ??= error ?? undefined;
      resolve(before);
    });
  });
}

function writeError(text: string): void {
  process.stderr.write(text);
}
