import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import test from 'ava';
import { UnrecoverableError, Worker } from 'bullmq';
import { readManifest } from 'harmonidiff/dataset';
import sharp from 'sharp';
import { KINDS } from '../../src/distributed/kinds/index.js';
import { openQueue } from '../../src/distributed/queue.js';
import { PREFIX, withoutPassword } from '../../src/distributed/redis.js';
import { Results } from '../../src/distributed/results.js';
import type { Run } from '../../src/distributed/run.js';
import { finish } from '../../src/distributed/summary.js';
import { failureOf, runOf, writeRun } from '../support/jobs.js';
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

// What those who control Redis or the shared folder can and cannot do.

const RESULT = /^[\w-]+\.[0-9a-f]{32}$/;

test.serial('jobs hold paths and settings, and no pixels', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 3);
  const submitting = start('submit', redis, submitFlags(root, manifest));
  const queue = openQueue(await queueOf(), await connected(t, redis));
  const jobs = await until(
    () => queue.getJobs(['waiting']),
    (found) => found.length === 3,
  );
  for (const job of jobs) {
    const text = JSON.stringify(job.data);
    t.true(text.length < 2000, text);
    t.false(text.includes(root), 'paths are relative to the shared folder');
  }
  submitting.kill('SIGINT');
  const [code] = await once(submitting, 'exit');
  t.is(code, 130);
  await queue.close();
});

test.serial('a job reaches no file outside the shared folder', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const outside = await sharedFolder(t);
  const manifest = await compositesIn(root, 1);
  const { lines } = await startWorker(t, redis, root);
  const elsewhere = await command('submit', redis, submitFlags(root, manifest, join(outside, 'results')));
  t.regex(elsewhere.stderr, /results, which is not in the shared folder, .*\[SHARED_FOLDER\]\n$/);
  const theirs = await compositesIn(outside, 1);
  const foreign = await command('submit', redis, submitFlags(root, theirs));
  t.regex(foreign.stderr, /scenes is not in the shared folder, .*\[SHARED_FOLDER\]\n$/);

  // Whoever can write to Redis can add any job.
  await command('submit', redis, submitFlags(root, manifest));
  const queue = openQueue(await queueOf(), await connected(t, redis));
  await symlink(join(outside, 'scenes'), join(root, 'link'));
  const digest = '0'.repeat(64);
  const run = await readFile(join(root, 'results/run.json'));
  const found = createHash('sha256').update(run).digest('hex');
  const hostile: [object, RegExp][] = [
    [{ run: '../../etc/passwd' }, /is not in the shared folder.*\[SHARED_FOLDER\]/],
    [{ run: '/etc/passwd' }, /is not in the shared folder.*\[SHARED_FOLDER\]/],
    [{ run: 'link/forest/0.png' }, /is not in the shared folder.*\[SHARED_FOLDER\]/],
    [
      { run: 'scenes/forest/0.png' },
      /names scenes\/forest\/0\.png as its run; it must be a file named run\.json\. .*\[JOB_INVALID\]/,
    ],
    [{ run: 'results/run.json' }, /has changed since the job was submitted.*\[JOB_INVALID\]/],
    [{ run: 'results/run.json', digest: found }, /The job does not belong to its run\..* \[JOB_INVALID\]/],
    [{ more: 1 }, /The job was not created by this version of submit\..* \[JOB_INVALID\]/],
    [{ id: { toString: 1 } }, /The job was not created by this version of submit\..* \[JOB_INVALID\]/],
  ];
  for (const [data, message] of hostile) {
    const job = { run: 'results/run.json', id: '0', key: digest, digest, item: {}, ...data };
    t.regex(await failureOf(queue, job), message);
  }
  t.is(lines.filter(({ isPermanent }) => isPermanent === true).length, hostile.length);
  await queue.close();
});

