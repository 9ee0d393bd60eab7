import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome } from './follow.js';
import type { Plan } from './kinds/kind.js';
import { isCollected } from './made.js';
import { readText } from './read.js';
import type { Results } from './results.js';

/** One line of `results.jsonl`: how a task ended, and what `result.json` says of its result. */
export type Row = { id: string; [field: string]: unknown } & Outcome;

const FILE = 'results.jsonl';
/** Bytes of it, and of a `result.json`. */
const LARGEST = 500_000_000;
const LARGEST_RESULT = 32_000_000;
/** Milliseconds until a network file system shows what another machine has written. */
const PATIENCE = 60_000;

const MISSING: Outcome = {
  state: 'failed',
  code: 'RESULT_MISSING',
  message:
    'The job finished, but its result is not in the folder. Check that --root is the same folder on all machines, and submit again.',
};

/**
 * Moves the results of a set into its folders, and describes all results in the order of the manifest.
 *
 * @param outcomes of the tasks that had no result before
 */
export async function finish(
  plan: Plan,
  results: Results,
  outcomes: ReadonlyMap<string, Outcome>,
  patience = PATIENCE,
): Promise<Row[]> {
  const { tasks, finish: finishKind } = plan;
  const deadline = performance.now() + patience;
  const earlier = await readRows(results);
  const folders = new Map<string, string>();
  const rows: Row[] = [];
  for (const task of tasks) {
    const { id, key } = task;
    const outcome = outcomes.get(id) ?? { state: 'succeeded' };
    const folder = results.nameOf(id, key);
    const path = join(results.path(folder), 'result.json');
    // The folder decides: an attempt that was taken for dead may have finished after all.
    const until = outcome.state === 'failed' ? 0 : deadline;
    const found = await readResult(path, until, () => isCollected(plan, results, task));
    const known = earlier.get(id);
    if (found === 'collected') rows.push(known?.state === 'succeeded' ? known : { id, state: 'succeeded' });
    else if (found) {
      folders.set(id, folder);
      rows.push({ id, state: 'succeeded', ...found });
    } else rows.push({ id, ...(outcome.state === 'failed' ? outcome : MISSING) });
  }
  const placeOf = await finishKind?.(results, folders);
  const names = tasks.map(({ id, key }) => results.nameOf(id, key));
  if (placeOf) await results.remove(names);
  await results.sweep(names);
  return rows.map((row) => {
    if (row.state === 'failed') return row;
    const { id, state, ...details } = row;
    return { id, state, ...(placeOf ? placeOf(id) : { folder: folders.get(id)! }), ...details };
  });
}

/** @returns undefined if there is neither such a file by the deadline, nor has it been collected */
async function readResult(
  path: string,
  deadline: number,
  isCollected: () => Promise<boolean>,
): Promise<object | 'collected' | undefined> {
  for (;;) {
    try {
      return JSON.parse(await readText(path, LARGEST_RESULT));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      if (await isCollected()) return 'collected';
      if (performance.now() >= deadline) return undefined;
      await wait(500);
    }
  }
}

/** What an earlier submit said of results that it has moved into the set. */
async function readRows({ folder }: Results): Promise<ReadonlyMap<string, Row>> {
  const text = await readText(join(folder, FILE), LARGEST).catch(() => '');
  try {
    const rows: Row[] = text.split('\n').flatMap((line) => (line === '' ? [] : JSON.parse(line)));
    return new Map(rows.map((row) => [row.id, row]));
  } catch {
    return new Map();
  }
}

/** Writes a line for each task. @returns the path of the file */
export async function writeRows(results: Results, rows: readonly Row[]): Promise<string> {
  const path = join(results.folder, FILE);
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await rename(temporary, path);
  return path;
}
