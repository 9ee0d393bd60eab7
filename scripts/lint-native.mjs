// Checks native/: the format (.clang-format), and for mistakes (.clang-tidy) all that CMake compiles. --write formats
// instead. The programs are fetched as packages (gpu-packages.json).
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { call, pythonPackages } from './gpu-packages.mjs';
import { need, run } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const packages = pythonPackages('clang-tools');
const clangFormat = join(packages, 'clang_format/data/bin/clang-format');
const clangTidy = join(packages, 'clang_tidy/data/bin/clang-tidy');

const sources = readdirSync('native', { recursive: true })
  .filter((name) => /\.(h|cc|cu)$/.test(name))
  .map((name) => join('native', name));
if (process.argv.includes('--write')) {
  call(clangFormat, ['-i', ...sources]);
} else {
  call(clangFormat, ['--dry-run', '--Werror', ...sources], {
    remedy: 'npm run lint:native -- --write formats',
  });
  need('cmake', 'compiler', 'make');
  run('cmake-js', ['configure']);
  const commands = JSON.parse(readFileSync('build/compile_commands.json', 'utf8'));
  const compiled = [...new Set(commands.map(({ file }) => relative('.', file)))];
  call(clangTidy, ['-p', 'build', '--quiet', ...compiled.filter((file) => file.startsWith('native/'))]);
}
