import test from 'ava';
import { Config } from '../lib/model/config.js';
import { scaleMetadata } from '../lib/model/metadata.js';
import { readNoiseSchedule } from '../lib/model/scheduler.js';
import { checkOptions } from '../lib/request/harmonize.js';
import { mini } from './support/fixtures.js';

const noise = readNoiseSchedule(new Config('scheduler_config.json', {}));

test("the defaults are the paper's", (t) => {
  const settings = checkOptions(mini.request(), noise);
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
    const { candidateRange, fusionStart } = checkOptions({ ...mini.request(), steps }, noise);
    const [first, end] = candidateRange;
    // floor(p/10) = a exactly when 10 a ≤ p < 10 (a + 1); likewise the ceiling.
    t.true(10 * first <= 3 * steps && 3 * steps < 10 * (first + 1), `first of ${steps}`);
    t.true(10 * end <= 7 * steps && 7 * steps < 10 * (end + 1), `end of ${steps}`);
    t.true(10 * fusionStart < 8 * steps && 8 * steps <= 10 * (fusionStart + 1), `fusion of ${steps}`);
    t.true(first < end);
  }
});

test('metadata is scaled as DiffusionSat does; what is unknown is 0', (t) => {
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
