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

/** Errors of the JavaScript engine. What they say is about code. */
const OF_ENGINE = ['RangeError', 'ReferenceError', 'TypeError'];

/**
 * What is wrong with a damaged file, from the error of a decoder. Decoders that meet values they do not check for end in
 * errors of the JavaScript engine.
 */
export function damageOf(thrown: unknown): string {
  return types.isNativeError(thrown) && OF_ENGINE.includes(thrown.name)
    ? 'its parts contradict each other'
    : reasonOf(thrown);
}
