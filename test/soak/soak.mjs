// Makes many calls, in this process or to harmonidiff-service in a process of its own, and aborts a quarter of them at
// random moments. Fails if memory grows, if a result differs from the first of its kind, if an aborted call ends with
// anything but an AbortError, or if the service has a job left.
//
// It runs with MALLOC_ARENA_MAX=1. Otherwise glibc gives threads arenas of their own when others are busy, and keeps what is
// freed in them: on a busy machine, memory grows for a few hundred runs even if nothing leaks.
import { fail, readFlags } from '../../scripts/tools.mjs';
import { openLibrary } from './library.mjs';
import { compareMemory, memoryTable } from './memory.mjs';
import { IN_FLIGHT, soak } from './runs.mjs';
import { openService } from './service.mjs';

const USAGE = `Usage: npm run soak -- [--http] [--runs 1000] [--seed N]

  --http       call harmonidiff-service in a process of its own, and run jobs there
  --runs <n>   number of calls, at least 20 (default: 1000)
  --seed <n>   repeat the calls and aborts of an earlier soak (default: a random number)`;

const { values } = readFlags({
  options: {
    help: { type: 'boolean', short: 'h', default: false },
    http: { type: 'boolean', default: false },
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit();
}
if (globalThis.gc === undefined) fail('Memory can only be measured with --expose-gc. Run `npm run soak`.');
const runs = whole('runs', 20);
const seed = whole('seed', 0);

console.log(`${runs} runs ${values.http ? 'over HTTP' : 'in one process'}, seed ${seed}`);
const began = performance.now();
const subject = await (values.http ? openService : openLibrary)({ threads: 2, maxInFlight: IN_FLIGHT });
const { samples, outcomes } = await soak(subject, { runs, seed }, showProgress)
  .finally(subject.close)
  .catch((error) => fail(`${error.message} (seed ${seed})`));
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
console.table(outcomes);
const comparison = compareMemory(samples);
console.table(memoryTable(comparison));
if (comparison.grows) fail('memory grows: `own` exceeds the limits in test/soak/memory.mjs.');
else console.log('passed: memory does not grow');

function showProgress(done) {
  if (process.stderr.isTTY) process.stderr.write(done < runs ? `\r${done} of ${runs} runs` : '\r');
}

function whole(name, least) {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least && value < 2 ** 31) return value;
  return fail(`--${name} is ${values[name]}; it must be a whole number of at least ${least}.`);
}
