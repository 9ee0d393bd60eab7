// Measures calls in flight, in one process and on the pictures of examples/:
//
// - throughput: the time of several equal calls one after another, divided by their time all in flight, with
//   `batching: 'turns'` and `'shared'`.
// - latency: the time of a call that arrives in the middle of a long one, divided by its time alone. Taking turns, two
//   calls get half of the device each.
//
// node bench/in-flight.mjs [--model DIR] [--calls N] [--steps N] [--threads N] [--engine NAME] [--rounds N]
//   [--record]
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Harmonizer, smallModel } from '../dist/index.js';
import { RECORD, recordEntry } from './ledger/entries.mjs';
import { median } from './measure.mjs';

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: smallModel },
    calls: { type: 'string', default: '8' },
    steps: { type: 'string', default: '10' },
    threads: { type: 'string', default: String(availableParallelism()) },
    engine: { type: 'string', default: 'onnxruntime' },
    rounds: { type: 'string', default: '5' },
    ...RECORD,
  },
});
const [calls, steps, threads, rounds] = ['calls', 'steps', 'threads', 'rounds'].map((name) =>
  Number(options[name]),
);

const example = join(import.meta.dirname, '../examples/villa');
const { prompts, metadata } = JSON.parse(readFileSync(join(example, 'example.json'), 'utf8'));
const load = (batching) =>
  Harmonizer.load(options.model, { threads, device: 'cpu', engine: options.engine, batching });
const harmonizers = { turns: await load('turns'), shared: await load('shared') };
const { width: side } = harmonizers.turns.canvas;
const [x, y, width, height] = [0.2, 0.2, 0.65, 0.62].map((part) => Math.round(part * side));
const request = {
  ...{ target: join(example, 'target.png'), source: join(example, 'source.png') },
  ...{ box: { x, y, width, height }, prompts, metadata, steps },
};

async function secondsOf(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const call = (harmonizer = harmonizers.turns) => harmonizer.harmonize(request);
const inFlight = (harmonizer) => Promise.all(Array.from({ length: calls }, () => call(harmonizer)));
const ways = {
  async sequential() {
    for (let i = 0; i < calls; i++) await call();
  },
  turns: () => inFlight(harmonizers.turns),
  shared: () => inFlight(harmonizers.shared),
};

/** Seconds of a call that arrives when a long one has done a tenth of its work. */
async function behindLongCall() {
  const abort = new AbortController();
  let measured;
  const long = harmonizers.turns.harmonize({
    ...{ ...request, steps: 200, candidateRange: [100, 108], signal: abort.signal },
    onProgress({ fraction }) {
      if (fraction > 0.1) measured ??= secondsOf(call).finally(() => abort.abort());
    },
  });
  await long.catch((error) => {
    if (error.code !== 'ABORT_ERR') throw error;
  });
  if (!measured) throw new Error('the long call ended too soon');
  return measured;
}

for (const harmonizer of Object.values(harmonizers)) await call(harmonizer); // warm-up
const seconds = { sequential: [], turns: [], shared: [], alone: [], behindLongCall: [] };
for (let round = 0; round < rounds; round++) {
  const names = Object.keys(ways);
  for (const name of round % 2 ? names.reverse() : names) seconds[name].push(await secondsOf(ways[name]));
  seconds.alone.push(await secondsOf(call));
  seconds.behindLongCall.push(await behindLongCall());
}
for (const harmonizer of Object.values(harmonizers)) await harmonizer.close();

// Of the same round, because the machine may be busier in another.
const ratio = (a, b) => median(seconds[a].map((value, round) => value / seconds[b][round]));
const ratios = {
  throughputOfTurns: ratio('sequential', 'turns'),
  throughputOfShared: ratio('sequential', 'shared'),
  latencyBehindLongCall: ratio('behindLongCall', 'alone'),
};
const model = basename(options.model);
console.log(
  `${model}, ${calls} calls of ${steps} steps, ${options.engine}, ${threads} threads, ${rounds} rounds, ${cpus()[0].model}`,
);
console.table(
  Object.entries(seconds).map(([name, each]) => ({
    '': name,
    s: median(each).toFixed(2),
    range: `${Math.min(...each).toFixed(2)} to ${Math.max(...each).toFixed(2)}`,
  })),
);
console.table(ratios);
if (options.record) {
  const { throughputOfTurns, throughputOfShared, latencyBehindLongCall } = ratios;
  const said = recordEntry('in-flight', {
    settings: { model, calls, steps, threads, engine: options.engine },
    repetitions: { rounds },
    values: [
      { name: 'Throughput, turns / sequential', unit: '×', better: 'higher', value: throughputOfTurns },
      { name: 'Throughput, shared / sequential', unit: '×', better: 'higher', value: throughputOfShared },
      { name: 'Call behind a long one / alone', unit: '×', better: 'lower', value: latencyBehindLongCall },
      { name: 'Call alone', unit: 's', better: 'lower', value: median(seconds.alone) },
    ],
  });
  console.log(said);
}
