// Runs tests on addons that are compiled with sanitizers. Fails if a test fails, or if a sanitizer reports anything, be
// it in a child process whose failure a test expects. Needs g++: Node is not instrumented, so the runtime of a sanitizer
// must be loaded before it, and g++ has each as a library.
//
// npm run check:sanitizers [-- --short]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, need, node, run } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { short } = parseArgs({ options: { short: { type: 'boolean', default: false } } }).values;
const suites = short
  ? ['lifecycle', 'options']
  : [
      'lifecycle',
      'exit',
      'options',
      'bad-model',
      'bad-input',
      'harmonize',
      'methods',
      'native',
      'latents',
      'laplace',
      'poisson',
      'detail',
    ];

const sanitizers = [
  {
    folder: 'address',
    name: 'AddressSanitizer, LeakSanitizer, UndefinedBehaviorSanitizer',
    checks: 'address,undefined,float-cast-overflow',
    runtime: 'libasan.so',
    options: {
      ASAN_OPTIONS: { detect_leaks: 1 },
      // Printing the suppressions that were used would count as a report.
      LSAN_OPTIONS: { suppressions: 'leak.supp', print_suppressions: 0 },
      UBSAN_OPTIONS: { print_stacktrace: 1 },
    },
  },
  {
    folder: 'thread',
    name: 'ThreadSanitizer',
    checks: 'thread',
    runtime: 'libtsan.so',
    options: { TSAN_OPTIONS: { suppressions: 'thread.supp' } },
  },
];

need('cmake', 'make', 'gcc');
node('scripts/build.mjs', '--if-needed');
let clean = true;
for (const sanitizer of sanitizers) {
  const start = Date.now();
  const folder = resolve('build/sanitizers', sanitizer.folder);
  build(folder, sanitizer);
  const { passed, output, reports } = test(folder, sanitizer);
  const found = reports.length > 0 ? `${reports.length} processes with reports` : 'no reports';
  const tests = passed ? 'tests passed' : 'TESTS FAILED';
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(`${sanitizer.name}: ${found}, ${tests} (${suites.join(', ')}; ${seconds} s)`);
  if (passed && reports.length === 0) continue;
  clean = false;
  for (const report of reports) console.log(report);
  // Set off from the results of a test run around this one.
  console.log(output.replace(/^/gm, '| '));
}
process.exitCode = clean ? 0 : 1;

function build(folder, { checks }) {
  const settings = [`--CDHARMONIDIFF_SANITIZE=${checks}`, `--CDHARMONIDIFF_TESTING=${short ? 'OFF' : 'ON'}`];
  const parallel = ['--parallel', String(availableParallelism())];
  const place = ['--out', join(folder, 'build')];
  // Building alone would keep the settings of the last time.
  run('cmake-js', ['configure', ...place, ...settings], { CXX: 'g++' });
  run('cmake-js', ['build', ...parallel, ...place], { CXX: 'g++' });
}

/** Runs the suites. A process that a sanitizer reports about writes a file, which does not depend on its exit status. */
function test(folder, { runtime, options }) {
  const reports = join(folder, 'reports');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);
  const env = { ...process.env, HARMONIDIFF_PREBUILD: folder, LD_PRELOAD: libraryOf(runtime) };
  mustLoad(join(folder, 'build/Release/harmonidiff.node'), env);
  for (const [name, values] of Object.entries(options)) {
    const { suppressions, ...others } = values;
    const all = { log_path: join(reports, name.split('_')[0].toLowerCase()), ...others };
    if (suppressions) all.suppressions = resolve('scripts/sanitizers', suppressions);
    env[name] = Object.entries(all)
      .map(([key, value]) => `${key}="${value}"`)
      .join(':');
  }
  const files = suites.map((suite) => `test/${suite}.test.ts`);
  const command = [process.execPath, 'node_modules/.bin/ava', '--timeout=20m', ...files];
  // g++ 12's ThreadSanitizer does not find room for its memory if addresses are more random than this.
  if (Number(readFileSync('/proc/sys/vm/mmap_rnd_bits', 'utf8')) > 28) command.unshift('setarch', '-R');
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), {
    encoding: 'utf8',
    env,
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  return {
    passed: status === 0,
    output: stdout + stderr,
    reports: readdirSync(reports).map((name) =>
      withSources(readFileSync(join(reports, name), 'utf8'), folder),
    ),
  };
}

function libraryOf(runtime) {
  const path = spawnSync('g++', [`-print-file-name=${runtime}`], { encoding: 'utf8' }).stdout.trim();
  // Without the library g++ answers with its name.
  return path === runtime ? fail(`g++ has no ${runtime}. On Debian or Ubuntu: apt-get install g++`) : path;
}

/** Otherwise the tests might pass on an addon without sanitizers. */
function mustLoad(addon, { HARMONIDIFF_PREBUILD }) {
  process.env.HARMONIDIFF_PREBUILD = HARMONIDIFF_PREBUILD;
  const found = createRequire(import.meta.url)('node-gyp-build').path('.');
  if (found !== addon) fail(`the tests would load ${found}, not ${addon}.`);
}

/** ThreadSanitizer names only functions of libraries that were loaded when it first reported anything. */
function withSources(report, folder) {
  return report.replace(
    /<null> <null> \((harmonidiff(?:_testing)?)\.node\+(0x[0-9a-f]+)\)/g,
    (_, name, address) => {
      const addon = join(folder, 'build', name === 'harmonidiff' ? 'Release' : 'testing', `${name}.node`);
      return spawnSync('addr2line', ['-Cfpe', addon, address], { encoding: 'utf8' }).stdout.trim();
    },
  );
}
