import { OptionError } from '../errors.js';
import type { Option, Table } from './option.js';
import { isNested, type Nested } from './option.js';
import { check } from './read.js';

// Options as text says them: on the command line and in the names of variants.

/** An option by the one name that it has beside all others. */
export interface FlatOption {
  name: string;
  /** Where the API has it: `['metadata', 'gsd']`. */
  path: readonly string[];
  option: Option;
}

/** All options of a table that text can say, those of nested tables by their flat names. */
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

/** Values by flat names → options as the API takes them. Names of other tables are left out. */
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
 * @param text empty for a flag that stands alone
 * @throws OptionError that calls the option `name`
 */
export function readText<T>(option: Option<T>, text: string, name: string): T {
  const value = option.text!.read(text);
  if (value === undefined)
    throw new OptionError(`${name} must be ${option.text!.expected ?? option.expected}.`);
  return check(option, value, name);
}

/** The text of a value: what `readText` reads it from. */
export function writeText(value: unknown): string {
  return Array.isArray(value) ? value.join('-') : String(value);
}
