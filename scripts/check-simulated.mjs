// Runs the test suites that compute on a device on the simulated one (native/simulated), in fp32 and fp16: with work
// that runs when it is waited for (lazily), and with work that runs on another thread at any time (eagerly).
//
// npm run check:simulated [-- --short]    --short: fp32 lazily and fp16 eagerly
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulatedEnvironment } from './simulated.mjs';
import { passes } from './suites.mjs';
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
  { precision: 'fp32', mode: 'lazy', more: ['batching'] },
  { precision: 'fp16', mode: 'eager' },
  ...(short
    ? []
    : [
        { precision: 'fp32', mode: 'eager', more: ['batching'] },
        { precision: 'fp16', mode: 'lazy' },
      ]),
];

node('scripts/build.mjs', '--if-needed');
node('scripts/build-cuda.mjs', '--simulated', '--if-needed');
const cache = mkdtempSync(join(tmpdir(), 'harmonidiff-cache-'));
try {
  for (const run of runs) if (!runOn(run)) process.exitCode = 1;
} finally {
  rmSync(cache, { recursive: true, force: true });
}

function runOn({ precision, mode, more = [] }) {
  return passes(`Simulated device, ${precision}, ${mode}`, [...suites, ...more], {
    ...simulatedEnvironment(),
    // With more arenas, glibc keeps more freed memory the busier the machine is, which looks like a leak.
    MALLOC_ARENA_MAX: '1',
    HARMONIDIFF_CACHE: cache,
    HARMONIDIFF_SIMULATED: mode,
    HARMONIDIFF_TEST_DEVICE: 'cuda:0',
    HARMONIDIFF_TEST_ENGINE: 'tensorrt',
    HARMONIDIFF_TEST_PRECISION: precision,
  });
}
