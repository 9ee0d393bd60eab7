import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ExecutionContext } from 'ava';
import { Harmonizer, modelDigest } from 'harmonidiff';
import { buildDataset } from 'harmonidiff/dataset';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import sharp from 'sharp';
import { Maker } from '../../src/distributed/maker.js';
import { queueName } from '../../src/distributed/queue.js';
import { connect } from '../../src/distributed/redis.js';
import { SharedFolder } from '../../src/distributed/shared-folder.js';
import { JobWorker, type WorkerSettings } from '../../src/distributed/worker.js';
import { version } from '../../src/version.js';
import type { TestRedis } from './redis.js';
import { mini } from './service.js';

const run = promisify(execFile);
const main = join(import.meta.dirname, '../../bin/harmonidiff-service.js');

/** A folder that the machines of a test share, with scenes and patches in class folders. */
export async function sharedFolder(t: Pick<ExecutionContext, 'teardown'>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'harmonidiff-shared-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const photo = sharp(join(mini, 'target.png'));
  const other = sharp(join(mini, 'source.png'));
  for (const [label, of] of Object.entries({ forest: photo, hospital: other })) {
    await mkdir(join(root, 'scenes', label), { recursive: true });
    await mkdir(join(root, 'patches', label), { recursive: true });
    for (let i = 0; i < 4; i++) {
      const scene = of.clone().modulate({ brightness: 0.8 + 0.1 * i, hue: 20 * i });
      const whole = await scene.resize(160, 128, { fit: 'fill' }).png().toBuffer();
      await sharp(whole).toFile(join(root, 'scenes', label, `${i}.png`));
      await sharp(whole)
        .extract({ left: 40, top: 30, width: 32, height: 28 })
        .toFile(join(root, 'patches', label, `${i}.png`));
    }
  }
  return root;
}

/** A manifest of composites in the shared folder. */
export async function compositesIn(root: string, count: number): Promise<string> {
  const out = join(root, 'manifest.jsonl');
  await buildDataset({ scenes: join(root, 'scenes'), out, count, gsd: 1 });
  return out;
}

const OPTIONS = { threads: 1, device: 'cpu' } as const;

/** Loading takes a second, so the tests of a file share a model, here and in a process. */
let harmonizer: Promise<Harmonizer> | undefined;
let makerOfFile: Promise<Maker> | undefined;

export function loaded(): Promise<Harmonizer> {
  harmonizer ??= Harmonizer.load(mini, OPTIONS);
  return harmonizer;
}

function sharedMaker(): Promise<Maker> {
  makerOfFile ??= Maker.start(mini, OPTIONS);
  return makerOfFile;
}

/** Ends the process that the tests of a file share. */
export async function closeMaker(): Promise<void> {
  await (await makerOfFile)?.close();
}

export async function queueOf(model = mini): Promise<string> {
  return queueName(version, await modelDigest(model));
}

/** A connection that ends with the test. */
export async function connected(t: Pick<ExecutionContext, 'teardown'>, redis: TestRedis): Promise<Redis> {
  const connection = await connect(redis.url);
  t.teardown(() => connection.disconnect());
  return connection;
}

/** A worker in this process, which ends with the test. Its log is an array of lines. */
export async function startWorker(
  t: Pick<ExecutionContext, 'teardown'>,
  redis: TestRedis,
  root: string,
  { maker = sharedMaker(), ...settings }: Partial<WorkerSettings> & { maker?: Promise<Maker> } = {},
) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const given = { queue: await queueOf(), concurrency: 2, lock: 30, ...settings };
  const connection = await connected(t, redis);
  const worker = new JobWorker(await maker, await SharedFolder.open(root), connection, given, log);
  worker.start();
  let closing: Promise<void> | undefined;
  const close = (grace = 0) => {
    closing ??= worker.close(grace);
    return closing;
  };
  t.teardown(() => close());
  return { worker, lines, close };
}

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command of the program to its end. */
export async function command(
  name: 'submit' | 'cancel' | 'worker',
  redis: TestRedis | undefined,
  flags: readonly string[],
): Promise<Ended> {
  const env = { ...process.env, ...(redis && { HARMONIDIFF_REDIS: redis.url }) };
  return run(process.execPath, [main, name, ...flags], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

/** Flags of `submit` for few steps. */
export function submitFlags(
  root: string,
  manifest: string,
  out = join(root, 'results'),
  steps = 4,
): string[] {
  return [manifest, '--root', root, '--out', out, '--model', mini, '--steps', String(steps)];
}

/** A process of its own. */
export function start(
  name: 'submit' | 'worker',
  redis: TestRedis,
  flags: readonly string[],
  { detached = false } = {},
) {
  return spawn(process.execPath, [main, name, ...flags], {
    detached,
    env: { ...process.env, HARMONIDIFF_REDIS: redis.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function readRows(out: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(out, 'results.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
