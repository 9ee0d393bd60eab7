import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { profilesOf } from '../lib/engines/shapes.js';
import { digestFile } from '../lib/files/digest.js';
import {
  DeviceError,
  EngineError,
  type HarmonizeOptions,
  type HarmonizeResult,
  Harmonizer,
} from '../lib/index.js';
import { readModelFolder } from '../lib/model/folder.js';
import { mini } from './support/fixtures.js';
import { randomFloats } from './support/random.js';
import { countDuring, counters, failingAfter, spoilCaptures, withFree } from './support/simulated.js';

// What the pipeline does with a GPU, counted and made to fail on the simulated device. Whether its results are right is
// tested by the other suites, which npm run check:simulated runs on it.

const target = { device: 'cuda', engine: 'tensorrt', precision: 'fp32' } as const;
const load = () => Harmonizer.load(mini.folder, target);
const pixels = ({ winner }: HarmonizeResult) => winner!.image.data;

/** A request with a patch of another size. */
const sized = (width: number, height: number): HarmonizeOptions => ({
  ...mini.request(),
  box: { x: 8, y: 8, width, height },
});

let expected: Buffer;

test.before(async () => {
  await using harmonizer = await load();
  expected = pixels(await harmonizer.harmonize(mini.request()));
});

test.serial('every network call of a repeated request is a replay', async (t) => {
  await using harmonizer = await load();
  const run = () => countDuring(() => harmonizer.harmonize(mini.request()));
  const first = await run();
  const calls = first.networkCalls + first.graphLaunches;
  await run();
  for (let i = 0; i < 2; i++) {
    const { networkCalls, graphLaunches, captures } = await run();
    t.deepEqual(
      { networkCalls, graphLaunches, captures },
      { networkCalls: 0, graphLaunches: calls, captures: 0 },
    );
  }
});

test.serial('steps wait once each, and transfer and allocate nothing', async (t) => {
  await using harmonizer = await load();
  const run = (steps: number) => {
    const request = { ...mini.request(), steps, candidateRange: [4, 6] as [number, number], images: true };
    return countDuring(() => harmonizer.harmonize(request));
  };
  for (const steps of [10, 14]) for (let i = 0; i < 3; i++) await run(steps);
  const [few, many] = [await run(10), await run(14)];
  t.is(many.transfers, few.transfers);
  t.is(many.allocations, few.allocations);
  // Four more steps of inversion and four of denoising.
  t.is(many.synchronisations - few.synchronisations, 8);
});

test.serial('close frees all of the device’s memory', async (t) => {
  const before = counters();
  const harmonizer = await load();
  await harmonizer.harmonize(mini.request());
  await harmonizer.harmonize(sized(72, 56));
  t.true(counters().bytes > before.bytes);
  await harmonizer.close();
  t.deepEqual([counters().blocks, counters().bytes], [before.blocks, before.bytes]);
});

test.serial('a prepared target holds memory until it or the harmonizer is closed', async (t) => {
  const before = counters();
  const harmonizer = await load();
  const { target, prompts, metadata, steps, ...rest } = mini.request();
  const prepare = () =>
    harmonizer.prepareTarget({ target, metadata, steps, prompts: { target: mini.prompts.target } });
  const request = { ...rest, prompts: { source: mini.prompts.source } };
  const run = async () => {
    const prepared = await prepare();
    t.deepEqual(pixels(await harmonizer.harmonize({ ...request, target: prepared })), expected);
    await prepared.close();
  };
  for (let i = 0; i < 3; i++) await run();
  const warm = await blocksAfterRequest(harmonizer);
  await run();
  t.is(await blocksAfterRequest(harmonizer), warm);
  // One after the other: what two at once share is freed at a moment that depends on their order.
  const [kept, left] = [await prepare(), await prepare()];
  // The posterior's mean and variance, and the latents at every timestep.
  t.is(await blocksAfterRequest(harmonizer), warm + 2 * 3);
  await kept.close();
  t.is(await blocksAfterRequest(harmonizer), warm + 3);
  await harmonizer.close();
  t.deepEqual([counters().blocks, counters().bytes], [before.blocks, before.bytes]);
  await left.close();
});

