import * as v from 'valibot';
import type { CoreMethod } from './methods.js';

/** The values that an option takes: how to check, describe and read them from text. */
export interface Kind<T> {
  /** Checks a value and returns a plain copy, reading no property twice. Its messages complete "it must be …". */
  readonly schema: v.GenericSchema<unknown, T>;
  /** Completes "it must be …". */
  readonly expected: string;
  /** How a command line, a URL or a file writes such a value; absent if text cannot express it. */
  readonly text?: TextForm;
  /** Schema of its JSON form, where that is not `schema` itself. */
  readonly json?: v.GenericSchema;
}

export interface TextForm {
  /** Name of the argument in the command line's help; absent for a flag, which means `true` without a value. */
  readonly argument?: string;
  /** @returns the unchecked value; undefined if the text does not have the form */
  read(text: string): unknown;
  /** What the text must be, where that differs from what the value must be. */
  readonly expected?: string;
}

/** One option of a table. The table gives it its name. */
export interface Option<T = unknown, R extends boolean = boolean> extends Kind<T>, Details {
  readonly required: R;
}

/** What describes an option, apart from the values that it takes. */
export interface Details {
  /** One sentence without a final full stop. It starts with a noun or a verb in the third person. */
  readonly sentence: string;
  readonly unit?: string;
  /** The value of an option that is left out. */
  readonly default?: unknown;
  /** Text for the default, where it depends on other options or on the machine. */
  readonly defaultText?: string;
  /** The methods that read the option; all if absent. */
  readonly methods?: readonly CoreMethod[];
  /** Another option, and the value of it that makes every method that reads it read this one, too. */
  readonly readWith?: { readonly option: string; readonly value: unknown };
  /** A narrower kind that depends on earlier options of the table. */
  // biome-ignore lint/suspicious/noExplicitAny: a table knows the types of its own options
  readonly within?: (values: any) => Kind<unknown>;
}

export function option<T>(kind: Kind<T>, details: Details): Option<T, false> {
  return { ...kind, ...details, required: false };
}

export function required<T>(kind: Kind<T>, details: Details): Option<T, true> {
  return { ...kind, ...details, required: true };
}

/** Options that the API groups in an object. Elsewhere they are listed with the others, under flat names. */
export interface Nested<T extends Table = Table> {
  readonly options: T;
  readonly sentence: string;
  flat(name: string): string;
}

export function nested<T extends Table>(
  options: T,
  sentence: string,
  flat = (name: string) => name,
): Nested<T> {
  return { options, sentence, flat };
}

/** Options by name. */
export type Table = { readonly [name: string]: Option | Nested };

/** The values of a table's options, as a caller may pass them. */
export type Values<T extends Table> = {
  [K in keyof T as T[K] extends Option<unknown, true> ? K : never]: ValueOf<T[K]>;
} & {
  [K in keyof T as T[K] extends Option<unknown, true> ? never : K]?: ValueOf<T[K]> | undefined;
};

/** The same values with the defaults filled in. */
export type Resolved<T extends Table> = { [K in keyof T]: ValueOf<T[K]> };

type ValueOf<O> = O extends Option<infer V> ? V : O extends Nested<infer N> ? Values<N> : never;

export function isNested(entry: Option | Nested): entry is Nested {
  return 'options' in entry;
}

// Kinds

export interface Range {
  low: number;
  high: number;
  /** Whether `low` itself is excluded. */
  above?: boolean;
}

export function number({ low, high, above = false }: Range): Kind<number> {
  const expected = above ? `a number above ${low}, up to ${high}` : `a number, ${low} to ${high}`;
  const lowest = above
    ? v.gtValue<number, number, string>(low, expected)
    : v.minValue<number, number, string>(low, expected);
  const schema = v.pipe(v.number(expected), lowest, v.maxValue(high, expected));
  return { schema: schema as v.GenericSchema<unknown, number>, expected, text: numeric('<number>') };
}

/** @param highest `high` as messages state it */
export function whole(low: number, high: number, highest = `${high}`): Kind<number> {
  const expected = `a whole number, ${low} to ${highest}`;
  const schema = v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(low, expected),
    v.maxValue(high, expected),
  );
  return { schema: schema as v.GenericSchema<unknown, number>, expected, text: numeric('<n>') };
}

export function choice<const T extends string>(values: readonly T[]): Kind<T> {
  const expected = `one of ${values.join(', ')}`;
  const schema = v.picklist(values, expected) as unknown as v.GenericSchema<unknown, T>;
  return { schema, expected, text: { argument: '<name>', read: (text) => text } };
}

export function flag(): Kind<boolean> {
  const expected = 'true or false';
  return {
    schema: v.boolean(expected) as v.GenericSchema<unknown, boolean>,
    expected,
    text: { read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined) },
  };
}

export function text(expected = 'a string', argument = '<text>'): Kind<string> {
  const schema = v.string(expected) as v.GenericSchema<unknown, string>;
  return { schema, expected, text: { argument, read: (text) => text } };
}

/** Text of a limited length, in UTF-16 code units. */
export function textUpTo(longest: number): Kind<string> {
  const expected = `a string of at most ${longest.toLocaleString('en')} characters`;
  const schema = v.pipe(v.string(expected), v.maxLength(longest, expected));
  return { ...text(expected), schema: schema as v.GenericSchema<unknown, string> };
}

