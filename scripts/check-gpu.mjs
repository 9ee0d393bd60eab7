// Checks what can only be checked on a machine with a GPU: every kernel against its definition, the networks and the
// whole pipeline against the goldens with each engine (fp32 tightly, fp16 with the tolerances of test/support),
// cancellation, memory over fifty runs, and the absence of transfers between host and device inside the loops. Needs
// the checkout, the GPU libraries or what builds them (CUDA toolkit or Python), and an engine's libraries. An engine that
// this machine lacks is skipped, unless --engine names it. Saves the results in bench/results/<gpu>.json, each check as
// soon as it is done.
//
// npm run check:gpu [-- --device cuda:N] [--engine tensorrt|onnxruntime] [--limit SECONDS]
//
// With --limit, each check gets an equal share of the remaining time, and fails if it takes longer.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keepResult } from '../bench/results.mjs';
import { fail, readFlags } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { values: options } = readFlags({
  options: {
    device: { type: 'string', default: 'cuda:0' },
    engine: { type: 'string', multiple: true },
    limit: { type: 'string', default: 'Infinity' },
  },
});
const known = ['onnxruntime', 'tensorrt'];
const engines = options.engine ?? known;
const stranger = engines.find((engine) => !known.includes(engine));
if (stranger) fail(`there is no engine ${stranger}; there are ${known.join(' and ')}.`);
if (!/^cuda(:\d+)?$/.test(options.device)) fail(`--device is ${options.device}; it must be cuda or cuda:N.`);
if (!(Number(options.limit) > 0)) fail(`--limit is ${options.limit}; it must be a number of seconds.`);
const end = performance.now() + Number(options.limit) * 1000;
/** When the current check is stopped, as performance.now() counts. */
let deadline = Number.POSITIVE_INFINITY;
/** Tests that compute on the device. The kernels are the same for every engine. */
const kernelTests = ['latents', 'cuda'];
const engineTests = ['networks', 'harmonize', 'methods', 'lifecycle', 'memory'];
/** More growth after fifty runs is a leak. Drivers keep memory for themselves in pieces of 2 MiB. */
const mostGrowth = 32 * 2 ** 20;
const models = ['models/harmonidiff-small', 'test/fixtures/inpainting'];
const fixtures = ['mini', 'sd1', 'sharded'].map((name) => `test/fixtures/${name}`);
if (existsSync('../shared/fixtures/a')) fixtures.push('../shared/fixtures/a');

for (const script of ['build', 'build-cuda'])
  must(process.execPath, [`scripts/${script}.mjs`, '--if-needed']);
must(process.execPath, ['dist/cli/main.js', 'inspect', 'test/fixtures/mini']);
const { cudaDevices } = await import('../dist/engines/target.js');
const { engineStatus } = await import('../dist/engines/status.js');
const number = Number(options.device.split(':')[1] ?? 0);
const gpu = findGpu();
console.log(`\nChecking GPU ${number}: ${gpu.name}`);

const checks = [
  { name: 'kernels', work: () => tests(kernelTests, {}) },
  ...engines.flatMap((engine) => {
    const { version, problem } = statusOf(engine);
    // An engine that was asked for must work.
    if (problem) return [{ name: engine, [options.engine ? 'failed' : 'skipped']: problem }];
    return ['fp32', 'fp16'].map((precision) => {
      const how = { device: `cuda:${number}`, engine, precision };
      return { name: `${engine} ${precision}`, ...how, version, work: () => checkEngine(how) };
    });
  }),
  ...(engines.includes('tensorrt') && !statusOf('tensorrt').problem
    ? [{ name: 'attention', work: attention }]
    : []),
];
const report = { date: new Date().toISOString().slice(0, 10), gpu: gpu.name, unfinished: true, checks: [] };
let left = checks.filter(({ work }) => work).length;
for (const { work, ...description } of checks) {
  console.log(`\n== ${description.name}`);
  if (work) {
    const began = performance.now();
    deadline = began + (end - began) / left--;
    const outcome = work();
    report.checks.push({
      ...description,
      ...outcome,
      seconds: Math.round((performance.now() - began) / 1000),
    });
  } else {
    report.checks.push({ ...description, passed: !description.failed });
  }
  keepResult(gpu.name, 'check', report);
}
report.unfinished = undefined;
const saved = keepResult(gpu.name, 'check', report);
console.log();
for (const { name, passed, skipped, failed } of report.checks) {
  if (skipped) console.log(`skipped: ${name}: ${skipped}`);
  else console.log(`${passed ? 'passed' : 'FAILED'}: ${name}${failed ? `: ${failed}` : ''}`);
}
console.log(saved);
process.exitCode = report.checks.every(({ passed }) => passed) ? 0 : 1;

