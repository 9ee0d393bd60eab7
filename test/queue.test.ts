import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import test from 'ava';
import sharp from 'sharp';
import { composerOf } from '../lib/composer.js';
import {
  AbortError,
  ClosedError,
  Harmonizer,
  type LoadOptions,
  OptionError,
  QueueFullError,
  type RequestTrace,
} from '../lib/index.js';
import { loadAddon } from '../lib/native/addon.js';
import { Queue } from '../lib/queue/queue.js';
import { Statistics } from '../lib/queue/statistics.js';
import { mini } from './support/fixtures.js';
import { preparationOf } from './support/prepared.js';
import { target } from './support/target.js';

const open = (options: LoadOptions = {}) =>
  Harmonizer.load(mini.folder, { threads: 1, ...target, ...options });

/** Cheap, and still a call of the core. */
const copyPaste = () => ({ ...mini.request(), method: 'copy-paste' as const });

/** Work that ends when it is told to. */
function held() {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => ended, end };
}

test('calls run in the order in which they came, and no more than allowed at a time', async (t) => {
  const queue = new Queue<string>(2, 10, () => true);
  const order: string[] = [];
  const works = ['a', 'b', 'c', 'd'].map((name) => ({ name, ...held() }));
  const calls = works.map(({ name, work }) =>
    queue.run(name, undefined, () => {
      order.push(name);
      return work();
    }),
  );
  t.deepEqual([queue.inFlight, queue.queued], [2, 2]);
  for (const { end } of works) {
    t.true(queue.inFlight <= 2);
    end();
    await wait(0);
  }
  await Promise.all(calls);
  t.deepEqual(order, ['a', 'b', 'c', 'd']);
  t.deepEqual([queue.inFlight, queue.queued], [0, 0]);
});

test('a call that does not fit beside others waits, and those behind it wait for it', async (t) => {
  const queue = new Queue<number>(4, 10, (bytes) => bytes.reduce((sum, n) => sum + n) <= 10);
  const [small, large, last] = [held(), held(), held()];
  const started: string[] = [];
  const start = (name: string, bytes: number, { work }: { work(): Promise<void> }) =>
    queue.run(bytes, undefined, () => {
      started.push(name);
      return work();
    });
  const calls = [start('small', 4, small), start('large', 100, large), start('last', 4, last)];
  await wait(0);
  t.deepEqual([started, queue.inFlight, queue.queued], [['small'], 1, 2]);
  small.end();
  await wait(0);
  t.deepEqual(started, ['small', 'large'], 'a call that is too large runs alone');
  large.end();
  await wait(0);
  t.deepEqual(started, ['small', 'large', 'last']);
  last.end();
  await Promise.all(calls);
});

test('when a waiting call is aborted, those behind it no longer wait for it', async (t) => {
  const queue = new Queue<number>(4, 10, (bytes) => bytes.reduce((sum, n) => sum + n) <= 10);
  const [first, last] = [held(), held()];
  const abort = new AbortController();
  const calls = [queue.run(4, undefined, first.work)];
  const large = queue.run(100, abort.signal, async () => t.fail('it was aborted'));
  calls.push(queue.run(4, undefined, last.work));
  t.deepEqual([queue.inFlight, queue.queued], [1, 2]);
  abort.abort(new Error('mine'));
  const error = await t.throwsAsync(large, { instanceOf: AbortError });
  t.is((error.cause as Error).message, 'mine');
  t.deepEqual([queue.inFlight, queue.queued], [2, 0]);
  first.end();
  last.end();
  await Promise.all(calls);
});

test('percentiles are those of the latest calls', (t) => {
  const statistics = new Statistics();
  t.deepEqual(statistics.read(), {
    ...{ completed: 0, failed: 0, aborted: 0, refused: 0, rowsPerCall: null, waiting: null, running: null },
  });
  for (let i = 0; i < 500; i++) statistics.complete({ waiting: 1e6, running: 1e6 });
  for (let i = 1; i <= 1000; i++) {
    statistics.complete({ waiting: i, running: 2 * i, predictions: { calls: 2, rows: 7 } });
  }
  statistics.fail(new OptionError('steps is 0'));
  for (let i = 0; i < 2; i++) statistics.fail(new AbortError('aborted'));
  for (let i = 0; i < 3; i++) statistics.fail(new QueueFullError(1, 1));
  t.deepEqual(statistics.read(), {
    ...{ completed: 1500, failed: 1, aborted: 2, refused: 3, rowsPerCall: 3.5 },
    waiting: { p50: 500.5, p95: 950.05, p99: 990.01 },
    running: { p50: 1001, p95: 1900.1, p99: 1980.02 },
  });
});

