// Runs the test suites that compute with networks on OpenVINO, in fp32 and, if this processor has it, in bf16.
//
// npm run check:openvino
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passes } from './suites.mjs';
import { node } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const suites = ['networks', 'harmonize', 'methods', 'prepared', 'prepared-lifecycle', 'lifecycle'];

node('scripts/build.mjs', '--if-needed');
const folder = await installed();
const { loadAddon } = await import('../dist/native/addon.js');
const { OPENVINO_C_LIBRARY } = await import('../dist/openvino/pinned.js');
const { bf16 } = loadAddon().openVinoFacts(join(folder, OPENVINO_C_LIBRARY));

const cache = mkdtempSync(join(tmpdir(), 'harmonidiff-cache-'));
try {
  for (const precision of bf16 ? ['fp32', 'bf16'] : ['fp32']) {
    const passed = passes(`OpenVINO, ${precision}`, suites, {
      HARMONIDIFF_CACHE: cache,
      HARMONIDIFF_OPENVINO: folder,
      HARMONIDIFF_TEST_ENGINE: 'openvino',
      HARMONIDIFF_TEST_PRECISION: precision,
    });
    if (!passed) process.exitCode = 1;
  }
  if (!bf16) console.log('OpenVINO, bf16: not run, because this processor does not compute in bf16');
} finally {
  rmSync(cache, { recursive: true, force: true });
}

/** The folder of the OpenVINO that `npm run openvino` installs, by the command that users have. */
async function installed() {
  const { installedOpenVino } = await import('../dist/openvino/installed.js');
  const folder = installedOpenVino(join(process.cwd(), 'build/cache'));
  if (folder) return folder;
  console.error('OpenVINO is not installed for the tests: run "npm run openvino".');
  process.exit(1);
}
