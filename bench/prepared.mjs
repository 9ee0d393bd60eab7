// Compares harmonising many sources into one target with and without prepareTarget: median seconds per source, and
// their ratio. Both ways run in one process, in turn, on the pictures of examples/. The time with prepareTarget includes
// the preparation.
//
// node bench/prepared.mjs [--model DIR] [--sources N] [--candidates N] [--threads N] [--rounds N] [--record]
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Harmonizer, smallModel } from '../dist/index.js';
import { RECORD, recordEntry } from './ledger/entries.mjs';
import { median } from './measure.mjs';

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: smallModel },
    sources: { type: 'string', default: '8' },
    candidates: { type: 'string', default: '8' },
    threads: { type: 'string', default: String(availableParallelism()) },
    rounds: { type: 'string', default: '5' },
    ...RECORD,
  },
});
const {
  sources: count,
  candidates,
  threads,
  rounds,
} = Object.fromEntries(
  ['sources', 'candidates', 'threads', 'rounds'].map((name) => [name, Number(options[name])]),
);

const examples = join(import.meta.dirname, '../examples');
const pictures = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const sources = Array.from({ length: count }, (_, i) =>
  join(examples, pictures[i % pictures.length].name, 'source.png'),
);
const harmonizer = await Harmonizer.load(options.model, { threads, device: 'cpu' });
const { prompts, metadata } = JSON.parse(readFileSync(join(examples, 'villa/example.json'), 'utf8'));
const [x, y, width, height] = [0.2, 0.2, 0.65, 0.62].map((part) =>
  Math.round(part * harmonizer.canvas.width),
);
const request = { box: { x, y, width, height }, prompts: { source: prompts.source } };
const ofTarget = {
  target: join(examples, 'villa/target.png'),
  prompts: { target: prompts.target },
  metadata,
  candidateRange: [6, 6 + candidates],
};

const ways = {
  async without() {
    const whole = { ...ofTarget, ...request, prompts };
    for (const source of sources) await harmonizer.harmonize({ ...whole, source });
  },
  async prepared() {
    const target = await harmonizer.prepareTarget(ofTarget);
    for (const source of sources) await harmonizer.harmonize({ ...request, target, source });
    await target.close();
  },
};

const seconds = { without: [], prepared: [] };
await harmonizer.harmonize({ ...ofTarget, ...request, prompts, source: sources[0] }); // warm-up
for (let round = 0; round < rounds; round++) {
  const names = Object.keys(ways);
  for (const name of round % 2 ? names.reverse() : names) {
    const start = performance.now();
    await ways[name]();
    seconds[name].push((performance.now() - start) / 1000 / count);
  }
}
await harmonizer.close();

const results = Object.entries(seconds).map(([name, each]) => ({
  name,
  secondsPerSource: median(each),
  fastest: Math.min(...each),
  slowest: Math.max(...each),
}));
// Of the same round, because the machine may be busier in another.
const ratio = median(seconds.without.map((value, round) => value / seconds.prepared[round]));
console.log(
  `${basename(options.model)}, ${count} sources, ${candidates} candidates, ${threads} threads, ${rounds} rounds, ${cpus()[0].model}`,
);
console.table(
  results.map(({ name, secondsPerSource, fastest, slowest }) => ({
    '': name,
    's per source': secondsPerSource.toFixed(2),
    range: `${fastest.toFixed(2)} to ${slowest.toFixed(2)}`,
  })),
);
console.log(`without / prepared: ${ratio.toFixed(2)}`);
if (options.record) {
  const [without, prepared] = results.map(({ secondsPerSource }) => secondsPerSource);
  const said = recordEntry('prepared', {
    settings: { model: basename(options.model), sources: count, candidates, threads },
    repetitions: { rounds },
    values: [
      { name: 'Without prepareTarget / with it', unit: '×', better: 'higher', value: ratio },
      { name: 'Source without prepareTarget', unit: 's', better: 'lower', value: without },
      { name: 'Source with prepareTarget', unit: 's', better: 'lower', value: prepared },
    ],
  });
  console.log(said);
}
