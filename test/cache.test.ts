import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { PlanCache, type PlanId } from '../lib/engines/cache.js';
import { EngineError } from '../lib/index.js';

/** A new cache for one test. These tests run one after the other, because environment variables set the cache up. */
async function freshCache(t: ExecutionContext, size?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-cache-'));
  process.env.HARMONIDIFF_CACHE = folder;
  if (size !== undefined) process.env.HARMONIDIFF_CACHE_SIZE = size;
  t.teardown(async () => {
    delete process.env.HARMONIDIFF_CACHE_SIZE;
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

const plan = (letter: string): PlanId => ({ key: letter.repeat(64), network: 'unet' });

/** Stores a plan of 400,000 bytes that was last used so many hours ago. */
async function store(cache: PlanCache, id: PlanId, hoursAgo = 0): Promise<void> {
  const path = await cache.store(id, (temporary) => writeFile(temporary, id.key.slice(0, 4).repeat(100_000)));
  const then = Date.now() / 1000 - hoursAgo * 3600;
  for (const file of [path, path.replace('.plan', '.json')]) await utimes(file, then, then);
}

/** The first letters of the keys whose plans are there. */
async function kept(folder: string): Promise<string> {
  const files = await readdir(folder);
  const letters = (kind: string) => files.filter((file) => file.endsWith(kind)).map((file) => file[0]);
  if (letters('.plan').sort().join('') !== letters('.json').sort().join('')) throw new Error(files.join());
  return letters('.plan').sort().join('');
}

test.serial('a plan is found by its key, and not if it is damaged', async (t) => {
  const folder = await freshCache(t);
  const cache = await PlanCache.open();
  t.is(await cache.find(plan('a')), undefined);
  await store(cache, plan('a'));
  await store(cache, plan('b'));
  const path = await cache.find(plan('a'));
  t.is(path, join(folder, `${'a'.repeat(32)}-unet.plan`));
  t.is(await (await PlanCache.open()).find(plan('a')), path);
  t.is(await cache.find({ ...plan('a'), network: 'vaeDecoder' }), undefined);

  const bytes = await readFile(path!);
  bytes[1000]! ^= 1;
  await writeFile(path!, bytes);
  t.is(await cache.find(plan('a')), undefined);
  t.truthy(await cache.find(plan('b')));
});

test.serial('beyond its size, the cache loses the plans that were not used for longest', async (t) => {
  const folder = await freshCache(t, '0.0013');
  const cache = await PlanCache.open();
  await store(cache, plan('a'), 90);
  await store(cache, plan('b'), 70);
  await store(cache, plan('c'), 80);
  t.is(await kept(folder), 'abc');
  await store(cache, plan('d'), 60);
  t.is(await kept(folder), 'bcd');

  // Found is used, and moves to the end of the queue.
  t.truthy(await cache.find(plan('c')));
  await store(cache, plan('e'), 50);
  t.is(await kept(folder), 'cde');
  await store(cache, plan('f'));
  t.is(await kept(folder), 'cef');
});

test.serial(
  'a plan that was used in the last day stays, because a process may be about to load it',
  async (t) => {
    const folder = await freshCache(t, '0');
    const cache = await PlanCache.open();
    await store(cache, plan('a'), 25);
    await store(cache, plan('b'), 23);
    await store(cache, plan('c'), 30);
    await cache.find(plan('c'));
    await store(cache, plan('d'));
    t.is(await kept(folder), 'bcd');
  },
);

test.serial('nothing else is counted or removed', async (t) => {
  const folder = await freshCache(t, '0.001');
  const others = ['0.timing', '.0-unet.new.plan', 'notes.txt'];
  for (const name of others) {
    await writeFile(join(folder, name), Buffer.alloc(2_000_000));
    await utimes(join(folder, name), 1e9, name.startsWith('.') ? Date.now() / 1000 : 1e9);
  }
  const cache = await PlanCache.open();
  await store(cache, plan('a'), 90);
  await store(cache, plan('b'), 80);
  t.deepEqual((await readdir(folder)).filter((file) => !/^[ab]{32}/.test(file)).sort(), others.sort());
  t.is((await readdir(folder)).length, others.length + 4);
});

test.serial('a size that is not a number is refused', async (t) => {
  for (const size of ['20 GB', '-1', 'NaN']) {
    await freshCache(t, size);
    await t.throwsAsync(PlanCache.open(), {
      instanceOf: EngineError,
      code: 'CACHE_FAILED',
      message: `The environment variable HARMONIDIFF_CACHE_SIZE is "${size}"; it must be a number of GB, such as 20.`,
    });
  }
});

test.serial('a cache that is open to other users or is not a folder is refused', async (t) => {
  const folder = await freshCache(t);
  await chmod(folder, 0o770);
  const refused = { instanceOf: EngineError, code: 'CACHE_UNSAFE' };
  await t.throwsAsync(PlanCache.open(), { ...refused, message: /mode 770.*chmod 700/ });
  await chmod(folder, 0o700);
  await t.notThrowsAsync(PlanCache.open());

  const link = `${folder}-link`;
  await symlink(folder, link);
  t.teardown(() => rm(link));
  process.env.HARMONIDIFF_CACHE = link;
  await t.throwsAsync(PlanCache.open(), { ...refused, message: /is not a folder/ });
});

test.serial('a cache that cannot be created gives an error with its own code', async (t) => {
  const folder = await freshCache(t);
  await writeFile(join(folder, 'file'), '');
  process.env.HARMONIDIFF_CACHE = join(folder, 'file/below');
  await t.throwsAsync(PlanCache.open(), {
    instanceOf: EngineError,
    code: 'CACHE_FAILED',
    message: /The cache \S+ cannot be used: ENOTDIR/,
  });
});

test.serial('only the leftovers of a killed build are deleted, and only after a day', async (t) => {
  const folder = await freshCache(t);
  await mkdir(join(folder, '.weights-old'));
  for (const name of ['.0-unet.old.plan', '.0-unet.new.plan', '0-unet-0.plan', '0.timing', '.other']) {
    await writeFile(join(folder, name), 'x');
  }
  const old = Date.now() / 1000 - 25 * 60 * 60;
  for (const name of ['.weights-old', '.0-unet.old.plan', '0-unet-0.plan', '0.timing', '.other']) {
    await utimes(join(folder, name), old, old);
  }
  await PlanCache.open();
  t.deepEqual((await readdir(folder)).sort(), ['.0-unet.new.plan', '.other', '0-unet-0.plan', '0.timing']);
});
