import { setTimeout as wait } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import {
  AbortError,
  type HarmonizeOptions,
  type HarmonizeResult,
  Harmonizer,
  type Progress,
} from '../lib/index.js';
import type { Batching } from '../lib/request/load.js';
import { mini, relativeError, sd1 } from './support/fixtures.js';
import { preparationOf, restOf } from './support/prepared.js';
import { target, tolerances } from './support/target.js';

// Calls in flight: their order, and that none of them changes what another returns.

const open = (batching: Batching, folder = mini.folder) =>
  Harmonizer.load(folder, { threads: 1, ...target, batching });

/** A few steps show as much as many. */
const short = () => ({ ...mini.request(), steps: 6, trace: true });

/** Requests of several methods and sizes. */
function requests(): HarmonizeOptions[] {
  const request = short();
  return [
    request,
    { ...request, box: { x: 32, y: 16, width: 88, height: 80 } },
    { ...request, method: 'freecompose', steps: 4 },
    { ...request, steps: 8, candidateRange: [2, 5], guidanceScale: 2 },
    { ...request, mode: 'lms' },
    { ...request, method: 'poisson-vae', restoreDetail: true },
    { ...request, posterior: 'sample', seed: 7 },
    request,
  ];
}

/** What two results share a name for, and how far it may differ. */
function compare(
  t: ExecutionContext,
  actual: HarmonizeResult,
  expected: HarmonizeResult,
  limit: number,
  what: string,
) {
  if (limit === 0) t.is(actual.winner?.timestep, expected.winner?.timestep, what);
  for (const [name, { data }] of Object.entries(expected.trace!)) {
    const found = actual.trace![name]!.data;
    if (limit > 0) t.true(relativeError(found, data) <= limit, `${what}: ${name}`);
    else t.true(Buffer.from(found.buffer).equals(Buffer.from(data.buffer)), `${what}: ${name}`);
  }
}

// Rows of a network do not depend on each other, but an engine may choose other kernels for more rows, which add up in
// another order. ONNX Runtime on the CPU does not.
const modes: [Batching, limit: number][] = [
  ['turns', 0],
  ['shared', tolerances[target.precision].candidate / 10],
];

for (const [batching, limit] of modes) {
  test(`with ${batching}, requests of all kinds in flight give what each gives alone`, async (t) => {
    await using harmonizer = await open(batching);
    const expected: HarmonizeResult[] = [];
    for (const request of requests()) expected.push(await harmonizer.harmonize(request));
    const results = await Promise.all(requests().map((request) => harmonizer.harmonize(request)));
    for (const [i, result] of results.entries()) compare(t, result, expected[i]!, limit, `request ${i}`);
  });

  test(`with ${batching}, prepared targets and scores in flight give what each gives alone`, async (t) => {
    await using harmonizer = await open(batching);
    const request = short();
    const alone = await harmonizer.harmonize(request);
    const score = () => harmonizer.score(mini.file('target.png'), { box: request.box! });
    const scores = await score();
    const prepare = { ...preparationOf(mini), steps: 6 };
    const preparing = [1, 2].map(() => harmonizer.prepareTarget(prepare));
    const [direct, scored, ...prepared] = await Promise.all([
      harmonizer.harmonize(request),
      score(),
      ...preparing,
    ]);
    compare(t, direct, alone, limit, 'without a prepared target');
    t.true(Math.abs(scored.mean - scores.mean) <= limit);
    const results = await Promise.all(
      prepared.map((target) => harmonizer.harmonize({ ...restOf(mini), trace: true, target })),
    );
    for (const result of results) compare(t, result, alone, limit, 'with a prepared target');
    for (const target of prepared) await target.close();
  });

  test(`with ${batching}, aborting one of the calls in flight leaves the others as they are`, async (t) => {
    await using harmonizer = await open(batching);
    const alone = await harmonizer.harmonize(short());
    for (const step of [1, 4, 8, 13]) {
      const abort = new AbortController();
      let steps = 0;
      const onProgress = () => {
        if (++steps === step) abort.abort();
      };
      const calls = [0, 1, 2, 3].map((i) =>
        harmonizer.harmonize({
          ...short(),
          ...(i === 1 && { signal: abort.signal, onProgress }),
        }),
      );
      await t.throwsAsync(calls[1]!, { instanceOf: AbortError });
      for (const i of [0, 2, 3]) compare(t, await calls[i]!, alone, limit, `step ${step}, request ${i}`);
    }
  });

  test(`with ${batching}, a short request does not wait for a long one`, async (t) => {
    await using harmonizer = await open(batching);
    let fraction = 0;
    let meanwhile: Promise<unknown> | undefined;
    let seen = 1;
    const abort = new AbortController();
    const long = harmonizer.harmonize({
      ...{ ...mini.request(), steps: 400, candidateRange: [50, 51], signal: abort.signal },
      onProgress: (progress) => {
        fraction = progress.fraction;
        if (progress.stage === 'invert')
          meanwhile ??= harmonizer.harmonize(short()).then(() => {
            seen = fraction;
          });
      },
    });
    const stopped = t.throwsAsync(long, { instanceOf: AbortError });
    while (!meanwhile) await wait(1);
    await meanwhile;
    abort.abort();
    await stopped;
    t.true(seen < 0.5, `the long request had done ${seen} of its work`);
  });
}

