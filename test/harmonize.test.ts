import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import sharp from 'sharp';
import { type HarmonizeOptions, Harmonizer, type Progress } from '../lib/index.js';
import { type Fixture, large, mini, relativeError, sd1, sharded } from './support/fixtures.js';
import { target, tolerances } from './support/target.js';
import { transfersOf } from './support/transfers.js';

const tolerance = tolerances[target.precision];

const open = (fixture: Fixture) => Harmonizer.load(fixture.folder, { threads: 2, ...target });
const pixels = async (path: string) => sharp(path).removeAlpha().raw().toBuffer();

/** Runs the fixture's request in `mode` and compares everything that it computes with PyTorch's results. */
const matchesGoldens = test.macro(async (t, fixture: Fixture, mode: 'ltf' | 'twr') => {
  await using harmonizer = await open(fixture);
  const { golden } = fixture;
  const { trace, candidates, winner } = await harmonizer.harmonize({
    ...fixture.request(),
    mode,
    trace: true,
  });

  let compared = 0;
  for (const [name, { data, shape }] of Object.entries(trace!)) {
    // These goldens have the input and logit of another candidate; test/networks.test.ts compares them.
    if (name.startsWith('classifier.')) continue;
    const goldenName = mode === 'twr' ? name.replace('candidate.', 'twr.candidate.') : name;
    if (!(goldenName in fixture.tensors)) continue;
    const expected = fixture.floats(goldenName);
    const most = name.startsWith('candidate.') ? tolerance.candidate : tolerance.network;
    t.deepEqual(shape, expected.shape, name);
    const error = relativeError(data, expected.data);
    t.true(error <= most, `${name}: ${error}`);
    compared++;
  }
  t.true(compared >= 15, `${compared} tensors compared`);

  const scores = mode === 'twr' ? golden.twr_scores! : golden.scores;
  const best = mode === 'twr' ? golden.twr_best_timestep! : golden.best_timestep;
  t.deepEqual(
    candidates.map(({ timestep }) => timestep),
    scores.map(({ timestep }) => timestep),
  );
  scores.forEach(({ timestep, ...expected }, i) => {
    for (const [name, value] of Object.entries(expected)) {
      const actual = candidates[i]!.scores![name as keyof typeof expected];
      t.true(Math.abs(actual - value) <= tolerance.score, `${name} of ${timestep}: ${actual}, not ${value}`);
    }
  });
  const margins = scores.filter(({ timestep }) => timestep !== best).map(({ mean }) => mean);
  const bestMean = scores.find(({ timestep }) => timestep === best)!.mean;
  if (bestMean - Math.max(...margins) > tolerance.score) t.is(winner!.timestep, best);
});

test('mini: everything equals PyTorch', matchesGoldens, mini, 'ltf');
test('sd1: everything equals PyTorch', matchesGoldens, sd1, 'ltf');
test('sd1 without fusion equals PyTorch', matchesGoldens, sd1, 'twr');
test('sharded: everything equals PyTorch', matchesGoldens, sharded, 'ltf');
test('sharded without fusion equals PyTorch', matchesGoldens, sharded, 'twr');
for (const fixture of large) test('the large fixture equals PyTorch', matchesGoldens, fixture, 'ltf');

for (const fixture of [mini, ...large]) {
  test(`the winner's image equals PyTorch's: ${fixture.golden.size} px`, async (t) => {
    await using harmonizer = await open(fixture);
    const result = await harmonizer.harmonize({ ...fixture.request(), images: true });
    const candidate = result.candidates.find(({ timestep }) => timestep === fixture.golden.best_timestep)!;
    const expected = await pixels(fixture.file('expected.png'));
    const { data, ...format } = candidate.image!;
    t.deepEqual(format, { width: fixture.golden.size, height: fixture.golden.size, channels: 3 });
    const worst = data.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
    t.true(worst <= tolerance.level, `${worst} levels apart`);
  });
}

test('init is the plain paste', async (t) => {
  await using harmonizer = await open(mini);
  const { winner, candidates } = await harmonizer.harmonize({ ...mini.request(), mode: 'init' });
  const [left, top] = mini.golden.bbox;
  const expected = await sharp(mini.file('target.png'))
    .composite([{ input: mini.file('source.png'), left, top }])
    .removeAlpha()
    .raw()
    .toBuffer();
  t.is(winner!.timestep, null);
  t.is(candidates.length, 1);
  t.deepEqual(winner!.image.data, expected);
});