test('a call is refused when too many wait, and the next one is served', async (t) => {
  await using harmonizer = await open({ maxInFlight: 1, maxQueue: 2 });
  const calls = [1, 2, 3].map(() => harmonizer.harmonize(copyPaste()));
  const error = await t.throwsAsync(harmonizer.harmonize(copyPaste()), {
    instanceOf: QueueFullError,
    code: 'QUEUE_FULL',
    message: /^The queue is full: 2 calls wait, and maxQueue is 2\. Call again when some have ended/,
  });
  t.deepEqual([error.depth, error.limit], [2, 2]);
  const box = { x: 0, y: 0, width: 32, height: 32 };
  await t.throwsAsync(harmonizer.score(mini.file('target.png'), { box }), { code: 'QUEUE_FULL' });
  const prompts = { target: mini.prompts.target };
  await t.throwsAsync(harmonizer.prepareTarget({ target: mini.file('target.png'), prompts }), {
    code: 'QUEUE_FULL',
  });
  // What is wrong with the options is said first.
  await t.throwsAsync(harmonizer.harmonize({ ...copyPaste(), steps: 0 }), { instanceOf: OptionError });
  await Promise.all(calls);
  await harmonizer.harmonize(copyPaste());
});

test('without a queue, calls run or are refused', async (t) => {
  await using harmonizer = await open({ maxInFlight: 2, maxQueue: 0 });
  const calls = [1, 2].map(() => harmonizer.harmonize(copyPaste()));
  await t.throwsAsync(harmonizer.harmonize(copyPaste()), {
    message: /^The queue is full: 0 calls wait, and maxQueue is 0\./,
  });
  await Promise.all(calls);
});

test('stats tell what waits, what runs, and what has ended', async (t) => {
  await using harmonizer = await open({ maxInFlight: 2, maxQueue: 5 });
  const limits = { maxInFlight: 2, maxQueue: 5 };
  t.deepEqual(harmonizer.stats(), {
    ...{ queued: 0, inFlight: 0, ...limits, completed: 0, failed: 0, aborted: 0, refused: 0 },
    ...{ rowsPerCall: null, waiting: null, running: null },
  });
  const calls = [1, 2, 3, 4, 5].map(() => harmonizer.harmonize(mini.request()));
  t.like(harmonizer.stats(), { queued: 3, inFlight: 2, completed: 0 });
  const results = await Promise.all(calls);
  await t.throwsAsync(harmonizer.harmonize({ ...mini.request(), target: mini.file('none.png') }));
  const { waiting, running, rowsPerCall, ...counts } = harmonizer.stats();
  t.deepEqual(counts, { queued: 0, inFlight: 0, ...limits, completed: 5, failed: 1, aborted: 0, refused: 0 });
  t.true(rowsPerCall! > 1);
  for (const { p50, p95, p99 } of [waiting!, running!]) t.true(0 < p50 && p50 <= p95 && p95 <= p99);
  // The last two waited for two others.
  t.true(results[4]!.timings.waiting > results[4]!.timings.total / 3);
  for (const { timings } of results) {
    const { total, ...parts } = timings;
    t.true(Object.values(parts).reduce((sum, part) => sum + part, 0) <= total + 1);
  }
});

test('a call that waits is closed with the harmonizer', async (t) => {
  const harmonizer = await open({ maxInFlight: 1 });
  const calls = [1, 2, 3].map(() => harmonizer.harmonize({ ...mini.request(), steps: 200 }));
  const [, closing] = [await wait(50), harmonizer.close()];
  for (const call of calls) await t.throwsAsync(call, { instanceOf: ClosedError });
  await closing;
  t.like(harmonizer.stats(), { queued: 0, inFlight: 0, failed: 3 });
});

test('on the CPU, calls that together need more than maxMemory wait for each other', async (t) => {
  const options = { device: 'cpu', engine: 'onnxruntime', precision: 'fp32' } as const;
  await using roomy = await open(options);
  await using tight = await open({ ...options, maxMemory: 60 });
  const most = async (harmonizer: Harmonizer) => {
    let together = 0;
    const onProgress = () => {
      together = Math.max(together, harmonizer.stats().inFlight);
    };
    await Promise.all([1, 2, 3].map(() => harmonizer.harmonize({ ...mini.request(), onProgress })));
    return together;
  };
  t.is(await most(roomy), 3);
  t.is(await most(tight), 1);
});

test.serial('each call can be traced through a diagnostics channel', async (t) => {
  const events: [name: string, RequestTrace][] = [];
  const names = ['start', 'asyncEnd', 'error'] as const;
  const channel = tracingChannel<unknown, RequestTrace>('harmonidiff:request');
  const listeners = names.map((name) => {
    const listener = (message: unknown) => {
      events.push([name, { ...(message as RequestTrace) }]);
    };
    subscribe(channel[name].name, listener);
    return () => unsubscribe(channel[name].name, listener);
  });
  try {
    await using harmonizer = await open({ maxInFlight: 1, maxQueue: 0 });
    const call = harmonizer.harmonize(copyPaste());
    const refused = harmonizer.score(mini.file('target.png'), { box: { x: 0, y: 0, width: 32, height: 32 } });
    const error = await t.throwsAsync(refused, { code: 'QUEUE_FULL' });
    const result = await call;
    const about = { target: harmonizer.target };
    t.deepEqual(
      events.map(([name, { operation }]) => [name, operation]),
      [
        ['start', 'harmonize'],
        ['start', 'score'],
        ['error', 'score'],
        ['asyncEnd', 'score'],
        ['asyncEnd', 'harmonize'],
      ],
    );
    t.deepEqual(events[0]![1], { ...about, operation: 'harmonize', method: 'copy-paste' });
    t.is(events[2]![1].error, error);
    const { waiting, running, ...rest } = events[4]![1];
    t.deepEqual(rest, { ...about, operation: 'harmonize', method: 'copy-paste', result });
    t.true(waiting! >= 0 && running! > 0);
  } finally {
    for (const stop of listeners) stop();
  }
});

