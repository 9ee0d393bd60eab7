import { inspect, types } from 'node:util';

const LONGEST = 80;

/** A value as error messages print it: on one line and cut short, whatever it is. Never throws. */
export function show(value: unknown): string {
  // Cut first: the JSON of a huge string may be too long for a string.
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, LONGEST + 1)) : inspected(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
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

/** What an error says, for the message of another; anything may have been thrown. */
export function reasonOf(thrown: unknown): string {
  try {
    if (types.isNativeError(thrown)) return String(thrown.message);
  } catch {}
  return show(thrown);
}
