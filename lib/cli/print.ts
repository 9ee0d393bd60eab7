import { inspect } from 'node:util';

// All text that the command line shows passes through here. Paths, ids and messages may come from files that others
// wrote, and a terminal obeys the control characters in them.

/** Control characters, line separators, and characters that change the direction of the text around them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const CONTROL = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A line of text with control characters as JSON escapes them. Valid JSON stays so. */
export function printable(line: string): string {
  return line.replace(CONTROL, (character) => {
    const json = JSON.stringify(character).slice(1, -1);
    return json === character ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : json;
  });
}

/** Several lines of text, whose line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Writes lines to stdout. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
}

/** Writes a value to stdout as JSON, which does not escape all control characters by itself. */
export function printJson(value: unknown): void {
  print(...JSON.stringify(value, null, 2).split('\n'));
}

/** Writes a line to stderr, after the name of the command. */
export function warn(line: string): void {
  process.stderr.write(`harmonidiff: ${printable(line)}\n`);
}

/** Writes an error that nobody expected to stderr, with its stack. */
export function printUnexpected(error: unknown): void {
  process.stderr.write(`${printableLines(inspect(error))}\n`);
}
