import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { formFor } from '../lib/engines/form.js';
import { bytesHeldBy, type Footprint, toHarmonize, toPrepare } from '../lib/engines/memory.js';
import { networkMemory } from '../lib/engines/network-memory.js';
import type { ResolvedTarget } from '../lib/engines/target.js';
import {
  type HarmonizeOptions,
  Harmonizer,
  MemoryLimitError,
  type PrepareOptions,
  smallModel,
} from '../lib/index.js';
import { type ModelFolder, readModelFolder } from '../lib/model/folder.js';
import { buildGraphs } from '../lib/model/graphs.js';
import { loadAddon } from '../lib/native/addon.js';
import { OPENVINO_C_LIBRARY } from '../lib/openvino/pinned.js';
import { readHarmonize } from '../lib/request/harmonize.js';
import { copyOf, editJson, scratch } from './support/copies.js';
import { mini } from './support/fixtures.js';
import { openVinoForTests } from './support/openvino.js';

const run = promisify(execFile);

process.env.HARMONIDIFF_OPENVINO = openVinoForTests();

type Settings = Partial<HarmonizeOptions>;

const PEAK_MEMORY = join(import.meta.dirname, 'support/peak-memory.mjs');

/** Engine and precision. */
type How = Pick<ResolvedTarget, 'engine' | 'precision'>;

const onnxRuntime: How = { engine: 'onnxruntime', precision: 'fp32' };
/** For Harmonizer.load. `auto` would take OpenVINO on some processors. */
const onCpu = { device: 'cpu', ...onnxRuntime } as const;
const { bf16 } = loadAddon().openVinoFacts(join(openVinoForTests(), OPENVINO_C_LIBRARY));
const openVino: How[] = (['fp32', 'bf16'] as const)
  .filter((precision) => precision === 'fp32' || bf16)
  .map((precision) => ({ engine: 'openvino', precision }));

async function measure(
  folder: string,
  request: object,
  { method = 'harmonize', how = onnxRuntime }: { method?: string; how?: How } = {},
) {
  const { stdout } = await run(process.execPath, [
    '--expose-gc',
    PEAK_MEMORY,
    JSON.stringify([folder, method, request, how.engine, how.precision]),
  ]);
  return JSON.parse(stdout) as { load: number; request: number };
}

function memoryOf(model: ModelFolder, how = onnxRuntime) {
  return networkMemory(how, model, buildGraphs(model, formFor(how)));
}

function bytesOf({ networks, own }: Footprint): number {
  return networks + own;
}

async function estimate(folder: string, request: HarmonizeOptions, how: How) {
  const model = await readModelFolder(folder);
  const networks = memoryOf(model, how);
  return {
    load: networks.toLoad(),
    request: bytesOf(toHarmonize(model, networks, readHarmonize(request, model.noise))),
  };
}

/** A request for a patch half as wide and half as high as the canvas. */
function requestFor(canvas: number, settings: Settings): HarmonizeOptions {
  const [target, source] = [mini.file('target.png'), mini.file('source.png')];
  const box = { x: canvas / 4, y: canvas / 4, width: canvas / 2, height: canvas / 2 };
  return { target, source, box, prompts: mini.prompts, ...settings };
}

/** Compares the estimates with the memory that loading and a request take. */
async function compare(
  t: ExecutionContext,
  folder: string,
  request: HarmonizeOptions,
  how = onnxRuntime,
): Promise<void> {
  const taken = await measure(folder, request, { how });
  const estimated = await estimate(folder, request, how);
  for (const part of ['load', 'request'] as const) within(t, part, estimated[part], taken[part]);
}

