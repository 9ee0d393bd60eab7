import { execFile } from 'node:child_process';
import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { formFor } from '../lib/engines/form.js';
import { targetsOn } from '../lib/engines/target.js';
import { digestFile } from '../lib/files/digest.js';
import {
  DeviceError,
  EngineError,
  type HarmonizeOptions,
  Harmonizer,
  type LoadOptions,
  MemoryLimitError,
  type Progress,
  smallModel,
} from '../lib/index.js';
import { psnr } from '../lib/metrics/index.js';
import { readModelFolder } from '../lib/model/folder.js';
import { buildGraphs, encodeGraphs } from '../lib/model/graphs.js';
import { loadAddon } from '../lib/native/addon.js';
import { OPENVINO_C_LIBRARY } from '../lib/openvino/pinned.js';
import { copyOf } from './support/copies.js';
import { mini } from './support/fixtures.js';
import { openVinoForTests } from './support/openvino.js';

// What is particular to OpenVINO. Whether its results are right is tested by the other suites, which
// npm run check:openvino runs on it.

const libraries = openVinoForTests();
const facts = loadAddon().openVinoFacts(join(libraries, OPENVINO_C_LIBRARY));
const options = { device: 'cpu', engine: 'openvino', precision: 'fp32', threads: 2 } as const;

test.beforeEach(() => {
  process.env.HARMONIDIFF_OPENVINO = libraries;
});

