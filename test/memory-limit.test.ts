import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { bytesToHarmonize, bytesToLoad } from '../lib/engines/memory.js';
import { type HarmonizeOptions, Harmonizer, MemoryLimitError, smallModel } from '../lib/index.js';
import { readModelFolder } from '../lib/model/folder.js';
import { buildGraphs } from '../lib/model/graphs.js';
import { readHarmonize } from '../lib/request/harmonize.js';
import { copyOf, editJson } from './support/copies.js';
import { mini } from './support/fixtures.js';

type Settings = Partial<HarmonizeOptions>;

/** Prints the most memory that loading a model and one request add to a fresh process, in bytes. */
const MEASURE = `
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { Harmonizer } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};

const [folder, request] = JSON.parse(process.argv[1]);
// Pages of mapped files do not count: the system takes them back when it needs memory.
const taken = () => Number(/RssAnon:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
let most = 0;
const look = () => { most = Math.max(most, taken()); };

await sharp(request.target).raw().toBuffer();
globalThis.gc();
const before = taken();
setInterval(look, 2);
const harmonizer = await Harmonizer.load(folder, { threads: 2, device: 'cpu' });
look();
const load = most - before;
most = 0;
await harmonizer.harmonize(request);
look();
console.log(JSON.stringify({ load, request: most - before }));
process.exit();
`;

async function measure(folder: string, request: HarmonizeOptions) {
  const flags = ['--expose-gc', '--input-type=module', '-e', MEASURE, JSON.stringify([folder, request])];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  return JSON.parse(stdout) as { load: number; request: number };
}

async function estimate(folder: string, request: HarmonizeOptions) {
  const model = await readModelFolder(folder);
  const graphs = buildGraphs(model, { attention: 'fused', precision: 'fp32' });
  return {
    load: bytesToLoad(model, graphs),
    request: bytesToHarmonize(model, graphs, readHarmonize(request, model.noise)),
  };
}

/** A request for a patch of the size that half of the canvas has. */
function requestFor(canvas: number, settings: Settings): HarmonizeOptions {
  const [target, source] = [mini.file('target.png'), mini.file('source.png')];
  const box = { x: canvas / 4, y: canvas / 4, width: canvas / 2, height: canvas / 2 };
  return { target, source, box, prompts: mini.prompts, ...settings };
}

/** [pixels of the canvas, settings] */
const CASES: [number, Settings][] = [
  [256, {}],
  [256, { steps: 4, candidateRange: [0, 1] }],
  [256, { method: 'poisson-vae' }],
  [256, { steps: 4, candidateRange: [0, 4], images: true, trace: true }],
  [512, { steps: 4, candidateRange: [1, 3] }],
  [2048, { method: 'copy-paste' }],
  [2048, { method: 'poisson', restoreDetail: true }],
];

for (const [canvas, settings] of CASES) {
  test.serial(
    `the estimate is within 25 % of what is taken: ${canvas} px, ${JSON.stringify(settings)}`,
    async (t) => {
      const folder = await copyOf(t, { folder: smallModel });
      await editJson(join(folder, 'unet/config.json'), { sample_size: canvas / 4 });
      const request = requestFor(canvas, settings);
      const [taken, estimated] = [await measure(folder, request), await estimate(folder, request)];
      for (const part of ['load', 'request'] as const) {
        const ratio = estimated[part] / taken[part];
        const said = `${part}: ${(estimated[part] / 1e6).toFixed(0)} MB for ${(taken[part] / 1e6).toFixed(0)} MB`;
        t.log(said);
        t.true(ratio > 0.75 && ratio < 1.25, said);
      }
    },
  );
}

test('a model that needs more than maxMemory is not loaded', async (t) => {
  const error = await t.throwsAsync(Harmonizer.load(smallModel, { maxMemory: 50, device: 'cpu' }), {
    instanceOf: MemoryLimitError,
    code: 'MEMORY_LIMIT',
  });
  t.regex(error!.message, /needs about \d+ MB of memory, and the limit \(maxMemory\) is 50 MB/);
});

test('a request that needs more than maxMemory is refused, and a smaller one runs', async (t) => {
  await using harmonizer = await Harmonizer.load(mini.folder, { maxMemory: 80, device: 'cpu' });
  const many = { ...mini.request(), steps: 500, candidateRange: [0, 500] as const };
  await t.throwsAsync(harmonizer.harmonize(many), {
    instanceOf: MemoryLimitError,
    code: 'MEMORY_LIMIT',
    message:
      /500 candidates of 128 x 128 px.*needs about \d+ MB.*is 80 MB.*fewer candidates \(candidateRange\)/,
  });
  t.is((await harmonizer.harmonize(mini.request())).winner!.timestep, mini.golden.best_timestep);
});

test('by default, no request may take more than the machine has', async (t) => {
  const folder = await copyOf(t);
  await editJson(join(folder, 'unet/config.json'), { sample_size: 1024 });
  await using harmonizer = await Harmonizer.load(folder, { device: 'cpu' });
  const request = {
    ...requestFor(harmonizer.canvas.width, {}),
    steps: 500,
    candidateRange: [0, 500] as const,
  };
  await t.throwsAsync(harmonizer.harmonize(request), { code: 'MEMORY_LIMIT' });
});
