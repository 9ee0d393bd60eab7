import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import test from 'ava';
import { AbortError, ClosedError, Harmonizer, type Progress, smallModel } from '../lib/index.js';
import { mini, relativeError, sd1 } from './support/fixtures.js';
import { target, tolerances } from './support/target.js';

/** Worker threads use the built package, because they start without the tests' TypeScript loader. */
const library = JSON.stringify(new URL('../dist/index.js', import.meta.url).href);

const open = () => Harmonizer.load(mini.folder, { threads: 1, ...target });

test('an aborted request rejects, its work stops, and the next one runs', async (t) => {
  await using harmonizer = await open();
  const controller = new AbortController();
  const seen: Progress[] = [];
  const reason = new Error('changed my mind');
  const onProgress = (progress: Progress) => {
    seen.push(progress);
    if (progress.stage === 'denoise' && progress.step === 2) controller.abort(reason);
  };
  const error = await t.throwsAsync(
    harmonizer.harmonize({ ...mini.request(), signal: controller.signal, onProgress }),
    { instanceOf: AbortError, code: 'ABORT_ERR' },
  );
  t.is(error?.cause, reason);
  const after = await harmonizer.harmonize(mini.request());
  t.is(after.winner!.timestep, mini.golden.best_timestep);
  t.is(seen.at(-1)!.step, 2, 'nothing was reported after the abort');
});

test('an aborted request frees the queue within one network call', async (t) => {
  await using harmonizer = await open();
  const controller = new AbortController();
  let next: Promise<unknown> | undefined;
  let [stagesOfFirst, finished] = [0, false];
  const first = harmonizer.harmonize({
    ...mini.request(),
    steps: 200,
    signal: controller.signal,
    onProgress: () => {
      stagesOfFirst++;
      if (stagesOfFirst === 5) {
        next = harmonizer.harmonize({ ...mini.request(), mode: 'init' }).then(() => {
          finished = true;
        });
        controller.abort();
      }
    },
  });
  await t.throwsAsync(first, { instanceOf: AbortError });
  await next;
  t.true(finished);
  t.is(stagesOfFirst, 5);
});

test('a queued request rejects as soon as it is aborted', async (t) => {
  await using harmonizer = await open();
  const controller = new AbortController();
  let [reports, firstIsDone] = [0, false];
  let second: Promise<unknown> | undefined;
  const onProgress = () => {
    reports++;
    if (reports === 1) {
      const queued = harmonizer.harmonize({ ...mini.request(), signal: controller.signal });
      second = t.throwsAsync(queued, { instanceOf: AbortError }).then(() => t.false(firstIsDone));
    }
    if (reports === 5) controller.abort();
  };
  await harmonizer.harmonize({ ...mini.request(), onProgress });
  firstIsDone = true;
  await second;
});

test('an error in onProgress rejects only that request', async (t) => {
  await using harmonizer = await open();
  const bad = new RangeError('mine');
  const onProgress = () => {
    throw bad;
  };
  t.is(await t.throwsAsync(harmonizer.harmonize({ ...mini.request(), onProgress }), { any: true }), bad);
  t.is((await harmonizer.harmonize(mini.request())).winner!.timestep, mini.golden.best_timestep);
});

test('close stops running requests and refuses new ones', async (t) => {
  const harmonizer = await open();
  const running = harmonizer.harmonize({ ...mini.request(), steps: 200 });
  await wait(50);
  const closed = harmonizer.close();
  await t.throwsAsync(running, { instanceOf: ClosedError, code: 'CLOSED' });
  await closed;
  await harmonizer.close();
  await t.throwsAsync(harmonizer.harmonize(mini.request()), { instanceOf: ClosedError, code: 'CLOSED' });
});

test('loading stops when it is aborted, even while an engine is working', async (t) => {
  for (const delay of [0, 1, 5]) {
    const abort = new AbortController();
    const loading = Harmonizer.load(mini.folder, { threads: 1, ...target, signal: abort.signal });
    await wait(delay);
    abort.abort();
    await t.throwsAsync(loading, { instanceOf: AbortError }, `${delay} ms`);
  }
});

test.serial('an aborted load stops in the middle of a network, with ONNX Runtime', async (t) => {
  const load = (signal?: AbortSignal) =>
    Harmonizer.load(smallModel, { threads: 1, device: 'cpu', ...(signal && { signal }) });
  const timed = async (work: Promise<unknown>) => {
    const began = performance.now();
    await work;
    return performance.now() - began;
  };
  await (await load()).close();
  const whole = await timed(load().then((harmonizer) => harmonizer.close()));
  const rests: number[] = [];
  for (let i = 0; i < 5; i++) {
    const abort = new AbortController();
    const loading = load(abort.signal);
    await wait(whole / 5);
    abort.abort();
    rests.push(await timed(t.throwsAsync(loading, { instanceOf: AbortError })));
  }
  t.true(Math.min(...rests) < whole / 2, `${rests} of ${whole} ms`);
});

