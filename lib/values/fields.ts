/** The named properties of an object, each read once; undefined if it is not an object or reading it throws. */
export function readFields<K extends string>(value: unknown, names: readonly K[]): Fields<K> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Object.fromEntries(names.map((name) => [name, (value as Fields<K>)[name]])) as Fields<K>;
  } catch {
    return undefined;
  }
}

type Fields<K extends string> = { [name in K]: unknown };
