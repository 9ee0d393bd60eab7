// Kills workers at random while they make composites and sets, pauses some for a while, and restarts Redis
// with and without its data. Fails if a result is missing, there twice, or not that of an undisturbed worker.
//
// npm run check:workers -- [--kills 100] [--seed 1]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { fail, need, node, readFlags } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { kills: wanted, seed } = readFlags({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
}).values;
need('redis');
node('scripts/build.mjs', '--if-needed');

const COMPOSITES = 24;
const WORKERS = 2;
/** Seconds until other workers take over the jobs of a dead one. */
const LOCK = 1;
/** Share of the chosen workers that are paused instead of killed, until they are chosen again. The others take them for dead. */
const PAUSED = 0.2;
const MODEL = 'test/fixtures/mini';
const SETTINGS = ['--model', MODEL, '--steps', '20'];
const service = 'packages/service/bin/harmonidiff-service.js';

const root = mkdtempSync(join(tmpdir(), 'harmonidiff-workers-'));
const children = new Set();
const random = randomFrom(Number(seed));
const counts = { kills: 0, inJob: 0, pauses: 0, redisKills: 0, redisLosses: 0, rounds: 0, jobsDone: 0 };
let redis;
let port;
/** Milliseconds that a job takes on this machine. Kills are spaced by it: a job fails with WORKERS_LOST if ten workers die before they finish it. */
let pace;
process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));
process.on('exit', () => {
  for (const child of children) {
    child.kill('SIGKILL');
    signal(child, 'SIGKILL');
  }
  rmSync(root, { recursive: true, force: true });
});

console.log(`seed ${seed}`);
await makeScenes();
const manifests = [makeManifest(), planSet()];
await startRedis();
const expected = [];
for (const [i, manifest] of manifests.entries())
  expected.push(await undisturbed(manifest, join(root, `undisturbed-${i}`)));
// At least one run of each kind.
while (counts.kills < Number(wanted) || counts.rounds < manifests.length) {
  const kind = counts.rounds % manifests.length;
  const out = join(root, `disturbed-${counts.rounds}`);
  compare(await disturbed(manifests[kind], out), expected[kind], out);
}
console.log(
  `${counts.kills} workers killed, ${counts.inJob} of them at work, and ${counts.pauses} paused; Redis killed ${counts.redisKills} times, and emptied ${counts.redisLosses} times`,
);
console.log(
  `${counts.rounds} runs of ${COMPOSITES} composites, every other one a set: all ${counts.rounds * COMPOSITES} results correct, none duplicated; ${counts.jobsDone} jobs done`,
);
process.exit(0);

async function makeScenes() {
  for (const [label, name] of Object.entries({ forest: 'target', hospital: 'source' })) {
    for (const folder of ['scenes', 'patches']) mkdirSync(join(root, folder, label), { recursive: true });
    for (let i = 0; i < 4; i++) {
      const image = sharp(join(MODEL, `${name}.png`)).modulate({ hue: 30 * i });
      const scene = await image.resize(160, 128, { fit: 'fill' }).png().toBuffer();
      await sharp(scene).toFile(join(root, 'scenes', label, `${i}.png`));
      const patch = sharp(scene).extract({ left: 40, top: 30, width: 32, height: 28 });
      await patch.toFile(join(root, 'patches', label, `${i}.png`));
    }
  }
}

function makeManifest() {
  const manifest = join(root, 'manifest.jsonl');
  const flags = ['--count', String(COMPOSITES), '--gsd', '1', '--out', manifest];
  node('dist/cli/main.js', 'dataset', join(root, 'scenes'), ...flags);
  return manifest;
}

function planSet() {
  const manifest = join(root, 'set.jsonl');
  const places = [join(root, 'scenes'), '--patches', join(root, 'patches'), '--gsd', '1', '--patch-gsd', '1'];
  node('dist/cli/main.js', 'augment', ...places, '--count', String(COMPOSITES), '--plan', manifest);
  return manifest;
}

/** Makes the results with one worker that is left alone. */
async function undisturbed(manifest, out) {
  const worker = startWorker();
  const began = performance.now();
  await submitted(submit(manifest, out));
  pace ??= ((performance.now() - began) / COMPOSITES) * WORKERS;
  signal(worker.child, 'SIGKILL');
  const results = resultsIn(out);
  const images = Object.keys(results).filter((name) => name.endsWith('.png'));
  if (images.length !== COMPOSITES) fail(`the undisturbed worker left ${images.length} results`);
  return results;
}

