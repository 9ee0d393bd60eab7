import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { mini } from './support/fixtures.js';
import { target } from './support/target.js';

// A process may end at any moment, with the exit code that it would have without the addon. The children use the built
// package. Each ends after another delay, because a crash depends on what the native code is doing at that moment.
// Several loads at once make a crash more likely. The children run one at a time, so that their delays stay accurate.

const library = JSON.stringify(new URL('../dist/index.js', import.meta.url).href);
const addon = JSON.stringify(new URL('../dist/native/addon.js', import.meta.url).href);
const load = `Harmonizer.load(${JSON.stringify(mini.folder)}, ${JSON.stringify({ threads: 2, ...target })})`;
const loads = `Promise.all([1, 2, 3, 4].map(() => ${load}))`;
const request = JSON.stringify(mini.request());

/** A worker thread that posts a message when it starts to load. */
const thread = (before: string) => {
  const script = `
    import { parentPort } from 'node:worker_threads';
    import { Harmonizer } from ${library};
    parentPort.postMessage('loading');
    ${before}
    await ${loads};
    setInterval(() => {}, 1000);
  `;
  const url = JSON.stringify(`data:text/javascript,${encodeURIComponent(script)}`);
  return `
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(new URL(${url}));
  `;
};
const loading = (before: string) => `
  import { Harmonizer } from ${library};
  ${before}
  await ${loads};
  setInterval(() => {}, 1000);
`;

/** How the process ends `delay` ms after it starts to load models, and its exit code. */
const endings: Record<string, { code: number; script: (delay: number) => string }> = {
  'process.exit': {
    code: 3,
    script: (delay) => loading(`setTimeout(() => process.exit(3), ${delay});`),
  },
  'an error that nobody catches': {
    code: 1,
    script: (delay) => loading(`setTimeout(() => { throw new Error('mine'); }, ${delay});`),
  },
  'a rejection that nobody handles': {
    code: 1,
    script: (delay) => loading(`setTimeout(() => Promise.reject(new Error('mine')), ${delay});`),
  },
  'process.exit while a worker thread loads': {
    code: 3,
    script: (delay) =>
      `${thread('')} worker.on('message', () => setTimeout(() => process.exit(3), ${delay}));`,
  },
  'process.exit in the worker thread that loads': {
    code: 3,
    script: (delay) =>
      `${thread(`setTimeout(() => process.exit(3), ${delay});`)} worker.on('exit', (code) => process.exit(code));`,
  },
  'terminating the worker thread that loads': {
    code: 0,
    script: (delay) =>
      `${thread('')} worker.on('message', () => setTimeout(() => worker.terminate(), ${delay}));`,
  },
};

/** The exit code, or the signal that killed the process. */
async function ending(script: string): Promise<number | NodeJS.Signals> {
  // Node frees nothing at process.exit(), which LeakSanitizer would report: see scripts/check-sanitizers.mjs.
  const env = { ...process.env, LSAN_OPTIONS: 'detect_leaks=0' };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore', env });
  const [code, signal] = await once(child, 'exit');
  return signal ?? code;
}

for (const [how, { code, script }] of Object.entries(endings)) {
  test.serial(`${how} ends the process at any moment during a load`, async (t) => {
    for (let delay = 20; delay < 380; delay += 30) t.is(await ending(script(delay)), code, `${delay} ms`);
  });
}

test.serial('process.exit ends the process at any step of a request', async (t) => {
  for (const step of [1, 2, 5, 10, 20]) {
    const script = `
      import { Harmonizer } from ${library};
      const harmonizer = await ${load};
      let steps = 0;
      await harmonizer.harmonize({ ...${request}, onProgress() { if (++steps === ${step}) process.exit(3); } });
    `;
    t.is(await ending(script), 3, `step ${step}`);
  }
});

test.serial('process.exit ends the process at any moment while a core without a model blends', async (t) => {
  for (const delay of [1, 20, 60, 200]) {
    const script = `
      import { loadAddon } from ${addon};
      const [width, height] = [1200, 1000];
      const core = new (loadAddon().Core)();
      const image = Float32Array.from({ length: 3 * width * height }, (_, i) => (i * 7919) % 251);
      const mask = new Uint8Array(width * height).fill(1, 1);
      const box = { x: 0, y: 0, width, height };
      const target = image.slice().reverse();
      void core.blendPoisson({ width, height, box, target, source: image, mask }).promise;
      const harmonised = new Uint8Array(target);
      void core.restoreDetail({ width, height, paste: image, harmonised, mask, band: 9 }).promise;
      setTimeout(() => process.exit(3), ${delay});
    `;
    t.is(await ending(script), 3, `${delay} ms`);
  }
});

test.serial('an exit listener may still close a harmonizer that is working', async (t) => {
  const script = `
    import { Harmonizer } from ${library};
    const harmonizer = await ${load};
    process.on('exit', () => void harmonizer.close());
    void harmonizer.harmonize(${request});
    setTimeout(() => process.exit(3), 50);
  `;
  t.is(await ending(script), 3);
});

test.serial('process.exit ends the process at any moment while many requests are in flight', async (t) => {
  for (const batching of ['turns', 'shared']) {
    for (const delay of [1, 30, 90, 250, 600]) {
      const options = JSON.stringify({ threads: 2, ...target, batching, maxInFlight: 3 });
      const script = `
        import { Harmonizer } from ${library};
        const harmonizer = await Harmonizer.load(${JSON.stringify(mini.folder)}, ${options});
        for (let i = 0; i < 8; i++) void harmonizer.harmonize(${request});
        setTimeout(() => process.exit(3), ${delay});
      `;
      t.is(await ending(script), 3, `${batching}, ${delay} ms`);
    }
  }
});

test.serial('the process ends by itself once all requests in flight have ended', async (t) => {
  const script = `
    import { Harmonizer } from ${library};
    const harmonizer = await ${load};
    let ended = 0;
    process.on('exit', () => { process.exitCode = ended; });
    for (let i = 0; i < 4; i++) void harmonizer.harmonize(${request}).then(() => ended++);
  `;
  t.is(await ending(script), 4);
});

test.serial('every process of a cluster serves requests, and ends', async (t) => {
  const script = `
    const cluster = (await import('node:cluster')).default;
    const { Harmonizer } = await import(${library});
    if (cluster.isPrimary) {
      let ended = 0;
      for (let i = 0; i < 2; i++) cluster.fork();
      cluster.on('exit', (worker, code) => { if (code === 0) ended++; });
      process.on('exit', () => { process.exitCode = ended; });
    } else {
      const harmonizer = await ${load};
      const request = ${request};
      await Promise.all([1, 2, 3].map(() => harmonizer.harmonize(request)));
      process.disconnect();
    }
  `;
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-cluster-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  // A cluster starts its processes from a file.
  const file = join(folder, 'cluster.mjs');
  await writeFile(file, script);
  const [code] = await once(spawn(process.execPath, [file], { stdio: 'ignore' }), 'exit');
  t.is(code, 2);
});
