import { inspect, types } from 'node:util';

const LONGEST = 80;

/**
 * Any value as error messages print it: on one line, and cut short if it is long. The length follows a string that was
 * cut. Never throws.
 */
export function show(value: unknown): string {
  // Cut first, because the JSON of a huge string may exceed the longest string.
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, LONGEST + 1)) : inspected(value);
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}…${typeof value === 'string' ? ` (${value.length} characters)` : ''}`;
}

function inspected(value: unknown): string {
  try {
    const text = inspect(value, {
      depth: 1,
      breakLength: Number.POSITIVE_INFINITY,
      compact: true,
      customInspect: false,
      maxArrayLength: 8,
      maxStringLength: LONGEST,
    });
    return text.replace(/\s+/g, ' ');
  } catch {
    return `an unprintable ${typeof value}`;
  }
}

/** The message of an error, for use in another. Anything may have been thrown. */
export function reasonOf(thrown: unknown): string {
  try {
    if (types.isNativeError(thrown)) return String(thrown.message);
  } catch {}
  return show(thrown);
}
