import { setTimeout as wait } from 'node:timers/promises';
import test from 'ava';
import {
  AbortError,
  ClosedError,
  type HarmonizeOptions,
  OptionError,
  type PrepareOptions,
  UnsupportedModelError,
} from '../lib/index.js';
import { inpainting, mini } from './support/fixtures.js';
import { open, preparationOf, restOf } from './support/prepared.js';

// What prepareTarget and harmonize refuse, and how a prepared target ends.

const closed = { instanceOf: ClosedError, code: 'CLOSED' } as const;
const refused = { instanceOf: OptionError, code: 'OPTION_INVALID' } as const;

/** Options of `prepareTarget`, those of `harmonize` that differ, and what is wrong. */
const DIFFERENT: [Partial<PrepareOptions>, Partial<HarmonizeOptions>, string][] = [
  [
    {},
    { steps: 30 },
    'steps is 30, but the target was prepared with 20; leave it out, or prepare the target with that value.',
  ],
  [{}, { steps: 30, mode: 'lms' }, 'steps is 30, but the target was prepared with 20; .*'],
  [{}, { posterior: 'sample' }, 'posterior is "sample", but the target was prepared with "mean"; .*'],
  [{ posterior: 'sample', seed: 3 }, { seed: 4 }, 'seed is 4, but the target was prepared with 3; .*'],
  [{}, { targetBands: [1] }, 'targetBands is \\[ 1 \\], but the target was prepared without it; .*'],
  [
    { targetStretch: 'full' },
    { targetStretch: 'percentile' },
    'targetStretch is "percentile", but .* with "full"; .*',
  ],
  [
    {},
    { prompts: { source: 'a', target: 'b' } },
    'prompts.target is "b", but the target was prepared with "a satellite .*',
  ],
  [{}, { method: 'copy-paste', prompts: { target: 'b' } }, 'prompts.target is "b", but .*'],
  [
    { metadata: { gsd: 1 } },
    { metadata: { gsd: 2 } },
    'metadata.gsd is 2, but the target was prepared with 1; .*',
  ],
  [
    { metadata: {} },
    { metadata: { year: 2016 } },
    'metadata.year is 2016, but the target was prepared without it; .*',
  ],
  [
    {},
    { candidateRange: [5, 9] },
    'candidateRange is \\[ 5, 9 \\], but the target was prepared for candidates from step 6 on; start at 6 or later, or prepare the target with that range.',
  ],
];

test('options that differ from those of the prepared target are refused', async (t) => {
  await using harmonizer = await open();
  for (const [prepared, given, message] of DIFFERENT) {
    await using target = await harmonizer.prepareTarget({ ...preparationOf(mini), ...prepared });
    const request = { ...restOf(mini), ...given, target };
    await t.throwsAsync(harmonizer.harmonize(request), { ...refused, message: new RegExp(`^${message}$`) });
  }
});

test('options that are equal, and those that a method does not share, are taken', async (t) => {
  await using harmonizer = await open();
  const given = { steps: 3, posterior: 'mean', metadata: { gsd: 0.5, year: 2016 } } as const;
  const read = { targetBands: [1, 2, 3], targetStretch: { range: [0, 200] } } as const;
  await using target = await harmonizer.prepareTarget({ ...preparationOf(mini), ...given, ...read });
  const all: Partial<HarmonizeOptions>[] = [
    { ...given, ...read, prompts: mini.prompts, candidateRange: [1, 2], seed: 8 },
    { metadata: { year: 2016 }, candidateRange: [0, 3] },
    { method: 'poisson-vae', steps: 9, posterior: 'sample', candidateRange: [0, 9] },
    { mode: 'init', steps: 9 },
  ];
  for (const options of all) {
    const { candidates } = await harmonizer.harmonize({ ...restOf(mini), ...options, target });
    t.true(candidates.length > 0);
  }
});

test('a point takes the ground sampling distance that the target was prepared with', async (t) => {
  await using harmonizer = await open();
  const metadata = { gsd: 0.5 };
  await using target = await harmonizer.prepareTarget({ ...preparationOf(mini), metadata, steps: 2 });
  const request = { source: mini.file('source.png'), point: { x: 64, y: 64 }, sourceGsd: 0.25 };
  const [plain, prepared] = [
    await harmonizer.harmonize({ ...request, metadata, mode: 'init', target: mini.file('target.png') }),
    await harmonizer.harmonize({ ...request, target, mode: 'init' }),
  ];
  t.deepEqual(prepared.place, plain.place);
});

test('wrong options of prepareTarget are refused', async (t) => {
  await using harmonizer = await open();
  const valid = preparationOf(mini);
  const cases: [object, RegExp][] = [
    [
      { ...valid, prompts: undefined },
      /^prompts\.target is missing\. The target is inverted with this prompt/,
    ],
    [{ ...valid, prompts: { source: 'a' } }, /^Unknown option prompts\.source; /],
    [{ ...valid, target: undefined }, /^target is missing; pass a file path/],
    [{ ...valid, stpes: 4 }, /^Unknown option stpes; did you mean steps\?/],
    [{ ...valid, mode: 'twr' }, /^Unknown option mode; /],
    [{ ...valid, steps: 4, candidateRange: [2, 6] }, /^candidateRange is \[ 2, 6 \]; it must be .* ≤ 4/],
    [{ ...valid, metadata: { gsd: 0 } }, /^metadata\.gsd is 0; /],
  ];
  for (const [options, message] of cases) {
    await t.throwsAsync(harmonizer.prepareTarget(options as never), { ...refused, message });
  }
  await t.throwsAsync(harmonizer.prepareTarget({ ...valid, target: '/nowhere.png' }), {
    code: 'IMAGE_NOT_FOUND',
  });
  await using inpainter = await open(inpainting);
  await t.throwsAsync(inpainter.prepareTarget({ ...valid, target: inpainting.file('target.png') }), {
    instanceOf: UnsupportedModelError,
    message: /^method is harmonidiff, which this model's UNet cannot run/,
  });
});

