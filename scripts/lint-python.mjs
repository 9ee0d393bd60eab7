// Checks the Python code and its format with ruff, as pyproject.toml says. `npm run lint:python -- --fix` corrects what
// it can.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonProgram } from './packages.mjs';

process.chdir(join(import.meta.dirname, '..'));
const fix = process.argv.includes('--fix');
const ruff = pythonProgram('ruff');
const results = [
  ['check', ...(fix ? ['--fix'] : [])],
  ['format', ...(fix ? [] : ['--check'])],
].map((args) => spawnSync(ruff, args, { stdio: 'inherit' }));
if (results.some(({ status }) => status !== 0)) process.exitCode = 1;
