import * as v from 'valibot';
import { OptionError } from '../errors.js';
import { guarded } from '../values/guarded.js';
import { show } from '../values/show.js';
import { nearest } from './nearest.js';
import { isNested, type Kind, type Option, type Resolved, type Table, type Values } from './option.js';

/**
 * Reads options into plain values, each property once, so that no value can change after its check. `null` and
 * `undefined` count as left out.
 *
 * @param of name of the function that takes the options, for messages, such as `harmonize`
 * @throws OptionError for a value that is not an object, for unknown names, and for values out of range or of the wrong
 * type
 */
export function readOptions<T extends Table>(table: T, given: unknown, of: string): Values<T> {
  return guarded(`The options of ${of}`, () => {
    return readTable(table, given, `${of} takes its options as an object`, '') as Values<T>;
  });
}

/**
 * Fills in the defaults and checks values that depend on other options.
 *
 * @param given as `readOptions` returns them
 * @throws OptionError
 */
export function resolve<T extends Table>(table: T, given: Values<T>): Resolved<T> {
  const values: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(table)) {
    const value = (given as Record<string, unknown>)[name];
    if (isNested(entry)) {
      values[name] = value ?? {};
      continue;
    }
    const { default: usual, within } = entry;
    if (value !== undefined) values[name] = within ? check(within(values), value, name) : value;
    else values[name] = typeof usual === 'function' ? usual(values) : usual;
  }
  return values as Resolved<T>;
}

/** Checks a value, which messages call `name`. @throws OptionError when it is not of the kind */
export function check<T>(kind: Kind<T>, value: unknown, name: string): T {
  const { success, output, issues } = guarded(name, () =>
    v.safeParse(kind.schema, value, { abortEarly: true, abortPipeEarly: true }),
  );
  if (success) return output;
  const [issue] = issues;
  const keys = issue.path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)) ?? [];
  throw new OptionError(`${name}${keys.join('')} is ${show(issue.input)}; it must be ${issue.message}.`);
}

function readTable(table: Table, given: unknown, takes: string, prefix: string): Record<string, unknown> {
  if (!isPlain(given)) throw new OptionError(`${takes}; it got ${show(given)}.`);
  refuseUnknown(table, given, prefix);
  const values: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(table)) {
    const value = given[name] ?? undefined;
    const full = `${prefix}${name}`;
    if (isNested(entry)) {
      if (value !== undefined)
        values[name] = readTable(entry.options, value, `${full} must be an object`, `${full}.`);
    } else if (value !== undefined) {
      values[name] = check(entry as Option, value, full);
    } else if (entry.required) {
      throw new OptionError(`${full} is missing; pass ${entry.expected}.`);
    }
  }
  return values;
}

function refuseUnknown(table: Table, given: object, prefix: string): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(table, name));
  if (unknown === undefined) return;
  throw new OptionError(unknownOption(unknown, Object.keys(table), prefix));
}

/** "Unknown option stpes; did you mean steps?", or a list of all names if none is similar. */
export function unknownOption(name: string, names: readonly string[], prefix = ''): string {
  const meant = nearest(name, names);
  const known =
    meant === undefined ? `known options are ${names.join(', ')}.` : `did you mean ${prefix}${meant}?`;
  // Not every name can be printed as it is.
  const said = /^[\w$-]{1,60}$/.test(name) ? name : show(name);
  return `Unknown option ${prefix}${said}; ${known}`;
}

/** An object with named properties. The contents of an array, a map, a date and the like would be ignored. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    /^\[object (Object|Module)\]$/.test(Object.prototype.toString.call(value))
  );
}
