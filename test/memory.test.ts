import test from 'ava';
import { Harmonizer } from '../lib/index.js';
import { mini } from './support/fixtures.js';
import { target } from './support/target.js';

const MB = 1024 * 1024;

/** Resident memory in MB, after garbage was collected. */
function resident(): number {
  globalThis.gc!();
  return process.memoryUsage.rss() / MB;
}

test.serial('memory does not grow over 30 runs', async (t) => {
  await using harmonizer = await Harmonizer.load(mini.folder, { threads: 2, ...target });
  const run = async (count: number) => {
    for (let i = 0; i < count; i++) await harmonizer.harmonize(mini.request());
    return resident();
  };
  const warm = await run(10);
  const growth = (await run(30)) - warm;
  // One run's tensors are about 20 MB: a leak of a fifth of them would show.
  t.true(growth < 40, `${growth.toFixed(1)} MB more after 30 runs`);
});

test.serial('memory is freed after close', async (t) => {
  /** The least that is resident after one of `count` harmonizers was closed; after another it may be 30 MB more. */
  const least = async (count: number) => {
    let bytes = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const harmonizer = await Harmonizer.load(mini.folder, { threads: 2, ...target });
      await harmonizer.harmonize({ ...mini.request(), mode: 'lms' });
      await harmonizer.close();
      bytes = Math.min(bytes, resident());
    }
    return bytes;
  };
  await least(4);
  const warm = await least(6);
  await least(12);
  const growth = (await least(6)) - warm;
  // A model that is not freed takes 5.5 MB on the CPU, 99 MB in 18 loads, and 46 MB on the simulated device.
  t.true(growth < 30, `${growth.toFixed(1)} MB more after 18 loads`);
});
