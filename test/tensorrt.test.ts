import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { profilesOf } from '../lib/engines/shapes.js';
import { tensorRtPlans } from '../lib/engines/tensorrt-plans.js';
import { AbortError, EngineError, smallModel } from '../lib/index.js';
import { readModelFolder } from '../lib/model/folder.js';
import { buildGraph, encodeGraph } from '../lib/model/graphs.js';
import { Graph, type Precision, type Value } from '../lib/model/onnx/graph.js';
import { attention } from '../lib/model/onnx/layers.js';
import { DataType, encodeModel } from '../lib/model/onnx/proto.js';
import { type Core, loadAddon, type ShapeRange } from '../lib/native/addon.js';
import { runCancellable } from '../lib/native/cancellable.js';
import type { BuildProgress } from '../lib/request/load.js';
import { copyOf, editJson } from './support/copies.js';
import { mini, sd1, sharded } from './support/fixtures.js';
import { withoutGpu } from './support/tensorrt.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
/** The name of TensorRT's kernels for fused attention. */
const FUSED_ATTENTION = '_gemm_mha_v2';
const NETWORKS = ['textEncoder', 'unet', 'vaeEncoder', 'vaeDecoder', 'classifier'];

test.before('the TensorRT engine compiles without a GPU', async (t) => {
  t.timeout(10 * 60_000);
  await run('node', ['scripts/build-cuda.mjs', '--if-needed'], { cwd: root });
  await withoutGpu('fp32');
});

