import test from 'ava';
import type {
  Box,
  HarmonizeOptions,
  HarmonizeResult,
  PrepareOptions,
  Progress,
  RawImage,
} from '../lib/index.js';
import { type Fixture, mini, relativeError, sd1, sharded } from './support/fixtures.js';
import { open, preparationOf, restOf } from './support/prepared.js';
import { target as device, tolerances } from './support/target.js';
import { transfersOf } from './support/transfers.js';

// With a prepared target, harmonize gives what it gives without.

const odd: Box = { x: 8, y: 24, width: 43, height: 37 };
const sample = { posterior: 'sample', seed: 5 } as const;
/** Four bands of 16 bits. */
const deep: RawImage = {
  data: Uint16Array.from({ length: 150 * 140 * 4 }, (_, i) => (i * 7919) % 3000),
  ...{ width: 150, height: 140, channels: 4 },
};

/** What is given to `prepareTarget`, and to `harmonize`, besides the fixture's request. */
const CASES: [string, Fixture, Partial<PrepareOptions>, Partial<HarmonizeOptions>][] = [
  ['ltf', mini, {}, {}],
  ['ltf, one step of inversion', mini, { candidateRange: [18, 20] }, {}],
  ['ltf, no inversion', mini, { candidateRange: [19, 20] }, {}],
  ['ltf, candidates that start later', mini, { steps: 8 }, { candidateRange: [5, 7] }],
  ['ltf, no metadata, epsilon', sd1, {}, {}],
  ['ltf, trailing timesteps', sharded, {}, {}],
  ['ltf, a sample', mini, { ...sample, steps: 4 }, { box: odd }],
  ['ltf, restored detail', mini, { steps: 4 }, { restoreDetail: true, box: odd }],
  ['twr', mini, {}, { mode: 'twr' }],
  ['twr, a sample, restored detail', mini, { ...sample, steps: 4 }, { mode: 'twr', restoreDetail: true }],
  ['lms', mini, {}, { mode: 'lms' }],
  ['lms, a sample', mini, sample, { mode: 'lms' }],
  [
    'bands and stretch',
    mini,
    { target: deep, targetBands: [3, 1, 2], targetStretch: { range: [9, 2800] } },
    { mode: 'lms' },
  ],
  ['a plain paste', mini, {}, { mode: 'init' }],
  ['poisson, restored detail', mini, { steps: 4 }, { method: 'poisson', restoreDetail: true }],
  ['poisson-vae, a sample of its own', mini, {}, { method: 'poisson-vae', posterior: 'sample', seed: 3 }],
  ['freecompose, steps of its own', sd1, { steps: 4 }, { method: 'freecompose', steps: 6 }],
];

for (const [name, fixture, prepared, given] of CASES) {
  test(`the same numbers as without: ${name}`, async (t) => {
    await using harmonizer = await open(fixture);
    const options = { images: true, trace: true, ...given };
    const plain = await harmonizer.harmonize({ ...fixture.request(), ...prepared, ...options });
    await using target = await harmonizer.prepareTarget({ ...preparationOf(fixture), ...prepared });
    for (let time = 0; time < 2; time++) {
      const result = await harmonizer.harmonize({ ...restOf(fixture), ...options, target });
      t.deepEqual(untimed(result), untimed(plain));
    }
  });
}

test('a source of the size of the canvas, which otherwise shares calls with its target', async (t) => {
  await using harmonizer = await open();
  const options = { trace: true, box: { x: 0, y: 0, ...harmonizer.canvas } };
  const plain = await harmonizer.harmonize({ ...mini.request(), ...options });
  await using target = await harmonizer.prepareTarget(preparationOf(mini));
  const { trace } = await harmonizer.harmonize({ ...restOf(mini), ...options, target });
  // An engine may round a batch of two differently.
  const { network, candidate } = tolerances[device.precision];
  for (const [name, { data }] of Object.entries(plain.trace!)) {
    const most = name.startsWith('candidate.') || name.startsWith('classifier.') ? candidate : network;
    t.true(relativeError(trace![name]!.data, data) <= most, name);
  }
});

