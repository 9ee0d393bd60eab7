import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome } from './follow.js';
import type { Kind, Plan, Task } from './kinds/kind.js';
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
 * Describes all results in the order of the manifest, and moves those of a set into its folders.
 *
 * @param outcomes of the tasks that had no result before
 * @returns a row for each task, as in `results.jsonl`
 */
export async function finish(
  kind: Pick<Kind, 'filesInSet'>,
  { tasks, collect }: Pick<Plan, 'tasks' | 'collect'>,
  results: Results,
  outcomes: ReadonlyMap<string, Outcome>,
  patience = PATIENCE,
): Promise<Row[]> {
  const found = await readResults(kind, tasks, results, outcomes, patience);
  // Not before: another submit may have described what it has moved into the set since.
  const earlier = await readRows(results);
  const names = new Map(tasks.map(({ id, key }) => [id, results.nameOf(id, key)]));
  const rows = tasks.map(({ id, item }): Row => {
    const result = found.get(id);
    if (result === undefined) return { id, ...failureOf(outcomes.get(id)) };
    const known = earlier.get(id);
    const described = result === 'collected' ? (known?.state === 'succeeded' ? known : {}) : result;
    const { id: _, state: __, ...details } = described as Partial<Row>;
    return { id, state: 'succeeded', ...(kind.filesInSet?.(item) ?? { folder: names.get(id)! }), ...details };
  });
  // A longer manifest of the same set may have others, which are described nowhere else.
  const ids = new Set(tasks.map(({ id }) => id));
  const others = collect ? [...earlier.values()].filter(({ id }) => !ids.has(id)) : [];
  // Before results are moved, because what describes them is removed with their folders.
  await writeRows(results, [...rows, ...others]);
  if (collect) {
    const made = [...found].filter(([, result]) => result !== 'collected');
    await collect(results, new Map(made.map(([id]) => [id, names.get(id)!])));
    await results.remove([...found.keys()].map((id) => names.get(id)!));
  }
  await results.sweep(names.values());
  return rows;
}

function failureOf(outcome: Outcome | undefined): Outcome {
  return outcome?.state === 'failed' ? outcome : MISSING;
}

/** @returns what describes the results that are there, by the ids of their tasks */
async function readResults(
  kind: Pick<Kind, 'filesInSet'>,
  tasks: readonly Task[],
  results: Results,
  outcomes: ReadonlyMap<string, Outcome>,
  patience: number,
): Promise<ReadonlyMap<string, object | 'collected'>> {
  const deadline = performance.now() + patience;
  const found = new Map<string, object | 'collected'>();
  for (const task of tasks) {
    const path = join(results.path(results.nameOf(task.id, task.key)), 'result.json');
    // The folder decides: an attempt that was taken for dead may have finished after all.
    const until = outcomes.get(task.id)?.state === 'failed' ? 0 : deadline;
    const result = await readResult(path, until, () => isCollected(kind, task, results));
    if (result !== undefined) found.set(task.id, result);
  }
  return found;
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
async function readRows(results: Results): Promise<ReadonlyMap<string, Row>> {
  const text = await readText(rowsFile(results), LARGEST).catch(() => '');
  try {
    const rows: Row[] = text.split('\n').flatMap((line) => (line === '' ? [] : JSON.parse(line)));
    return new Map(rows.map((row) => [row.id, row]));
  } catch {
    return new Map();
  }
}

async function writeRows(results: Results, rows: readonly Row[]): Promise<void> {
  const path = rowsFile(results);
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { flush: true });
  await rename(temporary, path);
}

/** The file with a line for each task. */
export function rowsFile({ folder }: Results): string {
  return join(folder, FILE);
}
