import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, constants } from 'node:fs';
import {
  chown,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import test from 'ava';
import { findDestination } from '../lib/files/destination.js';
import { checkWritable, replaceFile, writeAtomically } from '../lib/files/write.js';
import { AbortError, OutputError } from '../lib/index.js';
import { scratch } from './support/copies.js';

const run = promisify(execFile);
const isRoot = process.getuid!() === 0;
const built = (name: string) => JSON.stringify(new URL(`../dist/${name}`, import.meta.url).href);
const chunks = [Buffer.from('first, '), Buffer.from('second')];
const TEXT = 'first, second';

test('a file keeps its mode and its owner', async (t) => {
  const path = join(await scratch(t), 'file');
  await writeFile(path, 'old');
  if (isRoot) await chown(path, 12345, 54321);
  chmodSync(path, 0o2640);
  const { uid, gid, ino } = await stat(path);
  await checkWritable(path);
  await writeAtomically(path, chunks);
  const after = await stat(path);
  t.is(await readFile(path, 'utf8'), TEXT);
  t.deepEqual([after.uid, after.gid, after.mode & 0o7777], [uid, gid, 0o2640]);
  t.not(after.ino, ino, 'it was replaced in one step');
});

test.serial('a new file has the mode that the umask leaves', async (t) => {
  const path = join(await scratch(t), 'file');
  const before = process.umask(0o027);
  try {
    await writeAtomically(path, chunks);
  } finally {
    process.umask(before);
  }
  t.is((await stat(path)).mode & 0o7777, 0o640);
});

test('a link stays, and the file it leads to is written, even if that does not exist yet', async (t) => {
  const folder = await scratch(t);
  await mkdir(join(folder, 'a/b'), { recursive: true });
  await symlink('a/b', join(folder, 'short'));
  // After a link to a folder, `..` is the parent of that folder: this is a/result.
  await symlink('short/../result', join(folder, 'first'));
  await symlink(join(folder, 'first'), join(folder, 'second'));
  await checkWritable(join(folder, 'second'));
  await writeAtomically(join(folder, 'second'), chunks);
  t.is(await readFile(join(folder, 'a/result'), 'utf8'), TEXT);
  await writeAtomically(join(folder, 'second'), [Buffer.from('again')]);
  t.is(await readFile(join(folder, 'a/result'), 'utf8'), 'again');
  t.is(await readlink(join(folder, 'first')), 'short/../result');
  t.true((await lstat(join(folder, 'second'))).isSymbolicLink());
  t.deepEqual((await readdir(folder)).sort(), ['a', 'first', 'second', 'short']);
});

test('paths to one place have one identity, and others have not', async (t) => {
  const folder = await scratch(t);
  await writeFile(join(folder, 'file'), '');
  await link(join(folder, 'file'), join(folder, 'hard'));
  await symlink('file', join(folder, 'link'));
  await symlink('new', join(folder, 'dangling'));
  await symlink('.', join(folder, 'here'));
  const identity = async (name: string) => (await findDestination(join(folder, name))).identity;
  for (const name of ['./file', 'hard', 'link', 'here/file', 'here/../here/link']) {
    t.is(await identity(name), await identity('file'), name);
  }
  t.is(await identity('dangling'), await identity('here/new'));
  t.not(await identity('dangling'), await identity('file'));
  t.not(await identity('other'), await identity('new'));
});

test('a device is written through and stays', async (t) => {
  await checkWritable('/dev/null');
  await writeAtomically('/dev/null', chunks);
  t.true((await stat('/dev/null')).isCharacterDevice());
  await t.throwsAsync(writeAtomically('/dev/full', chunks), {
    code: 'OUTPUT_FAILED',
    message: /ENOSPC: .*\. Free some space/,
  });
});

test('a pipe is written through, whether its reader comes first or last, and more than it holds', async (t) => {
  const path = join(await scratch(t), 'pipe');
  await run('mkfifo', [path]);
  const large = Buffer.alloc(300_000, 'x');
  await checkWritable(path);
  const late = writeAtomically(path, [large, ...chunks]);
  await setTimeout(120);
  t.is((await read(path)).toString(), large + TEXT);
  await late;
  const early = read(path);
  await setTimeout(120);
  await writeAtomically(path, chunks);
  t.is((await early).toString(), TEXT);
  t.true((await stat(path)).isFIFO());
});

test('pipes without a reader keep no thread busy, and stop waiting when the signal is aborted', async (t) => {
  const path = join(await scratch(t), 'pipe');
  await run('mkfifo', [path]);
  const abort = new AbortController();
  // More than Node's pool has threads.
  const writes = Array.from({ length: 8 }, () => writeAtomically(path, chunks, abort.signal));
  await setTimeout(150);
  t.is(await readFile(new URL(import.meta.url), 'utf8').then(() => 'read'), 'read');
  abort.abort(new Error('enough'));
  for (const result of await Promise.allSettled(writes)) {
    t.true(result.status === 'rejected' && result.reason instanceof AbortError);
  }
});

const refused: [string, (folder: string) => unknown, string, RegExp][] = [
  ['a missing folder', () => {}, 'none/file', /: there is no folder \S+none\. Choose an existing/],
  ['a folder', (folder) => mkdir(join(folder, 'name')), 'name', /: it is a folder\./],
  ['a name that ends in a slash', () => {}, 'name/', /: it is a folder\./],
  ['a name of 256 bytes', () => {}, 'ä'.repeat(128), /: ENAMETOOLONG: name too long\./],
  ['a link to itself', (folder) => symlink('name', join(folder, 'name')), 'name', /leads to itself/],
  ['a link to nowhere', (folder) => symlink('none/x', join(folder, 'name')), 'name', /no folder \S+none/],
  ['a file as a folder', (folder) => writeFile(join(folder, 'a'), ''), 'a/b', /: ENOTDIR: not a directory\./],
];

for (const [what, prepare, name, message] of refused) {
  test(`${what} is refused before the work starts`, async (t) => {
    const folder = await scratch(t);
    await prepare(folder);
    const before = await readdir(folder);
    await t.throwsAsync(checkWritable(`${folder}/${name}`), { instanceOf: OutputError, message });
    await t.throwsAsync(writeAtomically(`${folder}/${name}`, chunks), { instanceOf: OutputError, message });
    t.deepEqual(await readdir(folder), before);
  });
}

test('a socket is refused before the work starts', async (t) => {
  const path = join(await scratch(t), 'socket');
  const server = createServer().listen(path);
  await once(server, 'listening');
  t.teardown(() => server.close());
  await t.throwsAsync(checkWritable(path), { instanceOf: OutputError, message: /it is a socket/ });
});

test('a name may have 255 bytes', async (t) => {
  const path = join(await scratch(t), 'n'.repeat(255));
  await checkWritable(path);
  await writeAtomically(path, chunks);
  t.is(await readFile(path, 'utf8'), TEXT);
});

test('a folder in which nothing can be created is refused before the work starts, also for root', async (t) => {
  for (const path of ['/proc/harmonidiff.png', '/sys/harmonidiff.png']) {
    const { message } = await t.throwsAsync(checkWritable(path), { instanceOf: OutputError });
    t.notRegex(message, /\.tmp/, 'the message names no temporary file');
  }
});

test('a check leaves nothing behind and changes nothing', async (t) => {
  const folder = await scratch(t);
  await writeFile(join(folder, 'old'), 'old');
  await checkWritable(join(folder, 'old'));
  await checkWritable(join(folder, 'new'));
  t.deepEqual(await readdir(folder), ['old']);
  t.is(await readFile(join(folder, 'old'), 'utf8'), 'old');
});

/** Checks and writes in another process. */
const child = (path: string) => `
  import { checkWritable, writeAtomically } from ${built('files/write.js')};
  try {
    await checkWritable(${JSON.stringify(path)});
    await writeAtomically(${JSON.stringify(path)}, [Buffer.from(${JSON.stringify(TEXT)})]);
  } catch (error) {
    console.log(error.code, error.message);
  }
`;

test('a file that is a mount point is written in place', async (t) => {
  const path = join(await scratch(t), 'mounted');
  await writeFile(path, 'something longer than the new text');
  const script = 'mount --bind "$1" "$1" && exec "$2" --input-type=module --eval "$3"';
  const command = ['--mount', 'sh', '-c', script, 'sh', path, process.execPath, child(path)];
  const mounted = await run('unshare', command).catch((error) => error as Error);
  if (mounted instanceof Error) {
    t.log(`no mounts here: ${mounted.message.split('\n').at(-2)}`);
    t.pass();
    return;
  }
  t.is(mounted.stdout, '');
  t.is(await readFile(path, 'utf8'), TEXT);
});

test('where a user may write a file but not its folder, the file is written in place', async (t) => {
  const folder = await scratch(t);
  for (const name of ['open', 'closed'])
    await writeFile(join(folder, name), 'something longer than the text');
  chmodSync(join(folder, 'open'), 0o666);
  chmodSync(join(folder, 'closed'), 0o444);
  const { ino } = await stat(join(folder, 'open'));
  chmodSync(folder, 0o555);
  t.teardown(() => chmodSync(folder, 0o755));
  const other = isRoot ? { uid: 65534, gid: 65534 } : {};
  const write = async (name: string) => {
    const script = child(join(folder, name));
    const ended = spawn(process.execPath, ['--input-type=module', '--eval', script], other);
    return (await buffer(ended.stdout)).toString() + (await buffer(ended.stderr));
  };
  const said = await write('open');
  if (/ERR_MODULE_NOT_FOUND|EACCES.*dist/.test(said)) {
    t.log('another user cannot read the package here');
    t.pass();
    return;
  }
  t.is(said, '');
  t.is(await readFile(join(folder, 'open'), 'utf8'), TEXT);
  t.is((await stat(join(folder, 'open'))).ino, ino);
  t.regex(await write('closed'), /^OUTPUT_FAILED .*closed: EACCES: permission denied\./);
  t.regex(await write('new'), /^OUTPUT_FAILED .*new: EACCES: permission denied\./);
});

test.serial("the file handles of Yarn's Plug'n'Play, which cannot sync, do", async (t) => {
  const folder = await scratch(t);
  const handle = await open(join(folder, 'file'), 'w');
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  const { sync, datasync } = prototype;
  prototype.sync = prototype.datasync = () => {
    throw new Error('Method not implemented.');
  };
  try {
    await writeAtomically(join(folder, 'file'), chunks);
    await replaceFile(join(folder, 'other'), chunks);
  } finally {
    Object.assign(prototype, { sync, datasync });
  }
  t.is(await readFile(join(folder, 'file'), 'utf8'), TEXT);
  t.is(await readFile(join(folder, 'other'), 'utf8'), TEXT);
});

test('in a folder of our own, a link is replaced and not followed', async (t) => {
  const folder = await scratch(t);
  await writeFile(join(folder, 'elsewhere'), 'kept');
  await symlink('elsewhere', join(folder, 'link'));
  await replaceFile(join(folder, 'link'), chunks);
  t.true((await lstat(join(folder, 'link'))).isFile());
  t.is(await readFile(join(folder, 'link'), 'utf8'), TEXT);
  t.is(await readFile(join(folder, 'elsewhere'), 'utf8'), 'kept');
});

test('an open file of this process is written where it stands', async (t) => {
  const path = join(await scratch(t), 'log');
  const log = await open(path, 'w');
  await log.write('before, ');
  await checkWritable(`/dev/fd/${log.fd}`);
  await writeAtomically(`/dev/fd/${log.fd}`, chunks);
  await log.write(', after');
  await log.close();
  t.is(await readFile(path, 'utf8'), `before, ${TEXT}, after`);
  const reading = await open(path, constants.O_RDONLY);
  await t.throwsAsync(checkWritable(`/proc/self/fd/${reading.fd}`), { message: /not open for writing/ });
  await reading.close();
  await unlink(path);
});

/** Reads a pipe to its end in another process, because opening it waits for the writer. */
async function read(path: string): Promise<Buffer> {
  return buffer(spawn('cat', [path]).stdout);
}
