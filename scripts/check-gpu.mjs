// On a machine with a GPU, the tests that compute something are run on it: every kernel against its definition, the
// networks and the whole pipeline against the goldens, cancellation, memory. HARMONIDIFF_TEST_DEVICE names another
// GPU than the first.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));
const device = process.env.HARMONIDIFF_TEST_DEVICE ?? 'cuda';
const env = { ...process.env, HARMONIDIFF_TEST_DEVICE: device };
const steps = [
  [process.execPath, 'scripts/build.mjs', '--if-needed'],
  [process.execPath, 'scripts/build-cuda.mjs', '--if-needed'],
  [process.execPath, 'dist/cli/main.js', 'inspect', 'test/fixtures/mini'],
  // Says in one line what is missing, where something is.
  [
    ...[
      process.execPath,
      'dist/cli/main.js',
      'harmonize',
      '--device',
      device,
      '--model',
      'test/fixtures/mini',
    ],
    ...['--target', 'test/fixtures/mini/target.png', '--source', 'test/fixtures/mini/source.png'],
    ...['--box', '16,24,88,80', '--source-prompt', 'a harbor', '--target-prompt', 'a hospital'],
    ...['--out', 'build/check-gpu.png'],
  ],
  [
    'node_modules/.bin/ava',
    ...['latents', 'networks', 'harmonize', 'lifecycle', 'memory', 'cuda'].map(
      (name) => `test/${name}.test.ts`,
    ),
  ],
];
for (const [program, ...args] of steps) {
  const { status } = spawnSync(program, args, { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
