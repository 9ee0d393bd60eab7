// Compares one full-size harmonisation with PyTorch doing the same maths on the same GPU in the same run. The model is
// made on the spot with random weights, so no trained model is needed. Every contender gets a fresh process each round,
// in rotating order. A contender that cannot run is listed with the reason, and the others continue. The results are
// saved after every one, so that a run that is cut off leaves what it has measured.
//
// npm run bench:gpu -- [--size full|small] [--device cuda|cuda:N|cpu] [--python FILE] [--rounds N] [--repeat N]
//   [--images N] [--threads N] [--limit SECONDS] [--model DIR] [--keep] [--save FILE|none] [--record]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readFlags } from '../../scripts/tools.mjs';
import { RECORD, recordEntry } from '../ledger/entries.mjs';
import { measure } from '../measure.mjs';
import { keepResult } from '../results.mjs';
import { SIZE_NAMES } from './architecture.mjs';
import { listContenders, ratesCommand } from './contenders.mjs';
import { datasheetPeak, gpuFacts, watchMemory } from './gpu.mjs';
import { describeParameters, makeModel } from './model.mjs';
import { difference, row, summarize } from './summary.mjs';

const here = import.meta.dirname;
const { values: options } = readFlags({
  options: {
    size: { type: 'string', default: 'full' },
    device: { type: 'string', default: 'cuda' },
    python: { type: 'string', default: 'python3' },
    rounds: { type: 'string', default: '2' },
    repeat: { type: 'string', default: '3' },
    images: { type: 'string', default: '16' },
    threads: { type: 'string' },
    limit: { type: 'string', default: '1800' },
    model: { type: 'string' },
    keep: { type: 'boolean', default: false },
    save: { type: 'string' },
    ...RECORD,
  },
});
if (!SIZE_NAMES.includes(options.size))
  stop(`--size is ${options.size}; it must be ${SIZE_NAMES.join(' or ')}.`);
const deviceNumber = /^cuda(?::(\d+))?$/.exec(options.device);
if (!deviceNumber && options.device !== 'cpu')
  stop(`--device is ${options.device}; it must be cuda, cuda:N or cpu.`);
const gpuNumber = deviceNumber && Number(deviceNumber[1] ?? 0);

process.env.CUDA_DEVICE_ORDER = 'PCI_BUS_ID'; // here and in the contenders, as nvidia-smi counts
const gpu =
  deviceNumber &&
  (await gpuFacts(gpuNumber).catch((error) => stop(`There is no GPU to measure: ${error.message}`)));
