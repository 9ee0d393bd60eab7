// Compares one harmonisation on the CPU with PyTorch eager doing the same maths: median seconds, peak memory and the
// ratios. Every contender gets a fresh process each round, in rotating order, so that neither a warm machine nor noise
// from another program favours one.
//
// npm run bench -- [--model DIR] [--python FILE] [--threads N] [--rounds N] [--repeat N] [--save FILE]
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, median } from './measure.mjs';

const here = import.meta.dirname;
const shared = join(here, '../../shared/fixtures/a');
const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: existsSync(shared) ? shared : join(here, '../test/fixtures/mini') },
    python: { type: 'string', default: 'python3' },
    threads: { type: 'string', default: String(availableParallelism()) },
    rounds: { type: 'string', default: '3' },
    repeat: { type: 'string', default: '3' },
    save: { type: 'string' },
  },
});
const common = ['--model', resolve(options.model), '--threads', options.threads, '--repeat', options.repeat];
const pytorch = (order) => [options.python, '-m', 'reference.run', ...common, '--order', order];
const contenders = [
  { name: 'harmonidiff', command: [process.execPath, join(here, 'run.mjs'), ...common] },
  { name: 'PyTorch, candidates in lockstep', command: pytorch('lockstep') },
  { name: "PyTorch, in the paper's order", command: pytorch('sequential') },
].map((contender) => ({ ...contender, seconds: [], peaks: [], winners: new Set() }));

for (let round = 0; round < Number(options.rounds); round++) {
  for (let i = 0; i < contenders.length; i++) {
    const contender = contenders[(round + i) % contenders.length];
    const { seconds, peak_rss_bytes: peak, winner, torch } = await report(contender);
    contender.seconds.push(...seconds);
    contender.peaks.push(peak);
    contender.winners.add(winner);
    if (torch) contender.torch = torch;
  }
}

const [ours] = contenders;
const results = contenders.map(({ name, seconds, peaks, winners, torch }) => ({
  name,
  ...(torch && { torch }),
  seconds: median(seconds),
  fastest: Math.min(...seconds),
  slowest: Math.max(...seconds),
  timesOurs: median(seconds) / median(ours.seconds),
  peakBytes: Math.max(...peaks),
  memoryTimesOurs: Math.max(...peaks) / Math.max(...ours.peaks),
  winners: [...winners],
}));

console.log(
  `${basename(options.model)}, ${options.threads} threads, ${ours.seconds.length} runs each, ${cpus()[0].model}`,
);
console.table(
  results.map(({ name, seconds, fastest, slowest, timesOurs, peakBytes, memoryTimesOurs, winners }) => ({
    '': name,
    'median s': seconds.toFixed(2),
    range: `${fastest.toFixed(2)} to ${slowest.toFixed(2)}`,
    'x ours': timesOurs.toFixed(2),
    'peak MB': Math.round(peakBytes / 1e6),
    'memory x ours': memoryTimesOurs.toFixed(2),
    winner: winners.join(', '),
  })),
);
if (options.save) {
  const { threads, rounds, repeat } = options;
  const machine = { cpu: cpus()[0].model, threads: Number(threads) };
  const kept = {
    model: basename(options.model),
    ...machine,
    rounds: Number(rounds),
    repeat: Number(repeat),
    results,
  };
  writeFileSync(options.save, `${JSON.stringify(kept, null, 2)}\n`);
}

async function report({ command }) {
  try {
    return await measure(command);
  } catch (error) {
    console.error(error.output?.trim() || error.message);
    console.error(`${command[0]} failed. PyTorch needs "pip install -e ."; set its Python with --python.`);
    process.exit(1);
  }
}
