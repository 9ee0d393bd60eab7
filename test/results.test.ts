import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';

const run = promisify(execFile);
const results = JSON.stringify(new URL('../bench/results.mjs', import.meta.url).href);

/** Keeps a result in a folder that does not exist yet, and returns what keepResult says. */
async function keep(folder: string, gpu: string, part: string, value: unknown): Promise<string> {
  const script = `
    import { keepResult } from ${results};
    console.log(keepResult(${[gpu, part, value].map((given) => JSON.stringify(given)).join()}));
  `;
  const env = { ...process.env, HARMONIDIFF_RESULTS: folder };
  return (await run('node', ['--input-type=module', '-e', script], { env })).stdout.trim();
}

async function freshFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-results-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return folder;
}

test('a result replaces its own part of the file of its GPU', async (t) => {
  const folder = join(await freshFolder(t), 'new');
  const file = join(folder, 'nvidia-h100-80gb-hbm3.json');
  t.is(await keep(folder, 'NVIDIA H100 80GB HBM3', 'check', { passed: false }), `Saved in ${file}`);
  await keep(folder, 'NVIDIA H100 80GB HBM3', 'benchmark', { seconds: 1 });
  await keep(folder, 'NVIDIA H100 80GB HBM3', 'check', { passed: true });
  t.deepEqual(JSON.parse(await readFile(file, 'utf8')), {
    check: { passed: true },
    benchmark: { seconds: 1 },
  });
  t.deepEqual(await readdir(folder), ['nvidia-h100-80gb-hbm3.json']);
});

test('a result of the simulated device is never kept', async (t) => {
  const folder = await freshFolder(t);
  t.regex(await keep(folder, 'Simulated GPU', 'benchmark', { seconds: 1 }), /^Not saved: Simulated GPU /);
  t.deepEqual(await readdir(folder), []);
});
