import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { type Queue, UnrecoverableError, Worker } from 'bullmq';
import { composePatches, composeScene, encodeImage, modelDigest } from 'harmonidiff';
import { augment, planAugmentation, writeAugmentationManifest } from 'harmonidiff/augment';
import { labelComposite, openComposite, readManifest } from 'harmonidiff/dataset';
import sharp from 'sharp';
import { KINDS } from '../src/distributed/kinds/index.js';
import { type JobData, openQueue } from '../src/distributed/queue.js';
import { PREFIX, withoutPassword } from '../src/distributed/redis.js';
import { Results } from '../src/distributed/results.js';
import type { Run } from '../src/distributed/run.js';
import { finish } from '../src/distributed/summary.js';
import { version } from '../src/version.js';
import { TestRedis } from './support/redis.js';
import { mini, until } from './support/service.js';
import {
  closeMaker,
  command,
  compositesIn,
  connected,
  loaded,
  queueOf,
  readRows,
  sharedFolder,
  start,
  startWorker,
  submitFlags,
} from './support/shared.js';

test.after.always(closeMaker);

// Jobs in a Redis of the tests' own, done by workers in this process, and submitted by the program as it is built.

const RESULT = /^[\w-]+\.[0-9a-f]{32}$/;

test.serial('composites are those of the library, each in a folder of its own', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 5);
  await startWorker(t, redis, root);
  const out = join(root, 'results');
  const { code, stdout } = await command('submit', redis, submitFlags(root, manifest));
  t.is(code, 0);
  t.is(stdout, `${out}/results.jsonl: 5 of 5 succeeded\n`);
  const rows = await readRows(out);
  const read = await readManifest(manifest);
  t.deepEqual(
    rows.map(({ id }) => id),
    read.items.map(({ id }) => id),
  );
  const harmonizer = await loaded();
  for (const [i, item] of read.items.entries()) {
    const row = rows[i]!;
    const folder = join(out, String(row.folder));
    const composite = await openComposite(read, item, harmonizer.canvas);
    const { winner } = await harmonizer.harmonize({ ...composite, steps: 4 });
    t.deepEqual(
      await readFile(join(folder, 'composite.png')),
      await encodeImage(winner!.image, 'png', { madeBy: {} }),
    );
    t.is(row.timestep, winner!.timestep);
    t.deepEqual(row.scores, winner!.scores);
    const labels = JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8'));
    const { images, ...labelled } = await labelComposite(read, item, harmonizer.canvas);
    t.deepEqual(
      labels,
      JSON.parse(JSON.stringify({ images: [{ ...images[0], file_name: 'composite.png' }], ...labelled })),
    );
  }
  const names = await readdir(out);
  t.is(names.filter((name) => RESULT.test(name)).length, 5);
  t.deepEqual(names.filter((name) => !RESULT.test(name)).sort(), ['results.jsonl', 'run.json']);
});

test.serial('results that are there are kept, and a longer manifest adds to them', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const { lines } = await startWorker(t, redis, root);
  const out = join(root, 'results');
  await command('submit', redis, submitFlags(root, manifest));
  const [first] = await readRows(out);
  await rm(join(out, String(first!.folder)), { recursive: true });
  await compositesIn(root, 4);
  const { stdout, stderr } = await command('submit', redis, submitFlags(root, manifest));
  t.regex(stdout, /: 4 of 4 succeeded, 1 of them in an earlier run\n$/);
  t.regex(stderr, /^\[=+-+\] 1 of 4 finished, 0 s elapsed\n/);
  t.is(lines.filter(({ msg }) => msg === 'Job done').length, 5);
  const other = await command('submit', redis, submitFlags(root, manifest, out, 5));
  t.is(other.code, 1);
  t.regex(
    other.stderr,
    /holds the results of another run, with different steps\. Use another --out.*\[RUN_DIFFERS\]\n$/,
  );
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const planned = await planAugmentation({ ...paths, count: 1, gsd: 1, patchGsd: 1 });
  const plan = join(root, 'plan.jsonl');
  await writeAugmentationManifest(planned.manifest, plan);
  const before = await readdir(out);
  const set = await command('submit', redis, submitFlags(root, plan, out));
  t.regex(set.stderr, /with different kind\. .*\[RUN_DIFFERS\]\n$/);
  t.deepEqual(await readdir(out), before);
});

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

