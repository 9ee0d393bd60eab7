import { inspect } from 'node:util';

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
  process.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
}

/** Writes a value to stdout as JSON, with the control characters escaped that `JSON.stringify` leaves as they are. */
export function printJson(value: unknown): void {
  process.stdout.write(`${printableLines(JSON.stringify(value, null, 2))}\n`);
}

/** Writes a line to stderr, preceded by the name of the command. */
export function warn(line: string): void {
  process.stderr.write(`harmonidiff: ${printable(line)}\n`);
}

/** Writes an unexpected error to stderr, with its stack. */
export function printUnexpected(error: unknown): void {
  process.stderr.write(`${printableLines(inspect(error))}\n`);
}