/** A new cache for one test. These tests run one after the other, because an environment variable names the cache. */
async function freshCache(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-cache-'));
  process.env.HARMONIDIFF_CACHE = folder;
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function withCore<T>(work: (core: Core) => Promise<T>): Promise<T> {
  const core = new (loadAddon().Core)();
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/**
 * Prepares the plans of a model folder and reports which networks were built: for one profile of each network, because
 * every profile takes as long again, or for all of them.
 */
async function prepare(
  folder: string,
  precision: 'fp32' | 'fp16' | 'bf16',
  { anew = false, everyProfile = false } = {},
) {
  const [model, target] = [await readModelFolder(folder), await withoutGpu(precision)];
  const all = Object.entries(profilesOf(model));
  const profiles = everyProfile ? all : all.map(([name, list]) => [name, list.slice(-1)] as const);
  const options = { anew, profiles: Object.fromEntries(profiles) as ReturnType<typeof profilesOf> };
  const seen: BuildProgress[] = [];
  const onProgress = (progress: BuildProgress) => seen.push(progress);
  const plans = await withCore((core) => tensorRtPlans(core, model, target, { onProgress }, options));
  return { plans, seen, built: [...new Set(seen.map(({ network }) => network))] };
}

test('the TensorRT plugins link to neither GPU libraries nor libstdc++ and export one name', async (t) => {
  for (const version of ['11', 'rtx']) {
    const library = join(root, `build/cuda/libharmonidiff_tensorrt_${version}.so`);
    t.notRegex((await run('readelf', ['-d', library])).stdout, /NEEDED.*(cuda|nvinfer|nvonnx|stdc\+\+)/i);
    const exported = (await run('readelf', ['--dyn-syms', '-W', library])).stdout
      .split('\n')
      .filter((line) => / (GLOBAL|WEAK|UNIQUE) +DEFAULT +\d+ /.test(line))
      .map((line) => line.trim().split(/\s+/).at(-1));
    t.deepEqual(exported, ['harmonidiff_tensorrt_plugin'], version);
  }
});

for (const [name, fixture] of Object.entries({ mini, sd1, sharded })) {
  for (const precision of ['fp32', 'fp16', 'bf16'] as const) {
    test.serial(
      `${name} in ${precision}: TensorRT accepts every graph with its types and sizes`,
      async (t) => {
        t.timeout(5 * 60_000);
        const folder = await freshCache(t);
        const { plans, seen, built } = await prepare(fixture.folder, precision, {
          everyProfile: fixture === mini,
        });
        t.deepEqual(built, NETWORKS);
        t.deepEqual(Object.keys(plans), NETWORKS);
        for (const { plans: files } of Object.values(plans)) {
          t.is(files.length, 1);
          t.true((await stat(files[0]!)).size > 10_000, files[0]);
        }
        t.true(seen.every(({ step, steps }) => step >= 1 && step <= steps));
        // No cast weights and no partial plan are left behind.
        const left = (await readdir(folder)).filter((file) => !/\.(plan|json|timing)$/.test(file));
        t.deepEqual(left, []);
      },
    );
  }
}

test.serial('a plan is built once, and again when it is damaged or the weights change', async (t) => {
  t.timeout(5 * 60_000);
  const [folder, model] = [await freshCache(t), await copyOf(t)];
  const first = await prepare(model, 'fp16');
  t.deepEqual(first.built, NETWORKS);
  t.deepEqual((await prepare(model, 'fp16')).built, []);

  const anew = await prepare(model, 'fp16', { anew: true });
  t.deepEqual(
    [anew.built, anew.plans],
    [NETWORKS, first.plans],
    'rebuilds plans that the GPU did not accept',
  );

  const [plan] = first.plans.vaeDecoder!.plans as [string];
  const bytes = await readFile(plan);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(plan, bytes);
  t.deepEqual((await prepare(model, 'fp16')).built, ['vaeDecoder']);
  await rm(plan);
  t.deepEqual((await prepare(model, 'fp16')).built, ['vaeDecoder']);

  // Same size and same header, as in a fine-tuned checkpoint.
  const weights = join(model, 'vae/diffusion_pytorch_model.safetensors');
  const changed = await readFile(weights);
  changed[changed.length - 2]! ^= 1;
  await writeFile(weights, changed);
  const again = await prepare(model, 'fp16');
  t.deepEqual(again.built, ['vaeEncoder', 'vaeDecoder']);
  changed[changed.length - 2]! ^= 1;
  await writeFile(weights, changed);
  const former = await prepare(model, 'fp16');
  t.deepEqual([former.built, former.plans], [[], first.plans], 'two revisions do not displace each other');
  // The classifier is always fp32, and has been built.
  t.deepEqual((await prepare(model, 'fp32')).built, NETWORKS.slice(0, -1));
  t.is((await stat(folder)).mode & 0o777, 0o700);
});

test.serial('a model that was copied or moved finds its plans', async (t) => {
  t.timeout(5 * 60_000);
  await freshCache(t);
  const [one, another] = [await copyOf(t), await copyOf(t)];
  const { built, plans } = await prepare(one, 'fp16');
  t.deepEqual(built, NETWORKS);
  const copied = await prepare(another, 'fp16');
  t.deepEqual([copied.built, copied.plans], [[], plans]);
  const place = `${another}-moved`;
  await rename(another, place);
  t.teardown(() => rm(place, { recursive: true }));
  const moved = await prepare(place, 'fp16');
  t.deepEqual([moved.built, moved.plans], [[], plans]);
});

test.serial('an aborted build stops soon and leaves no partial file', async (t) => {
  const folder = await freshCache(t);
  const [model, target] = [await readModelFolder(mini.folder), await withoutGpu('fp16')];
  const abort = new AbortController();
  const onProgress = ({ network }: BuildProgress) => {
    if (network === 'unet') abort.abort();
  };
  await withCore(async (core) => {
    const watch = { signal: abort.signal, onProgress };
    await t.throwsAsync(tensorRtPlans(core, model, target, watch), {
      instanceOf: AbortError,
      code: 'ABORT_ERR',
    });
  });
  const left = (await readdir(folder)).filter((file) => !/\.timing$/.test(file)).sort();
  t.regex(left.join(), /^([0-9a-f]{32}-textEncoder)\.json,\1\.plan$/);
  const { built } = await prepare(mini.folder, 'fp16', { everyProfile: true });
  t.deepEqual(built, NETWORKS.slice(1), 'finished plans are kept');
});

test.serial('process.exit ends the process in the middle of a build', async (t) => {
  await freshCache(t);
  const built = (name: string) => JSON.stringify(new URL(`../dist/${name}`, import.meta.url).href);
  for (const steps of [1, 3, 10, 30]) {
    const script = `
      import { tensorRtPlans } from ${built('engines/tensorrt-plans.js')};
      import { readModelFolder } from ${built('model/folder.js')};
      import { loadAddon } from ${built('native/addon.js')};
      let steps = 0;
      const onProgress = () => { if (++steps === ${steps}) process.exit(3); };
      const model = await readModelFolder(${JSON.stringify(mini.folder)});
      const target = ${JSON.stringify(await withoutGpu('fp32'))};
      await tensorRtPlans(new (loadAddon().Core)(), model, target, { onProgress });
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
    t.deepEqual(await once(child, 'exit'), [3, null], `step ${steps}`);
  }
});

test.serial('a graph that TensorRT does not accept gives an error that names the operator', async (t) => {
  const folder = await freshCache(t);
  const model = await readModelFolder(mini.folder);
  const built = buildGraph(model, 'vaeDecoder', { attention: 'decomposed', precision: 'fp16' });
  const { graph, weightsFolder } = encodeGraph(model, 'vaeDecoder', built);
  const request = {
    name: 'vaeDecoder',
    graph: Buffer.from(Buffer.from(graph).toString('latin1').replaceAll('Sigmoid', 'Sigmoix'), 'latin1'),
    weightsFolder,
    profiles: profilesOf(model).vaeDecoder,
    tf32: false,
    timingCache: join(folder, 'timing'),
    plan: join(folder, 'plan'),
  };
  const target = await withoutGpu('fp16');
  await withCore(async (core) => {
    const error = await t.throwsAsync(
      runCancellable((report) => core.build(target, request, report), {}),
      { instanceOf: EngineError, code: 'ENGINE_FAILED' },
    );
    t.regex(error!.message, /^vaeDecoder: TensorRT 1\.7\.1\.\d+: the graph could not be parsed: Sigmoix /);
  });
  t.deepEqual(await readdir(folder), []);
});

test.serial(
  'TensorRT fuses attention in 16 bits, for static and for other sizes, and stores the scores of fp32',
  async (t) => {
    const folder = await freshCache(t);
    const target = await withoutGpu('fp16');
    const { weights } = (await readModelFolder(mini.folder)).unet;
    const [channels, heads, most] = [320, 5, 4096];
    const kernels = async (scores: Precision, tokens: number, batch: readonly number[]) => {
      const g = new Graph('attention', weights, {
        attention: 'decomposed',
        precision: 'fp16',
      });
      const input = (name: string) =>
        g.fromFloat(g.input(name, DataType.FLOAT, ['batch', `${name}_tokens`, channels]));
      const [q, k, v] = ['q', 'k', 'v'].map(input) as [Value, Value, Value];
      g.output('out', attention(g, q, k, v, { channels, heads, scores }), ['batch', 'q_tokens', channels]);
      const sizes = (tokens: number): ShapeRange => {
        const [least, best, most] = batch.map((rows) => [rows, tokens, channels]);
        return { least: least!, best: best!, most: most! };
      };
      const request = {
        name: 'attention',
        graph: encodeModel(g.build()),
        weightsFolder: folder,
        profiles: [{ q: sizes(most), k: sizes(tokens), v: sizes(tokens) }],
        tf32: true,
        timingCache: join(folder, 'timing'),
        plan: join(folder, 'plan'),
      };
      await withCore((core) => runCancellable((report) => core.build(target, request, report), {}));
      // The plan names its kernels.
      return (await readFile(request.plan)).includes(FUSED_ATTENTION) ? 'fused' : 'stored';
    };
    for (const batch of [
      [16, 16, 16],
      [2, 8, 16],
    ]) {
      for (const tokens of [most, 77]) {
        t.is(await kernels('fp16', tokens, batch), 'fused');
        t.is(await kernels('bf16', tokens, batch), 'fused');
        t.is(await kernels('fp32', tokens, batch), 'stored');
      }
    }
  },
);

test.serial('the UNet of a model with upcast_attention gets fused attention', async (t) => {
  await freshCache(t);
  const folder = await copyOf(t, { folder: smallModel });
  await editJson(join(folder, 'unet/config.json'), { upcast_attention: true });
  const { plans } = await prepare(folder, 'fp16');
  t.true((await readFile(plans.unet!.plans[0]!)).includes(FUSED_ATTENTION));
});

test('a missing TensorRT library gives an error that names it', async (t) => {
  const { tensorRt } = await withoutGpu('fp32');
  const addon = loadAddon();
  t.regex(addon.tensorRtVersion(tensorRt!), /^1\.7\.1\.\d+$/);
  t.throws(() => addon.tensorRtVersion({ ...tensorRt!, infer: 'libnvinfer.so.99' }), {
    code: 'ENGINE_NOT_FOUND',
    message: /libnvinfer\.so\.99/,
  });
  const eleven = join(root, 'build/cuda/libharmonidiff_tensorrt_11.so');
  t.throws(() => addon.tensorRtVersion({ ...tensorRt!, plugin: eleven }), {
    code: 'ENGINE_NOT_FOUND',
    message: /is TensorRT 1, not 11/,
  });
  t.throws(() => addon.tensorRtVersion({ ...tensorRt!, plugin: '/nowhere.so' }), {
    code: 'ENGINE_NOT_FOUND',
  });
});