test.serial('scenes are those of composeScene and composePatches', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  await startWorker(t, redis, root);
  const work = join(root, 'work');
  await mkdir(work);
  const scene = join(work, 'scene.tif');
  await sharp(join(root, 'scenes/forest/0.png')).tiff({ compression: 'lzw' }).toFile(scene);
  const source = '../patches/hospital/1.png';
  const prompts = { source: 'a hospital', target: 'a forest' };
  const one = {
    source,
    place: { box: { x: 30, y: 20, width: 60, height: 50 } },
    prompts,
    label: 'hospital',
    labelsOut: 'labels.json',
  };
  const square = [
    [10, 10],
    [60, 10],
    [60, 50],
    [10, 50],
    [10, 10],
  ];
  const feature = {
    type: 'Feature',
    properties: { source },
    geometry: { type: 'Polygon', coordinates: [square] },
  };
  await writeFile(
    join(work, 'patches.geojson'),
    JSON.stringify({ type: 'FeatureCollection', features: [feature] }),
  );
  const away = square.map(([x, y]) => [x! + 1000, y]);
  const outside = { ...feature, geometry: { type: 'Polygon', coordinates: [away] } };
  await writeFile(
    join(work, 'partly.geojson'),
    JSON.stringify({ type: 'FeatureCollection', features: [feature, outside] }),
  );
  const many = { patches: 'patches.geojson', patchesCrs: 'pixel', prompts };
  const lines = [
    { manifest: 'harmonidiff scenes', version: 1 },
    { id: 'one/öne', scene: 'scene.tif', ...one },
    { id: 'many', scene: 'scene.tif', ...many },
    { id: 'outside', scene: 'scene.tif', ...one, place: { box: { x: 150, y: 20, width: 60, height: 50 } } },
    { id: 'partly', scene: 'scene.tif', ...many, patches: 'partly.geojson', keepGoing: true },
  ];
  const manifest = join(work, 'scenes.jsonl');
  await writeFile(manifest, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const out = join(root, 'results');
  const { code, stdout, stderr } = await command('submit', redis, submitFlags(root, manifest));
  t.is(code, 1);
  t.regex(stdout, /: 3 of 4 succeeded, 1 failed, 1 patch left out\n$/);
  t.regex(stderr, /\noutside: The box .*\[PLACEMENT_INVALID\]\n/);
  const rows = await readRows(out);
  t.is(rows[2]!.code, 'PLACEMENT_INVALID');

  const harmonizer = await loaded();
  const at = (path: string) => join(work, path);
  const common = { scene, steps: 4 } as const;
  await composeScene(harmonizer, {
    ...common,
    ...one,
    source: at(source),
    out: at('one.tif'),
    labelsOut: at('one.json'),
  });
  await composePatches(harmonizer, {
    ...common,
    ...many,
    patchesCrs: 'pixel',
    patches: at('patches.geojson'),
    out: at('many.tif'),
  });
  const made = (row: number, name: string) => readFile(join(out, String(rows[row]!.folder), name));
  t.deepEqual(await made(0, 'scene.tif'), await readFile(at('one.tif')));
  const annotations = (bytes: Buffer) => JSON.parse(bytes.toString()).annotations;
  t.deepEqual(annotations(await made(0, 'labels.json')), annotations(await readFile(at('one.json'))));
  t.deepEqual(await made(1, 'scene.tif'), await readFile(at('many.tif')));
});