test.serial('a preparation that is aborted or runs out of memory leaves nothing', async (t) => {
  await using harmonizer = await load();
  const { target, metadata, steps } = mini.request();
  const options = { target, metadata, steps, prompts: { target: mini.prompts.target } };
  for (let i = 0; i < 3; i++) await (await harmonizer.prepareTarget(options)).close();
  const blocks = await blocksAfterRequest(harmonizer);
  for (const last of [1, 3, 15]) {
    const abort = new AbortController();
    let steps = 0;
    const onProgress = () => {
      if (++steps === last) abort.abort();
    };
    await t.throwsAsync(harmonizer.prepareTarget({ ...options, signal: abort.signal, onProgress }), {
      code: 'ABORT_ERR',
    });
    t.is(await blocksAfterRequest(harmonizer), blocks, `after ${last} steps`);
  }
  await withFree(0, () => t.throwsAsync(harmonizer.prepareTarget(options), { code: 'OUT_OF_MEMORY' }));
  await (await harmonizer.prepareTarget(options)).close();
  t.is(await blocksAfterRequest(harmonizer), blocks);
});

test.serial('patches of ever new sizes do not fill the device’s memory', async (t) => {
  await using harmonizer = await load();
  for (let i = 0; i < 3; i++) await harmonizer.harmonize(mini.request());
  await harmonizer.harmonize(sized(104, 104));
  const { blocks } = counters();
  for (const width of [56, 64, 72, 80, 88]) await harmonizer.harmonize(sized(width, width + 16));
  t.is(counters().blocks, blocks);
});

test.serial('too little memory to load is an error with its sizes, and builds no plan again', async (t) => {
  const built = await plans();
  for (const megabytes of [0, 0.1, 0.5, 1, 2, 4]) {
    const before = counters();
    await withFree(megabytes * 1e6, async () => {
      const error = await t.throwsAsync(load(), { instanceOf: EngineError, code: 'OUT_OF_MEMORY' });
      t.regex(
        error!.message,
        /^The GPU has too little memory: \d+ more bytes are needed, and \d+ of \d+ are free\. /,
      );
    });
    t.is(counters().bytes, before.bytes, `${megabytes} MB`);
  }
  t.deepEqual(await plans(), built);
});

test.serial('a request that runs out of memory fails, and later ones succeed', async (t) => {
  await using harmonizer = await load();
  for (const megabytes of [0, 0.2, 0.5]) {
    await withFree(megabytes * 1e6, async () => {
      const error = await t.throwsAsync(harmonizer.harmonize(mini.request()), { code: 'OUT_OF_MEMORY' });
      t.regex(error!.message, /\d+ more bytes are needed, and \d+ of \d+ are free/);
    });
    t.deepEqual(pixels(await harmonizer.harmonize(mini.request())), expected);
  }
});

test.serial('a lost device fails every later call, and leaves the process alive', async (t) => {
  const lost = { instanceOf: EngineError, code: 'DEVICE_LOST', message: /restart the process/ } as const;
  const work = async () => {
    const harmonizer = await load();
    try {
      await harmonizer.harmonize(mini.request());
    } finally {
      await harmonizer.close();
    }
  };
  for (const calls of [...Array(60).keys(), 100, 300, 800]) {
    await failingAfter(calls, async () => {
      await t.throwsAsync(work(), lost, `after ${calls} calls`);
      await t.throwsAsync(work(), lost);
    });
  }
});

test.serial('a device that is lost while engines are built for it', async (t) => {
  const folder = process.env.HARMONIDIFF_CACHE!;
  t.teardown(() => {
    process.env.HARMONIDIFF_CACHE = folder;
  });
  for (let calls = 4; calls < 20; calls++) {
    process.env.HARMONIDIFF_CACHE = await mkdtemp(join(folder, 'empty-'));
    await failingAfter(calls, () => t.throwsAsync(load(), { code: 'DEVICE_LOST' }, `after ${calls} calls`));
  }
});

test.serial('a device that is lost while two harmonizers use it fails both', async (t) => {
  const harmonise = async (calls: number) => {
    const both = await Promise.all([load(), load()]);
    const outcomes = await failingAfter(calls, () =>
      Promise.allSettled(both.map((harmonizer) => harmonizer.harmonize(mini.request()))),
    );
    await Promise.all(both.map((harmonizer) => harmonizer.close()));
    return outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'done'));
  };
  for (const calls of [300, 500, 700, 900, 1100]) {
    t.deepEqual(await harmonise(calls), ['DEVICE_LOST', 'DEVICE_LOST'], `after ${calls} calls`);
  }
});

test.serial('a GPU without memory pools counts as missing', async (t) => {
  process.env.HARMONIDIFF_SIMULATED_WITHOUT_POOLS = '1';
  t.teardown(() => {
    delete process.env.HARMONIDIFF_SIMULATED_WITHOUT_POOLS;
  });
  await t.throwsAsync(load(), { instanceOf: DeviceError, message: /^GPU 0 has no memory pools/ });
  await using harmonizer = await Harmonizer.load(mini.folder, { precision: 'fp32' });
  t.is(harmonizer.target.device, 'cpu');
});