test('requests in flight get about the same number of rows, whatever the size of their calls', async (t) => {
  await using harmonizer = await open('turns');
  // Two rows at a time, and sixteen.
  const narrow = { ...mini.request(), steps: 100, candidateRange: [20, 21] } as const;
  const wide = { ...mini.request(), steps: 30, candidateRange: [0, 8] } as const;
  const rows = { narrow: 0, wide: 0 };
  const first: { narrow: number; wide: number }[] = [];
  const count = (name: keyof typeof rows, most: number) => (progress: Progress) => {
    if (progress.stage !== 'denoise') return;
    rows[name] += Math.min(2 * progress.step, most);
    if (rows.narrow > 0 && rows.wide > 0) first.push({ ...rows });
  };
  await Promise.all([
    harmonizer.harmonize({ ...narrow, onProgress: count('narrow', 2) }),
    harmonizer.harmonize({ ...wide, onProgress: count('wide', 16) }),
  ]);
  // While both denoise.
  const [began, ended] = [first[0]!, first.find(({ narrow }) => narrow === 2 * 80) ?? first.at(-1)!];
  const share = (ended.narrow - began.narrow) / (ended.wide - began.wide);
  t.true(share > 0.7 && share < 1.4, `${share}`);
});

test('with shared, eight equal requests make at least a quarter fewer UNet calls', async (t) => {
  const rowsPerCall = async (batching: Batching) => {
    await using harmonizer = await open(batching);
    await Promise.all(Array.from({ length: 8 }, () => harmonizer.harmonize(short())));
    return harmonizer.stats().rowsPerCall!;
  };
  // The number of rows is the same.
  const [alone, shared] = [await rowsPerCall('turns'), await rowsPerCall('shared')];
  t.true(alone / shared <= 0.75, `${alone} and ${shared} rows per call`);
});

test('requests for a plain UNet, without metadata, share calls, too', async (t) => {
  await using harmonizer = await open('shared', sd1.folder);
  const request = { ...sd1.request(), steps: 6, trace: true };
  const alone = await harmonizer.harmonize(request);
  const rowsAlone = harmonizer.stats().rowsPerCall!;
  const results = await Promise.all([1, 2, 3].map(() => harmonizer.harmonize(request)));
  for (const result of results) compare(t, result, alone, modes[1]![1], 'together');
  t.true(harmonizer.stats().rowsPerCall! > rowsAlone);
});

test('a request that fails leaves those that it shares calls with as they are', async (t) => {
  await using harmonizer = await open('shared');
  const alone = await harmonizer.harmonize(short());
  const [first, failed, third] = await Promise.allSettled([
    harmonizer.harmonize(short()),
    harmonizer.harmonize({ ...short(), guidanceScale: 100, onProgress: fail }),
    harmonizer.harmonize(short()),
  ]);
  t.is((failed as PromiseRejectedResult).reason.message, 'mine');
  for (const result of [first, third]) {
    compare(
      t,
      (result as PromiseFulfilledResult<HarmonizeResult>).value,
      alone,
      modes[1]![1],
      'another request',
    );
  }

  function fail({ stage }: Progress) {
    if (stage === 'denoise') throw new Error('mine');
  }
});
