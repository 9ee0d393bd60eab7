// Compares one image of this package, with each of its engines, with peers in Python that do the same maths: PyTorch, eager
// and compiled, and ONNX Runtime and OpenVINO on the same graphs. Also one UNet call of Stable Diffusion 2.1's size, and
// what an image costs with more steps, candidates, pixels and threads. Every contender gets a fresh process each round, in
// rotating order. A contender that cannot run is listed with the reason, and the others continue. With --save, the results
// are written after every run, so that a run that is cut off leaves what it has measured.
//
// npm run bench:cpu -- [--python FILE] [--models small,a,unet] [--contenders WORD,…] [--rounds N] [--repeat N]
//   [--threads N] [--limit SECONDS] [--skip-costs] [--save FILE] [--record]
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedOpenVino } from '../../dist/openvino/installed.js';
import { recordEntry } from '../ledger/entries.mjs';
import { measure } from '../measure.mjs';
import { psnrOf, relativeErrorOf } from './compare.mjs';
import { BASELINES, CONTENDERS, commandOf, UNET_CONTENDERS } from './contenders.mjs';
import { costPoints, describePoint, flagsOf, USUAL } from './costs.mjs';
import { readBenchFlags } from './flags.mjs';
import { describeMachine, hasBf16, ownVersions } from './machine.mjs';
import { prepareModel, withCanvas } from './models.mjs';
import { alternate } from './rounds.mjs';
import { summarize } from './summary.mjs';
import { terminalTable } from './table.mjs';

const options = readBenchFlags(process.argv.slice(2));
const { rounds, repeat, threads } = options;
const scratch = mkdtempSync(join(tmpdir(), 'harmonidiff-bench-'));
// Gigabytes, which must go even if the run is cut off.
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

// Looked for before the contenders get a cache of their own.
const openVino = process.env.HARMONIDIFF_OPENVINO || installedOpenVino();
const machine = describeMachine();
const run = {
  date: new Date().toISOString().slice(0, 10),
  machine,
  versions: ownVersions(),
  settings: { threads, rounds, repeat },
  models: [],
  unfinished: true,
};
for (const name of options.models) await measureModel(name);
if (options.costs) await measureCosts();
delete run.unfinished;
save();
if (options.save) console.log(`Saved in ${options.save}`);
if (options.record) for (const model of run.models) console.log(recordModel(model));

async function measureModel(name) {
  console.log(`\nPreparing ${name}`);
  const place = join(scratch, name);
  const model = await prepareModel(name, place);
  const { title, kind, canvas, steps, rows, latent, unetParameters } = model;
  console.log(title);
  const facts = { name, title, kind, canvas, steps, rows, latent, unetParameters };
  const index = run.models.push({ ...facts, results: [], notRun: [] }) - 1;
  const contenders = (kind === 'unet' ? UNET_CONTENDERS : CONTENDERS).filter(options.wanted);
  const file = ({ id }) => join(place, `${id}.${kind === 'unet' ? 'f32' : 'png'}`);
  await alternate(
    contenders,
    rounds,
    (contender, round) => runOnce(contender, round, commandOf(contender, model, settings(), file(contender))),
    async (entries, last) => {
      logProblem(last);
      const figures = await figuresOf(entries, kind, file);
      run.models[index] = { ...facts, ...figures };
      save();
    },
  );
  print(run.models[index]);
  // The graphs and weights of the next model need the room.
  rmSync(place, { recursive: true });
}

/** What is known of the contenders so far, each compared with the first one that has run. */
async function figuresOf(entries, kind, file) {
  const ran = entries.filter(({ reports }) => reports.length > 0);
  const compare = kind === 'unet' ? relativeErrorOf : psnrOf;
  const results = [];
  for (const entry of ran) {
    const result = summarize(entry);
    if (entry !== ran[0]) {
      result[kind === 'unet' ? 'relativeError' : 'psnr'] = await compare(file(entry), file(ran[0]));
    }
    if (entry.runtime?.startsWith('pytorch') && entry.precision === 'bf16' && !hasBf16(machine)) {
      result.emulated = true;
    }
    results.push(result);
  }
  return { results, notRun: notRunOf(entries) };
}

