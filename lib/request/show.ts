import { inspect } from 'node:util';

const LONGEST = 80;

/** A value as error messages print it: on one line, at most some 80 characters. Runs no code of the value's. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : inspected(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function inspected(value: unknown): string {
  try {
    return inspect(value, {
      depth: 1,
      breakLength: Number.POSITIVE_INFINITY,
      compact: true,
      customInspect: false,
      maxArrayLength: 8,
      maxStringLength: LONGEST,
    });
  } catch {
    return `an unprintable ${typeof value}`;
  }
}
