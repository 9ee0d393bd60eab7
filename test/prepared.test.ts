import test from 'ava';
import {
  AbortError,
  ClosedError,
  type HarmonizeOptions,
  type HarmonizeResult,
  Harmonizer,
  OptionError,
  type PreparedTarget,
  type PrepareOptions,
  type Progress,
  UnsupportedModelError,
} from '../lib/index.js';
import { type Fixture, inpainting, mini, relativeError, sd1, sharded } from './support/fixtures.js';
import { target as device } from './support/target.js';

// Targets that are prepared once give what harmonize gives without.

const open = (fixture: Fixture = mini) => Harmonizer.load(fixture.folder, { threads: 1, ...device });

/** The options of the fixture's request that belong to its target. */
function preparationOf(fixture: Fixture): PrepareOptions {
  const { target, metadata, steps } = fixture.request();
  return { target, metadata, steps, prompts: { target: fixture.prompts.target } };
}

/** Those that are left. */
function restOf(fixture: Fixture): Omit<HarmonizeOptions, 'target'> {
  const { source, box } = fixture.request();
  return { source, box, prompts: { source: fixture.prompts.source } };
}

function withoutTimings({ timings: _, ...result }: HarmonizeResult) {
  return result;
}

const half: HarmonizeOptions['box'] = { x: 8, y: 24, width: 43, height: 37 };

/** What is given to `prepareTarget` and to `harmonize` besides the fixture's request. */
const CASES: [string, Fixture, Partial<PrepareOptions>, Partial<HarmonizeOptions>][] = [
  ['ltf', mini, {}, {}],
  ['ltf, 1 step of inversion', mini, { candidateRange: [18, 20] }, {}],
  ['ltf, without inversion', mini, { candidateRange: [19, 20] }, {}],
  ['ltf, candidates that start later', mini, { steps: 8 }, { candidateRange: [5, 7] }],
  ['twr', mini, {}, { mode: 'twr' }],
  ['lms', mini, {}, { mode: 'lms' }],
  ['lms, a sample', mini, { posterior: 'sample', seed: 5 }, { mode: 'lms' }],
  ['ltf, a sample', mini, { posterior: 'sample', seed: 5, steps: 4 }, { box: half }],
  [
    'twr, a sample, restored detail',
    mini,
    { posterior: 'sample', steps: 4 },
    { mode: 'twr', restoreDetail: true },
  ],
  ['ltf, restored detail', mini, { steps: 4 }, { restoreDetail: true, box: half }],
  ['ltf, no metadata, epsilon', sd1, {}, {}],
  ['ltf, trailing timesteps', sharded, {}, {}],
  ['the plain paste', mini, {}, { mode: 'init' }],
  ['copy-paste with restored detail', mini, { steps: 4 }, { method: 'poisson', restoreDetail: true }],
  ['poisson-vae, a sample', mini, {}, { method: 'poisson-vae', posterior: 'sample', seed: 3 }],
  ['freecompose, with steps of its own', sd1, { steps: 4 }, { method: 'freecompose', steps: 6 }],
];

for (const [name, fixture, prepared, given] of CASES) {
  test(`the same numbers as without: ${name}`, async (t) => {
    await using harmonizer = await open(fixture);
    const options = { images: true, trace: true, ...given };
    const plain = await harmonizer.harmonize({ ...fixture.request(), ...prepared, ...options });
    await using target = await harmonizer.prepareTarget({ ...preparationOf(fixture), ...prepared });
    for (let time = 0; time < 2; time++) {
      const result = await harmonizer.harmonize({ ...restOf(fixture), ...options, target });
      t.deepEqual(withoutTimings(result), withoutTimings(plain));
    }
  });
}

test('all sources of one target, in any order and at once', async (t) => {
  await using harmonizer = await open();
  await using target = await harmonizer.prepareTarget({ ...preparationOf(mini), steps: 4 });
  await using other = await harmonizer.prepareTarget({
    ...preparationOf(mini),
    steps: 4,
    target: mini.file('source.png'),
  });
  const boxes = [mini.request().box!, half, { x: 0, y: 0, width: 16, height: 64 }];
  const requests = boxes.flatMap((box) => [
    { ...restOf(mini), target, box },
    { ...restOf(mini), target: other, box, mode: 'twr' as const },
  ]);
  const apart: HarmonizeResult[] = [];
  for (const request of requests) {
    const image = mini.file(request.target === target ? 'target.png' : 'source.png');
    apart.push(
      await harmonizer.harmonize({
        ...mini.request(),
        ...request,
        prompts: mini.prompts,
        steps: 4,
        target: image,
      }),
    );
  }
  const together = await Promise.all(requests.map((request) => harmonizer.harmonize(request)));
  t.deepEqual(together.map(withoutTimings), apart.map(withoutTimings));
});

test('a source of the size of the canvas', async (t) => {
  await using harmonizer = await open();
  const { width, height } = harmonizer.canvas;
  const options = { trace: true, box: { x: 0, y: 0, width, height } };
  const plain = await harmonizer.harmonize({ ...mini.request(), ...options });
  await using target = await harmonizer.prepareTarget(preparationOf(mini));
  const result = await harmonizer.harmonize({ ...restOf(mini), ...options, target });
  for (const [name, { data }] of Object.entries(plain.trace!)) {
    const e = relativeError(result.trace![name]!.data, data);
    if (e > 0) t.log(name, e);
  }
  t.pass();
});
