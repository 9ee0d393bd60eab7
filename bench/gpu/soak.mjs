// Runs fifty harmonisations with one engine and measures memory growth, transfers between host and device, and time.
// Prints one line of JSON.
//
// node bench/gpu/soak.mjs --model DIR --device cuda:N --engine NAME --precision NAME [--runs N]
import { parseArgs } from 'node:util';
import { cudaLibrary } from '../../dist/engines/libraries.js';
import { Harmonizer } from '../../dist/index.js';
import { loadAddon } from '../../dist/native/addon.js';
import { readRequest } from '../request.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    device: { type: 'string' },
    engine: { type: 'string' },
    precision: { type: 'string' },
    runs: { type: 'string', default: '50' },
  },
});
const request = readRequest(values.model);

const { model: folder, runs, ...target } = values;
const began = performance.now();
const harmonizer = await Harmonizer.load(folder, target);
const loadSeconds = (performance.now() - began) / 1000;
const transfers = countTransfers(harmonizer.core);
// One-time allocations are done after a few runs.
for (let i = 0; i < 5; i++) await harmonizer.harmonize(request);
const before = memory();
const seconds = [];
for (let i = 0; i < Number(runs); i++) {
  const { timings } = await harmonizer.harmonize(request);
  seconds.push(timings.total / 1000);
}
const after = memory();
await harmonizer.close();

console.log(
  JSON.stringify({
    ...harmonizer.target,
    runs: seconds.length,
    loadSeconds,
    seconds: seconds.sort((a, b) => a - b)[seconds.length >> 1],
    growth: { host: after.host - before.host, gpu: after.gpu - before.gpu },
    transfers: await transfers(),
  }),
);

/** Memory in use, in bytes: by the process, and on the GPU by all processes. The latter is only good for differences. */
function memory() {
  globalThis.gc?.();
  const number = Number(harmonizer.target.device.split(':')[1]);
  const gpu = Number.isNaN(number) ? 0 : -loadAddon().freeCudaMemory(cudaLibrary(), number);
  return { host: process.memoryUsage.rss(), gpu };
}

/** Counts the transfers of the last request by stage, which the public result leaves out. */
function countTransfers(core) {
  const harmonize = core.harmonize.bind(core);
  let last;
  Object.defineProperty(core, 'harmonize', {
    value: (...parameters) => {
      const started = harmonize(...parameters);
      last = started.promise;
      return started;
    },
  });
  return async () => (await last).transfers;
}