test('a prepared target stands only for the target, and only in the harmonizer that prepared it', async (t) => {
  await using harmonizer = await open();
  await using other = await open();
  await using target = await harmonizer.prepareTarget({ ...preparationOf(mini), steps: 2 });
  const request = { ...restOf(mini), target };
  await t.throwsAsync(other.harmonize(request), {
    ...refused,
    message: 'target was prepared by another harmonizer; prepare it with the harmonizer that you call.',
  });
  const image = target as never;
  const box = { x: 0, y: 0, width: 32, height: 32 };
  await t.throwsAsync(harmonizer.harmonize({ ...request, source: image }), refused);
  await t.throwsAsync(harmonizer.harmonize({ ...request, box: undefined, mask: image }), refused);
  await t.throwsAsync(harmonizer.prepareTarget({ ...preparationOf(mini), target: image }), refused);
  await t.throwsAsync(harmonizer.score(image, { box }), refused);
  const alike = Object.create(Object.getPrototypeOf(target), Object.getOwnPropertyDescriptors(target));
  await t.throwsAsync(harmonizer.harmonize({ ...request, target: alike }), refused);
});

test('close waits for the calls that use the target, and later ones reject', async (t) => {
  await using harmonizer = await open();
  const target = await harmonizer.prepareTarget({ ...preparationOf(mini), steps: 4 });
  const request = { ...restOf(mini), target };
  const ended: string[] = [];
  // Accepted, but their images are not read yet.
  const calls = [1, 2].map((n) => harmonizer.harmonize(request).then(() => ended.push(`call ${n}`)));
  const closing = target.close().then(() => ended.push('closed'));
  await t.throwsAsync(harmonizer.harmonize(request), {
    ...closed,
    message: /^The prepared target is closed; prepare it again/,
  });
  await Promise.all([...calls, closing]);
  t.deepEqual(ended.slice(0, 2).sort(), ['call 1', 'call 2']);
  t.is(ended[2], 'closed');
  t.is(target.close(), target.close());
  await t.throwsAsync(harmonizer.harmonize(request), closed);
  await using again = await harmonizer.prepareTarget({ ...preparationOf(mini), steps: 4 });
  t.truthy((await harmonizer.harmonize({ ...request, target: again })).winner);
});

test('close waits for a call that fails, and for work that was aborted', async (t) => {
  await using harmonizer = await open();
  const target = await harmonizer.prepareTarget(preparationOf(mini));
  const abort = new AbortController();
  const request = { ...restOf(mini), target };
  const failing = harmonizer.harmonize({ ...request, source: '/nowhere.png' });
  const running = harmonizer.harmonize({ ...request, signal: abort.signal, onProgress: () => abort.abort() });
  const closing = target.close();
  await t.throwsAsync(failing, { code: 'IMAGE_NOT_FOUND' });
  await t.throwsAsync(running, { instanceOf: AbortError });
  await closing;
  await wait(0);
  t.is(harmonizer.stats().inFlight, 0, 'the core has stopped');
});

test('closing the harmonizer ends its prepared targets', async (t) => {
  const harmonizer = await open();
  const target = await harmonizer.prepareTarget(preparationOf(mini));
  const request = { ...restOf(mini), target };
  const running = harmonizer.harmonize(request);
  const preparing = harmonizer.prepareTarget({ ...preparationOf(mini), steps: 200 });
  await wait(50);
  const closing = harmonizer.close();
  await t.throwsAsync(running, closed);
  await t.throwsAsync(preparing, closed);
  await closing;
  await t.throwsAsync(harmonizer.harmonize(request), closed);
  await t.throwsAsync(harmonizer.prepareTarget(preparationOf(mini)), closed);
  await target.close();
});

test('prepareTarget stops when it is aborted, at any moment', async (t) => {
  await using harmonizer = await open();
  const options = { ...preparationOf(mini), steps: 200 };
  const reason = new Error('changed my mind');
  await t.throwsAsync(harmonizer.prepareTarget({ ...options, signal: AbortSignal.abort(reason) }), {
    instanceOf: AbortError,
  });
  for (const last of ['text 1', 'encode 1', 'invert 1', 'invert 40']) {
    const abort = new AbortController();
    const seen: string[] = [];
    const error = await t.throwsAsync(
      harmonizer.prepareTarget({
        ...options,
        signal: abort.signal,
        onProgress: ({ stage, step }) => {
          seen.push(`${stage} ${step}`);
          if (seen.at(-1) === last) abort.abort(reason);
        },
      }),
      { instanceOf: AbortError },
    );
    t.is(error!.cause, reason);
    t.is(seen.at(-1), last);
  }
  const bad = new RangeError('mine');
  const thrower = () => {
    throw bad;
  };
  t.is(
    await t.throwsAsync(harmonizer.prepareTarget({ ...options, onProgress: thrower }), { any: true }),
    bad,
  );
  await using target = await harmonizer.prepareTarget(preparationOf(mini));
  t.is((await harmonizer.harmonize({ ...restOf(mini), target })).winner!.timestep, mini.golden.best_timestep);
});
