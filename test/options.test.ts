import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import test from 'ava';
import { buildDataset, readManifest } from '../lib/dataset/index.js';
import { evaluate } from '../lib/evaluation/index.js';
import { Harmonizer } from '../lib/index.js';
import { ClassifierFeatures, OnnxImageEncoder } from '../lib/metrics/index.js';
import { Config } from '../lib/model/config.js';
import { scaleMetadata } from '../lib/model/metadata.js';
import { readNoiseSchedule } from '../lib/model/scheduler.js';
import { readHarmonize } from '../lib/request/harmonize.js';
import { mini } from './support/fixtures.js';

const noise = readNoiseSchedule(new Config('scheduler_config.json', {}));

test("the defaults are the paper's", (t) => {
  const { settings } = readHarmonize(mini.request(), noise);
  t.is(settings.method, 'ltf');
  t.is(settings.schedule.timesteps.length, 20);
  t.is(settings.guidanceScale, 3.5);
  t.deepEqual(settings.candidateRange, [6, 14]);
  t.is(settings.fusionStart, 15);
  t.is(settings.edgeWidthRatio, 0.1);
  t.is(settings.posterior, 'mean');
  t.false(settings.restoreDetail);
});

test('⌊0.3 N⌋, ⌊0.7 N⌋ and ⌈0.8 N⌉ − 1 are exact for every N, and there is always a candidate', (t) => {
  for (let steps = 2; steps <= 1000; steps++) {
    const { candidateRange, fusionStart } = readHarmonize({ ...mini.request(), steps }, noise).settings;
    const [first, end] = candidateRange;
    // floor(p/10) = a exactly when 10 a ≤ p < 10 (a + 1); likewise the ceiling.
    t.true(10 * first <= 3 * steps && 3 * steps < 10 * (first + 1), `first of ${steps}`);
    t.true(10 * end <= 7 * steps && 7 * steps < 10 * (end + 1), `end of ${steps}`);
    t.true(10 * fusionStart < 8 * steps && 8 * steps <= 10 * (fusionStart + 1), `fusion of ${steps}`);
    t.true(first < end);
  }
});

test('metadata is scaled as in DiffusionSat; unknown values are 0', (t) => {
  t.deepEqual([...scaleMetadata({})], Array(7).fill(0));
  const scaled = scaleMetadata({
    longitude: 90,
    latitude: -45,
    gsd: 0.5,
    cloudCover: 0.25,
    year: 2016,
    month: 6,
    day: 31,
  });
  t.deepEqual([...scaled], [250, -250, 500, 250, 16800, 500, 1000]);
  t.deepEqual([...scaleMetadata({ month: 3, day: undefined })], [0, 0, 0, 0, 0, 250, 0]);
});

test('every property of the options is read once, into plain values', (t) => {
  const readings: Record<string, number> = {};
  /** The same object with getters that return something else on the second read. */
  const once = (values: object, prefix = ''): object => {
    const properties = Object.entries(values).map(([name, value]) => {
      const get = () => {
        const path = `${prefix}${name}`;
        readings[path] = (readings[path] ?? 0) + 1;
        if (readings[path] > 1) return 'changed';
        return value?.constructor === Object ? once(value, `${path}.`) : value;
      };
      return [name, { get, enumerable: true }];
    });
    return Object.defineProperties({}, Object.fromEntries(properties));
  };
  const given = { ...mini.request(), guidanceScale: 2, candidateRange: [3, 9], seed: 7, mode: 'twr' };
  const plain = readHarmonize(given, noise);
  t.deepEqual(readHarmonize(once(given), noise), plain);
  const { box, metadata, prompts, ...others } = given;
  const names = [
    ...Object.keys(others),
    ...Object.entries({ box, metadata, prompts }).flatMap(([name, values]) => [
      name,
      ...Object.keys(values!).map((inner) => `${name}.${inner}`),
    ]),
  ];
  t.deepEqual(readings, Object.fromEntries(names.map((name) => [name, 1])));
});

test('null and undefined leave an option out', (t) => {
  const left = { steps: null, guidanceScale: undefined, images: null, mask: null, signal: null };
  const { settings, images, place } = readHarmonize({ ...mini.request(), ...left }, noise);
  t.deepEqual(settings, readHarmonize({ ...mini.request(), steps: 20 }, noise).settings);
  t.deepEqual([images, place.mask], [false, undefined]);
});

