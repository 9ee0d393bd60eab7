// Checks what can only be checked on a machine with a GPU: every kernel against its definition, the networks and the
// whole pipeline against the goldens with each engine (fp32 tightly, fp16 with the tolerances of test/support),
// cancellation, memory over fifty runs, and the absence of transfers between host and device inside the loops. Needs
// the checkout, the CUDA toolkit or Python, and the engines' libraries. Saves the results in bench/results/<gpu>.json.
//
// npm run check:gpu [-- --device cuda:N] [--engine tensorrt|onnxruntime]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepResult } from '../bench/results.mjs';
import { fail } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { values: options } = parseArgs({
  options: { device: { type: 'string', default: 'cuda:0' }, engine: { type: 'string', multiple: true } },
});
const engines = options.engine ?? ['onnxruntime', 'tensorrt'];
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
const number = Number(options.device.split(':')[1] ?? 0);
const gpu = findGpu();

const report = { date: new Date().toISOString().slice(0, 10), gpu: gpu.name, checks: [] };
check('kernels', {}, () => tests(kernelTests, {}));
for (const engine of engines) {
  for (const precision of ['fp32', 'fp16']) {
    const how = { device: `cuda:${number}`, engine, precision };
    check(`${engine} ${precision}`, how, () => {
      // Engines are built here, one after the other, so that two tests do not build at the same time.
      if (engine === 'tensorrt' && ![...models, ...fixtures].every((model) => build(model, how)))
        return { passed: false };
      const tested = tests(engineTests, {
        HARMONIDIFF_TEST_DEVICE: how.device,
        HARMONIDIFF_TEST_ENGINE: engine,
        HARMONIDIFF_TEST_PRECISION: precision,
      });
      const soaked = soak(fixtures.at(-1), how);
      return { ...tested, ...soaked, passed: tested.passed && soaked.passed };
    });
  }
}
check('attention', {}, attention);
const file = keepResult(gpu.name, 'check', report);
for (const { name, passed } of report.checks) console.log(`${passed ? 'passed' : 'FAILED'}: ${name}`);
console.log(`Saved in ${file}`);
process.exitCode = report.checks.every(({ passed }) => passed) ? 0 : 1;

function findGpu() {
  try {
    return cudaDevices()[number] ?? fail(`there is no GPU ${number}.`);
  } catch (error) {
    fail(error.message);
  }
}

function check(name, how, work) {
  console.log(`\n== ${name}`);
  report.checks.push({ name, ...how, ...work() });
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
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--expose-gc', 'bench/gpu/soak.mjs', ...parameters],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    console.error(stderr);
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
  const { stdout, status } = spawnSync(process.execPath, parameters, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  console.log(stdout);
  return status === 0 ? { ...JSON.parse(stdout), passed: true } : { passed: false };
}

function run(program, parameters, env = {}) {
  return spawnSync(program, parameters, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

function must(program, parameters) {
  if (!run(program, parameters)) process.exit(1);
}