/** A new cache, for this test alone. */
async function freshCache(t: ExecutionContext, parent = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(parent, 'harmonidiff-openvino-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  process.env.HARMONIDIFF_CACHE = folder;
  return folder;
}

async function load(more: LoadOptions = {}, folder = mini.folder): Promise<Harmonizer> {
  return Harmonizer.load(folder, { ...options, ...more });
}

async function winner(harmonizer: Harmonizer): Promise<number | null> {
  const result = await harmonizer.harmonize(mini.request());
  return result.winner!.timestep;
}

/** Names and write times of the plans. */
async function plansIn(cache: string): Promise<Map<string, number>> {
  const names = (await readdir(cache)).filter((name) => name.endsWith('.plan')).sort();
  const times = names.map(async (name) => [name, (await stat(join(cache, name))).mtimeMs] as const);
  return new Map(await Promise.all(times));
}

test.serial('plans are built once, and only plans and their records stay in the cache', async (t) => {
  const cache = await freshCache(t);
  await (await load()).close();
  const first = await plansIn(cache);
  const names = [...first.keys()].map((name) => name.replace(/^[0-9a-f]{32}-(\w+)\.plan$/, '$1')).sort();
  // The UNet is compiled for eight rows and one row of the canvas, and for any size.
  t.deepEqual(names, ['classifier', 'textEncoder', 'unet', 'unet', 'unet', 'vaeDecoder', 'vaeEncoder']);
  t.is((await readdir(cache)).length, 2 * first.size);

  await using second = await load();
  t.deepEqual(await plansIn(cache), first);
  t.is(await winner(second), mini.golden.best_timestep);
});

test.serial('plans belong to a number of threads', async (t) => {
  const cache = await freshCache(t);
  await (await load({ threads: 1 })).close();
  const one = await plansIn(cache);
  await (await load({ threads: 2 })).close();
  t.is((await plansIn(cache)).size, 2 * one.size);
});

test.serial('a damaged plan is built again', async (t) => {
  const cache = await freshCache(t);
  await (await load()).close();
  const before = await plansIn(cache);
  const damaged = [...before.keys()].find((name) => name.includes('vaeDecoder'))!;
  await writeFile(join(cache, damaged), 'no plan');
  await using harmonizer = await load();
  const changed = [...(await plansIn(cache))].filter(([name, time]) => before.get(name) !== time);
  t.deepEqual(
    changed.map(([name]) => name),
    [damaged],
  );
  t.is(await winner(harmonizer), mini.golden.best_timestep);
});

test.serial('all plans are built again if OpenVINO refuses one', async (t) => {
  const cache = await freshCache(t);
  await (await load()).close();
  const before = await plansIn(cache);
  const refused = [...before.keys()].find((name) => name.includes('unet'))!;
  // With a record that fits, so that only OpenVINO can notice.
  await writeFile(join(cache, refused), 'no plan');
  const record = { digest: await digestFile(join(cache, refused)) };
  await writeFile(join(cache, refused.replace(/plan$/, 'json')), JSON.stringify(record));
  await using harmonizer = await load();
  const after = await plansIn(cache);
  t.deepEqual([...after.keys()], [...before.keys()]);
  t.true([...after].every(([name, time]) => before.get(name) !== time));
  t.is(await winner(harmonizer), mini.golden.best_timestep);
});

test.serial(
  'the model may be on another file system than the cache, where weights cannot be linked',
  async (t) => {
    const cache = await freshCache(t);
    const elsewhere = await mkdtemp('/dev/shm/harmonidiff-');
    t.teardown(() => rm(elsewhere, { recursive: true, force: true }));
    t.not((await stat(elsewhere)).dev, (await stat(cache)).dev);
    await cp(mini.folder, elsewhere, { recursive: true });
    await using harmonizer = await load({}, elsewhere);
    t.is(await winner(harmonizer), mini.golden.best_timestep);
    // A copy is the same model: its plans are found.
    const plans = await plansIn(cache);
    await (await load()).close();
    t.deepEqual(await plansIn(cache), plans);
  },
);

test.serial('weights that change during the build leave no wrong plan', async (t) => {
  const cache = await freshCache(t);
  const model = await copyOf(t);
  const file = join(model, 'unet/diffusion_pytorch_model.safetensors');
  const original = await readFile(file);
  const changed = Buffer.from(original);
  changed.fill(0, changed.length - 4096);
  const loading = load({}, model);
  const plans = async () => [...(await plansIn(cache)).keys()].filter((name) => name.includes('-unet'));
  while ((await plans()).length === 0) await wait(1);
  await writeFile(file, changed);
  await t.throwsAsync(loading, { code: 'MODEL_CHANGED' });
  await writeFile(file, original);
  await using harmonizer = await load({}, model);
  await using expected = await load({}, mini.folder);
  const [a, b] = await Promise.all([harmonizer, expected].map((each) => each.harmonize(mini.request())));
  t.deepEqual(a!.winner!.scores, b!.winner!.scores);
  const found = new Map<string, number>();
  for (const name of await plans()) found.set(name, (await stat(join(cache, name))).size);
  t.is(found.size, 3);
});

test.serial('a plan that cannot be written is an error', async (t) => {
  const cache = await freshCache(t);
  const model = await readModelFolder(mini.folder);
  const graphs = encodeGraphs(model, buildGraphs(model, formFor(options)));
  const { weights } = model.classifier!;
  await writeFile(join(cache, 'graph.onnx'), graphs.classifier!.graph);
  for (const { file } of weights.entries.values()) await copyFile(file, join(cache, basename(file)));
  const core = new (loadAddon().Core)();
  const target = { openVino: join(libraries, OPENVINO_C_LIBRARY), threads: 1 };
  const request = {
    name: 'classifier',
    graph: join(cache, 'graph.onnx'),
    shapes: undefined,
    precision: 'fp32',
  } as const;
  // A link, because a plan that cannot be written is removed.
  await symlink('/dev/full', join(cache, 'full'));
  const full = core.build(target, { ...request, plan: join(cache, 'full') }, undefined);
  await t.throwsAsync(full.promise, { code: 'CACHE_FAILED', message: /classifier: .*No space left/ });
  const nowhere = core.build(target, { ...request, plan: join(cache, 'missing/plan') }, undefined);
  await t.throwsAsync(nowhere.promise);
  await core.build(target, { ...request, plan: join(cache, 'plan') }, undefined).promise;
  t.true((await stat(join(cache, 'plan'))).size > 100_000);
  await core.close();
});

test.serial('harmonizers of one model share what OpenVINO compiled', async (t) => {
  const cache = await freshCache(t);
  const mapped = async () => {
    const lines = (await readFile('/proc/self/maps', 'utf8')).split('\n');
    return lines.filter((line) => line.includes(cache) && line.endsWith('.plan')).length;
  };
  const first = await load();
  const plans = (await plansIn(cache)).size;
  t.is(await mapped(), plans);
  const others = await Promise.all([load(), load()]);
  t.is(await mapped(), plans);
  t.deepEqual(await Promise.all([first, ...others].map(winner)), Array(3).fill(mini.golden.best_timestep));
  await first.close();
  await others[0]!.close();
  t.is(await winner(others[1]!), mini.golden.best_timestep);
  await others[1]!.close();
  t.is(await mapped(), 0);
});

test.serial('an aborted load leaves no partial plan, and the next one works', async (t) => {
  const cache = await freshCache(t);
  for (const milliseconds of [50, 400, 1000]) {
    const error = await t.throwsAsync(load({ signal: AbortSignal.timeout(milliseconds) }));
    t.is((error as { code?: string }).code, 'ABORT_ERR');
    // The load rejects at once, but OpenVINO compiles a network to its end.
    const leftovers = async () =>
      (await readdir(cache)).filter((name) => !/^[0-9a-f]{32}-\w+\.(plan|json)$/.test(name));
    for (let i = 0; i < 100 && (await leftovers()).length > 0; i++) await wait(100);
    t.deepEqual(await leftovers(), []);
  }
  await using harmonizer = await load();
  t.is(await winner(harmonizer), mini.golden.best_timestep);
});

test.serial('a limit on memory is kept', async (t) => {
  await freshCache(t);
  // Enough for ONNX Runtime: the code that OpenVINO makes for every operator takes more than the weights of this model.
  await (await load({ engine: 'onnxruntime', maxMemory: 100 })).close();
  await t.throwsAsync(load({ maxMemory: 100 }), { instanceOf: MemoryLimitError, code: 'MEMORY_LIMIT' });
  await (await load({ maxMemory: 300 })).close();
});

test.serial('bf16 is refused on a processor without it, and coarser on others', async (t) => {
  await freshCache(t);
  if (!facts.bf16) {
    const error = await t.throwsAsync(load({ precision: 'bf16' }), { instanceOf: DeviceError });
    t.regex(error!.message, /does not compute in bf16.*fp32/);
    return;
  }
  await using exact = await load();
  await using coarse = await load({ precision: 'bf16' });
  t.is(coarse.target.precision, 'bf16');
  const [a, b] = await Promise.all(
    [exact, coarse].map((each) => each.score(mini.file('target.png'), { box: mini.request().box! })),
  );
  t.is(a!.mean, b!.mean, 'the classifier always computes in fp32');
  const [x, y] = await Promise.all(
    [exact, coarse].map((each) => each.harmonize({ ...mini.request(), mode: 'lms' })),
  );
  t.notDeepEqual(x!.winner!.image.data, y!.winner!.image.data);
});

test.serial(
  'in bf16 the small model chooses the same candidate, and nobody sees the difference',
  async (t) => {
    if (!facts.bf16) {
      t.pass();
      return;
    }
    await freshCache(t);
    const folder = 'examples/villa';
    const { box, prompts, metadata } = JSON.parse(await readFile(join(folder, 'example.json'), 'utf8'));
    const [x, y, width, height] = box;
    const images = { target: join(folder, 'target.png'), source: join(folder, 'source.png') };
    const winners = [];
    for (const precision of ['fp32', 'bf16'] as const) {
      await using harmonizer = await load({ precision }, smallModel);
      const request = { ...images, box: { x, y, width, height }, prompts, metadata };
      winners.push((await harmonizer.harmonize(request)).winner!);
    }
    const [exact, coarse] = winners;
    t.is(coarse!.timestep, exact!.timestep);
    const ratio = psnr(coarse!.image, exact!.image);
    t.true(ratio > 45, `${ratio} dB`);
  },
);

test.serial('aborted requests do not change the results of later ones of other sizes', async (t) => {
  await freshCache(t);
  await using harmonizer = await load();
  const whole = { ...mini.request(), steps: 10, candidateRange: [3, 4] as [number, number] };
  const { x, y } = whole.box!;
  const small = { ...whole, box: { x, y, width: 40, height: 28 } };
  const pixels = async (request: HarmonizeOptions) =>
    (await harmonizer.harmonize(request)).winner!.image.data;
  const expected = [await pixels(whole), await pixels(small)];
  for (let i = 0; i < 60; i++) {
    const [aborted, later] = i % 2 === 0 ? [whole, small] : [small, whole];
    const controller = new AbortController();
    // In the middle of encoding or of inverting the source, whose size no plan is fixed for.
    const from = i % 4 < 2 ? 'text' : 'encode';
    const onProgress = ({ stage }: Progress) => {
      if (stage === from) setTimeout(() => controller.abort(), i / 2);
    };
    await harmonizer.harmonize({ ...aborted, onProgress, signal: controller.signal }).catch(() => {});
    t.deepEqual(await pixels(later), expected[(i + 1) % 2], `${i}`);
  }
});

test('fp16 is not among the precisions of a CPU', async (t) => {
  await t.throwsAsync(load({ precision: 'fp16' }), {
    code: 'OPTION_INVALID',
    message: /openvino in fp32 and bf16/,
  });
});

test.serial('a folder without OpenVINO, or with something else, is ENGINE_NOT_FOUND', async (t) => {
  await freshCache(t);
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-libraries-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const refused = async (message: RegExp, at = folder) => {
    process.env.HARMONIDIFF_OPENVINO = at;
    for (const precision of ['fp32', 'bf16'] as const) {
      await t.throwsAsync(load({ precision }), {
        instanceOf: EngineError,
        code: 'ENGINE_NOT_FOUND',
        message,
      });
    }
  };
  await refused(/HARMONIDIFF_OPENVINO is ".*", where there is no libopenvino_c\.so/);
  await refused(/HARMONIDIFF_OPENVINO is ".*missing"/, join(folder, 'missing'));
  await writeFile(join(folder, OPENVINO_C_LIBRARY), 'no library');
  await refused(/could not be opened/);
  // A library, but another one. Every file is opened once in a process, so each case has its own folder.
  const other = join(folder, 'other');
  await mkdir(other);
  await copyFile(join(libraries, 'libtbb.so.12'), join(other, OPENVINO_C_LIBRARY));
  await refused(/lacks ov_/, other);
  const withoutPlugin = join(folder, 'without-plugin');
  await cp(libraries, withoutPlugin, { recursive: true, filter: (path) => !/cpu_plugin/.test(path) });
  // In a process of its own, because this one has opened the libraries that belong to it.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['dist/cli/main.js', 'inspect', mini.folder, '--json'],
    { env: { ...process.env, HARMONIDIFF_OPENVINO: withoutPlugin } },
  );
  const { engines } = JSON.parse(stdout);
  const { version, problem } = engines.find(({ engine }: { engine: string }) => engine === 'openvino');
  t.is(version, undefined);
  t.regex(problem, /^OpenVINO 20\d\d\.\d/);
});

