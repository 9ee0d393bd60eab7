// Times this package on a fixture-like folder and prints one line of JSON, as reference/run.py does.
// node bench/run.mjs --model DIR --threads N [--repeat R]
import { parseArgs } from 'node:util';
import { Harmonizer } from '../dist/index.js';
import { readRequest } from './request.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    threads: { type: 'string' },
    repeat: { type: 'string', default: '1' },
  },
});
const request = readRequest(values.model);

const begin = performance.now();
const harmonizer = await Harmonizer.load(values.model, { threads: Number(values.threads) });
const loadSeconds = (performance.now() - begin) / 1000;
let { winner } = await harmonizer.harmonize(request); // warm-up
const seconds = [];
for (let i = 0; i < Number(values.repeat); i++) {
  const start = performance.now();
  ({ winner } = await harmonizer.harmonize(request));
  seconds.push((performance.now() - start) / 1000);
}
await harmonizer.close();
const peak = process.resourceUsage().maxRSS * 1024;
console.log(
  JSON.stringify({
    seconds,
    load_seconds: loadSeconds,
    peak_rss_bytes: peak,
    winner: winner?.timestep ?? null,
  }),
);
