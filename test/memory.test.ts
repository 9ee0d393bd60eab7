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
  const cycle = async () => {
    const harmonizer = await Harmonizer.load(mini.folder, { threads: 2, ...target });
    await harmonizer.harmonize({ ...mini.request(), mode: 'lms' });
    await harmonizer.close();
    return resident();
  };
  for (let i = 0; i < 3; i++) await cycle();
  const warm = await cycle();
  let last = warm;
  for (let i = 0; i < 12; i++) last = await cycle();
  t.true(last - warm < 24, `${(last - warm).toFixed(1)} MB more after 12 loads`);
});
