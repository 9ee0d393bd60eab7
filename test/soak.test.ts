import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';

const run = promisify(execFile);
const folder = join(import.meta.dirname, 'soak');
/** The soak's modules have no types. */
const { compareMemory } = await import(join(folder, 'memory.mjs'));
const { soak } = await import(join(folder, 'runs.mjs'));

const MB = 2 ** 20;
const SEED = 1;

/** A short form of `npm run soak`, in a process of its own. */
async function passes(t: ExecutionContext, ...flags: string[]): Promise<void> {
  const given = ['--expose-gc', join(folder, 'soak.mjs'), '--seed', String(SEED), ...flags];
  const env = { ...process.env, MALLOC_ARENA_MAX: '1' };
  const { stdout } = await run(process.execPath, given, { env });
  t.log(stdout);
  t.regex(stdout, /completed/);
}

test.serial('memory does not grow over many calls, some of which are aborted', async (t) => {
  await passes(t, '--runs', '60');
});

test.serial('nor over HTTP, with clients that go away', async (t) => {
  await passes(t, '--runs', '60', '--http');
});

/** Samples of a process that takes 100 MB, and more with every run. */
function samplesOf(runs: number, bytesPerRun: number) {
  return Array.from({ length: runs / 4 }, (_, i) => {
    const noise = (i % 5) * 0.5 * MB;
    const own = 100 * MB + noise + (i + 1) * 4 * bytesPerRun;
    return { runs: (i + 1) * 4, own, native: own, heap: 0, external: 0, resident: own };
  });
}

test('a leak of a small picture in every run shows', (t) => {
  t.false(compareMemory(samplesOf(1000, 0)).grows);
  t.false(compareMemory(samplesOf(1000, 0.01 * MB)).grows);
  t.true(compareMemory(samplesOf(1000, 0.02 * MB)).grows);
  const { windows } = compareMemory(samplesOf(1000, 0));
  t.deepEqual(windows, [
    { from: 200, to: 400 },
    { from: 800, to: 1000 },
  ]);
});

/** A subject with one kind of call. */
function subjectOf(call: (signal: AbortSignal, count: number) => Promise<string>) {
  let count = 0;
  return {
    kinds: { made: (signal: AbortSignal) => call(signal, count++) },
    isIdle: () => true,
    memory: async () => ({ own: 0 }),
  };
}

test('a soak fails at the first call that ends otherwise than it should', async (t) => {
  const obedient = async (signal: AbortSignal) => {
    signal.throwIfAborted();
    return 'result';
  };
  const soakWith = (call: (signal: AbortSignal, count: number) => Promise<string>) =>
    soak(subjectOf(call), { runs: 100, seed: SEED });
  const { samples, outcomes } = await soakWith(obedient);
  t.is(samples.length, 25);
  t.is(
    Object.values<number>(outcomes).reduce((sum, count) => sum + count),
    100,
  );
  await t.throwsAsync(
    soakWith(async (signal, count) => (count < 30 ? obedient(signal) : 'another')),
    { message: /^run \d+, made.*: its result is not that of the first call$/ },
  );
  await t.throwsAsync(
    soakWith(async () => 'result'),
    { message: /^run \d+, made, aborted before its start: it has a result$/ },
  );
  await t.throwsAsync(
    soakWith(async (signal) => (signal.aborted ? Promise.reject(new TypeError('other')) : 'result')),
    { message: /aborted .*: other$/ },
  );
});

test('a soak fails if jobs are left', async (t) => {
  const subject = { ...subjectOf(async () => 'result'), jobsLeft: async () => 2 };
  const soaking = soak(subject, { runs: 1, seed: SEED + 1 });
  await t.throwsAsync(soaking, { message: '2 jobs are left, although each has been deleted' });
});

test('--help prints the flags', async (t) => {
  const { stdout } = await run(process.execPath, [join(folder, 'soak.mjs'), '--help']);
  for (const flag of ['--http', '--runs', '--seed']) t.true(stdout.includes(flag));
});

test('the same seed aborts the same calls', async (t) => {
  const outcomesOf = async (seed: number) => {
    const call = async (signal: AbortSignal) => {
      signal.throwIfAborted();
      return 'result';
    };
    return (await soak(subjectOf(call), { runs: 200, seed })).outcomes;
  };
  t.deepEqual(await outcomesOf(SEED), await outcomesOf(SEED));
  t.notDeepEqual(await outcomesOf(SEED), await outcomesOf(SEED + 1));
});
