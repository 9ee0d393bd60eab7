import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import type { Task } from '../../src/distributed/kinds/kind.js';
import { Results } from '../../src/distributed/results.js';
import { finish, type Row } from '../../src/distributed/summary.js';
import { sharedFolder } from '../support/shared.js';

// The end of submit, which describes the results, and moves those of a set into it.

test('the folder decides whether a job has succeeded', async (t) => {
  const root = await sharedFolder(t);
  const results = new Results(join(root, 'results'));
  const [there, missing] = [
    { id: 'a', key: '1'.repeat(64), item: {} },
    { id: 'b', key: '2'.repeat(64), item: {} },
  ];
  const staged = await results.stage(results.nameOf(there.id, there.key));
  await writeFile(join(staged, 'result.json'), '{"id":"a","timestep":5}');
  await results.publish(staged, results.nameOf(there.id, there.key));
  const lost = { state: 'failed', code: 'WORKERS_LOST', message: 'They died.' } as const;
  const outcomes = new Map([
    ['a', lost],
    ['b', lost],
  ]);
  t.like(await finish({}, { tasks: [there, missing] }, results, outcomes), [
    { id: 'a', state: 'succeeded', timestep: 5 },
    { id: 'b', ...lost },
  ]);
});

/** Two tasks of a set, whose results are in folders of their own once they are published. */
async function smallSet(t: ExecutionContext) {
  const results = new Results(join(await sharedFolder(t), 'results'));
  const filesInSet = (item: unknown) => ({ image: `images/${item}.png`, labels: `labels/${item}.json` });
  const tasks = ['a', 'b'].map((id) => ({ id, key: id.repeat(64), item: id }));
  const publish = async (task: Task) => {
    const name = results.nameOf(task.id, task.key);
    const staged = await results.stage(name);
    await writeFile(join(staged, 'result.json'), JSON.stringify({ warnings: [task.id] }));
    await results.publish(staged, name);
  };
  const collect = async (_: Results, names: ReadonlyMap<string, string>) => {
    for (const file of [...names.keys()].flatMap((id) => Object.values(filesInSet(id)))) {
      await mkdir(dirname(results.path(file)), { recursive: true });
      await writeFile(results.path(file), 'moved');
    }
  };
  const rows = tasks.map(({ id }) => ({ id, state: 'succeeded', ...filesInSet(id), warnings: [id] }));
  return { results, kind: { filesInSet }, plan: { tasks, collect }, publish, rows };
}

test('results that another submit moves into the set meanwhile stay described', async (t) => {
  const { results, kind, plan, publish, rows } = await smallSet(t);
  const [a, b] = plan.tasks as [Task, Task];
  await publish(b);
  // It waits for the result of a, as if that came from another machine.
  const slower = finish(kind, plan, results, new Map());
  await wait(200);
  await publish(a);
  t.deepEqual(await finish(kind, plan, results, new Map()), rows as Row[]);
  t.deepEqual(await slower, rows as Row[]);
  t.deepEqual([...(await results.list())], []);
});

test('results stay described if submit ends while it moves them into the set', async (t) => {
  const { results, kind, plan, publish, rows } = await smallSet(t);
  for (const task of plan.tasks) await publish(task);
  const interrupted = {
    ...plan,
    collect: async (...given: Parameters<typeof plan.collect>) => {
      await plan.collect(...given);
      for (const name of await results.list()) await rm(results.path(name), { recursive: true });
      throw new Error('No space left on device');
    },
  };
  await t.throwsAsync(finish(kind, interrupted, results, new Map()));
  t.deepEqual(await finish(kind, plan, results, new Map()), rows as Row[]);
});

test('a result that appears after its job was found to have failed is kept for the next submit', async (t) => {
  const { results, kind, plan, publish, rows } = await smallSet(t);
  const [a, b] = plan.tasks as [Task, Task];
  await publish(a);
  const lost = { state: 'failed', code: 'WORKERS_LOST', message: 'They died.' } as const;
  const late = {
    ...plan,
    collect: async (...given: Parameters<typeof plan.collect>) => {
      await publish(b);
      await plan.collect(...given);
    },
  };
  const outcomes = new Map([['b', lost]]);
  t.deepEqual(await finish(kind, late, results, outcomes), [rows[0], { id: 'b', ...lost }] as Row[]);
  t.deepEqual(await finish(kind, plan, results, new Map()), rows as Row[]);
});

test('a shorter manifest of a set keeps what is known of the other composites', async (t) => {
  const { results, kind, plan, publish, rows } = await smallSet(t);
  for (const task of plan.tasks) await publish(task);
  await finish(kind, plan, results, new Map());
  const shorter = { ...plan, tasks: plan.tasks.slice(0, 1) };
  t.deepEqual(await finish(kind, shorter, results, new Map()), rows.slice(0, 1) as Row[]);
  t.deepEqual(await finish(kind, plan, results, new Map()), rows as Row[]);
});
