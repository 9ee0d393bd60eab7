import type { ExecutionContext } from 'ava';
import fc from 'fast-check';
import { HarmonidiffError } from '../../lib/index.js';
import { show } from '../../lib/values/show.js';

// For tests that no argument, however odd, makes a public function fail otherwise than with an error of this package.

const SEED = 20_261_126;

/** What makes a value: fast-check itself could not handle some of them. */
export type Maker<T = unknown> = () => T;

export const always = <T>(value: T): fc.Arbitrary<Maker<T>> => fc.constant(() => value);

/** Values of every type that JavaScript has, and objects that throw at every use. */
export const hostile: fc.Arbitrary<Maker> = fc.oneof(
  fc
    .anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    })
    .map((value) => () => value),
  fc.constantFrom<Maker>(
    ...[undefined, null, Number.NaN, -0, 2 ** 53, 1e308, '', '\0', 'x'.repeat(10_000), '\ud800'].map(
      (value) => () => value,
    ),
    ...[Symbol('s'), Symbol.iterator, 10n, () => 5, new Date(Number.NaN), /x/, new WeakMap()].map(
      (value) => () => value,
    ),
    () => new Uint8Array(0),
    () => Buffer.alloc(3),
    () => new DataView(new ArrayBuffer(8)),
    () => Float32Array.of(Number.NaN),
    // Longer than memory, were it copied.
    () => new Array(2 ** 32 - 1),
    () => Promise.resolve(3),
    () => new Error('e'),
    () => globalThis,
    () => Object.create(AbortSignal.prototype),
    throwingProxy,
    revokedProxy,
    circular,
  ),
  fc.anything().map((value) => () => changing(value)),
  fc.anything().map((value) => () => ({ x: value, y: 8, width: value, height: 40 })),
  fc.anything().map((data) => () => ({ data, width: 4, height: 4, channels: 3 })),
);

/** Options of which one to three are replaced by anything, under names that exist or do not. */
export function spoilt(valid: object, table: object, without: readonly string[] = []): fc.Arbitrary<Maker> {
  const names = fc.oneof(
    { weight: 18, arbitrary: fc.constantFrom(...Object.keys(table)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('stpes', 'guidance', '__proto__', 'constructor', 'toString', ''),
    },
    { weight: 1, arbitrary: fc.string() },
  );
  const allowed = names.filter((name) => !without.includes(name));
  const changes = fc.array(fc.tuple(allowed, hostile), { minLength: 1, maxLength: 3 });
  return fc.oneof(
    {
      weight: 19,
      arbitrary: changes.map((changes) => () => ({
        ...valid,
        ...Object.fromEntries(changes.map(([name, make]) => [name, make()])),
      })),
    },
    { weight: 1, arbitrary: hostile },
  );
}

/** Calls the function with `runs` values: each time it must succeed or throw an error of this package. */
export async function holds<T>(
  t: ExecutionContext,
  runs: number,
  cases: fc.Arbitrary<Maker>,
  call: (value: T) => unknown,
): Promise<void> {
  const outcomes = { succeeded: 0, refused: 0 };
  const property = fc.asyncProperty(cases, async (make) => {
    const value = make() as T;
    try {
      await call(value);
      outcomes.succeeded++;
    } catch (error) {
      if (!isTyped(error)) {
        throw new Error(`For ${show(value)}: ${show(error)}, which is not an error of this package.`);
      }
      outcomes.refused++;
    }
  });
  await fc.assert(property, { numRuns: runs, seed: SEED, includeErrorInReport: true });
  t.log(outcomes);
  t.true(outcomes.refused > runs / 4);
}

/** Calls as `holds`, with a list of arguments. */
export function holdsForAll(
  t: ExecutionContext,
  runs: number,
  args: readonly fc.Arbitrary<Maker>[],
  call: (...args: never[]) => unknown,
): Promise<void> {
  const lists = fc.tuple(...args).map((makers) => () => makers.map((make) => make()));
  return holds(t, runs, lists, (list: never[]) => call(...list));
}

function isTyped(error: unknown): boolean {
  try {
    return error instanceof HarmonidiffError && typeof error.code === 'string' && error.message !== '';
  } catch {
    return false;
  }
}

function throwingProxy(): object {
  const thrower = () => {
    throw Symbol('trap');
  };
  const traps = ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'] as const;
  // As a function it can be called, since what a callback throws is the caller's own.
  return new Proxy(() => {}, Object.fromEntries(traps.map((trap) => [trap, thrower])));
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function circular(): object {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}

/** Properties that are valid at the first reading, and something else at the next. */
function changing(other: unknown): object {
  let readings = 0;
  const get = () => (readings++ === 0 ? 16 : other);
  const names = ['x', 'y', 'width', 'height', 'channels', 'source', 'target', 'length', 'aborted'];
  return Object.defineProperties(
    {},
    Object.fromEntries(names.map((name) => [name, { get, enumerable: true }])),
  );
}
