import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { readManifest } from 'harmonidiff/dataset';
import { openQueue } from '../../src/distributed/queue.js';
import { TestRedis } from '../support/redis.js';
import { until } from '../support/service.js';
import {
  closeMaker,
  command,
  compositesIn,
  connected,
  queueOf,
  sharedFolder,
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
  t.regex(stderr, /The run was cancelled; submit its manifest again to go on\. \[CANCELLED\]\n$/);
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
  await rename(join(root, 'scenes/away'), join(root, 'scenes/forest'));
  const { code, stdout } = await submitted;
  t.is(code, 0);
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