test('lms decodes the clean latent with the shifted source in it', async (t) => {
  await using harmonizer = await open(mini);
  const { winner, trace } = await harmonizer.harmonize({ ...mini.request(), mode: 'lms', trace: true });
  const full = await harmonizer.harmonize({ ...mini.request(), trace: true });
  t.is(winner!.timestep, 1);
  t.true(relativeError(trace!['shifted.1']!.data, full.trace!['shifted.1']!.data) < 1e-6);
});

test('a mask of any shape: only its pixels come from the source, and the edge mask follows it', async (t) => {
  await using harmonizer = await open(mini);
  const { width, height } = harmonizer.canvas;
  const circle = Buffer.from(
    Array.from({ length: width * height }, (_, i) => {
      return Math.hypot((i % width) - 60, Math.floor(i / width) - 70) < 44 ? 255 : 0;
    }),
  );
  const mask = sharp(circle, { raw: { width, height, channels: 1 } });
  const { box: _, ...request } = mini.request();
  const paste = await harmonizer.harmonize({ ...request, mask, mode: 'init' });
  const target = await pixels(mini.file('target.png'));
  const outside = [...circle.keys()].filter((i) => circle[i] === 0);
  t.true(
    outside.every((i) =>
      paste.winner!.image.data.subarray(i * 3, i * 3 + 3).equals(target.subarray(i * 3, i * 3 + 3)),
    ),
  );
  t.notDeepEqual(paste.winner!.image.data, target);

  const { trace, winner } = await harmonizer.harmonize({ ...request, mask, trace: true });
  const edge = trace!.edge_mask!.data;
  const at = (x: number, y: number) => edge[y * 16 + x];
  t.is(at(7, 8), 0, 'inside');
  t.is(at(0, 0), 0, 'outside');
  t.is(at(7, 3), 1, 'on the upper rim');
  t.true(winner!.scores.mean > 0);
});

test('without a classifier every candidate has its image and no scores', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-'));
  t.teardown(() => rm(folder, { recursive: true }));
  for (const name of await readdir(mini.folder)) {
    if (name !== 'classifier') await symlink(mini.file(name), join(folder, name));
  }
  await using unscored = await Harmonizer.load(folder, target);
  const result = await unscored.harmonize(mini.request());
  t.is(result.winner, null);
  t.is(result.candidates.length, 8);
  t.true(result.candidates.every(({ scores, image }) => scores === null && image !== null));

  await using scored = await Harmonizer.load(folder, { classifier: mini.file('classifier'), ...target });
  t.is((await scored.harmonize(mini.request())).winner!.timestep, mini.golden.best_timestep);
});

test('only the winner has its image, unless all are requested', async (t) => {
  await using harmonizer = await open(mini);
  const { candidates, winner } = await harmonizer.harmonize(mini.request());
  t.true(candidates.every(({ image }) => image === null));
  t.is(winner!.image.data.length, 128 * 128 * 3);
});

test('candidates, steps and fusion follow their options', async (t) => {
  await using harmonizer = await open(mini);
  const run = (options: Partial<HarmonizeOptions>) =>
    harmonizer.harmonize({ ...mini.request(), trace: true, ...options });
  const few = await run({ steps: 4, candidateRange: [1, 3] });
  t.deepEqual(
    few.candidates.map(({ timestep }) => timestep),
    [251, 501],
  );
  const [never, twr] = [await run({ fusionStart: 20 }), await run({ mode: 'twr' })];
  t.deepEqual(never.trace!['candidate.301']!.data, twr.trace!['candidate.301']!.data);
  t.deepEqual(
    never.trace!['candidate.301']!.data,
    (await run({ mode: 'twr', guidanceScale: 3.5 })).trace!['candidate.301']!.data,
  );
  t.notDeepEqual(
    twr.trace!['candidate.301']!.data,
    (await run({ mode: 'twr', guidanceScale: 1 })).trace!['candidate.301']!.data,
  );
  // A candidate may start at the very first step or the very last.
  const all = await run({ steps: 4, candidateRange: [0, 4] });
  t.is(all.candidates.length, 4);
});

