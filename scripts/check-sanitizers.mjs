// Compiles native/driver and the addons with sanitizers. Runs the driver on the CPU and on the simulated device, and tests
// on the addons. Fails if one of them fails, or if a sanitizer reports anything, even in a child process whose failure a
// test expects. Needs g++: Node is not instrumented, so the runtime of a sanitizer must be loaded before it, and g++ has
// each as a library.
//
// npm run check:sanitizers [-- --short]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { describe } from './sanitizers/describe.mjs';
import { buildSimulated, simulatedEnvironment } from './simulated.mjs';
import { fail, need, node, readFlags, run } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { short } = readFlags({ options: { short: { type: 'boolean', default: false } } }).values;
const suites = short
  ? ['lifecycle', 'options']
  : [
      'lifecycle',
      'batching',
      'prepared-lifecycle',
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

/** What the driver runs on: the CPU, or the simulated device in one of its modes. */
const devices = ['cpu', 'lazy', 'eager'];
const sanitizers = [
  {
    folder: 'address',
    name: 'AddressSanitizer, LeakSanitizer, UndefinedBehaviorSanitizer',
    checks: 'address,undefined,float-cast-overflow',
    runtime: 'libasan.so',
    quick: 'cpu',
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
    quick: 'eager',
    options: { TSAN_OPTIONS: { suppressions: 'thread.supp' } },
  },
];

need('cmake', 'make', 'gcc');
node('scripts/build.mjs', '--if-needed');
let clean = true;
for (const sanitizer of sanitizers) {
  const folder = resolve('build/sanitizers', sanitizer.folder);
  const driven = short ? [sanitizer.quick] : devices;
  timed(`${sanitizer.name}, built`, () => build(folder, sanitizer, driven));
  const description = await describeIn(folder);
  for (const device of driven) {
    check(`${sanitizer.name}, driver, ${device}`, () => drive(folder, sanitizer, description, device));
  }
  check(`${sanitizer.name}, ${suites.join(', ')}`, () => test(folder, sanitizer));
}
process.exitCode = clean ? 0 : 1;

/** Runs a program under a sanitizer, and prints its output if it failed or the sanitizer reported anything. */
function check(name, start) {
  const { passed, output, reports } = timed(name, start);
  if (passed && reports.length === 0) return;
  clean = false;
  console.log(`  ${passed ? 'passed' : 'FAILED'}, ${reports.length} processes with reports`);
  for (const report of reports) console.log(report);
  // Set off from the results of a test run around this one.
  console.log(output.replace(/^/gm, '| '));
}

function timed(name, work) {
  const start = Date.now();
  const result = work();
  console.log(`${name} (${Math.round((Date.now() - start) / 1000)} s)`);
  return result;
}

function build(folder, { checks }, driven) {
  const settings = [`--CDHARMONIDIFF_SANITIZE=${checks}`, `--CDHARMONIDIFF_TESTING=${short ? 'OFF' : 'ON'}`];
  const parallel = ['--parallel', String(availableParallelism())];
  const place = ['--out', join(folder, 'build')];
  // Building alone would keep the settings of the last time.
  run('cmake-js', ['configure', ...place, ...settings], { CXX: 'g++' });
  run('cmake-js', ['build', ...parallel, ...place], { CXX: 'g++' });
  run('cmake-js', ['build', '--target', 'harmonidiff_driver', ...parallel, ...place], { CXX: 'g++' });
  if (driven.every((device) => device === 'cpu')) return;
  // nvcc separates options by commas.
  const flags = [...checks.split(',').map((check) => `-fsanitize=${check}`), '-static-libubsan'];
  buildSimulated({ folder: join(folder, 'simulated'), ifNeeded: true, flags });
}

/** Describes what the driver does, with the simulated device that is built in the folder. */
async function describeIn(folder) {
  const description = join(folder, 'description');
  rmSync(description, { recursive: true, force: true });
  const gpu = {
    runtime: join(folder, 'simulated/cuda/libsimulated_cudart.so'),
    cuda: { library: join(folder, 'simulated/build/cuda/libharmonidiff_cuda.so'), number: 0 },
    tensorRt: {
      plugin: join(folder, 'simulated/build/cuda/libharmonidiff_tensorrt_11.so'),
      infer: join(folder, 'simulated/tensorrt/libnvinfer.so.11'),
      parser: join(folder, 'simulated/tensorrt/libnvonnxparser.so.11'),
    },
  };
  await describe(description, { gpu, quick: short });
  return description;
}

function test(folder, sanitizer) {
  const env = { HARMONIDIFF_PREBUILD: folder, LD_PRELOAD: libraryOf(sanitizer.runtime) };
  mustLoad(join(folder, 'build/Release/harmonidiff.node'), env);
  const files = suites.map((suite) => `test/${suite}.test.ts`);
  const command = [process.execPath, 'node_modules/.bin/ava', '--timeout=20m', ...files];
  return runChecked(folder, sanitizer, command, env);
}

function drive(folder, sanitizer, description, device) {
  const command = [join(folder, 'build/harmonidiff_driver'), description, device === 'cpu' ? 'cpu' : 'gpu'];
  const { HARMONIDIFF_SIMULATED_ONNXRUNTIME } = simulatedEnvironment(join(folder, 'simulated'));
  return runChecked(folder, sanitizer, short ? [...command, '--quick'] : command, {
    HARMONIDIFF_SIMULATED_ONNXRUNTIME,
    HARMONIDIFF_SIMULATED: device,
  });
}

/** A process that a sanitizer reports about writes a file, which does not depend on its exit status. */
function runChecked(folder, { options }, command, environment = {}) {
  const reports = join(folder, 'reports');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);
  const env = { ...process.env, ...environment };
  for (const [name, values] of Object.entries(options)) {
    const { suppressions, ...others } = values;
    const all = { log_path: join(reports, name.split('_')[0].toLowerCase()), ...others };
    if (suppressions) all.suppressions = resolve('scripts/sanitizers', suppressions);
    env[name] = Object.entries(all)
      .map(([key, value]) => `${key}="${value}"`)
      .join(':');
  }
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
  const program = "console.log(require('node-gyp-build').path('.'))";
  const { stdout } = spawnSync(process.execPath, ['--eval', program], {
    encoding: 'utf8',
    env: { ...process.env, HARMONIDIFF_PREBUILD },
  });
  if (stdout.trim() !== addon) fail(`the tests would load ${stdout.trim()}, not ${addon}.`);
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
