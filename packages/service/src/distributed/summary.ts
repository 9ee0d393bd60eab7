import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome } from './follow.js';
import type { Plan, Task } from './kinds/kind.js';
import type { Results } from './results.js';

/** One line of `results.jsonl`: how a task ended, and what `result.json` says of its result. */
export type Row = { id: string; [field: string]: unknown } & Outcome;

const FILE = 'results.jsonl';
/** Seconds until a network file system shows what another machine has written. */
const PATIENCE = 90;

/**
 * Moves the results of a set into its folders, and describes all results in the order of the manifest.
 *
 * @param outcomes of the tasks that had no result before
 * @param collected ids of tasks that an earlier submit has moved into the set
 */
export async function finish(
  { tasks, finish: finishKind }: Plan,
  results: Results,
  outcomes: ReadonlyMap<string, Outcome>,
  collected: ReadonlySet<string>,
): Promise<Row[]> {
  const folders = new Map<string, string>();
  const rows: Row[] = [];
  for (const task of tasks) {
    const { id } = task;
    const outcome = outcomes.get(id) ?? { state: 'succeeded' };
    const isFolder = outcome.state === 'succeeded' && !collected.has(id);
    if (isFolder) folders.set(id, results.nameOf(id, task.key));
    rows.push({ id, ...outcome, ...(isFolder && (await readResult(results, task))) });
  }
  const placeOf = await finishKind?.(results, folders);
  if (placeOf) await results.remove(tasks.map(({ id, key }) => results.nameOf(id, key)));
  await results.sweep();
  return rows.map((row) => {
    if (row.state === 'failed') return row;
    const { id, state, ...details } = row;
    return { id, state, ...(placeOf ? placeOf(id) : { folder: folders.get(id)! }), ...details };
  });
}

async function readResult(results: Results, { id, key }: Task): Promise<object> {
  const path = join(results.path(results.nameOf(id, key)), 'result.json');
  for (let waited = 0; ; waited++) {
    try {
      return JSON.parse(await readFile(path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || waited === PATIENCE) throw error;
      await wait(1000);
    }
  }
}

/** Writes a line for each task. @returns the path of the file */
export async function writeRows(results: Results, rows: readonly Row[]): Promise<string> {
  const path = join(results.folder, FILE);
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await rename(temporary, path);
  return path;
}
