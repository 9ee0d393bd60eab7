import { checkOptions, fieldsOf } from 'harmonidiff/fields';

const IN_ORDER: readonly string[] = fieldsOf('settings').map(({ name }) => name);
const NAMES: ReadonlySet<string> = new Set(IN_ORDER);

/** Whether any of these fields is a setting of composites. */
export function hasSettings(fields: object): boolean {
  return Object.keys(fields).some((name) => NAMES.has(name));
}

/**
 * Checks the settings among other fields before anything is computed, because some of them depend on each other.
 *
 * @throws OptionError
 */
export function checkSettings(fields: object): void {
  checkOptions('settings', Object.fromEntries(Object.entries(fields).filter(([name]) => NAMES.has(name))));
}

/** The same fields with the settings in the order of the library, so that equal ones give equal keys. */
export function inOrder<T extends object>(fields: T): T {
  const given = new Map(Object.entries(fields));
  const names = [...IN_ORDER.filter((name) => given.has(name)), ...given.keys()];
  return Object.fromEntries(names.map((name) => [name, given.get(name)])) as T;
}
