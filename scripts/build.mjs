// Compiles the addon (native/ -> build/), the API (lib/ -> dist/) and the service (packages/service/). --if-needed skips
// parts that are up to date.
import { copyFileSync, cpSync, existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { modified, need, newest, node, run } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const ifNeeded = process.argv.includes('--if-needed');

const parts = [
  {
    name: 'addon',
    sources: ['native', 'CMakeLists.txt', 'package.json'],
    output: 'build/Release/harmonidiff.node',
    build() {
      need('cmake', 'compiler', 'make');
      run('cmake-js', ['build', '--parallel', String(availableParallelism())]);
    },
  },
  {
    name: 'api',
    sources: ['lib', 'tsconfig.json', 'scripts/options.mjs'],
    output: 'dist/index.js',
    build() {
      // tsc does not delete the output of deleted sources.
      rmSync('dist', { recursive: true, force: true });
      run('tsc', []);
      // Little CMS is copied because its npm package installs a test framework with it.
      cpSync('lib/colour/lcms', 'dist/colour/lcms', { recursive: true });
      copyFileSync('node_modules/lcms-wasm/dist/lcms.wasm', 'dist/colour/lcms/lcms.wasm');
      node('scripts/options.mjs');
    },
  },
  {
    name: 'service',
    sources: ['packages/service/src', 'packages/service/tsconfig.json'],
    output: 'packages/service/dist/main.js',
    build() {
      rmSync('packages/service/dist', { recursive: true, force: true });
      run('tsc', ['-p', 'packages/service']);
    },
  },
];

for (const { name, sources, output, build } of parts) {
  // A stamp is needed because a build with nothing to do leaves its outputs untouched.
  const stamp = `build/${name}.stamp`;
  if (ifNeeded && existsSync(output) && existsSync(stamp) && newest(sources) < modified(stamp)) continue;
  const start = new Date();
  console.log(`Building ${output}`);
  build();
  writeFileSync(stamp, '');
  utimesSync(stamp, start, start);
}
