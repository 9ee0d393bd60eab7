// Checks the C++ and CUDA sources: their format with clang-format; the core, and what is compiled against CUDA's and
// TensorRT's headers, with clang-tidy.
// `npm run lint:native -- --fix` formats them.
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { call, callAside, pythonPackages } from './packages.mjs';
import { gpuFlags } from './simulated.mjs';
import { need, run } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const packages = pythonPackages('clang-tools');
const format = join(packages, 'clang_format/data/bin/clang-format');
const tidy = join(packages, 'clang_tidy/data/bin/clang-tidy');

const sources = readdirSync('native', { recursive: true })
  .filter((name) => /\.(h|cc|cu)$/.test(name))
  .map((name) => join('native', name));
if (process.argv.includes('--fix')) {
  call(format, ['-i', ...sources]);
} else {
  call(format, ['--dry-run', '--Werror', ...sources], { remedy: 'Run `npm run format`.' });
  need('cmake', 'compiler', 'make');
  run('cmake-js', ['configure']);
  const commands = JSON.parse(readFileSync('build/compile_commands.json', 'utf8'));
  const compiled = [...new Set(commands.map(({ file }) => relative('.', file)))];
  // Node-API's headers take clang-tidy minutes.
  const core = compiled.filter((file) => /^native\/(?!addon|testing)/.test(file));
  const forGpus = sources.filter((file) => /^native\/(plugins|simulated)\/.*\.cc$/.test(file));
  await Promise.all([
    ...shared(core).map((files) => callAside(tidy, ['-p', 'build', '--quiet', ...files])),
    callAside(tidy, ['--quiet', ...forGpus, '--', ...gpuFlags(), '-Wno-deprecated-declarations']),
  ]);
}

/** The files in parts, one for each core, because clang-tidy uses only one. */
function shared(files) {
  const parts = Math.min(availableParallelism(), files.length);
  return Array.from({ length: parts }, (_, part) => files.filter((_, i) => i % parts === part));
}
