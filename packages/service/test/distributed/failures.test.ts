import { once } from 'node:events';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import test from 'ava';
import { readManifest } from 'harmonidiff/dataset';
import { Cancellations } from '../../src/distributed/cancellations.js';
import { Following } from '../../src/distributed/follow.js';
import { Maker } from '../../src/distributed/maker.js';
import { openQueue } from '../../src/distributed/queue.js';
import { Results } from '../../src/distributed/results.js';
import { runOf } from '../support/jobs.js';
import { TestRedis } from '../support/redis.js';
import { mini, until } from '../support/service.js';
import {
  closeMaker,
  command,
  compositesIn,
  connected,
  queueOf,
  sharedFolder,
  start,
  startWorker,
  submitFlags,
} from '../support/shared.js';

test.after.always(closeMaker);

// Jobs that fail, are cancelled or interrupted, and what comes of them.

const RESULT = /^[\w-]+\.[0-9a-f]{32}$/;

test.serial('cancelling stops jobs in other processes, and submitting again goes on', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 9);
  const { lines } = await startWorker(t, redis, root);
  const out = join(root, 'results');
  const endless = [...submitFlags(root, manifest, out, 900), '--candidate-range', '0-1'];
  const submitted = command('submit', redis, endless);
  const queue = openQueue(await queueOf(), await connected(t, redis));
  await until(
    () => queue.getActiveCount(),
    (active) => active === 2,
  );
  const { stdout } = await command('cancel', redis, [out, '--root', root]);
  t.is(stdout, '7 waiting jobs cancelled; 2 in progress will stop within a few seconds\n');
  const { code, stderr } = await submitted;
  t.notRegex(stderr, /failed/);
  t.is(code, 1);
  t.regex(stderr, /The run was cancelled\. Submit its manifest again to continue\. \[CANCELLED\]\n$/);
  await until(
    () => queue.getActiveCount(),
    (active) => active === 0,
  );
  t.is(lines.filter(({ code }) => code === 'CANCELLED').length, 2);
  t.deepEqual(
    (await readdir(out)).filter((name) => RESULT.test(name)),
    [],
  );
  const again = await command('cancel', redis, [out, '--root', root]);
  t.is(again.stdout, 'No job of this run was waiting or in progress\n');
  await rm(out, { recursive: true });
  t.is((await command('submit', redis, submitFlags(root, manifest))).code, 0);
  await queue.close();
});

test.serial('a job that fails for a reason that passes is tried again', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 3);
  const { lines } = await startWorker(t, redis, root);
  await rename(join(root, 'scenes/forest'), join(root, 'scenes/away'));
  const submitted = command('submit', redis, submitFlags(root, manifest));
  await until(
    async () => lines,
    (found) => found.some(({ code }) => code === 'IMAGE_NOT_FOUND'),
  );
  await wait(3000);
  await rename(join(root, 'scenes/away'), join(root, 'scenes/forest'));
  const { code, stdout, stderr } = await submitted;
  t.is(code, 0);
  const retries = stderr.split('\n').filter((line) => line.includes('will be tried again'));
  t.is(retries.length, 1, 'each reason is said once');
  t.regex(
    retries[0]!,
    /^\d{4} failed and will be tried again: .* scenes\/forest\/\d\.png .*\[IMAGE_NOT_FOUND\]$/,
  );
  t.regex(stdout, /: 3 of 3 succeeded\n$/);
});

test.serial('a job that cannot succeed is tried once, and again when it is submitted again', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const { lines } = await startWorker(t, redis, root);
  const [item] = (await readManifest(manifest)).items;
  const scene = join(root, 'scenes', item!.target.path);
  const bytes = await readFile(scene);
  await writeFile(scene, Buffer.concat([bytes, Buffer.from('changed')]));
  const failing = await command('submit', redis, submitFlags(root, manifest));
  t.is(failing.code, 1);
  t.regex(failing.stderr, new RegExp(`\n${item!.id}: The target of composite .*\\[CHECKSUM_MISMATCH\\]\n`));
  t.true(lines.filter(({ id, code }) => id === item!.id && code === 'CHECKSUM_MISMATCH').length === 1);
  await writeFile(scene, bytes);
  const { code, stdout } = await command('submit', redis, submitFlags(root, manifest));
  t.is(code, 0);
  t.regex(stdout, /: 2 of 2 succeeded/);
});

test.serial('a worker that stops gives its jobs back', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const first = await startWorker(t, redis, root);
  const out = join(root, 'results');
  const long = [...submitFlags(root, manifest, out, 300), '--candidate-range', '0-1'];
  const submitted = command('submit', redis, long);
  const queue = openQueue(await queueOf(), await connected(t, redis));
  await until(
    () => queue.getActiveCount(),
    (active) => active === 2,
  );
  await first.close();
  t.deepEqual(await queue.getJobCounts('waiting', 'active', 'delayed', 'failed'), {
    ...{ waiting: 2, active: 0, delayed: 0, failed: 0 },
  });
  t.deepEqual(
    first.lines.filter(({ msg }) => msg === 'Job done'),
    [],
  );
  await startWorker(t, redis, root);
  t.is((await submitted).code, 0);
  await queue.close();
});

