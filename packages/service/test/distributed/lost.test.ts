import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import test, { type ExecutionContext } from 'ava';
import { modelDigest } from 'harmonidiff';
import { planAugmentation, writeAugmentationManifest } from 'harmonidiff/augment';
import { KINDS } from '../../src/distributed/kinds/index.js';
import { isMade, missingOf } from '../../src/distributed/made.js';
import type { Maker } from '../../src/distributed/maker.js';
import { openQueue } from '../../src/distributed/queue.js';
import { Results } from '../../src/distributed/results.js';
import { SharedFolder } from '../../src/distributed/shared-folder.js';
import { finish, type Row } from '../../src/distributed/summary.js';
import { version } from '../../src/version.js';
import { runOf, writeRun } from '../support/jobs.js';
import { TestRedis } from '../support/redis.js';
import { mini, until } from '../support/service.js';
import {
  closeMaker,
  command,
  compositesIn,
  connected,
  queueOf,
  readRows,
  sharedFolder,
  start,
  startWorker,
  submitFlags,
} from '../support/shared.js';

test.after.always(closeMaker);

// Workers in processes of their own, which stop, crash or lose Redis.

const RESULT = /\.[0-9a-f]{32}$/;

test.serial(
  'a worker whose process crashes while it makes a composite ends, and another finishes',
  async (t) => {
    const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
    const manifest = await compositesIn(root, 2);
    const worker = startProcess(t, redis, root);
    const long = [...submitFlags(root, manifest, undefined, 300), '--candidate-range', '0-1'];
    const submitted = command('submit', redis, long);
    await worker.says('Job starts');
    process.kill(await childOf(worker.child), 'SIGKILL');
    const [code] = await once(worker.child, 'exit');
    t.is(code, 1);
    t.regex(
      worker.errors(),
      /^harmonidiff-service: The process that makes composites has ended \(SIGKILL\)\. .*\[PROCESS_ENDED\]\n$/,
    );
    await startWorker(t, redis, root);
    t.is((await submitted).code, 0);
  },
);

/** Manifests of composites and of sets, and what is in the folder of the results in the end. */
const KINDS_OF_MANIFESTS = {
  composite: {
    manifest: compositesIn,
    expected: (row: Row) => [String(row.folder), 'results.jsonl', 'run.json'],
  },
  'composite of a set': {
    manifest: setIn,
    expected: () => [
      '.made-with.json',
      'labels.json',
      'images',
      'labels',
      'manifest.jsonl',
      'results.jsonl',
      'run.json',
    ],
  },
};

for (const [name, { manifest, expected }] of Object.entries(KINDS_OF_MANIFESTS))
  test.serial(`a worker that was taken for dead and continues leaves one ${name}`, async (t) => {
    const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
    const paused = startProcess(t, redis, root, ['--lock', '1']);
    const long = [...submitFlags(root, await manifest(root, 1), undefined, 300), '--candidate-range', '0-1'];
    const submitted = command('submit', redis, long);
    await paused.says('Job starts');
    paused.signal('SIGSTOP');
    const { lines, close } = await startWorker(t, redis, root, { lock: 1 });
    await until(
      async () => lines,
      (found) => found.some(({ msg }) => msg === 'Job done'),
    );
    t.is((await submitted).code, 0);
    const out = join(root, 'results');
    const [row] = (await readRows(out)) as Row[];
    await close();
    const before = await contentsOf(out);
    paused.signal('SIGCONT');
    const again = command('submit', redis, submitFlags(root, await manifest(root, 2), join(root, 'more')));
    await paused.says('Job done');
    t.is((await again).code, 0);
    t.deepEqual((await readdir(out)).sort(), expected(row!).sort());
    t.deepEqual(await contentsOf(out), before);
  });

test.serial('a result that submit has moved into the set meanwhile is not left beside it', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const [shared, model] = [await SharedFolder.open(root), await modelDigest(mini)];
  const plan = await KINDS.set.plan(await setIn(root, 1), { shared, version, model, settings: {} });
  const { id, key, item } = plan.tasks[0]!;
  const described = { ...(await runOf(mini)), kind: 'set', common: plan.common } as const;
  const files = Object.values(KINDS.set.filesInSet!(item));
  const moves = async () => {
    for (const file of files) {
      await mkdir(dirname(join(root, 'results', file)), { recursive: true });
      await writeFile(join(root, 'results', file), 'moved');
    }
    return {};
  };
  const maker = { ended: new AbortController(), make: moves } as unknown as Maker;
  const { lines } = await startWorker(t, redis, root, { maker: Promise.resolve(maker) });
  const queue = openQueue(await queueOf(), await connected(t, redis));
  await queue.add('set', { ...(await writeRun(root, 'results', described)), id, key, item });
  await until(
    async () => lines,
    (found) => found.some(({ msg }) => msg === 'Job done'),
  );
  await queue.close();
  t.deepEqual((await readdir(join(root, 'results'))).sort(), ['images', 'labels', 'run.json']);
});

