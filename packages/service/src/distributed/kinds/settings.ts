import { checkOptions, fieldsOf } from 'harmonidiff/fields';

const NAMES: ReadonlySet<string> = new Set(fieldsOf('settings').map(({ name }) => name));

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