test.serial('a set is that of augment, byte for byte', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  await startWorker(t, redis, root);
  const paths = { scenes: join(root, 'scenes'), patches: join(root, 'patches') };
  const { manifest } = await planAugmentation({ ...paths, count: 5, gsd: 1, patchGsd: 1 });
  const local = join(root, 'local');
  await augment(await loaded(), { manifest, out: local, steps: 4 });
  const plan = join(local, 'manifest.jsonl');
  const out = join(root, 'results');
  const flags = submitFlags(root, plan, out);
  t.regex((await command('submit', redis, flags)).stdout, /: 5 of 5 succeeded\n$/);
  for (const name of ['manifest.jsonl', 'labels.json', 'images/0003.png', 'labels/0003.json'])
    t.deepEqual(await readFile(join(out, name)), await readFile(join(local, name)), name);
  t.is((await readdir(join(out, 'images'))).length, 5);
  t.deepEqual(
    (await readdir(out)).filter((name) => RESULT.test(name)),
    [],
  );
  await rm(join(out, 'labels/0001.json'));
  t.regex(
    (await command('submit', redis, flags)).stdout,
    /: 5 of 5 succeeded, 4 of them in an earlier run\n$/,
  );
  t.deepEqual(await readFile(join(out, 'labels.json')), await readFile(join(local, 'labels.json')));
});

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

test.serial('a job reaches no file outside the shared folder', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const outside = await sharedFolder(t);
  const manifest = await compositesIn(root, 1);
  const { lines } = await startWorker(t, redis, root);
  const elsewhere = await command('submit', redis, submitFlags(root, manifest, join(outside, 'results')));
  t.regex(elsewhere.stderr, /results is not in the shared folder, .*\[SHARED_FOLDER\]\n$/);
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
    [{ run: 'scenes/forest/0.png' }, /The run of the job is not a run\.json\. \[JOB_INVALID\]/],
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
  const rows = await finish({ common: {}, tasks }, results, new Map([['a', { state: 'succeeded' }]]), 0);
  t.like(rows, [{ id: 'a', state: 'failed', code: 'RESULT_MISSING' }]);
  t.deepEqual(
    (await readdir(join(root, 'results'))).filter((name) => RESULT.test(name)),
    [],
  );
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

test.serial('the shared folder may be mounted elsewhere', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 2);
  const other = await sharedFolder(t);
  // As another machine sees it, here with a copy of the scenes, and the results in one place.
  await cp(root, other, { recursive: true });
  await symlink(other, join(root, 'unused'));
  const submitted = command('submit', redis, submitFlags(root, manifest));
  await until(
    () => readFile(join(root, 'results/run.json')).catch(() => undefined),
    (text) => text !== undefined,
  );
  await rm(join(other, 'results'), { recursive: true, force: true });
  await cp(join(root, 'results'), join(other, 'results'), { recursive: true });
  await startWorker(t, redis, other);
  const made = await until(
    () => readdir(join(other, 'results')),
    (names) => names.filter((name) => RESULT.test(name)).length === 2,
  );
  for (const name of made.filter((name) => RESULT.test(name)))
    await cp(join(other, 'results', name), join(root, 'results', name), { recursive: true });
  t.is((await submitted).code, 0);
});

