import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import './support/simulated.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** check:gpu on the simulated device, of which nothing is kept, without TensorRT or an ONNX Runtime for GPUs. */
async function check(...flags: string[]): Promise<{ code: number; summary: string[] }> {
  const env = { ...process.env, HARMONIDIFF_TENSORRT: '/nowhere', HARMONIDIFF_ONNXRUNTIME: '/nowhere' };
  const { code = 0, stdout } = await run(process.execPath, ['scripts/check-gpu.mjs', ...flags], {
    cwd: root,
    env,
  }).catch((error) => error);
  return { code, summary: stdout.match(/^(passed|FAILED|skipped|Not saved|Saved).*/gm) };
}

test('an engine that the machine lacks is skipped with the reason, and the kernels are checked', async (t) => {
  const { code, summary } = await check();
  t.is(code, 0);
  t.is(summary.length, 4);
  t.is(summary[0], 'passed: kernels');
  t.regex(summary[1]!, /^skipped: onnxruntime: ONNX Runtime needs a GPU build.* \/nowhere does not exist/);
  t.regex(summary[2]!, /^skipped: tensorrt: TensorRT was not found: /);
  t.regex(summary[3]!, /^Not saved: Simulated GPU /);
});

test('an engine that is named must work, and a check that takes too long has failed', async (t) => {
  const { code, summary } = await check('--engine', 'tensorrt', '--limit', '0.5');
  t.is(code, 1);
  t.is(summary[0], 'FAILED: kernels');
  t.regex(summary[1]!, /^FAILED: tensorrt: TensorRT was not found: /);
});
