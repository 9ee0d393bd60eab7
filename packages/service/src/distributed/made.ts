import type { Plan, Task } from './kinds/kind.js';
import type { Results } from './results.js';

/** The tasks that have no result yet. */
export async function missingOf(plan: Plan, results: Results): Promise<Task[]> {
  // First, because another submit may be moving results into the set.
  const found = await results.list();
  const missing: Task[] = [];
  for (const task of plan.tasks)
    if (!found.has(results.nameOf(task.id, task.key)) && !(await isCollected(plan, results, task)))
      missing.push(task);
  return missing;
}

/** Whether a task has a result, in a folder of its own or in the set. */
export async function isMade(plan: Plan, results: Results, task: Task): Promise<boolean> {
  return (await results.has(results.nameOf(task.id, task.key))) || (await isCollected(plan, results, task));
}

/** Whether the result of a task has been moved into the set. */
export async function isCollected(plan: Plan, { folder }: Results, { id }: Task): Promise<boolean> {
  return (await plan.isCollected?.(folder, id)) ?? false;
}