test('closing a prepared target, and solving for detail, do not wait for requests', async (t) => {
  await using harmonizer = await open({ maxInFlight: 1 });
  const prepared = await harmonizer.prepareTarget(preparationOf(mini));
  const abort = new AbortController();
  let long!: Promise<unknown>;
  await new Promise<void>((resolve) => {
    const onProgress = () => resolve();
    const options = { ...mini.request(), steps: 900, signal: abort.signal, onProgress };
    long = t.throwsAsync(harmonizer.harmonize(options), { instanceOf: AbortError });
  });
  await prepared.close();
  const [width, height] = [8, 8];
  const levels = new Uint8Array(width * height * 3).fill(100);
  const request = { width, height, paste: Float32Array.from(levels), harmonised: levels, band: 2 };
  const mask = new Uint8Array(width * height).fill(1, 20, 24);
  const solved = await composerOf(harmonizer).restoreDetail({ ...request, mask }, undefined);
  t.deepEqual([...solved], [...levels]);
  t.is(harmonizer.stats().inFlight, 1);
  abort.abort();
  await long;
});

test('preparations that were aborted or refused while they waited take no memory', async (t) => {
  const options = { device: 'cpu', engine: 'onnxruntime', precision: 'fp32' } as const;
  await using harmonizer = await open({ ...options, maxMemory: 62, maxInFlight: 1, maxQueue: 1 });
  const first = harmonizer.harmonize(mini.request());
  const abort = new AbortController();
  const prepare = () => harmonizer.prepareTarget({ ...preparationOf(mini), signal: abort.signal });
  const waiting = t.throwsAsync(prepare(), { instanceOf: AbortError });
  for (let i = 0; i < 1000; i++) await t.throwsAsync(prepare(), { code: 'QUEUE_FULL' });
  abort.abort();
  await waiting;
  await first;
  await harmonizer.harmonize(mini.request());
});

test('a core without a model refuses requests', async (t) => {
  const core = new (loadAddon().Core)();
  const [width, height] = [8, 8];
  const image = { data: Buffer.alloc(width * height * 3), width, height, channels: 3 } as const;
  const box = { x: 0, y: 0, width: 4, height: 4 };
  const mask = new Uint8Array(width * height).fill(1, 0, 4);
  const { promise } = core.score({ image, box, mask, edgeWidthRatio: 0.1 });
  await t.throwsAsync(promise, { code: 'CLOSED' });
});

test('what a call was given may change while it waits', async (t) => {
  await using harmonizer = await open({ maxInFlight: 1 });
  const raw = async (name: string) => {
    const { data, info } = await sharp(mini.file(name))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, channels: 3 } as const;
  };
  const [target, source] = [await raw('target.png'), await readFile(mini.file('source.png'))];
  const mask = { data: new Uint8Array(128 * 128), width: 128, height: 128, channels: 1 } as const;
  for (let y = 32; y < 96; y++) mask.data.fill(1, 128 * y + 32, 128 * y + 96);
  const { box: _, ...request } = { ...copyPaste(), target, source, mask };
  const [expected, scores] = [await harmonizer.harmonize(request), await harmonizer.score(target, { mask })];
  const prepare = { target, prompts: { target: mini.prompts.target } };
  const first = harmonizer.harmonize(mini.request());
  const waiting = [
    harmonizer.harmonize(request),
    harmonizer.score(target, { mask }),
    harmonizer.prepareTarget(prepare),
  ] as const;
  t.is(harmonizer.stats().queued, 3);
  for (const bytes of [target.data, source, mask.data]) bytes.fill(0);
  const [result, scored, prepared] = await Promise.all(waiting);
  await first;
  t.deepEqual(result.winner!.image, expected.winner!.image);
  t.deepEqual(scored, scores);
  const { box } = mini.request();
  const onPrepared = await harmonizer.harmonize({
    ...{ target: prepared, source: mini.file('source.png'), box },
    ...{ prompts: { source: mini.prompts.source }, mode: 'init' },
  });
  const onFile = await harmonizer.harmonize({ ...mini.request(), mode: 'init' });
  t.deepEqual(onPrepared.winner!.image, onFile.winner!.image);
  // What is no image is refused at once.
  const wrong = harmonizer.harmonize(mini.request());
  await t.throwsAsync(harmonizer.harmonize({ ...copyPaste(), source: Buffer.alloc(0) }), {
    code: 'IMAGE_INVALID',
  });
  await wrong;
});
