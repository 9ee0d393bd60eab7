/** An object of the file, whose members have not been checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** A mistake in the file: where, as a path such as `features[3].geometry`, and what belongs there. */
export class Malformed extends Error {
  constructor(where: string, expected: string) {
    super(`${where || 'the outermost value'} must be ${expected}`);
  }
}

export function objectOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(where, 'an object');
  }
  return value as Fields;
}

export function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Malformed(where, 'an array');
  return value;
}

export function join(where: string, name: string): string {
  return where ? `${where}.${name}` : name;
}
