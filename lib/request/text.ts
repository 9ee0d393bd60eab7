import { isOurs, OptionError } from '../errors.js';
import { show } from '../values/show.js';
import type { Option, Table } from './option.js';
import { isNested, type Nested } from './option.js';
import { check } from './read.js';

// Options as text: on the command line and in the names of variants.

/** An option with its flat name. */
export interface FlatOption {
  name: string;
  /** Its position in the API's options, such as `['metadata', 'gsd']`. */
  path: readonly string[];
  option: Option;
}

/** All options of a table that can be written as text. Those of nested tables have flat names. */
export function flatten(table: Table): FlatOption[] {
  return Object.entries(table).flatMap(([name, entry]) => {
    const options = isNested(entry) ? flattenNested(name, entry) : [{ name, path: [name], option: entry }];
    return options.filter(({ option }) => option.text !== undefined);
  });
}

function flattenNested(parent: string, { options, flat }: Nested): FlatOption[] {
  return Object.entries(options).map(([name, entry]) => ({
    name: flat(name),
    path: [parent, name],
    option: entry as Option,
  }));
}

/** Turns values by flat name into options as the API takes them. Names of other tables are left out. */
export function nest(table: Table, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const { name, path } of flatten(table)) {
    if (values[name] === undefined) continue;
    const [parent, child] = path as [string, string?];
    if (child === undefined) options[parent] = values[name];
    else options[parent] = { ...(options[parent] as object | undefined), [child]: values[name] };
  }
  return options;
}

/**
 * Reads the value of an option from text.
 *
 * @param text undefined for a flag without a value
 * @param name what errors call the option
 * @throws OptionError
 */
export function readText<T>(option: Option<T>, text: string | undefined, name: string): T {
  const { argument, read } = option.text!;
  const alone = argument === undefined ? true : undefined;
  const value = text === undefined ? alone : read(text);
  const { expected } = option.text!;
  if (value === undefined) throw new OptionError(`${name} must be ${expected ?? option.expected}.`);
  try {
    return check(option, value, name);
  } catch (error) {
    // The value is invalid in the form of text that it has here, not in that of the library.
    if (expected === undefined || !isOurs(error)) throw error;
    throw new OptionError(`${name} is ${show(text)}; it must be ${expected}.`, { cause: error });
  }
}

/** Writes a value as text; the inverse of `readText`. */
export function writeText(value: unknown): string {
  return Array.isArray(value) ? value.join('-') : String(value);
}