function findGpu() {
  try {
    return cudaDevices()[number] ?? fail(`there is no GPU ${number}.`);
  } catch (error) {
    fail(error.message);
  }
}

function statusOf(engine) {
  const found = engineStatus().find(
    (status) => status.device === `cuda:${number}` && status.engine === engine,
  );
  return found;
}

function checkEngine(how) {
  // Engines are built here, one after the other, so that two tests do not build at the same time.
  if (how.engine === 'tensorrt' && ![...models, ...fixtures].every((model) => build(model, how)))
    return { passed: false };
  const tested = tests(engineTests, {
    HARMONIDIFF_TEST_DEVICE: how.device,
    HARMONIDIFF_TEST_ENGINE: how.engine,
    HARMONIDIFF_TEST_PRECISION: how.precision,
  });
  const soaked = soak(fixtures.at(-1), how);
  return { ...tested, ...soaked, passed: tested.passed && soaked.passed };
}

function tests(names, env) {
  const files = names.map((name) => `test/${name}.test.ts`);
  const device = { HARMONIDIFF_TEST_DEVICE: `cuda:${number}` };
  return { passed: run('node_modules/.bin/ava', files, { ...device, ...env }) };
}

function build(model, { device, precision }) {
  return run(process.execPath, [
    'dist/cli/main.js',
    'build',
    model,
    '--device',
    device,
    '--precision',
    precision,
  ]);
}

function soak(model, how) {
  const parameters = Object.entries({ model, ...how }).flatMap(([name, value]) => [`--${name}`, value]);
  const { stdout, stderr, status, error } = spawnSync(
    process.execPath,
    ['--expose-gc', 'bench/gpu/soak.mjs', ...parameters],
    { encoding: 'utf8', ...timeLeft() },
  );
  if (status !== 0) {
    console.error(error?.message ?? stderr);
    return { passed: false };
  }
  const soaked = JSON.parse(stdout.trim().split('\n').at(-1));
  const { growth, transfers } = soaked;
  const still = ['invert', 'denoise'].every(
    (stage) => transfers[stage].uploads + transfers[stage].downloads === 0,
  );
  console.log(
    `${soaked.runs} runs of ${model}: ${(soaked.seconds * 1000).toFixed(1)} ms each, ` +
      `memory grew by ${(growth.gpu / 2 ** 20).toFixed(1)} MiB on the GPU and ${(growth.host / 2 ** 20).toFixed(1)} MiB ` +
      `on the host, ${still ? 'no' : 'SOME'} transfers inside the loops`,
  );
  return {
    soak: { model, ...soaked },
    passed: still && growth.gpu < mostGrowth && growth.host < 2 * mostGrowth,
  };
}

/** How fast TensorRT is with each form of attention. */
function attention() {
  const parameters = ['bench/gpu/attention.mjs', '--device', `cuda:${number}`];
  // The simulated device would take hours for a model of full size.
  if (gpu.name.startsWith('Simulated')) parameters.push('--size', 'small');
  const { stdout, status } = spawnSync(process.execPath, parameters, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...timeLeft(),
  });
  console.log(stdout);
  return status === 0 ? { ...JSON.parse(stdout), passed: true } : { passed: false };
}

function run(program, parameters, env = {}) {
  const { status, error } = spawnSync(program, parameters, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    ...timeLeft(),
  });
  if (error) console.error(`${program}: ${error.message}`);
  return status === 0;
}

/** For spawnSync, which takes no Infinity. */
function timeLeft() {
  return Number.isFinite(deadline) ? { timeout: Math.max(1, Math.ceil(deadline - performance.now())) } : {};
}

function must(program, parameters) {
  if (!run(program, parameters)) process.exit(1);
}
