// Runs calls in bursts, aborts some of them, checks every result, and reads the memory after each burst.
import { setTimeout as wait } from 'node:timers/promises';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Calls that start together. */
const BURST = 4;
/** How many of them run at a time; the others wait. */
export const IN_FLIGHT = 2;

/** The share of calls that are aborted. */
const ABORTED = 0.25;
const MOMENTS = ['before its start', 'at once', 'later'];

/** Milliseconds within which aborted work must end. */
const PATIENCE = 10_000;

/**
 * @param subject has the `kinds` of calls by name, and says whether it `isIdle`, how much `memory` it takes and, if it runs
 *   jobs, how many `jobsLeft` it has
 * @param onBurst called with the number of runs so far
 * @returns the memory after each burst, and how many calls ended how
 * @throws Error if a result differs from the first of its kind, if an aborted call ends with anything but an AbortError, or
 *   if jobs are left
 */
export async function soak(subject, { runs, seed }, onBurst) {
  const random = generator(seed);
  const names = Object.keys(subject.kinds);
  const firsts = await callEachOnce(subject.kinds);
  const outcomes = { completed: 0, 'aborted too late': 0 };
  const samples = [];
  for (let done = 0; done < runs; ) {
    const burst = Array.from({ length: Math.min(BURST, runs - done) }, () => draw(random, names));
    const ends = await Promise.all(
      burst.map((plan, i) => run(subject.kinds[plan.name], plan, firsts.get(plan.name), done + i + 1)),
    );
    for (const end of ends) outcomes[end] = (outcomes[end] ?? 0) + 1;
    done += burst.length;
    await untilIdle(subject);
    samples.push({ runs: done, ...(await subject.memory()) });
    onBurst?.(done);
  }
  const left = (await subject.jobsLeft?.()) ?? 0;
  if (left > 0) throw new Error(`${left} jobs are left, although each has been deleted`);
  return { samples, outcomes };
}

/** The digest that all results of a kind must have, and how long one call takes by itself. */
async function callEachOnce(kinds) {
  const firsts = new Map();
  for (const [name, call] of Object.entries(kinds)) {
    const began = performance.now();
    const digest = await call(new AbortController().signal);
    firsts.set(name, { digest, milliseconds: performance.now() - began });
  }
  return firsts;
}

/** The kind of a call and, if it is to be aborted, when: `later` is a `part` of the time that the call takes by itself. */
function draw(random, names) {
  const name = names[Math.floor(random() * names.length)];
  if (random() >= ABORTED) return { name };
  return { name, moment: MOMENTS[Math.floor(random() * MOMENTS.length)], part: random() };
}

/** @returns how the call ended */
async function run(call, { name, moment, part }, { digest, milliseconds }, number) {
  const abort = new AbortController();
  if (moment === 'before its start') abort.abort();
  const working = call(abort.signal);
  if (moment === 'at once') abort.abort();
  const timer = moment === 'later' && setTimeout(() => abort.abort(), part * milliseconds);
  const [{ value, reason: error }] = await Promise.allSettled([working]);
  clearTimeout(timer);

  const failure = (said, options) =>
    new Error(`run ${number}, ${name}${moment ? `, aborted ${moment}` : ''}: ${said}`, options);
  if (error) {
    if (abort.signal.aborted && error.name === 'AbortError') return `aborted ${moment}`;
    throw failure(error.message, { cause: error });
  }
  if (moment === 'before its start') throw failure('it has a result');
  if (value !== digest) throw failure('its result is not that of the first call');
  return moment ? 'aborted too late' : 'completed';
}

/** Waits for aborted work. Its calls have rejected already, but a call of a network that has begun goes on. */
async function untilIdle(subject) {
  const late = performance.now() + PATIENCE;
  while (!(await subject.isIdle())) {
    if (performance.now() > late) throw new Error(`work goes on ${PATIENCE} ms after the last call`);
    await wait(5);
  }
}

/** Numbers in [0, 1). The same seed gives the same numbers. */
function generator(seed) {
  const rng = xoroshiro128plus(seed);
  return () => uniformInt(rng, 0, 2 ** 31 - 1) / 2 ** 31;
}