test.serial('the CPU does not stand in for a GPU that fails', async (t) => {
  const warnings: unknown[] = [];
  const listen = (warning: Error & { code?: string }) => warnings.push(warning.code);
  process.on('warning', listen);
  t.teardown(() => process.off('warning', listen));
  const automatic = () => Harmonizer.load(mini.folder, { precision: 'fp32' });
  await failingAfter(20, () => t.throwsAsync(automatic(), { code: 'DEVICE_LOST' }));
  await withFree(1000, () => t.throwsAsync(automatic(), { code: 'OUT_OF_MEMORY' }));
  t.false(warnings.includes('HARMONIDIFF_FALLBACK'));
  await using harmonizer = await automatic();
  t.is(harmonizer.target.device, 'cuda:0');
});

for (const [name, spoilt] of Object.entries({
  'that another thread invalidates': { invalidated: 7 },
  'that cannot begin': { refused: 7 },
})) {
  test.serial(`a capture ${name} is tried again`, async (t) => {
    await using harmonizer = await load();
    spoilCaptures(spoilt);
    for (let i = 0; i < 4; i++) t.deepEqual(pixels(await harmonizer.harmonize(mini.request())), expected);
    const { networkCalls } = await countDuring(() => harmonizer.harmonize(mini.request()));
    t.is(networkCalls, 0);
  });
}

test.serial('a network that cannot be captured is not tried forever', async (t) => {
  await using harmonizer = await load();
  spoilCaptures({ invalidated: 1e6 });
  for (let i = 0; i < 12; i++) await harmonizer.harmonize(mini.request());
  spoilCaptures({});
  const { captures, graphLaunches } = await countDuring(() => harmonizer.harmonize(mini.request()));
  t.deepEqual({ captures, graphLaunches }, { captures: 0, graphLaunches: 0 });
});

test.serial('requests give the same results while other models are loaded and closed', async (t) => {
  await using harmonizer = await load();
  const before = counters().failedCaptures;
  let done = false;
  const others = (async () => {
    while (!done) await (await load()).close();
  })();
  for (let i = 0; i < 5; i++) {
    t.deepEqual(pixels(await harmonizer.harmonize(mini.request())), expected);
  }
  done = true;
  await others;
  t.is(counters().failedCaptures, before);
  await harmonizer.harmonize(mini.request());
  const { networkCalls } = await countDuring(() => harmonizer.harmonize(mini.request()));
  t.is(networkCalls, 0);
});

test.serial('a graph is not replayed once the memory that it writes to has moved', async (t) => {
  process.env.HARMONIDIFF_TEST_DEVICE = 'cuda';
  process.env.HARMONIDIFF_TEST_ENGINE = 'tensorrt';
  const { forms, networksOf } = await import('./support/networks.js');
  const { native } = await import('./support/native.js');
  const model = await readModelFolder(mini.folder);
  const { latentChannels, factor } = model.vae.shape;
  const { vaeEncoder } = await networksOf(model, forms[0]!, profilesOf(model));
  const call = (side: number): Parameters<typeof native.runNetwork>[1] => {
    const shape = [1, latentChannels, side / factor, side / factor];
    return [{ image: randomFloats(side, 1, 3, side, side) }, { mean: shape, logvar: shape }];
  };
  // The second call is captured and the third replayed; the larger one moves the outputs.
  const results = native.runNetwork(vaeEncoder!, call(64), call(64), call(64), call(128), call(64));
  for (const i of [1, 2, 4]) t.deepEqual(results[i], results[0], `call ${i + 1}`);
});

test.serial('a plan that TensorRT refuses is built again', async (t) => {
  const folder = process.env.HARMONIDIFF_CACHE!;
  const [plan] = (await readdir(folder)).filter((name) => name.endsWith('.plan'));
  const path = join(folder, plan!);
  await writeFile(path, 'a plan of another version');
  await writeFile(path.replace(/plan$/, 'json'), JSON.stringify({ digest: await digestFile(path) }));
  await using harmonizer = await load();
  t.deepEqual(pixels(await harmonizer.harmonize(mini.request())), expected);
  t.true((await stat(path)).size > 1000);
});

/**
 * The blocks of the device's memory that are in use after one more request, which waits for the work before it. Memory
 * is freed in the order of the work, so the request's own may not be free yet.
 */
async function blocksAfterRequest(harmonizer: Harmonizer): Promise<number> {
  await harmonizer.harmonize({ ...mini.request(), mode: 'init' });
  return counters().blocks;
}

/** Names and times of the plans in the cache. */
async function plans(): Promise<[string, number][]> {
  const folder = process.env.HARMONIDIFF_CACHE!;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.plan')).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, number]> => [name, (await stat(join(folder, name))).mtimeMs]),
  );
}