/** Text that matches a regular expression. */
export function matching<T extends string>(form: RegExp, expected: string, argument: string): Kind<T> {
  const schema = v.pipe(v.string(expected), v.regex(form, expected));
  return {
    schema: schema as unknown as v.GenericSchema<unknown, T>,
    expected,
    text: { argument, read: (text) => text },
  };
}

export function path(argument: '<file>' | '<folder>'): Kind<string> {
  const schema = v.pipe(v.string('a path'), v.nonEmpty('a path')) as v.GenericSchema<unknown, string>;
  return { ...text('a path', argument), schema };
}

/** One string or several. */
export function texts(): Kind<string | readonly string[]> {
  const expected = 'a string or an array of strings';
  return {
    schema: copied((value) => {
      if (typeof value === 'string') return value;
      if (!Array.isArray(value)) return undefined;
      const list: string[] = [];
      for (let i = 0; i < value.length; i++) {
        const item: unknown = value[i];
        // Return early, because a sparse array may be too long to copy.
        if (typeof item !== 'string') return undefined;
        list.push(item);
      }
      return list;
    }, expected),
    expected,
    json: v.union([v.string(), v.array(v.string())]),
    text: { argument: '<list>', read: (text) => text },
  };
}

/** Numbers by name, written as `x,y,…` in text. */
export function numbers<K extends string>(
  names: Readonly<Record<K, string>>,
  { whole, unit, example }: { whole: boolean; unit: string; example: string },
): Kind<Record<K, number>> {
  const letters = Object.values<string>(names).join(',');
  const expected = `{ ${Object.keys(names).join(', ')} } in ${unit}`;
  const each = `a ${whole ? 'whole ' : ''}number of ${unit}`;
  const entriesOf = <S extends v.GenericSchema>(schema: S) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, schema]));
  const member = whole ? v.pipe(v.number(each), v.safeInteger(each)) : v.pipe(v.number(each), v.finite(each));
  return {
    schema: object(entriesOf(member), expected) as unknown as v.GenericSchema<unknown, Record<K, number>>,
    // JSON numbers are always finite.
    json: v.object(entriesOf(whole ? v.pipe(v.number(), v.integer()) : v.number())),
    expected,
    text: {
      argument: `<${letters}>`,
      read(text) {
        const values = text.split(',').map((part) => readNumber(part));
        if (values.length !== Object.keys(names).length || values.includes(undefined)) return undefined;
        return Object.fromEntries(Object.keys(names).map((name, i) => [name, values[i]]));
      },
      expected: `${letters} in ${unit}, such as ${example}`,
    },
  };
}

/** Two steps: the first, and the one after the last. */
export function stepRange(most: number): Kind<readonly [number, number]> {
  const expected = `two whole numbers, 0 ≤ first < end ≤ ${most} (steps)`;
  const step = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
  return {
    schema: copied((value) => {
      if (!Array.isArray(value) || value.length !== 2) return undefined;
      const [first, end] = [value[0], value[1]];
      const fits = Number.isInteger(first) && Number.isInteger(end);
      return fits && first >= 0 && first < end && end <= most ? ([first, end] as const) : undefined;
    }, expected),
    expected,
    json: v.strictTuple([step, step]),
    text: {
      argument: '<first-end>',
      read: (text) => /^(\d+)-(\d+)$/.exec(text)?.slice(1).map(Number),
      expected: 'two whole numbers such as 6-14',
    },
  };
}

/** A real AbortSignal, because an object that only looks like one cannot be listened to. */
export function signal(): Kind<AbortSignal> {
  const expected = 'an AbortSignal';
  const schema = v.custom<AbortSignal>(isSignal, expected);
  return { schema: schema as v.GenericSchema<unknown, AbortSignal>, expected };
}

export function callback<T>(): Kind<(progress: T) => void> {
  const expected = 'a function';
  const schema = v.custom<(progress: T) => void>((value) => typeof value === 'function', expected);
  return { schema: schema as v.GenericSchema<unknown, (progress: T) => void>, expected };
}

/** An object. Each of the `entries` is read once, and other properties are dropped. */
export function object<E extends v.ObjectEntries>(
  entries: E,
  expected: string,
): v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<E, undefined>>> {
  const isOptional = (name: string) => entries[name]!.type === 'exact_optional';
  const read = copied((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const read = Object.keys(entries).map(
      (name) => [name, (value as Record<string, unknown>)[name]] as const,
    );
    return Object.fromEntries(read.filter(([name, value]) => value !== undefined || !isOptional(name)));
  }, expected);
  return v.pipe(read, v.object(entries)) as never;
}

/** A schema that reads a value once into a copy; `copy` returns undefined for an invalid value. */
export function copied<T>(
  copy: (value: unknown) => T | undefined,
  expected: string,
): v.GenericSchema<unknown, T> {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
      const value = copy(dataset.value);
      if (value !== undefined) return value;
      addIssue({ message: expected });
      return NEVER;
    }),
  );
}

function isSignal(value: unknown): boolean {
  // The getter throws for an object that only inherits from a signal, and what it overrides may do anything later.
  const overrides = ['aborted', 'reason', 'addEventListener', 'removeEventListener'];
  return (
    value instanceof AbortSignal &&
    Object.getPrototypeOf(value) === AbortSignal.prototype &&
    !overrides.some((name) => Object.hasOwn(value, name)) &&
    typeof value.aborted === 'boolean'
  );
}

function numeric(argument: string): TextForm {
  return { argument, read: readNumber };
}

function readNumber(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? undefined : value;
}