test.serial('nothing is lost if Redis is restarted, with its data or without', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 12);
  const { lines } = await startWorker(t, redis, root, { lock: 2 });
  const submitted = command('submit', redis, submitFlags(root, manifest));
  const done = (count: number) =>
    until(
      async () => lines.filter(({ msg }) => msg === 'Job done').length,
      (found) => found >= count,
    );
  await done(2);
  await redis.kill();
  await redis.startAgain();
  await done(5);
  await (await connected(t, redis)).flushall();
  const { code, stdout, stderr } = await submitted;
  t.is(code, 0);
  t.regex(stdout, /: 12 of 12 succeeded\n$/);
  t.deepEqual(
    stderr.split('\n').filter((line) => /Redis/.test(line)),
    [`Lost the connection to Redis at ${redis.url}. Trying to reconnect.`, 'Connected to Redis again.'],
  );
  t.deepEqual(
    lines.filter(({ msg }) => msg === 'Queue error'),
    [],
  );
  t.is((await readdir(join(root, 'results'))).filter((name) => RESULT.test(name)).length, 12);
});

test.serial('a run whose jobs wait is not replaced by another', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const out = join(root, 'results');
  const queue = openQueue(await queueOf(), await connected(t, redis));
  const submitting = start('submit', redis, submitFlags(root, manifest, out));
  await until(
    () => queue.getWaitingCount(),
    (count) => count === 2,
  );
  submitting.kill('SIGINT');
  await once(submitting, 'exit');
  const other = submitFlags(root, manifest, out, 5);
  const refused = await command('submit', redis, other);
  t.is(refused.code, 1);
  t.regex(
    refused.stderr,
    /another run, whose jobs are still in the queue\. Use another --out, or cancel that run first: npx harmonidiff-service cancel .* --root .*\[RUN_DIFFERS\]\n$/,
  );
  t.is((await command('cancel', redis, [out, '--root', root])).stdout, '2 waiting jobs cancelled\n');
  await startWorker(t, redis, root);
  t.is((await command('submit', redis, other)).code, 0);
  await queue.close();
});

test.serial('cancelling while jobs are added leaves none in the queue', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const connection = await connected(t, redis);
  const queue = openQueue('test', connection);
  const add = queue.addBulk.bind(queue);
  queue.addBulk = async (jobs) => {
    const added = await add(jobs);
    await new Cancellations(connection).add('run');
    return added;
  };
  const run = await runOf(mini);
  const stored = { run, file: join(root, 'run.json'), digest: '0'.repeat(64), id: 'run' };
  const tasks = Array.from({ length: 1200 }, (_, i) => ({
    id: String(i),
    key: String(i).padStart(64, '0'),
    item: {},
  }));
  const following = new Following(queue, connection, stored, async () => false);
  await t.throwsAsync(following.run(tasks), { code: 'CANCELLED' });
  t.is(await queue.getWaitingCount(), 0);
  await queue.close();
});

test.serial('a Redis that is full ends submit with one line', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  await (await connected(t, redis)).config('SET', 'maxmemory', '1');
  const { code, stderr } = await command('submit', redis, submitFlags(root, manifest));
  t.is(code, 1);
  t.regex(stderr, /\nharmonidiff-service: Redis answers with an error: OOM .*\[REDIS_FAILED\]\n$/);
});

test('a model is not loaded for a worker that is already stopping', async (t) => {
  const reason = new Error('stops');
  await t.throwsAsync(Maker.start('/nonexistent', {}, AbortSignal.abort(reason)), { is: reason });
});

test.serial('a worker with another shared folder says so', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 1);
  const { lines } = await startWorker(t, redis, await sharedFolder(t));
  const submitting = start('submit', redis, submitFlags(root, manifest));
  const failure = await until(
    async () => lines.find(({ code }) => code === 'RUN_NOT_FOUND'),
    (found) => found !== undefined,
  );
  t.regex(
    String(failure!.msg),
    /^results\/run\.json cannot be read in .*: no such file .*same folder on all machines\./,
  );
  submitting.kill('SIGINT');
  await once(submitting, 'exit');
});

test('a folder that cannot be written to is named with the reason', async (t) => {
  const root = await sharedFolder(t);
  const file = join(root, 'scenes/forest/0.png');
  const results = new Results(join(file, 'results'));
  await t.throwsAsync(results.stage('a'), {
    code: 'OUTPUT_FAILED',
    message: new RegExp(`^${file}/results cannot be written to: .*not a directory`),
  });
});