test.serial('build compiles a model ahead of its first use, which the cache then has', async (t) => {
  const cache = await freshCache(t);
  const build = async () => {
    const flags = ['--device', 'cpu', '--precision', 'fp32', '--threads', '2', '--json'];
    const arguments_ = ['dist/cli/main.js', 'build', mini.folder, ...flags];
    return JSON.parse((await promisify(execFile)(process.execPath, arguments_)).stdout);
  };
  const first = await build();
  t.like(first, { device: 'cpu', engine: 'openvino', precision: 'fp32', cache });
  t.deepEqual([...first.built].sort(), ['classifier', 'textEncoder', 'unet', 'vaeDecoder', 'vaeEncoder']);
  t.deepEqual((await build()).built, [], 'nothing is left to compile');
});

test('auto prefers the engine and the precision that are faster on this processor', async (t) => {
  const flags = await readFile('/proc/cpuinfo', 'utf8');
  const found = targetsOn('cpu').map(({ engine, precision }) => `${engine} ${precision}`);
  const openVino = /^flags.*\b(avx512_bf16|amx_bf16)\b/m.test(flags) ? 'openvino bf16' : 'openvino fp32';
  const wide = /^flags.*\bavx512f\b/m.test(flags);
  t.deepEqual(found, wide ? [openVino, 'onnxruntime fp32'] : ['onnxruntime fp32', openVino]);
});