/** Whether an estimate is within a quarter of what was measured. */
function within(t: ExecutionContext, part: string, estimated: number, taken: number): void {
  const ratio = estimated / taken;
  const said = `${part}: ${megabytes(estimated)} MB for ${megabytes(taken)} MB`;
  t.true(ratio > 0.75 && ratio < 1.25, said);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

/** [pixels of the canvas, settings] */
const CASES: [number, Settings][] = [
  [256, {}],
  [256, { steps: 4, candidateRange: [0, 1] }],
  [256, { method: 'poisson-vae' }],
  [256, { steps: 4, candidateRange: [0, 4], images: true, trace: true }],
  [512, { steps: 4, candidateRange: [1, 3] }],
  [2048, { method: 'copy-paste' }],
  [2048, { method: 'poisson' }],
  [2048, { method: 'poisson', restoreDetail: true }],
];

for (const [canvas, settings] of CASES) {
  test.serial(`estimates are within 25 %: ${canvas} px, ${JSON.stringify(settings)}`, async (t) => {
    const folder = await copyOf(t, { folder: smallModel });
    await editJson(join(folder, 'unet/config.json'), { sample_size: canvas / 4 });
    await compare(t, folder, requestFor(canvas, settings));
  });
}

test.serial("estimates are within 25 %: Stable Diffusion 2.1's blocks with fewer channels", async (t) => {
  const folder = join(await scratch(t), 'model');
  await run(process.execPath, ['bench/gpu/model.mjs', '--size', 'small', '--out', folder]);
  await compare(t, folder, requestFor(256, { steps: 4, candidateRange: [0, 4] }));
  for (const how of openVino) {
    await compare(t, folder, requestFor(256, { steps: 4, candidateRange: [0, 4] }), how);
  }
});

for (const settings of [{ steps: 4, candidateRange: [0, 1] }, {}] satisfies Settings[]) {
  for (const how of openVino) {
    test.serial(
      `estimates are within 25 %: ${Object.values(how)}, ${JSON.stringify(settings)}`,
      async (t) => {
        await compare(t, smallModel, requestFor(256, settings), how);
      },
    );
  }
}

for (const canvas of [256, 512]) {
  test.serial(`estimates are within 25 %: ${canvas} px, preparing a target`, async (t) => {
    const folder = await copyOf(t, { folder: smallModel });
    await editJson(join(folder, 'unet/config.json'), { sample_size: canvas / 4 });
    const prompts = { target: mini.prompts.target };
    const settings = { steps: 4, candidateRange: [0, 4] } as const;
    const options: PrepareOptions = { target: mini.file('target.png'), prompts, ...settings };
    const model = await readModelFolder(folder);
    const taken = await measure(folder, options, { method: 'prepareTarget' });
    within(
      t,
      'preparation',
      bytesOf(toPrepare(model, memoryOf(model))) + bytesHeldBy(model, settings),
      taken.request,
    );
  });
}

test('prepared targets count, until they are closed', async (t) => {
  const model = await readModelFolder(mini.folder);
  const needed = bytesOf(toHarmonize(model, memoryOf(model), readHarmonize(mini.request(), model.noise)));
  const settings = { steps: 200, candidateRange: [0, 1] } as const;
  const options: PrepareOptions = {
    ...{ target: mini.file('target.png'), prompts: { target: mini.prompts.target } },
    ...settings,
  };
  const held = bytesHeldBy(model, settings);
  await using harmonizer = await Harmonizer.load(mini.folder, {
    ...onCpu,
    threads: 1,
    maxMemory: (needed + 1.5 * held) / 1e6,
  });
  const refused = { code: 'MEMORY_LIMIT', message: /\. Close prepared targets, or raise the limit\.$/ };
  const first = await harmonizer.prepareTarget(options);
  await harmonizer.harmonize(mini.request());
  const second = await harmonizer.prepareTarget(options);
  await t.throwsAsync(harmonizer.harmonize(mini.request()), refused);
  await second.close();
  await harmonizer.harmonize(mini.request());
  // Those that are being prepared count, too.
  const many = Math.ceil(needed / held);
  const abort = new AbortController();
  const pending = Array.from({ length: many }, () =>
    harmonizer.prepareTarget({ ...options, signal: abort.signal }),
  );
  abort.abort();
  const outcomes = (await Promise.allSettled(pending)).map(
    (outcome) => (outcome as PromiseRejectedResult).reason,
  );
  t.deepEqual([...new Set(outcomes.map(({ code }) => code))], ['ABORT_ERR', 'MEMORY_LIMIT']);
  t.regex(outcomes.at(-1)!.message, /^Preparing the target needs about \d+ MB .*Close prepared targets/);
  await first.close();
  await harmonizer.harmonize(mini.request());
});

test('a model that needs more than maxMemory is not loaded', async (t) => {
  const error = await t.throwsAsync(Harmonizer.load(smallModel, { maxMemory: 50, ...onCpu }), {
    instanceOf: MemoryLimitError,
    code: 'MEMORY_LIMIT',
  });
  t.regex(error!.message, /needs about \d+ MB of memory, but the limit \(maxMemory\) is 50 MB/);
});

test('a request that needs more than maxMemory is refused, and a smaller one runs', async (t) => {
  await using harmonizer = await Harmonizer.load(mini.folder, { maxMemory: 80, ...onCpu });
  const many = { ...mini.request(), steps: 500, candidateRange: [0, 500] as const };
  await t.throwsAsync(harmonizer.harmonize(many), {
    instanceOf: MemoryLimitError,
    code: 'MEMORY_LIMIT',
    message:
      /500 candidates of 128 x 128 px.*needs about \d+ MB.*is 80 MB.*fewer candidates \(candidateRange\)/,
  });
  t.is((await harmonizer.harmonize(mini.request())).winner!.timestep, mini.golden.best_timestep);
});

test('an image is not scored if that needs more than maxMemory', async (t) => {
  const folder = await copyOf(t);
  await editJson(join(folder, 'unet/config.json'), { sample_size: 1024 });
  await using harmonizer = await Harmonizer.load(folder, { maxMemory: 100, ...onCpu });
  await t.throwsAsync(
    harmonizer.score(mini.file('target.png'), { box: { x: 0, y: 0, width: 64, height: 64 } }),
    {
      code: 'MEMORY_LIMIT',
      message: /Scoring an image needs about \d+ MB.*smaller canvas/,
    },
  );
});

test('by default, no request may take more memory than the machine has', async (t) => {
  const folder = await copyOf(t);
  await editJson(join(folder, 'unet/config.json'), { sample_size: 1024 });
  await using harmonizer = await Harmonizer.load(folder, onCpu);
  const request = {
    ...requestFor(harmonizer.canvas.width, {}),
    steps: 500,
    candidateRange: [0, 500] as const,
  };
  await t.throwsAsync(harmonizer.harmonize(request), {
    code: 'MEMORY_LIMIT',
    message: /smaller canvas/,
  });
});