test.serial('mistakes end the commands with one line', async (t) => {
  const [redis, root] = [await TestRedis.start(t), await sharedFolder(t)];
  const manifest = await compositesIn(root, 1);
  const list = join(root, 'list.jsonl');
  await writeFile(
    list,
    '{"manifest":"harmonidiff scenes","version":1}\n{"id":"a","scene":"a.tif","source":"b.png","stpes":4}\n',
  );
  const shared = ['--root', root];
  await writeRun(root, 'run', await runOf(mini));
  const mistakes: [Parameters<typeof command>, RegExp][] = [
    [['submit', redis, [manifest, '--out', root]], /required option '--root <folder>' not specified\n$/],
    [
      ['submit', redis, submitFlags(root, join(root, 'none.jsonl'))],
      /The manifest .*none\.jsonl cannot be read: no such file or directory\..*\[MANIFEST_NOT_FOUND\]\n$/,
    ],
    [
      ['submit', redis, submitFlags(root, join(mini, 'target.png'))],
      /target\.png is not a manifest\. The "manifest" field .* or "harmonidiff scenes"\. \[MANIFEST_INVALID\]\n$/,
    ],
    [
      ['submit', redis, submitFlags(root, list)],
      /list\.jsonl, line 2: .*stpes.*did you mean steps\?.*\[MANIFEST_INVALID\]\n$/s,
    ],
    [
      ['submit', redis, [...submitFlags(root, manifest), '--seed', 'x']],
      /seed must be a whole number.*\[OPTION_INVALID\]\n$/,
    ],
    [
      ['submit', redis, [...submitFlags(root, manifest), '--redis', 'redis://user:secret@127.0.0.1:1']],
      /Could not connect to Redis at redis:\/\/127\.0\.0\.1:1: connect ECONNREFUSED.*\[REDIS_UNAVAILABLE\]\n$/,
    ],
    [
      ['submit', redis, submitFlags(root, manifest, manifest)],
      /--out is .*manifest\.jsonl, which cannot be opened: .*\[SHARED_FOLDER\]\n$/,
    ],
    ...[
      'http://localhost:6379',
      'localhost:6379',
      'user:secret@localhost:6379',
      'redis://',
      'redis://h/db',
    ].map((url): (typeof mistakes)[number] => [
      ['cancel', redis, [root, ...shared, '--redis', url]],
      /The address in --redis or HARMONIDIFF_REDIS is .*; it must be such as .*\[OPTION_INVALID\]\n$/,
    ]),
    [
      ['cancel', redis, [join(root, 'run'), ...shared, '--redis', `${redis.url}/99`]],
      /\/99: ERR DB index is out of range\. .*\[REDIS_UNAVAILABLE\]\n$/,
    ],
    [
      ['worker', redis, ['--root', '/nonexistent']],
      /--root is \/nonexistent, which cannot be opened: no such file or directory\..*\[SHARED_FOLDER\]\n$/,
    ],
    [['cancel', redis, [root, ...shared]], /holds no run: .*\[RUN_NOT_FOUND\]\n$/],
  ];
  for (const [given, message] of mistakes) {
    const { code, stderr } = await command(...given);
    t.is(code, 1, given[2].join(' '));
    t.regex(stderr, message);
    t.false(stderr.includes('secret'));
    t.regex(stderr, /^[^\n]*\n$/);
  }
});

test('a clone that has not been built says so', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-unbuilt-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const service = join(import.meta.dirname, '..');
  for (const name of ['bin', 'package.json'])
    await cp(join(service, name), join(folder, name), { recursive: true });
  const program = join(folder, 'bin/harmonidiff-service.js');
  const { code, stderr } = await promisify(execFile)(process.execPath, [program, 'submit']).catch(
    (error) => error,
  );
  t.deepEqual(
    [code, stderr],
    [1, 'harmonidiff-service has not been built. Run npm run build in its repository.\n'],
  );
});

/** A run as submit describes it. */
async function runOf(model: string): Promise<Run> {
  const common = { scenes: 'scenes' };
  return {
    run: 'harmonidiff',
    kind: 'composites',
    ...{ version, model: await modelDigest(model), settings: {}, common },
  };
}

/** Writes what describes a run into a folder. @returns how jobs name it */
async function writeRun(root: string, folder: string, run: Run): Promise<{ run: string; digest: string }> {
  const text = JSON.stringify(run);
  await mkdir(join(root, folder));
  await writeFile(join(root, folder, 'run.json'), text);
  return { run: `${folder}/run.json`, digest: sha256(text) };
}

/** Why a job that anybody has added fails. */
async function failureOf(queue: Queue<JobData, void, string>, data: object): Promise<string> {
  const { id } = await queue.add('job', data as JobData);
  const found = await until(
    () => queue.getJob(id!),
    (job) => job?.failedReason !== undefined,
  );
  return found!.failedReason;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
