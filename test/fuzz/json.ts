import fc from 'fast-check';
import { byteEdit, editBytes, noise } from './bytes.js';

// Mistakes in JSON: a part of a valid value is removed, renamed, repeated, or replaced by another part or value.

/** Texts that JSON.stringify never writes: huge numbers, words of Python, deep nesting, and invalid JSON. */
const RAW = [
  ...['1e999', '-1e999', '-0', '1e-999', '99999999999999999999', 'NaN', 'Infinity', '-Infinity', '0x10'],
  ...['[', '"', '{"a":1,"a":2}', '{"__proto__":{"a":1}}', '"\\ud800"', '"\\u0000"', "'a'", 'undefined', ''],
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
];
const NAMES = ['__proto__', 'constructor', 'toString', 'length', 'then', '', 'a', 'type', '0'];

type Replacement = { raw: string } | { value: unknown };

const replacement: fc.Arbitrary<Replacement> = fc.oneof(
  { weight: 6, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => ({ value })) },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom<unknown>(
        ...[null, true, false, 0, 1, -1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, 1e21, 1e308, 1e-320],
        ...['', ' ', '1', '../a', '/', '\0', 'x'.repeat(5000), '\ufeff', [], {}, [[]], [null], [1, 2, 3, 4]],
      )
      .map((value) => ({ value })),
  },
  { weight: 2, arbitrary: fc.constantFrom(...RAW).map((raw) => ({ raw })) },
);

interface Edit {
  kind: 'replace' | 'remove' | 'rename' | 'repeat' | 'swap';
  at: number;
  other: number;
  name: string;
  by: Replacement;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'rename', 'repeat', 'swap'),
  at: fc.nat(),
  other: fc.nat(),
  name: fc.constantFrom(...NAMES),
  by: replacement,
});

/** The place of a value in an array or an object. */
interface Place {
  parent: Record<string, unknown> | unknown[];
  key: string | number;
}

class Raw {
  constructor(readonly text: string) {}
}

/**
 * JSON texts with mistakes.
 *
 * @param write turns the value into a text
 */
export function mutatedJson(
  valid: readonly unknown[],
  write: (root: unknown, stringify: (value: unknown) => string) => string = (root, stringify) =>
    stringify(root),
): fc.Arbitrary<Buffer> {
  const text = fc
    .tuple(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([value, edits]) => Buffer.from(write(edits.reduce(applied, structuredClone(value)), stringify)));
  const damaged = fc
    .tuple(text, fc.array(byteEdit, { minLength: 1, maxLength: 3 }))
    .map(([bytes, edits]) => edits.reduce(editBytes, bytes));
  return fc.oneof(
    { weight: 16, arbitrary: text },
    { weight: 3, arbitrary: damaged },
    { weight: 1, arbitrary: noise(['', '{', '[', '\ufeff{']) },
  );
}

function applied(root: unknown, { kind, at, other, name, by }: Edit): unknown {
  const whole = { root };
  const places = placesIn(whole);
  const { parent, key } = places[at % places.length]!;
  const object = parent as Record<string | number, unknown>;
  switch (kind) {
    case 'replace':
      // A copy, because another edit may put the same value into itself.
      object[key] = 'raw' in by ? new Raw(by.raw) : copyOf(by.value);
      break;
    case 'remove':
      if (Array.isArray(parent)) parent.splice(key as number, 1);
      else delete object[key];
      break;
    case 'rename':
    case 'repeat':
      if (Array.isArray(parent)) parent.push(copyOf(object[key]));
      else define(object, name, copyOf(object[key]));
      if (kind === 'rename' && parent !== whole) delete object[key];
      break;
    case 'swap': {
      const { parent: from, key: there } = places[other % places.length]!;
      object[key] = copyOf((from as typeof object)[there]);
    }
  }
  return whole.root;
}

/** Also defines `__proto__` as an ordinary property. */
function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function copyOf(value: unknown): unknown {
  if (value instanceof Raw || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copyOf(part)]));
}

function placesIn(parent: object, places: Place[] = []): Place[] {
  for (const key of Object.keys(parent)) {
    const value = (parent as Record<string, unknown>)[key];
    places.push({ parent: parent as Place['parent'], key: Array.isArray(parent) ? Number(key) : key });
    if (typeof value === 'object' && value !== null && !(value instanceof Raw)) placesIn(value, places);
  }
  return places;
}

function stringify(value: unknown): string {
  const raws: string[] = [];
  const text = JSON.stringify(value, (_, part: unknown) =>
    part instanceof Raw ? `\u0001${raws.push(part.text) - 1}\u0001` : part,
  );
  return text === undefined ? '' : text.replace(/"\\u0001(\d+)\\u0001"/g, (_, i) => raws[Number(i)]!);
}
