import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EvaluationError, OutputError } from '../errors.js';

/** Of this process. A lock with its number that is not among them is of an earlier one that had the same. */
const held = new Set<string>();

/**
 * Keeps the other processes of this machine out while `work` goes on, by a file with this one's number. One that a killed
 * process left behind is taken over.
 *
 * @throws EvaluationError (`RUN_LOCKED`) while another works there, OutputError when the file cannot be written
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const path = resolve(file);
  while (!(await create(path))) {
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder === process.pid ? held.has(path) : isAlive(holder)) throw locked(file, holder);
    await rm(path, { force: true });
  }
  held.add(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
    held.delete(path);
  }
}

/** Whether it was not yet there. */
async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new OutputError(`Could not write ${path}: ${message}.`, { cause });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It may be of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function locked(file: string, holder: number): EvaluationError {
  return new EvaluationError(
    'RUN_LOCKED',
    `Process ${holder} works on this folder (${file}). Wait for its end, or give another folder; if it is no evaluation, ` +
      'remove that file.',
  );
}