test.serial('a run, a scene or a file of patches names no file outside the shared folder', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const outside = await sharedFolder(t);
  const manifest = await compositesIn(root, 1);
  const [item] = (await readManifest(manifest)).items;
  const secret = join(outside, 'patches/hospital/1.png');
  await sharp(join(root, 'scenes/forest/0.png')).tiff().toFile(join(root, 'scene.tif'));
  const feature = {
    type: 'Feature',
    properties: { source: secret },
    geometry: { type: 'Point', coordinates: [80, 60] },
  };
  const collection = { type: 'FeatureCollection', features: [feature] };
  await writeFile(join(root, 'one.geojson'), JSON.stringify(feature));
  await writeFile(join(root, 'many.geojson'), JSON.stringify(collection));
  const { lines } = await startWorker(t, redis, root);
  const queue = openQueue(await queueOf(), await connected(t, redis));

  const usual = await runOf(mini);
  const patches = { scene: 'scene.tif', patchesCrs: 'pixel', out: 'scene.tif' };
  const one = { scene: 'scene.tif', source: 'one.geojson', place: {}, out: 'scene.tif' };
  const outsideIt = /is not in the shared folder.*\[SHARED_FOLDER\]/;
  const hostile: [run: Partial<Run> & Pick<Run, 'kind'>, item: unknown, RegExp][] = [
    [
      { kind: 'composites', settings: { source: secret } },
      item!,
      /was not written by this version of submit.*JOB_INV/,
    ],
    [{ kind: 'composites', common: { scenes: outside } }, item!, outsideIt],
    [
      { kind: 'composites' },
      { ...item, target: { ...item!.target, path: join('../..', secret) } },
      /\[(SHARED_FOLDER|OPTION_INVALID)\]/,
    ],
    [{ kind: 'scenes' }, { options: { ...one, source: secret }, files: {} }, outsideIt],
    [{ kind: 'scenes' }, { options: { ...one, place: { mask: secret } }, files: {} }, outsideIt],
    [
      { kind: 'scenes' },
      { options: { ...one, out: '../scene.tif' }, files: {} },
      /file name without a folder/,
    ],
    [{ kind: 'scenes' }, { options: { ...one, inPlace: true }, files: {} }, /inPlace is not supported/],
    [{ kind: 'scenes' }, { options: { ...patches, patches: 'one.geojson' }, files: {} }, outsideIt],
    [{ kind: 'scenes' }, { options: { ...patches, patches: 'many.geojson' }, files: {} }, outsideIt],
    [
      { kind: 'scenes' },
      { options: { ...patches, patches: collection }, files: {} },
      /patches is of type object; in a job it must be the path of a file.*\[OPTION_INVALID\]/,
    ],
  ];
  for (const [i, [given, item, message]] of hostile.entries()) {
    const run = { ...usual, ...given };
    const whole = { id: '0', ...(item as object) };
    const key = KINDS[run.kind].keyOf(run, whole);
    const job = { ...(await writeRun(root, `run-${i}`, run)), id: whole.id, key, item: whole };
    t.regex(await failureOf(queue, job), message);
  }
  t.is(lines.filter(({ isPermanent }) => isPermanent === true).length, hostile.length);
  await queue.close();
});

test.serial(
  'a job whose key is not that of its item or whose run is of another model is refused',
  async (t) => {
    const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
    const [item] = (await readManifest(await compositesIn(root, 1))).items;
    await startWorker(t, redis, root);
    const queue = openQueue(await queueOf(), await connected(t, redis));
    const [run, other] = [await runOf(mini), { ...(await runOf(mini)), model: '0'.repeat(64) }];
    const changed = { ...item!, prompts: { source: 'a', target: 'b' } };
    for (const [i, [of, made]] of (
      [
        [run, changed],
        [other, item],
      ] as const
    ).entries()) {
      const key = KINDS.composites.keyOf(of, item);
      const reason = await failureOf(queue, {
        ...(await writeRun(root, `run-${i}`, of)),
        id: item!.id,
        key,
        item: made,
      });
      t.regex(reason, /The job does not belong to its run\. .*\[JOB_INVALID\]/);
      t.deepEqual(await readdir(join(root, `run-${i}`)), ['run.json']);
    }
    await queue.close();
  },
);

test.serial('links in the folder of the results lead no worker out of the shared folder', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const outside = await sharedFolder(t);
  const manifest = await compositesIn(root, 1);
  await startWorker(t, redis, root);
  const out = join(root, 'results');
  await command('submit', redis, submitFlags(root, manifest));
  const [{ folder } = {}] = await readRows(out);
  const name = String(folder);
  const again = async () => {
    await rm(join(out, name), { recursive: true, force: true });
    return command('submit', redis, submitFlags(root, manifest));
  };
  await symlink(outside, join(out, '.staging'));
  const { code, stderr } = await again();
  t.is(code, 1);
  t.regex(stderr, /is not in the shared folder.*\[SHARED_FOLDER\]/);
  t.deepEqual((await readdir(outside)).sort(), ['patches', 'scenes']);
});

