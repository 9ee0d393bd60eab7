import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';

// What a build may need: programs, any one of which must be on the PATH, and the Debian package that contains them.
const tools = {
  cmake: { programs: ['cmake'], debian: 'cmake' },
  compiler: { programs: ['g++', 'clang++'], debian: 'g++' },
  gcc: { programs: ['g++'], debian: 'g++' },
  clang: { programs: ['clang++'], debian: 'clang' },
  make: { programs: ['make', 'ninja'], debian: 'make' },
  python: { programs: ['python3'], debian: 'python3' },
  redis: { programs: ['redis-server'], debian: 'redis-server' },
  cargo: { programs: ['cargo'], debian: 'cargo' },
  readelf: { programs: ['readelf'], debian: 'binutils' },
  strip: { programs: ['strip'], debian: 'binutils' },
  tar: { programs: ['tar'], debian: 'tar' },
  xz: { programs: ['xz'], debian: 'xz-utils' },
};

export function fail(message) {
  console.error(`harmonidiff: ${message}`);
  process.exit(1);
}

/** What `parseArgs` returns. An unknown flag ends the process with one line. */
export function readFlags(config) {
  try {
    return parseArgs(config);
  } catch (error) {
    fail(error.message);
  }
}

export function need(...names) {
  const missing = names.map((name) => tools[name]).filter(({ programs }) => !programs.some(onPath));
  if (missing.length === 0) return;
  const programs = missing.map(({ programs }) => programs.join(' or ')).join(', ');
  const packages = missing.map(({ debian }) => debian).join(' ');
  fail(`not found: ${programs}. On Debian or Ubuntu: apt-get install ${packages}`);
}

function onPath(program) {
  return process.env.PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Runs a development dependency. Its output is shown if it fails or warns. */
export function run(program, args, env = {}) {
  call(program, join('node_modules/.bin', program), args, env);
}

/** Runs one of this folder's scripts. */
export function node(script, ...args) {
  call(script, process.execPath, [script, ...args]);
}

function call(name, program, args, env = {}) {
  const result = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (result.error) fail(`${name} did not start (${result.error.message}). Run \`npm ci\` first.`);
  const output = result.stdout + result.stderr;
  if (result.status !== 0 || /\bwarning: /.test(output)) process.stderr.write(output);
  if (result.status !== 0) fail(`${name} failed.`);
}

export function modified(path) {
  return statSync(path).mtimeMs;
}

/** The latest modification time. Folders count too, because deleting a file changes only its folder. */
export function newest(paths) {
  const times = paths.map((path) => {
    const isFolder = statSync(path).isDirectory();
    const within = isFolder ? readdirSync(path).map((name) => join(path, name)) : [];
    return Math.max(modified(path), newest(within));
  });
  return Math.max(...times);
}
