// Compiles the addon (native/ -> build/) and the API (lib/ -> dist/). --if-needed leaves out what is up to date.
import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
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
      // tsc leaves the output of deleted sources where it was.
      rmSync('dist', { recursive: true, force: true });
      run('tsc', []);
      node('scripts/options.mjs');
    },
  },
];

for (const { name, sources, output, build } of parts) {
  // A stamp, because a build that finds nothing to do leaves its outputs as old as they were.
  const stamp = `build/${name}.stamp`;
  if (ifNeeded && existsSync(output) && existsSync(stamp) && newest(sources) < modified(stamp)) continue;
  const start = new Date();
  console.log(`Building ${output}`);
  build();
  writeFileSync(stamp, '');
  utimesSync(stamp, start, start);
}
