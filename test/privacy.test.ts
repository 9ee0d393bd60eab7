import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { mini } from './support/fixtures.js';

// ONNX Runtime can report its use: it creates files as soon as it starts, and looks up a host some seconds later.
// strace shows every system call that the built package makes.

const run = promisify(execFile);
const built = (name: string) => JSON.stringify(new URL(`../dist/${name}`, import.meta.url).href);

const harmonizing = `
  const { Harmonizer } = await import(${built('index.js')});
  const harmonizer = await Harmonizer.load(${JSON.stringify(mini.folder)}, { threads: 1, device: 'cpu' });
  const { winner } = await harmonizer.harmonize(${JSON.stringify(mini.request())});
  console.log(winner.timestep);
`;
const measuring = `
  const { ClassifierFeatures } = await import(${built('metrics/index.js')});
  const features = await ClassifierFeatures.load(${JSON.stringify(mini.file('classifier'))});
  console.log((await features.extract(${JSON.stringify(mini.file('target.png'))})).length);
`;
const inWorkerThread = (script: string) => `
  const { Worker } = await import('node:worker_threads');
  new Worker(new URL(${JSON.stringify(`data:text/javascript,${encodeURIComponent(script)}`)}));
`;

/** The system calls of a script that use the network or create or change a file, and what it leaves in its home. */
async function traced(t: ExecutionContext, script: string) {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-trace-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const home = join(folder, 'home');
  await mkdir(home);
  // One file for each thread, so that no call is split over two lines.
  const options = ['-ff', '-o', join(folder, 'calls'), '-e', 'trace=network,file', '--'];
  const node = [process.execPath, '--input-type=module', '--eval', script];
  const { stdout } = await run('strace', [...options, ...node], {
    env: { PATH: process.env.PATH, HOME: home },
  });
  t.regex(stdout, /^\d+\n$/, 'the script did its work');
  const names = await readdir(folder);
  const calls = await Promise.all(
    names.filter((name) => name.startsWith('calls')).map((name) => readFile(join(folder, name), 'utf8')),
  );
  const lines = calls.join('').split('\n');
  return {
    lookups: lines.filter((line) => /^(socket|connect|sendto|sendmsg|sendmmsg)\(/.test(line)),
    changes: lines.filter(
      (line) =>
        /^(creat|mkdir|mknod|link|symlink|rename|unlink|truncate)|^open.*O_(CREAT|TMPFILE|TRUNC)/.test(
          line,
        ) &&
        !/"\/(dev|proc)\//.test(line) &&
        !/ = -1 /.test(line),
    ),
    leftInHome: await readdir(home),
  };
}

const nothing = { lookups: [], changes: [], leftInHome: [] };

for (const [what, script] of Object.entries({
  'loading a model and harmonizing': harmonizing,
  'measuring with a network': measuring,
})) {
  test(`${what} uses no network and creates no file`, async (t) => {
    t.deepEqual(await traced(t, script), nothing);
  });

  test(`${what} in a worker thread uses no network and creates no file`, async (t) => {
    t.deepEqual(await traced(t, inWorkerThread(script)), nothing);
  });
}

test('telemetry is off from the moment the addon is loaded, unless the user has set the variable', async (t) => {
  const script = `
    const { loadAddon } = await import(${built('native/addon.js')});
    loadAddon();
    console.log(process.env.ORT_DISABLE_TELEMETRY);
  `;
  const value = async (env: NodeJS.ProcessEnv) =>
    (await run(process.execPath, ['--input-type=module', '--eval', script], { env })).stdout.trim();
  t.is(await value({}), '1');
  t.is(await value({ ORT_DISABLE_TELEMETRY: '0' }), '0');
});