test('each of many requests in flight gets the result of its own target', async (t) => {
  await using harmonizer = await open();
  const images = [mini.file('target.png'), mini.file('source.png')];
  const targets = await Promise.all(
    images.map((target) => harmonizer.prepareTarget({ ...preparationOf(mini), steps: 4, target })),
  );
  const requests = [mini.request().box!, odd, { x: 0, y: 0, width: 16, height: 64 }].flatMap((box) =>
    images.map((_, i) => ({ i, given: { ...restOf(mini), box } })),
  );
  const expected: HarmonizeResult[] = [];
  for (const { i, given } of requests) {
    const plain = { ...mini.request(), ...given, prompts: mini.prompts, steps: 4, target: images[i]! };
    expected.push(await harmonizer.harmonize(plain));
  }
  const results = await Promise.all(
    requests.map(({ i, given }) => harmonizer.harmonize({ ...given, target: targets[i]! })),
  );
  t.deepEqual(results.map(untimed), expected.map(untimed));
});

test('a prepared target is neither encoded nor inverted again', async (t) => {
  await using harmonizer = await open();
  const seen: Progress[] = [];
  const onProgress = (progress: Progress) => seen.push(progress);
  await using target = await harmonizer.prepareTarget({ ...preparationOf(mini), onProgress });
  const ofTarget = seen.splice(0);
  await harmonizer.harmonize({ ...restOf(mini), target, onProgress });
  const stagesOf = (all: Progress[]) => [...new Set(all.map(({ stage, steps }) => `${stage} ${steps}`))];
  t.deepEqual(stagesOf(ofTarget), ['text 1', 'encode 1', 'invert 13']);
  t.deepEqual(stagesOf(seen), ['text 1', 'encode 1', 'invert 13', 'denoise 14', 'select 8']);
  for (const { fraction } of [ofTarget.at(-1)!, seen.at(-1)!]) t.is(fraction, 1);
  t.deepEqual(Object.keys(target.timings), ['waiting', 'images', 'text', 'encode', 'invert', 'total']);
  t.true(target.timings.invert! > 0 && target.timings.total > target.timings.invert!);
  const [plain, less] = [
    await transfersOf(harmonizer, mini.request()),
    await transfersOf(harmonizer, { ...restOf(mini), target }),
  ];
  t.is(plain.encode!.uploads - less.encode!.uploads, 1, 'its picture is not uploaded');
});

test('a prepared target says how it was read, and stays as it is', async (t) => {
  await using harmonizer = await open();
  const raw = { ...deep, data: deep.data.slice() as Uint16Array };
  const given = { targetBands: [2], targetStretch: { range: [0, 2500] as [number, number] } };
  const preparing = harmonizer.prepareTarget({ ...preparationOf(mini), ...given, target: raw });
  raw.data.fill(0);
  await using target = await preparing;
  const { canvas, targetBands, targetStretch, warnings } = target;
  t.deepEqual(canvas, harmonizer.canvas);
  t.deepEqual([targetBands, targetStretch.method, targetStretch.range], [[2], 'range', [0, 2500]]);
  const request = { ...restOf(mini), target, mode: 'lms' } as const;
  const before = await harmonizer.harmonize(request);
  t.deepEqual(before.warnings, warnings);
  for (const result of [target, before]) {
    (result.targetBands as number[]).push(9);
    result.targetStretch.range[0] = 7;
    (result.warnings as unknown[]).push('mine');
  }
  const after = await harmonizer.harmonize({ ...request, targetBands: [2] });
  t.deepEqual(
    [after.targetBands, after.targetStretch.range, after.warnings.length],
    [[2], [0, 2500], warnings.length - 1],
  );
  t.deepEqual(after.winner, before.winner);
});

function untimed({ timings: _, ...result }: HarmonizeResult) {
  return result;
}
