import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
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
}

function isInside(name: string): boolean {
  return !name.split(sep).includes('..') && !isAbsolute(name);
}

/** The real path of a file that may not exist yet. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    return join(await realOf(dirname(path)), path.slice(dirname(path).length));
  }
}

function outside(path: string, folder: string): QueueError {
  return new QueueError(
    'SHARED_FOLDER',
    `${path} is not in the shared folder, ${folder}. Move it there, or pass another --root.`,
  );
}