test('an unknown option is refused everywhere, with the nearest name', async (t) => {
  const harmonizer = await Harmonizer.load(mini.folder, { threads: 1 });
  const request = mini.request();
  const box = { x: 0, y: 0, width: 32, height: 32 };
  const calls: [(options: never) => Promise<unknown>, object, string, string][] = [
    [(options) => harmonizer.harmonize(options), { ...request, stpes: 3 }, 'stpes', 'steps'],
    [(options) => harmonizer.harmonize(options), { ...request, guidance: 9 }, 'guidance', 'guidanceScale'],
    [(options) => harmonizer.harmonize(options), { ...request, STEPS: 9 }, 'STEPS', 'steps'],
    [
      (options) => harmonizer.harmonize(options),
      { ...request, targetBand: [1] },
      'targetBand',
      'targetBands',
    ],
    [
      (options) => harmonizer.harmonize(options),
      { ...request, maskTreshold: 1 },
      'maskTreshold',
      'maskThreshold',
    ],
    [
      (options) => harmonizer.harmonize(options),
      { ...request, prompts: { ...request.prompts, sorce: 'a' } },
      'prompts.sorce',
      'prompts.source',
    ],
    [
      (options) => harmonizer.harmonize(options),
      { ...request, metadata: { cloudcover: 0 } },
      'metadata.cloudcover',
      'metadata.cloudCover',
    ],
    [(options) => harmonizer.prepareTarget(options), { target: request.target, step: 3 }, 'step', 'steps'],
    [(options) => harmonizer.score('a.png', options), { box, edgeWidth: 0.1 }, 'edgeWidth', 'edgeWidthRatio'],
    [(options) => Harmonizer.load(mini.folder, options), { thread: 2 }, 'thread', 'threads'],
    [(options) => buildDataset(options), { scenes: 'a', out: 'b', cuont: 3 }, 'cuont', 'count'],
    [(options) => readManifest('a.jsonl', options), { scene: 'a' }, 'scene', 'scenes'],
    [(options) => evaluate(options), { manifest: 'a', out: 'b', method: 'real' }, 'method', 'methods'],
    [(options) => OnnxImageEncoder.load('a.onnx', options), { sizes: 3 }, 'sizes', 'size'],
    [(options) => ClassifierFeatures.load('a', options), { Threads: 3 }, 'Threads', 'threads'],
  ];
  for (const [call, options, unknown, nearest] of calls) {
    await t.throwsAsync(call(options as never), {
      code: 'OPTION_INVALID',
      message: `Unknown option ${unknown}; did you mean ${nearest}?`,
    });
  }
  await t.throwsAsync(harmonizer.harmonize({ ...request, zzz: 1 } as never), {
    message: /^Unknown option zzz; known options are target, source, targetBands, .*onProgress\.$/,
  });
  await harmonizer.close();
});

test('the JSON Schema accepts what harmonize accepts', async (t) => {
  const file = join(import.meta.dirname, '../dist/harmonize.schema.json');
  const validate = new Ajv().compile(JSON.parse(await readFile(file, 'utf8')));
  const valid = {
    ...{ target: 'a.png', source: 'b.png', box: { x: 1, y: 2, width: 3, height: 4 } },
    ...{ sourcePrompt: 'a', targetPrompt: 'b', gsd: 0.3, cloudCover: 1, year: 2016, month: 12, day: 31 },
    ...{ method: 'harmonidiff', mode: 'ltf', steps: 1000, guidanceScale: 0, candidateRange: [0, 3] },
    ...{ fusionStart: 4, edgeWidthRatio: 0.5, posterior: 'sample', seed: 2 ** 32 - 1, restoreDetail: true },
  };
  t.true(validate(valid), JSON.stringify(validate.errors));
  for (const wrong of [
    { stpes: 3 },
    { steps: 1 },
    { steps: 2.5 },
    { gsd: 0 },
    { cloudCover: 1.1 },
    { mode: 'full' },
    { candidateRange: [3] },
    { sourcePrompt: 'a'.repeat(10_001) },
    { box: { x: 1, y: 2, width: 3 } },
    { restoreDetail: 'yes' },
    { target: undefined },
    { metadata: { gsd: 1 } },
  ]) {
    t.false(validate(JSON.parse(JSON.stringify({ ...valid, ...wrong }))), JSON.stringify(wrong));
  }
});

test('an empty path is refused', async (t) => {
  await t.throwsAsync(evaluate({ manifest: 'a.jsonl', out: '' }), {
    message: 'out is ""; it must be a path.',
  });
  await t.throwsAsync(Harmonizer.load(''), { message: 'folder is ""; it must be a path.' });
});
