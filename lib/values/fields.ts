/** The named properties of an object, each read once; undefined for what is no object or throws when it is read. */
export function readFields<K extends string>(value: unknown, names: readonly K[]): Fields<K> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Object.fromEntries(names.map((name) => [name, (value as Fields<K>)[name]])) as Fields<K>;
  } catch {
    return undefined;
  }
}

type Fields<K extends string> = { [name in K]: unknown };
