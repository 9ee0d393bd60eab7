import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type fc from 'fast-check';

/** Code of this package that reads untrusted input. */
export interface Parser<T> {
  name: string;
  /** Inputs that are valid but for a few mistakes, and some noise. */
  arbitrary: fc.Arbitrary<T>;
  /**
   * Reads an input. Throws an error of this package for a malformed input, and any other error for a fault.
   *
   * @returns how a malformed input ended, if it is refused without an error; anything but a string is ignored
   */
  run(input: T): unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: a list holds parsers of different inputs
export type AnyParser = Parser<any>;

export const fixture = (...parts: string[]) => join(import.meta.dirname, '../fixtures', ...parts);
export const readFixture = (...parts: string[]) => readFileSync(fixture(...parts));
export const jsonFixture = (...parts: string[]) => JSON.parse(readFixture(...parts).toString());

/** Checks what a parser returns. */
export function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`What it returns is wrong: ${what}.`);
}
