import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { QueueError } from './errors.js';
import { reasonOf } from './read.js';

/**
 * The folder that all machines share. Jobs name files relative to it, so it may be mounted elsewhere on each machine, and
 * whoever can add jobs reaches no other file.
 */
export class SharedFolder {
  private constructor(readonly path: string) {}

  /** @throws QueueError (`SHARED_FOLDER`) if there is no such folder */
  static async open(path: string): Promise<SharedFolder> {
    try {
      const real = await realpath(path);
      if ((await stat(real)).isDirectory()) return new SharedFolder(real);
    } catch (cause) {
      throw new QueueError(
        'SHARED_FOLDER',
        `--root is ${path}, which cannot be opened: ${reasonOf(cause)}. Check the path, its permissions and the mount.`,
        { cause },
      );
    }
    throw new QueueError(
      'SHARED_FOLDER',
      `--root is ${path}, which is not a folder. Pass the folder that all machines share.`,
    );
  }

  /**
   * The path of a file as jobs name it.
   *
   * @throws QueueError (`SHARED_FOLDER`) for a file outside the folder
   */
  async nameOf(path: string): Promise<string> {
    const name = relative(this.path, await realOf(resolve(path)));
    if (isInside(name)) return name;
    throw outside(path, this.path);
  }

  /**
   * As `nameOf`, but a link has its own name, not that of the file that it leads to: what is read beside it is beside the link.
   *
   * @throws QueueError (`SHARED_FOLDER`) for a file outside the folder, and for a link outside it that leads into it
   */
  async ownNameOf(path: string): Promise<string> {
    await this.nameOf(path);
    const whole = resolve(path);
    const name = relative(this.path, join(await realOf(dirname(whole)), basename(whole)));
    if (isInside(name)) return name;
    throw outside(path, this.path);
  }

  /**
   * The absolute path of a file that a job names.
   *
   * @throws QueueError (`SHARED_FOLDER`) for a file outside the folder, also behind a link
   */
  async resolve(name: string): Promise<string> {
    if (isAbsolute(name) || !isInside(name)) throw outside(name, this.path);
    const path = join(this.path, name);
    if (isInside(relative(this.path, await realOf(path)))) return path;
    throw outside(path, this.path);
  }

  /** A text for other machines, where the folder may have another path: paths in it become relative. */
  withoutRoot(text: string): string {
    return this.path === sep ? text : text.replaceAll(this.path + sep, '');
  }
}

function isInside(name: string): boolean {
  return !name.split(sep).includes('..') && !isAbsolute(name);
}

/** The real path of a file that may not exist yet. */
async function realOf(path: string): Promise<string> {
  const found = await realpath(path).catch(() => undefined);
  if (found !== undefined) return found;
  // Down from the root, because a path may name thousands of folders that do not exist.
  const names = path.split(sep);
  let real: string = sep;
  for (const [i, name] of names.entries()) {
    try {
      real = await realpath(join(real, name));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return join(real, ...names.slice(i));
      throw UNUSABLE.includes(code!) ? unusable(path, error) : error;
    }
  }
  return real;
}

/** Codes of errors about the path itself. Others, such as those of a network file system, may pass. */
export const UNUSABLE: readonly string[] = ['ELOOP', 'ENAMETOOLONG', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE'];
/** Characters of a path in a message. */
const LONGEST = 200;

function unusable(path: string, cause: unknown): QueueError {
  const { code } = cause as NodeJS.ErrnoException;
  const shown = path.length > LONGEST ? `${path.slice(0, LONGEST)}…` : path;
  return new QueueError(
    'SHARED_FOLDER',
    `${JSON.stringify(shown)} cannot be the path of a file (${code}). Correct the path.`,
    { cause },
  );
}

function outside(path: string, folder: string): QueueError {
  return new QueueError(
    'SHARED_FOLDER',
    `${path} is not in the shared folder, ${folder}. Move it there, or pass another --root.`,
  );
}
