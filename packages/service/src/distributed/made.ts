import { stat } from 'node:fs/promises';
import type { Kind, Task } from './kinds/kind.js';
import type { Results } from './results.js';

type Placing = Pick<Kind, 'filesInSet'>;

/** The tasks that have no result yet. */
export async function missingOf(kind: Placing, tasks: readonly Task[], results: Results): Promise<Task[]> {
  // First, because another submit may be moving results into the set.
  const found = await results.list();
  const missing: Task[] = [];
  for (const task of tasks)
    if (!found.has(results.nameOf(task.id, task.key)) && !(await isCollected(kind, task, results)))
      missing.push(task);
  return missing;
}

/** Whether a task has a result, in a folder of its own or in the set. */
export async function isMade(kind: Placing, task: Task, results: Results): Promise<boolean> {
  return (await results.has(results.nameOf(task.id, task.key))) || (await isCollected(kind, task, results));
}

/** Whether the result of a task has been moved into the set. */
export async function isCollected(
  kind: Placing,
  { item }: Pick<Task, 'item'>,
  results: Results,
): Promise<boolean> {
  const files = kind.filesInSet?.(item);
  // The labels are moved last.
  return (
    files !== undefined &&
    (await isFilled(results.path(files.labels))) &&
    (await isFilled(results.path(files.image)))
  );
}

async function isFilled(path: string): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size > 0,
    () => false,
  );
}