test.serial('two submits of a set at the same time give one set', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  await startWorker(t, redis, root);
  const manifest = await setIn(root, 8);
  const out = join(root, 'results');
  const flags = submitFlags(root, manifest, out);
  const ended = await Promise.all([command('submit', redis, flags), command('submit', redis, flags)]);
  for (const { code, stderr } of ended) t.is(code, 0, stderr);
  t.is((await readdir(join(out, 'images'))).length, 8);
  t.deepEqual(
    (await readdir(out)).filter((name) => RESULT.test(name) || name === '.staging'),
    [],
  );
  const rows = await readRows(out);
  t.is(rows.filter(({ state }) => state === 'succeeded').length, 8);
  t.true(
    rows.every(({ warnings }) => Array.isArray(warnings)),
    'rows tell what the result says',
  );
  // Also to a submit that has followed the jobs until another had moved their results.
  const shared = await SharedFolder.open(root);
  const model = await modelDigest(mini);
  const plan = await KINDS.set.plan(manifest, { shared, version, model, settings: { steps: 4 } });
  const results = new Results(out);
  t.deepEqual(await missingOf(KINDS.set, plan.tasks, results), []);
  t.true(await isMade(KINDS.set, plan.tasks[0]!, results));
  const outcomes = new Map(plan.tasks.map(({ id }) => [id, { state: 'succeeded' }] as const));
  t.deepEqual(await finish(KINDS.set, plan, results, outcomes, 0), rows as Row[]);
  // What was moved into the set stays described.
  await command('submit', redis, flags);
  t.deepEqual(await readRows(out), rows);
});

test.serial('a worker and submit end though Redis is gone', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const worker = startProcess(t, redis, root, ['--grace', '0']);
  await worker.says('Waiting for jobs');
  const long = [...submitFlags(root, manifest, undefined, 900), '--candidate-range', '0-1'];
  const submitting = start('submit', redis, long);
  let said = '';
  submitting.stderr.on('data', (data) => {
    said += data;
  });
  await worker.says('Job starts');
  await redis.kill();
  submitting.kill('SIGINT');
  const [submitCode] = await once(submitting, 'exit');
  t.is(submitCode, 130);
  t.regex(said, /The jobs continue without this command\./);
  worker.child.kill('SIGTERM');
  const [workerCode] = await once(worker.child, 'exit');
  t.is(workerCode, 0);
  t.is(worker.errors(), '');
  await redis.startAgain();
  const queue = openQueue(await queueOf(), await connected(t, redis));
  await startWorker(t, redis, root, { lock: 1 });
  await until(
    () => queue.getActiveCount(),
    (active) => active === 2,
  );
  await command('cancel', redis, [join(root, 'results'), '--root', root]);
  await queue.close();
});

/** A worker with its own process group, as a service manager starts it. */
function startProcess(
  t: Pick<ExecutionContext, 'teardown'>,
  redis: TestRedis,
  root: string,
  flags: readonly string[] = [],
) {
  const own = ['--root', root, '--model', mini, '--device', 'cpu', '--threads', '1', '--log-level', 'debug'];
  const child = start('worker', redis, [...own, ...flags], { detached: true });
  const signal = (name: NodeJS.Signals) => process.kill(-child.pid!, name);
  t.teardown(() => {
    try {
      signal('SIGKILL');
    } catch {
      // It has ended.
    }
  });
  const messages: string[] = [];
  createInterface(child.stdout!).on('line', (line) => messages.push(JSON.parse(line).msg));
  let errors = '';
  child.stderr!.on('data', (data) => {
    errors += data;
  });
  const says = (message: string) =>
    until(
      async () => messages,
      (found) => found.includes(message),
    );
  return { child, signal, says, errors: () => errors };
}

/** The process that makes composites. */
async function childOf({ pid }: ChildProcess): Promise<number> {
  return Number((await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ')[0]);
}

/** A manifest of a set in the shared folder. */
async function setIn(root: string, count: number): Promise<string> {
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const { manifest } = await planAugmentation({ ...paths, count, gsd: 1, patchGsd: 1 });
  const file = join(root, 'set.jsonl');
  await writeAugmentationManifest(manifest, file);
  return file;
}

/** The files below a folder, by their paths. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(path, 'base64')] as const)),
  );
}