const scratch = mkdtempSync(join(tmpdir(), 'harmonidiff-bench-'));
// Gigabytes, which must go even if the run is cut off.
process.once('exit', () => {
  if (options.keep) return console.log(`Kept in ${scratch}`);
  try {
    rmSync(scratch, { recursive: true });
  } catch {
    // A picture that was being written has appeared meanwhile.
    rmSync(scratch, { recursive: true, force: true });
  }
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
await main();

async function main() {
  const model = options.model ? resolve(options.model) : join(scratch, 'model');
  const parameters = options.model ? undefined : await makeModel(model, options.size);
  console.log(
    `${gpu ? `${gpu.name}, driver ${gpu.driver ?? 'unknown'}` : cpus()[0].model}; ${parameters ? describeParameters(parameters) : model}`,
  );

  const before = await measureRates(model);
  const peak = gpu && datasheetPeak(gpu.name);
  const contenders = listContenders({ ...options, model }).map((contender, i) => ({
    ...contender,
    image: join(scratch, `winner-${i}.png`),
    reports: [],
    memory: [],
  }));
  const facts = { model, parameters, peak };
  for (let round = 0; round < Number(options.rounds); round++) {
    for (let i = 0; i < contenders.length; i++) {
      const contender = contenders[(round + i) % contenders.length];
      if (contender.problem) continue;
      await runOnce(contender, `round ${round + 1}`);
      save(await figures(contenders, before.rates, peak), { ...facts, ...before, unfinished: true });
    }
  }

  const { rates, problem } = steadier(before, await measureRates(model));
  const measured = await figures(contenders, rates, peak);
  print(measured, { rates, problem, peak });
  const saved = save(measured, { ...facts, rates, problem });
  if (saved) console.log(saved);
  if (options.record) console.log(record(measured.results, model));
  if (!measured.results.some(({ name }) => name.startsWith('harmonidiff'))) process.exitCode = 1;
}

/** The figures of the contenders that have run, and the names of those that cannot. */
async function figures(contenders, rates, peak) {
  const ran = contenders.filter(({ problem, reports }) => !problem && reports.length > 0);
  const results = ran.map((contender) => summarize(contender, rates, peak));
  for (let i = 1; i < ran.length; i++) {
    results[i].difference = await difference(
      { ...results[0], image: ran[0].image },
      { ...results[i], image: ran[i].image },
    );
  }
  const notRun = contenders
    .filter(({ problem }) => problem)
    .map(({ name, problem }) => ({ name, reason: problem }));
  return { results, notRun };
}

async function measureRates(model) {
  console.log('Counting operations and timing matrix products');
  try {
    return { rates: await measure(ratesCommand({ ...options, model }), settings()) };
  } catch (error) {
    return { problem: error.message };
  }
}

/** The higher of the rates before and after the contenders, because another program may have slowed one of them down. */
function steadier(before, after) {
  if (!before.rates || !after.rates) return { problem: before.problem ?? after.problem };
  const both = [before.rates, after.rates].sort(
    (a, b) => b.matmul_flops_per_second - a.matmul_flops_per_second,
  );
  return { rates: { ...both[0], matmul_other_flops_per_second: both[1].matmul_flops_per_second } };
}

async function runOnce(contender, round) {
  console.log(`${round}: ${contender.name}`);
  const watch = gpu && (await watchMemory(gpuNumber));
  try {
    const command = [...contender.command, '--image', contender.image];
    contender.reports.push(await measure(command, { ...settings(), onStart: (pid) => watch?.start(pid) }));
  } catch (error) {
    contender.problem = error.message;
    console.error(error.output?.trim().split('\n').slice(-12).join('\n'));
  }
  const memory = await watch?.stop();
  if (memory) contender.memory.push(memory);
}

function settings() {
  return {
    limitSeconds: Number(options.limit),
    env: {
      // Compiled or built in the first round, found in the next.
      TORCHINDUCTOR_CACHE_DIR: join(scratch, 'inductor'),
      // The engines of a model that is made for one run would stay in the user's cache.
      ...(!options.model && { HARMONIDIFF_CACHE: join(scratch, 'engines') }),
    },
  };
}

function print({ results, notRun }, { rates, problem, peak }) {
  if (results.length > 0) console.table(results.map((result) => row(result, results[0])));
  for (const { name, reason } of notRun) console.log(`Not run: ${name}: ${reason}`);
  if (rates) {
    const tera = (flops) => `${(flops / 1e12).toFixed(2)} TFLOP`;
    const { unet_flops: flops, matmul_flops_per_second: rate, matmul_side: side } = rates;
    console.log(
      `UNet: ${tera(flops.lockstep)} an image in lockstep, ${tera(flops.sequential)} in the paper's order; matrix products ` +
        `of ${side}: ${tera(rate)}/s${peak ? `; data sheet: ${tera(peak.flops)}/s (${peak.source})` : ''}`,
    );
  } else {
    console.log(`Shares of the peak were not measured: ${problem}`);
  }
  if (results.some(({ unsteady }) => unsteady)) {
    console.log(
      'The GPU or processor was shared: a UNet was faster than the matrix products; no share is given.',
    );
  }
  if (gpu && !peak) console.log(`There is no data sheet figure for ${gpu.name}.`);
}

/** Returns a sentence that says where the results are, or undefined if there are none. */
function save({ results, notRun }, { model, parameters, rates, problem, peak, unfinished }) {
  if (results.length === 0 || options.save === 'none' || (!options.save && !gpu)) return undefined;
  const { version } = JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8'));
  const { steps, size: canvas } = JSON.parse(readFileSync(join(model, 'golden.json'), 'utf8'));
  const kept = {
    ...(gpu ? { gpu } : { cpu: cpus()[0].model }),
    versions: { harmonidiff: version, node: process.versions.node },
    model: { size: options.model ? 'given' : options.size, canvas, steps, parameters },
    rounds: Number(options.rounds),
    repeat: Number(options.repeat),
    rates: rates ?? { notMeasured: problem },
    ...(peak && { datasheet: { flopsPerSecond: peak.flops, source: peak.source } }),
    unfinished,
    results,
    notRun,
  };
  if (!options.save) return keepResult(gpu.name, 'benchmark', kept);
  writeFileSync(options.save, `${JSON.stringify(kept, null, 2)}\n`);
  return `Saved in ${options.save}`;
}

/** Appends what this package has reached to the ledger. */
function record(results, model) {
  // Every contender of PyTorch does the same maths; the fastest is what users would run.
  const pytorch = results.filter(({ name }) => name.startsWith('PyTorch')).map(({ seconds }) => seconds);
  const values = results
    .filter(({ name }) => name.startsWith('harmonidiff'))
    .flatMap(({ name, seconds, inFlight, shareOfMatmul }) => {
      const engine = name.replace('harmonidiff, ', '');
      const value = (what, unit, better, value) =>
        value === undefined ? [] : [{ name: `${engine}, ${what}`, unit, better, value }];
      return [
        ...(pytorch.length > 0
          ? value('speed beside the fastest PyTorch', '×', 'higher', Math.min(...pytorch) / seconds)
          : []),
        ...value('share of matrix products', '%', 'higher', shareOfMatmul && 100 * shareOfMatmul),
        ...value('time', 's', 'lower', seconds),
        ...value('time, 8 in flight', 's', 'lower', inFlight?.secondsPerImage),
      ];
    });
  const { steps, size: canvas } = JSON.parse(readFileSync(join(model, 'golden.json'), 'utf8'));
  return recordEntry('gpu', {
    settings: { size: options.model ? 'given' : options.size, canvas, steps },
    repetitions: { rounds: Number(options.rounds), repeat: Number(options.repeat) },
    ...{ values, gpu: gpu || undefined, versions: results[0]?.versions },
  });
}

function stop(message) {
  console.error(message);
  process.exit(2);
}
