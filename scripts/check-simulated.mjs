// Runs the test suites that compute on a device on the simulated one (native/simulated), in fp32 and fp16: with work
// that runs when it is waited for (lazily), and with work that runs on another thread at any time (eagerly).
//
// npm run check:simulated [-- --short]    --short: fp32 lazily and fp16 eagerly
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulatedEnvironment } from './simulated.mjs';
import { node, readFlags } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { short } = readFlags({ options: { short: { type: 'boolean', default: false } } }).values;
const suites = [
  'latents',
  'networks',
  'harmonize',
  'methods',
  'prepared',
  'prepared-lifecycle',
  'lifecycle',
  'memory',
  'cuda',
];
const runs = [
  { precision: 'fp32', mode: 'lazy' },
  { precision: 'fp16', mode: 'eager' },
  ...(short
    ? []
    : [
        { precision: 'fp32', mode: 'eager' },
        { precision: 'fp16', mode: 'lazy' },
      ]),
];

node('scripts/build.mjs', '--if-needed');
node('scripts/build-cuda.mjs', '--simulated', '--if-needed');
const cache = mkdtempSync(join(tmpdir(), 'harmonidiff-cache-'));
try {
  for (const run of runs) if (!passes(run)) process.exitCode = 1;
} finally {
  rmSync(cache, { recursive: true, force: true });
}

function passes({ precision, mode }) {
  const start = Date.now();
  const how = `Simulated device, ${precision}, ${mode}`;
  console.log(`${how}: running ${suites.join(', ')}`);
  const env = {
    ...process.env,
    ...simulatedEnvironment(),
    HARMONIDIFF_CACHE: cache,
    HARMONIDIFF_SIMULATED: mode,
    HARMONIDIFF_TEST_DEVICE: 'cuda:0',
    HARMONIDIFF_TEST_ENGINE: 'tensorrt',
    HARMONIDIFF_TEST_PRECISION: precision,
  };
  const files = suites.map((suite) => `test/${suite}.test.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/.bin/ava', ...files], {
    encoding: 'utf8',
    env,
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const summary = stdout.trim().split('\n').at(-1).trim();
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(`${how}: ${summary} (${seconds} s)`);
  // Marked, so that they are not taken for results of a test run around this one.
  if (status !== 0) console.log((stdout + stderr).replace(/^/gm, '| '));
  return status === 0;
}
