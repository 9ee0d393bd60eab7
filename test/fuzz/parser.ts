import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type fc from 'fast-check';

/** Something of this package that reads what others wrote. */
export interface Parser<T> {
  name: string;
  /** Inputs: valid ones with a few mistakes, and a few that are noise. */
  arbitrary: fc.Arbitrary<T>;
  /**
   * Reads an input. Throws an error of this package for a malformed one, and any other for a fault that it finds.
   *
   * @returns a string that says how a malformed input ended, if nothing is thrown; what else it returns does not count
   */
  run(input: T): unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: a list holds parsers of different inputs
export type AnyParser = Parser<any>;

export const fixture = (...parts: string[]) => join(import.meta.dirname, '../fixtures', ...parts);
export const readFixture = (...parts: string[]) => readFileSync(fixture(...parts));
export const jsonFixture = (...parts: string[]) => JSON.parse(readFixture(...parts).toString());

/** For what a parser returns. */
export function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`What it returns is wrong: ${what}.`);
}
