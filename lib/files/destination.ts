import { constants, fstat, type Stats } from 'node:fs';
import { access, lstat, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import { OutputError } from '../errors.js';

// What a path that a user names as an output leads to.

/**
 * - `file`: a regular file, which may not exist yet, at `file` after following all links
 * - `stream`: a pipe or a character device, which is opened and written through
 * - `descriptor`: what this process already has open, such as its standard output
 */
export type Destination = {
  /** As given. */
  path: string;
  /** Two paths with the same identity lead to the same place. */
  identity: string;
} & (
  | { kind: 'file'; file: string; stats: Stats | undefined }
  | { kind: 'stream'; isPipe: boolean }
  | { kind: 'descriptor'; fd: number }
);

export const STDOUT = 1;
export const STDERR = 2;

/** Name of standard output, as usual on a command line. A file of that name is `./-`. */
const DASH = '-';
// Why some destinations cannot be written
const [FOLDER, SOCKET, BLOCK_DEVICE] = ['it is a folder', 'it is a socket', 'it is a block device'];
/** A disk or a quota without space. */
const FULL = new Set<unknown>(['ENOSPC', 'EDQUOT']);
/** As large as that of the kernel. */
const MAX_LINKS = 40;

/**
 * Follows a path to its end.
 *
 * @throws OutputError for a folder, a socket, a block device, too long a name, or a file that may not be written
 */
export async function findDestination(path: string): Promise<Destination> {
  try {
    const end = await follow(path);
    if (typeof end === 'number') return await openDescriptor(path, end);
    const stats = await statIfAny(end);
    if (!stats) return { path, identity: end, kind: 'file', file: end, stats };
    refuseUnusable(stats);
    // Also for a file that is to be replaced: whoever took the write permission away wants to keep the file.
    await access(end, constants.W_OK);
    const identity = identityOf(stats);
    if (!stats.isFile()) return { path, identity, kind: 'stream', isPipe: stats.isFIFO() };
    return { path, identity, kind: 'file', file: end, stats };
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

export function unwritable(path: string, cause: unknown): OutputError {
  // Node adds the call and its path, which may be that of a temporary file.
  const why = (cause as Error).message.replace(/, [a-z]+( '.*')?$/s, '').replace(/\.$/, '');
  const what = path === DASH ? 'to standard output' : path;
  const remedy =
    path === DASH
      ? 'Redirect it to a file that can be written.'
      : why === FOLDER
        ? 'Add the name of a file.'
        : why === SOCKET || why === BLOCK_DEVICE
          ? 'Choose a file, a pipe or a character device.'
          : FULL.has((cause as NodeJS.ErrnoException).code)
            ? 'Free some space, or choose another disk.'
            : 'Choose an existing, writable folder.';
  // The code of a pipe without a reader.
  if ((cause as NodeJS.ErrnoException).code === 'ENXIO')
    return new OutputError(
      `Could not write ${what}: no program reads from this pipe. Start its reader first.`,
      { cause },
    );
  return new OutputError(`Could not write ${what}: ${why}. ${remedy}`, { cause });
}

/**
 * The path without any links, or the number of an open file of this process. The last component need not exist, and
 * may be a link to a file that does not exist.
 */
async function follow(path: string): Promise<string | number> {
  if (path === DASH || path === '/dev/stdout') return STDOUT;
  if (path === '/dev/stderr') return STDERR;
  let at = path;
  for (let links = 0; links <= MAX_LINKS; links++) {
    if (/(^|\/)\.{0,2}$/.test(at)) throw new Error(FOLDER);
    at = inFolder(await realFolder(dirname(at)), basename(at));
    // Where /dev/fd/3 and <(…) lead to.
    const [, pid, fd] = /^\/proc\/(\d+)(?:\/task\/\d+)?\/fd\/(\d+)$/.exec(at) ?? [];
    if (Number(pid) === process.pid) return Number(fd);
    // Only the end of a link counts, and the link to a pipe or a socket in /proc has no end that is a path.
    const stats = await statIfAny(at);
    if (stats && !stats.isFile()) return at;
    const link = await readlink(at).catch((error) => {
      if (error.code === 'EINVAL' || error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (link === undefined) return at;
    // Not normalised: after a link to a folder, `..` is that folder's parent.
    at = link.startsWith('/') ? link : inFolder(dirname(at), link);
  }
  throw new Error('it is a link that leads to itself');
}

async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch((cause) => {
    throw cause.code === 'ENOENT' ? new Error(`there is no folder ${folder}`, { cause }) : cause;
  });
}

function inFolder(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

async function statIfAny(path: string): Promise<Stats | undefined> {
  return stat(path).catch(async (error) => {
    if (error.code === 'ENOENT') return undefined;
    // A link to itself is reported as such by `follow`.
    if (error.code === 'ELOOP' && (await lstat(path)).isSymbolicLink()) return undefined;
    throw error;
  });
}

async function openDescriptor(path: string, fd: number): Promise<Destination> {
  const stats = await promisify(fstat)(fd);
  // A socket can be written once it is open.
  if (!stats.isSocket()) refuseUnusable(stats);
  const info = await readFile(`/proc/self/fdinfo/${fd}`, 'utf8').catch(() => '');
  const flags = Number.parseInt(/^flags:\s*([0-7]+)$/m.exec(info)?.[1] ?? '1', 8);
  if ((flags & (constants.O_WRONLY | constants.O_RDWR)) === 0) throw new Error('it is not open for writing');
  const identity = identityOf(stats);
  // Pipes and devices are opened once more, because a write to them might wait, and must not hold up Node's threads.
  // Node itself takes care of its standard streams. Regular files would be written from their start.
  const again = fd > STDERR && (stats.isFIFO() || stats.isCharacterDevice());
  if (again) return { path: `/proc/self/fd/${fd}`, identity, kind: 'stream', isPipe: stats.isFIFO() };
  return { path, identity, kind: 'descriptor', fd };
}

function refuseUnusable(stats: Stats): void {
  if (stats.isDirectory()) throw new Error(FOLDER);
  if (stats.isSocket()) throw new Error(SOCKET);
  // Writing to one destroys the file system on it.
  if (stats.isBlockDevice()) throw new Error(BLOCK_DEVICE);
  if (!stats.isFile() && !stats.isFIFO() && !stats.isCharacterDevice()) throw new Error('it is not a file');
}

/** The same for all paths to an existing file or device. */
export function identityOf(stats: Stats): string {
  return stats.isCharacterDevice() ? `device ${stats.rdev}` : `inode ${stats.dev}:${stats.ino}`;
}
