import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { DATASET } from '../lib/dataset/build.js';
import { buildDataset, openComposite, readManifest } from '../lib/dataset/index.js';
import { evaluate } from '../lib/evaluation/index.js';
import { EVALUATE } from '../lib/evaluation/run.js';
import { HarmonidiffError, Harmonizer, type RawImage } from '../lib/index.js';
import { HARMONIZE, SCORE } from '../lib/request/harmonize.js';
import { LOAD } from '../lib/request/load.js';
import { mini } from './support/fixtures.js';

// Whatever a caller gives to a public function: it succeeds, or it throws an error of this package. The functions of
// metrics have the same test in metrics.test.ts.

const SEED = 20_261_126;

/** A name that an option may have been given by mistake. */
const names = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Object.keys(HARMONIZE)) },
  { weight: 1, arbitrary: fc.constantFrom('stpes', 'guidance', '__proto__', 'constructor', 'toString', '') },
  { weight: 1, arbitrary: fc.string() },
);

/** Makes a value: fast-check itself would touch one whose every use throws. */
type Make = () => unknown;

/** Values of every type that JavaScript has, and objects whose every use throws. */
const hostile: fc.Arbitrary<Make> = fc.oneof(
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
  fc
    .constantFrom<unknown>(
      ...[undefined, null, Number.NaN, -0, 2 ** 53, 1e308, '', '\0', 'x'.repeat(10_000), '\ud800'],
      ...[Symbol('s'), Symbol.iterator, 10n, () => 5, class {}, new Date(Number.NaN), /x/, new WeakMap()],
      ...[
        new Uint8Array(0),
        Buffer.alloc(3),
        new DataView(new ArrayBuffer(8)),
        new Float32Array([Number.NaN]),
      ],
      ...[Promise.resolve(3), new Error('e'), globalThis, AbortSignal, Object.create(AbortSignal.prototype)],
    )
    .map((value) => () => value),
  fc.constantFrom<Make>(throwingProxy, revokedProxy, circular),
  fc.anything().map((value) => () => changing(value)),
  fc.anything().map((value) => () => ({ x: value, y: 8, width: value, height: 40 })),
  fc.anything().map((data) => () => ({ data, width: 4, height: 4, channels: 3 })),
);

function throwingProxy(): object {
  const thrower = () => {
    throw Symbol('trap');
  };
  const traps = ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'] as const;
  // As a function it can be called, since what `onProgress` throws is the caller's own.
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

/** Runs `call` with valid arguments of which some are replaced. */
async function holds<T>(
  t: ExecutionContext,
  runs: number,
  cases: fc.Arbitrary<Make>,
  call: (value: T) => unknown,
): Promise<void> {
  const outcomes = { succeeded: 0, refused: 0 };
  const property = fc.asyncProperty(cases, async (make) => {
    try {
      await call(make() as T);
      outcomes.succeeded++;
    } catch (error) {
      if (!(error instanceof HarmonidiffError) || typeof error.code !== 'string' || error.message === '') {
        throw new Error(`Neither success nor an error of this package: ${inspect(error)}`);
      }
      outcomes.refused++;
    }
  });
  await fc.assert(property, { numRuns: runs, seed: SEED, includeErrorInReport: true });
  t.log(outcomes);
  t.true(outcomes.refused > runs / 4);
}

/** Options of which one to three are replaced by anything, under names that exist or do not. */
function spoilt(valid: object, table: object, without: readonly string[] = []) {
  const known = Object.keys(table).filter((name) => !without.includes(name));
  const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: names });
  const allowed = name.filter((name) => !without.includes(name));
  const changes = fc.array(fc.tuple(allowed, hostile), { minLength: 1, maxLength: 3 });
  const changed = changes.map((changes) => () => ({
    ...valid,
    ...Object.fromEntries(changes.map(([name, make]) => [name, make()])),
  }));
  return fc.oneof({ weight: 19, arbitrary: changed }, { weight: 1, arbitrary: hostile });
}

/** Several arguments. */
function all(...cases: fc.Arbitrary<Make>[]): fc.Arbitrary<() => unknown[]> {
  return fc.tuple(...cases).map((makes) => () => makes.map((make) => make()));
}

const picture: RawImage = { data: new Uint8Array(16 * 16 * 3).fill(90), width: 16, height: 16, channels: 3 };
const request = {
  target: picture,
  source: picture,
  box: { x: 8, y: 8, width: 40, height: 40 },
  method: 'copy-paste',
};

test('harmonize', async (t) => {
  // Without a classifier a plain paste takes milliseconds.
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-properties-'));
  for (const name of await readdir(mini.folder)) {
    if (name !== 'classifier') await symlink(mini.file(name), join(folder, name));
  }
  await using harmonizer = await Harmonizer.load(folder, { threads: 1 });
  await holds(t, 3000, spoilt(request, HARMONIZE), (options: never) => harmonizer.harmonize(options));
  t.is((await harmonizer.harmonize(request as never)).candidates.length, 1, 'it still works');
  await rm(folder, { recursive: true });
});

test('score', async (t) => {
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 1 });
  const options = spoilt({ box: request.box }, SCORE);
  await holds(t, 600, options, (options: never) => harmonizer.score(picture, options));
  await holds(t, 400, hostile, (image: never) => harmonizer.score(image, { box: request.box }));
  const { mean } = await harmonizer.score(picture, { box: request.box });
  t.true(mean >= 0 && mean <= 1, 'it still works');
});

test('Harmonizer.load', async (t) => {
  const load = async (folder: unknown, options: unknown) => {
    await (await Harmonizer.load(folder as string, options as object)).close();
  };
  await holds(t, 300, hostile, (folder: never) => load(folder, {}));
  // A folder that is none: what is wrong with the options shows before.
  await holds(t, 700, spoilt({ threads: 1 }, LOAD), (options: never) => load('/nowhere', options));
  await holds(t, 40, spoilt({ threads: 1 }, LOAD, ['threads']), (options: never) =>
    load(mini.folder, options),
  );
});

test('buildDataset, readManifest, openComposite', async (t) => {
  const valid = { scenes: '/nowhere/scenes', out: '/nowhere/manifest.jsonl', count: 2 };
  await holds(t, 500, spoilt(valid, DATASET, ['out']), (options: never) => buildDataset(options));
  await holds(t, 200, hostile, (file: never) => readManifest(file));
  await holds(t, 100, spoilt({}, { scenes: 1 }), (options: never) => readManifest('/nowhere', options));
  const scene = { path: 'a/b.png', sha256: '0'.repeat(64), width: 64, height: 64, label: 'a' };
  const box = { x: 0, y: 0, width: 16, height: 16 };
  const item = {
    ...{ id: '0', target: scene, source: { ...scene, crop: box }, box },
    ...{ prompts: { source: 'a', target: 'b' }, metadata: { gsd: 0.3 } },
  };
  const canvas = { width: 64, height: 64 };
  const composite = all(
    fc.oneof(
      fc.constant(() => ({ folder: '/nowhere' })),
      hostile,
    ),
    spoilt(item, item),
    fc.oneof(
      fc.constant(() => canvas),
      spoilt(canvas, canvas),
    ),
  );
  await holds(t, 600, composite, (given: Parameters<typeof openComposite>) => openComposite(...given));
});

test('evaluate', async (t) => {
  const valid = { manifest: '/nowhere/manifest.jsonl', out: '/nowhere/evaluation' };
  await holds(t, 600, spoilt(valid, EVALUATE, ['out', 'manifest']), (options: never) => evaluate(options));
});