test('each of many requests in flight gets its own result', async (t) => {
  await using harmonizer = await open();
  const alone = await harmonizer.harmonize({ ...mini.request(), trace: true });
  const shifted = { ...mini.request(), box: { x: 32, y: 16, width: 88, height: 80 } };
  const other = await harmonizer.harmonize({ ...shifted, trace: true });
  const together = await Promise.all(
    [mini.request(), shifted, mini.request(), shifted].map((request) =>
      harmonizer.harmonize({ ...request, trace: true }),
    ),
  );
  together.forEach(({ trace }, i) => {
    const expected = i % 2 === 0 ? alone : other;
    t.deepEqual(trace!['candidate.301'], expected.trace!['candidate.301']);
  });
});

test('two harmonizers work at the same time', async (t) => {
  await using first = await open();
  await using second = await Harmonizer.load(sd1.folder, { threads: 1, ...target });
  const [a, b] = await Promise.all([
    first.harmonize({ ...mini.request(), trace: true }),
    second.harmonize({ ...sd1.request(), trace: true }),
  ]);
  t.true(
    relativeError(a.trace!['candidate.301']!.data, mini.floats('candidate.301').data) <=
      tolerances[target.precision].candidate,
  );
  t.true(
    relativeError(b.trace!['candidate.301']!.data, sd1.floats('candidate.301').data) <=
      tolerances[target.precision].candidate,
  );
});

test('the event loop stays free while a request runs', async (t) => {
  await using harmonizer = await open();
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  t.teardown(() => clearInterval(timer));
  await harmonizer.harmonize(mini.request());
  t.true(ticks >= 10, `${ticks} ticks`);
});

test('an idle model does not keep the process alive', async (t) => {
  const script = `
    import { Harmonizer } from ${library};
    await Harmonizer.load(${JSON.stringify(mini.folder)}, ${JSON.stringify(target)});
  `;
  t.is(await runInWorker(script, false), 0);
});

test('several worker threads load and run the addon', async (t) => {
  const script = `
    import { Harmonizer } from ${library};
    const harmonizer = await Harmonizer.load(${JSON.stringify(mini.folder)}, ${JSON.stringify({ threads: 1, ...target })});
    const { winner } = await harmonizer.harmonize(${JSON.stringify(mini.request())});
    if (winner.timestep !== ${mini.golden.best_timestep}) throw new Error('winner ' + winner.timestep);
    // The worker exits without closing the harmonizer.
  `;
  t.deepEqual(await Promise.all([1, 2, 3].map(() => runInWorker(script, false))), [0, 0, 0]);
});

test('a worker thread may be terminated in the middle of a request', async (t) => {
  const script = `
    import { Harmonizer } from ${library};
    import { parentPort } from 'node:worker_threads';
    const harmonizer = await Harmonizer.load(${JSON.stringify(mini.folder)}, ${JSON.stringify({ threads: 1, ...target })});
    await harmonizer.harmonize({
      ...${JSON.stringify(mini.request())}, steps: 500, onProgress: () => parentPort.postMessage('started'),
    });
  `;
  t.is(await runInWorker(script, true), 1);
  await using harmonizer = await open();
  t.is((await harmonizer.harmonize(mini.request())).winner!.timestep, mini.golden.best_timestep);
});

test('worker threads may be terminated at any moment: while they load, run, or report', async (t) => {
  const script = `
    import { Harmonizer } from ${library};
    const harmonizer = await Harmonizer.load(${JSON.stringify(mini.folder)}, ${JSON.stringify({ threads: 1, ...target })});
    const request = ${JSON.stringify(mini.request())};
    await Promise.allSettled([1, 2].map(() => harmonizer.harmonize({ ...request, trace: true, onProgress() {} })));
  `;
  for (let milliseconds = 40; milliseconds < 1600; milliseconds += 120) {
    const worker = start(script);
    const code = new Promise((resolve) => worker.once('exit', resolve));
    await wait(milliseconds);
    await worker.terminate();
    // 0 if the worker finished before it was terminated.
    t.true([0, 1].includes((await code) as number));
  }
});

function start(script: string): Worker {
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
}

/** The worker's exit code. With `terminate`, the worker is terminated at its first message. */
function runInWorker(script: string, terminate: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = start(script);
    worker.on('error', reject);
    worker.on('exit', resolve);
    if (terminate) worker.once('message', () => void worker.terminate());
  });
}