test.serial('whoever controls Redis can end jobs, but not make results or act on the terminal', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const connection = await connected(t, redis);
  const submit = async (process: () => Promise<void>) => {
    const worker = new Worker(await queueOf(), process, { connection, prefix: PREFIX });
    const ended = await command('submit', redis, submitFlags(root, manifest));
    await worker.close();
    return ended;
  };
  const failed = await submit(async () => {
    throw new UnrecoverableError('\u001b]0;title\u0007 [MADE_UP]');
  });
  t.is(failed.code, 1);
  t.regex(failed.stderr, /\\u001b\]0;title\\u0007 \[MADE_UP\]/);
  t.notRegex(failed.stderr, /[^\P{Cc}\n]/u);
  const results = new Results(join(root, 'results'));
  const tasks = [{ id: 'a', key: '0'.repeat(64), item: {} }];
  const rows = await finish({}, { tasks }, results, new Map([['a', { state: 'succeeded' }]]), 0);
  t.like(rows, [{ id: 'a', state: 'failed', code: 'RESULT_MISSING' }]);
  t.deepEqual(
    (await readdir(join(root, 'results'))).filter((name) => RESULT.test(name)),
    [],
  );
});

test.serial('what Redis or a foreign run.json says does not act on the terminal', async (t) => {
  const root = await sharedFolder(t);
  const manifest = await compositesIn(root, 1);
  const server = createServer((socket) =>
    socket.on('data', () => socket.write('-ERR \u001b]0;owned\u0007\r\n')),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const fake = ['--redis', `redis://127.0.0.1:${port}`];
  const refused = await command('submit', undefined, [...submitFlags(root, manifest), ...fake]);
  t.regex(refused.stderr, /ERR \\u001b\]0;owned\\u0007.*\[REDIS_UNAVAILABLE\]\n$/);
  const out = join(root, 'results');
  await mkdir(join(out, `a.${'0'.repeat(32)}`), { recursive: true });
  await writeFile(join(out, 'run.json'), '{"kind":"composites","\\u001b]0;owned\\u0007":1}');
  const redis = await TestRedis.start(t);
  const differs = await command('submit', redis, submitFlags(root, manifest));
  t.regex(differs.stderr, /\\u001b\]0;owned\\u0007 was 1 and is not set.*\[RUN_DIFFERS\]\n$/);
  for (const { stderr } of [refused, differs]) t.notRegex(stderr, /[^\P{Cc}\n]/u);
});

test.serial('a pipe in place of run.json does not hold up submit', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 1);
  await mkdir(join(root, 'results'));
  execFileSync('mkfifo', [join(root, 'results/run.json')]);
  const { stderr } = await command('submit', redis, submitFlags(root, manifest));
  t.regex(stderr, /results, which cannot be opened: it is not a regular file\..*\[SHARED_FOLDER\]\n$/);
});

test.serial('the password of Redis is in no log', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const control = await connected(t, redis);
  await control.config('SET', 'requirepass', 'p@secret');
  const url = redis.url.replace('//', '//:p@secret@');
  const worker = start('worker', redis, ['--root', root, '--model', mini, '--redis', url]);
  let log = '';
  worker.stdout.on('data', (data) => {
    log += data;
  });
  const has = (text: RegExp) =>
    until(
      async () => log,
      (found) => text.test(found),
    );
  await has(/Waiting for jobs/);
  await control.config('SET', 'requirepass', 'another');
  await control.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  await has(/WRONGPASS/);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  t.false(log.includes('secret'), log);
  t.is(withoutPassword('rediss://u:p@ss@host:1/0?password=secret'), 'rediss://host:1/0');
});

test.serial('a scene in a link out of the shared folder is refused', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const outside = await sharedFolder(t);
  const manifest = await compositesIn(root, 1);
  await startWorker(t, redis, root);
  await rm(join(root, 'scenes/forest'), { recursive: true });
  await rm(join(root, 'scenes/hospital'), { recursive: true });
  for (const name of ['forest', 'hospital'])
    await symlink(join(outside, 'scenes', name), join(root, 'scenes', name));
  const { code, stderr } = await command('submit', redis, submitFlags(root, manifest));
  t.is(code, 1);
  t.regex(stderr, /is not in the shared folder.*\[SHARED_FOLDER\]/);
});
