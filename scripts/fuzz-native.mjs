// Runs the targets in native/fuzz with libFuzzer, under AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer. Each
// target starts from the inputs in native/fuzz/corpus. Fails if a sanitizer reports anything, if a result is wrong, or if an
// input takes more than ten seconds or two gigabytes; the input is then written to build/fuzz-native. Needs clang with its
// runtime libraries.
//
// npm run fuzz:native -- [--short] [--seconds 600] [--target NAME]    --seconds is the time for each target
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism } from 'node:os';
import { join, parse } from 'node:path';
import { fail, need, readFlags, run } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { short, seconds, target } = readFlags({
  options: {
    short: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '600' },
    target: { type: 'string' },
  },
}).values;
if (!(Number(seconds) >= 1)) fail('--seconds must be a number from 1.');

const SOURCES = 'native/fuzz';
const FOLDER = 'build/fuzz-native';
const targets = readdirSync(SOURCES)
  .map((name) => parse(name))
  .filter(({ ext, name }) => ext === '.cc' && (target === undefined || name === target))
  .map(({ name }) => name);
if (targets.length === 0) fail(`there is no ${join(SOURCES, target)}.cc.`);

need('cmake', 'make', 'clang');
requireRuntime();
build();
process.exitCode = targets.map(fuzz).every(Boolean) ? 0 : 1;

/** Distributions package the sanitizers and libFuzzer separately from the compiler. */
function requireRuntime() {
  const library = `libclang_rt.fuzzer-${{ x64: 'x86_64', arm64: 'aarch64' }[arch()]}.a`;
  const { stdout } = spawnSync('clang++', [`-print-file-name=${library}`], { encoding: 'utf8' });
  if (existsSync(stdout.trim())) return;
  const version = spawnSync('clang++', ['-dumpversion'], { encoding: 'utf8' }).stdout.split('.')[0];
  fail(`clang has no ${library}. On Debian or Ubuntu: apt-get install libclang-rt-${version}-dev`);
}

function build() {
  const place = ['--out', FOLDER];
  const settings = ['--CDHARMONIDIFF_FUZZ=ON', '--CDHARMONIDIFF_TESTING=OFF'];
  const parallel = ['--parallel', String(availableParallelism())];
  run('cmake-js', ['configure', ...place, ...settings], { CXX: 'clang++' });
  run('cmake-js', ['build', '--target', 'harmonidiff_fuzz', ...parallel, ...place], { CXX: 'clang++' });
}

function fuzz(name) {
  // libFuzzer adds new inputs to the first folder. The short form clears it, so that it starts from the same inputs every
  // time.
  const found = join(FOLDER, 'corpus', short ? `${name}-short` : name);
  if (short) rmSync(found, { recursive: true, force: true });
  mkdirSync(found, { recursive: true });
  const limits = short ? ['-runs=2000', '-seed=1', '-max_total_time=60'] : [`-max_total_time=${seconds}`];
  const corpora = [found, join(SOURCES, 'corpus', name)];
  const { status, stderr } = spawnSync(
    join(FOLDER, `harmonidiff_fuzz_${name}`),
    [
      ...limits,
      '-max_len=4096',
      '-timeout=10',
      '-rss_limit_mb=2048',
      '-print_final_stats=1',
      `-artifact_prefix=${join(FOLDER, `${name}-`)}`,
      ...corpora,
    ],
    { encoding: 'utf8', maxBuffer: Number.POSITIVE_INFINITY },
  );
  const [, inputs, time] = /^Done (\d+) runs in (\d+) second/m.exec(stderr) ?? [];
  const [, peak] = /peak_rss_mb:\s+(\d+)/.exec(stderr) ?? [];
  const [, edges] = [...stderr.matchAll(/cov: (\d+)/g)].at(-1) ?? [];
  if (status === 0) {
    console.log(`${name}: ${inputs} inputs in ${time} s, ${edges} edges, ${peak} MB, no finding`);
    return true;
  }
  const log = join(FOLDER, `${name}.log`);
  writeFileSync(log, stderr);
  const [written] = /Test unit written to \S+/.exec(stderr) ?? ['no input was written'];
  console.log(`${name}: FAILED, ${written}, all of the report in ${log}`);
  console.log(stderr.split('\n').slice(-60).join('\n').replace(/^/gm, '| '));
  return false;
}