/** Makes the results with workers that are killed until the run ends. */
async function disturbed(manifest, out) {
  let isOver = false;
  const run = submitted(submit(manifest, out)).finally(() => {
    isOver = true;
  });
  const workers = Array.from({ length: WORKERS }, startWorker);
  let redisDue = 2;
  while (!isOver) {
    await Promise.race([run, wait(random() * 3 * pace)]);
    if (isOver) break;
    const i = Math.floor(random() * WORKERS);
    const { child, state } = workers[i];
    // Killing a worker that is still loading proves nothing.
    if (!state.isReady) continue;
    if (state.isPaused || random() < PAUSED) {
      state.isPaused = !state.isPaused;
      signal(child, state.isPaused ? 'SIGSTOP' : 'SIGCONT');
      if (state.isPaused) counts.pauses++;
      continue;
    }
    counts.kills++;
    if (state.jobs > 0) counts.inJob++;
    child.kill('SIGKILL');
    workers[i] = startWorker();
    if (--redisDue === 0) await disturbRedis();
  }
  await run;
  for (const { child } of workers) signal(child, 'SIGKILL');
  counts.rounds++;
  return resultsIn(out);
}

/** Every other time, Redis comes back without its data. */
async function disturbRedis() {
  const isLoss = (counts.redisKills + counts.redisLosses) % 2 === 1;
  counts[isLoss ? 'redisLosses' : 'redisKills']++;
  redis.kill('SIGKILL');
  await once(redis, 'exit');
  if (isLoss) rmSync(join(root, 'redis'), { recursive: true });
  await startRedis();
}

async function startRedis() {
  port ??= await freePort();
  mkdirSync(join(root, 'redis'), { recursive: true });
  const flags = ['--port', port, '--dir', join(root, 'redis'), '--appendonly', 'yes', '--save', ''];
  redis = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(redis);
  for await (const line of createInterface(redis.stdout))
    if (line.includes('Ready to accept connections')) break;
  redis.stdout.resume();
}

function startWorker() {
  const flags = [
    '--root',
    root,
    '--model',
    MODEL,
    '--device',
    'cpu',
    '--threads',
    '1',
    '--lock',
    String(LOCK),
    '--log-level',
    'debug',
  ];
  const child = launch('worker', flags, ['ignore', 'pipe', 'inherit'], true);
  const state = { isReady: false, isPaused: false, jobs: 0 };
  createInterface(child.stdout).on('line', (line) => {
    const { msg } = JSON.parse(line);
    if (msg === 'Waiting for jobs') state.isReady = true;
    if (msg === 'Job starts') state.jobs++;
    if (msg !== 'Job done') return;
    state.jobs--;
    counts.jobsDone++;
  });
  return { child, state };
}

/** Sends a signal to all processes of a worker: its own, and the one that makes its composites. */
function signal({ pid }, name) {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function submit(manifest, out) {
  return launch('submit', [manifest, '--root', root, '--out', out, ...SETTINGS], ['ignore', 'pipe', 'pipe']);
}

async function submitted(child) {
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) fail(`submit ended with ${code}:\n${errors}`);
}

/** @param detached whether the command gets a process group of its own */
function launch(command, flags, stdio, detached = false) {
  const env = { ...process.env, HARMONIDIFF_REDIS: `redis://127.0.0.1:${port}` };
  const child = spawn(process.execPath, [service, command, ...flags], { env, stdio, detached });
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

/** Everything in a folder of results by its path, without the times in it. */
function resultsIn(out) {
  // A worker that is killed after submit has ended may leave it; the next submit removes it.
  rmSync(join(out, '.staging'), { recursive: true, force: true });
  const entries = readdirSync(out, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(out, path), entry.isDirectory() ? 'a folder' : contentOf(path)];
    }),
  );
}

function contentOf(path) {
  const bytes = readFileSync(path);
  if (/\.jsonl$/.test(path)) return bytes.toString().trimEnd().split('\n').map(withoutTimes).join('\n');
  return /\.json$/.test(path) ? withoutTimes(bytes.toString()) : bytes.toString('base64');
}

function withoutTimes(json) {
  return JSON.stringify(JSON.parse(json, (name, value) => (name === 'timings' ? undefined : value)));
}

function compare(found, expected, out) {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (found[name] === expected[name]) continue;
    const isThere = Object.hasOwn(found, name);
    const what = !isThere ? 'is missing' : Object.hasOwn(expected, name) ? 'is wrong' : 'should not be there';
    fail(`${join(out, name)} ${what}`);
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Numbers in [0, 1). The same seed gives the same numbers, but workers may run at another pace. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
