import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from './follow.js';
import type { Task } from './kinds/kind.js';
import type { Results } from './results.js';

/** One line of `results.jsonl`. */
export type Row = { id: string } & Outcome & { folder?: string; [field: string]: unknown };

const FILE = 'results.jsonl';

/** What `result.json` says of a result, with its folder. */
export async function readResult(results: Results, task: Task): Promise<object> {
  const folder = results.nameOf(task.id, task.key);
  return { folder, ...JSON.parse(await readFile(join(results.path(folder), 'result.json'), 'utf8')) };
}

/** Writes a line for each task, in the order of the manifest. @returns the path of the file */
export async function writeRows(results: Results, rows: readonly Row[]): Promise<string> {
  const path = join(results.folder, FILE);
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await rename(temporary, path);
  return path;
}