async function measureCosts() {
  console.log('\nWhat an image of the small model costs');
  const model = await prepareModel('small', join(scratch, 'costs'));
  const canvases = new Map();
  const points = costPoints(threads);
  for (const { axis, value } of points.filter(({ axis }) => axis === 'canvas')) {
    canvases.set(value, await withCanvas(join(scratch, `${axis}-${value}`), value));
  }
  // An engine that could not run once is not tried with every point.
  const missing = new Set(run.models.flatMap(({ notRun }) => notRun.map(({ id }) => id)));
  const contenders = CONTENDERS.filter(({ engine, id }) => engine && !missing.has(id))
    .filter(options.wanted)
    .flatMap((contender) =>
      points.map((point) => ({ ...contender, point, name: `${contender.name}, ${describePoint(point)}` })),
    );
  const usual = { ...USUAL, threads };
  run.costs = { model: 'small', usual, results: [], notRun: [] };
  await alternate(
    contenders,
    rounds,
    (contender, round) => {
      const { point } = contender;
      const given = { ...settings(), ...(point.axis === 'threads' && { threads: point.value }) };
      const measured = point.axis === 'canvas' ? { ...model, ...canvases.get(point.value) } : model;
      const command = commandOf(contender, measured, given, join(scratch, 'cost.png'), flagsOf(point));
      return runOnce(contender, round, command);
    },
    (entries, last) => {
      logProblem(last);
      const ran = entries.filter(({ reports }) => reports.length > 0);
      const results = ran.map((entry) => {
        const { id, seconds, fastest, slowest, runs, peakBytes } = summarize(entry);
        const { name } = CONTENDERS.find((contender) => contender.id === id);
        return { id, name, ...entry.point, seconds, fastest, slowest, runs, peakBytes };
      });
      run.costs = { model: 'small', usual, results, notRun: notRunOf(entries) };
      save();
    },
  );
}

/** Appends what this package has reached with one model to the ledger. */
function recordModel({ name, results }) {
  const baseline = results.find(({ id }) => BASELINES.includes(id))?.seconds;
  const values = results
    .filter(({ id }) => id.startsWith('harmonidiff-'))
    .flatMap(({ name, seconds, peakBytes }) => {
      const engine = name.replace('harmonidiff, ', '');
      return [
        ...(baseline
          ? [{ name: `${engine}, speed`, unit: '×', better: 'higher', value: baseline / seconds }]
          : []),
        { name: `${engine}, time`, unit: 's', better: 'lower', value: seconds },
        { name: `${engine}, peak memory`, unit: 'MB', better: 'lower', value: peakBytes / 1e6 },
      ];
    });
  const { versions } = run;
  return recordEntry('cpu', {
    settings: { model: name, threads },
    repetitions: { rounds, repeat },
    values,
    versions,
  });
}

function notRunOf(entries) {
  const failed = entries.filter(({ reports, problem }) => reports.length === 0 && problem !== undefined);
  return failed.map(({ id, name, problem }) => ({ id, name, reason: problem }));
}

async function runOnce(contender, round, command) {
  let startedAt;
  const report = await measure(command, {
    limitSeconds: options.limitSeconds,
    env: {
      // Compiled in the first round, found in the next.
      TORCHINDUCTOR_CACHE_DIR: join(scratch, 'cache', 'inductor'),
      HARMONIDIFF_CACHE: cacheOf('harmonidiff'),
      ...(openVino && { HARMONIDIFF_OPENVINO: openVino }),
      // Nothing is fetched: all files are in the folders that the command names.
      HF_HUB_OFFLINE: '1',
    },
    onStart: () => {
      startedAt = Date.now() / 1000;
    },
  });
  Object.assign(run.versions, report.versions);
  const times = report.seconds.map((seconds) => seconds.toFixed(2)).join(', ');
  console.log(`round ${round + 1}: ${contender.name}: ${times} s`);
  return { ...report, startedAt };
}

function settings() {
  return { python: options.python, threads, repeat, cache: cacheOf('') };
}

/** A private folder, as the package requires of its cache. */
function cacheOf(name) {
  const folder = join(scratch, 'cache', name);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function logProblem({ name, problem }) {
  if (problem !== undefined) console.log(`${name}: ${problem}`);
}

function print({ results, notRun }) {
  const baseline = results.find(({ id }) => BASELINES.includes(id))?.seconds;
  console.log(['', ...terminalTable({ results, notRun, baseline })].join('\n'));
}

/** Replaced in one step, so that the file is whole whenever the run ends. */
function save() {
  if (!options.save) return;
  const temporary = `${options.save}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(run, null, 2)}\n`);
  renameSync(temporary, options.save);
}