test('a sampled posterior follows its seed', async (t) => {
  await using harmonizer = await open(mini);
  const clean = async (options: Partial<HarmonizeOptions>) => {
    const { trace } = await harmonizer.harmonize({ ...mini.request(), mode: 'lms', trace: true, ...options });
    return trace!['shifted.1']!.data;
  };
  t.deepEqual(await clean({ posterior: 'sample', seed: 7 }), await clean({ posterior: 'sample', seed: 7 }));
  t.notDeepEqual(
    await clean({ posterior: 'sample', seed: 7 }),
    await clean({ posterior: 'sample', seed: 8 }),
  );
  t.notDeepEqual(await clean({ posterior: 'sample' }), await clean({}));
});

test('progress names the stages in order and rises to 1', async (t) => {
  await using harmonizer = await open(mini);
  const seen: Progress[] = [];
  await harmonizer.harmonize({ ...mini.request(), onProgress: (progress) => seen.push(progress) });
  t.deepEqual(
    [...new Set(seen.map(({ stage }) => stage))],
    ['text', 'encode', 'invert', 'denoise', 'select'],
  );
  const calls = (stage: string) => seen.filter((progress) => progress.stage === stage).length;
  t.is(calls('invert'), 13, 'inversion goes no deeper than the highest candidate');
  t.is(calls('denoise'), 14, 'candidates advance in lockstep');
  t.true(seen.every(({ fraction }, i) => i === 0 || fraction >= seen[i - 1]!.fraction));
  t.is(seen.at(-1)!.fraction, 1);
  t.true(seen.every(({ step, steps }) => step >= 1 && step <= steps));
});

test('the timings name the stages', async (t) => {
  await using harmonizer = await open(mini);
  const { timings } = await harmonizer.harmonize(mini.request());
  t.deepEqual(Object.keys(timings), [
    'waiting',
    'images',
    'text',
    'encode',
    'invert',
    'denoise',
    'select',
    'total',
  ]);
  const { total, ...parts } = timings;
  t.true(Object.values(parts).reduce((sum, part) => sum + part, 0) <= total! + 1);
});

const none = { uploads: 0, downloads: 0 };
/** Of a method that inverts and denoises. */
const TRANSFERS = {
  // The tokens of the three prompts; the metadata and the zeros of the half without a prompt.
  text: { uploads: 2, downloads: 0 },
  // The two images, and the timesteps at which the latents will be inverted.
  encode: { uploads: 3, downloads: 0 },
  invert: none,
  denoise: none,
  // The weights of the resize for the classifier, and zeros where the scores go; all scores, and the winner.
  select: { uploads: 2, downloads: 2 },
};

test('transfers between host and device: none while latents are inverted and denoised', async (t) => {
  await using harmonizer = await open(mini);
  for (const mode of ['ltf', 'twr'] as const) {
    t.deepEqual(await transfersOf(harmonizer, { ...mini.request(), mode }), TRANSFERS);
  }
});

test('transfers between host and device: their number does not depend on that of the candidates', async (t) => {
  await using harmonizer = await open(mini);
  for (const candidateRange of [
    [13, 14],
    [2, 20],
  ] as const) {
    t.deepEqual(await transfersOf(harmonizer, { ...mini.request(), candidateRange }), TRANSFERS);
  }
});

test('transfers between host and device: one more for every other image that is wanted', async (t) => {
  await using harmonizer = await open(mini);
  const request = { ...mini.request(), candidateRange: [10, 14], images: true } as const;
  const { select } = await transfersOf(harmonizer, request);
  t.deepEqual(select, { uploads: 2, downloads: 1 + 4 });
});

test('transfers between host and device: restored detail is computed on the host, image by image', async (t) => {
  await using harmonizer = await open(mini);
  const request = { ...mini.request(), candidateRange: [10, 14], restoreDetail: true } as const;
  const { select } = await transfersOf(harmonizer, request);
  t.deepEqual(select, { uploads: 2 + 4, downloads: 2 + 4 });
});

test('transfers between host and device: a patch that is resized to whole latent pixels needs weights for it', async (t) => {
  await using harmonizer = await open(mini);
  const { box, ...request } = mini.request();
  const odd = { ...box!, width: box!.width - 3, height: box!.height - 5 };
  const transfers = await transfersOf(harmonizer, { ...request, box: odd });
  t.deepEqual(transfers, { ...TRANSFERS, encode: { uploads: 3 + 2, downloads: 0 } });
});
