import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import anyTest, { type TestFn } from 'ava';
import { Files } from '../lib/evaluation/files.js';
import { withLock } from '../lib/evaluation/lock.js';
import { EvaluationError } from '../lib/index.js';

const test = anyTest as TestFn<{ folder: string; files: Files }>;

test.beforeEach(async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-lock-'));
  t.context = { folder, files: new Files(join(folder, 'run')) };
  await mkdir(t.context.files.folder);
});
test.afterEach.always((t) => rm(t.context.folder, { recursive: true }));

const nothing = async () => 'done';
const locked = { instanceOf: EvaluationError, code: 'RUN_LOCKED' } as const;

test('one evaluation at a time uses a folder, whichever path leads to it', async (t) => {
  const { folder, files } = t.context;
  await symlink(files.folder, join(folder, 'link'));
  await withLock(files, async () => {
    for (const path of [files.folder, join(folder, 'link')]) {
      await t.throwsAsync(withLock(new Files(path), nothing), {
        ...locked,
        message: /^Another evaluation is using the folder /,
      });
    }
    const other = new Files(folder);
    t.is(await withLock(other, nothing), 'done', 'other folders are free');
  });
  t.is(await withLock(files, nothing), 'done');
  await t.throwsAsync(
    withLock(files, () => Promise.reject(new Error('failed'))),
    { message: 'failed' },
  );
  t.is(await withLock(files, nothing), 'done', 'it is free after work that fails');
});

test('the lock is a file that only its owner can open', async (t) => {
  const { files } = t.context;
  await withLock(files, nothing);
  const { mode, size } = await stat(files.lock);
  t.deepEqual([mode & 0o777, size], [0o600, 0]);
});

test('only users who can write to the folder can hold the lock', async (t) => {
  const { files } = t.context;
  const { dev, ino } = await stat(files.folder, { bigint: true });
  // Any user can bind an abstract socket, and can find out the device and inode of the folder.
  const server = createServer().listen({ path: `\0harmonidiff-evaluation-${dev}-${ino}` });
  await once(server, 'listening');
  t.is(await withLock(files, nothing), 'done');
  server.close();
});

test('a link, a pipe or a folder in place of the lock is refused at once', async (t) => {
  const { folder, files } = t.context;
  const elsewhere = join(folder, 'elsewhere');
  const refused = () =>
    t.throwsAsync(withLock(files, nothing), { ...locked, message: /could not be locked/ });
  for (const target of [elsewhere, join(folder, 'there')]) {
    if (target !== elsewhere) await writeFile(target, '');
    await symlink(target, files.lock);
    await refused();
    await rm(files.lock);
  }
  t.false((await readdir(folder)).includes('elsewhere'), 'the link is not followed');
  await promisify(execFile)('mkfifo', [files.lock]);
  await refused();
  await rm(files.lock);
  await mkdir(files.lock);
  const error = await refused();
  t.true(error!.message.includes(files.lock));
});
