import { OptionError } from '../errors.js';
import { show } from './show.js';

/** @throws OptionError unless `value` is true, false or left out (false) */
export function flag(name: string, value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  throw new OptionError(`${name} is ${show(value)}; it must be true or false.`);
}

/** @throws OptionError unless `value` is one of `allowed` */
export function choice<T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
  if (allowed.includes(value as T)) return value as T;
  throw new OptionError(`${name} is ${show(value)}; it must be one of ${allowed.join(', ')}.`);
}

/** @throws OptionError unless `value` is a (whole) number from `low` to `high` */
export function inRange(name: string, value: unknown, low: number, high: number, whole = false): number {
  const fits =
    typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value));
  if (fits) return value;
  throw new OptionError(
    `${name} is ${show(value)}; it must be a${whole ? ' whole' : ''} number, ${low} to ${high}.`,
  );
}
