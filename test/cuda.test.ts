import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { cudaLibrary } from '../lib/engines/libraries.js';
import { engineStatus } from '../lib/engines/status.js';
import { requireSupported } from '../lib/engines/target.js';
import { DeviceError, EngineError, Harmonizer } from '../lib/index.js';
import { loadAddon } from '../lib/native/addon.js';
import { mini } from './support/fixtures.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const library = join(root, 'build/cuda/libharmonidiff_cuda.so');

test.before('the kernels compile without a GPU', async (t) => {
  t.timeout(10 * 60_000);
  await run('node', ['scripts/build-cuda.mjs', '--if-needed'], { cwd: root });
});

/** The device code in a fat binary: cubins by the architecture they are for, and PTX. */
function deviceCode(file: Buffer): { kind: 'cubin' | 'ptx'; architecture: number }[] {
  const found: ReturnType<typeof deviceCode> = [];
  const magic = Buffer.from([0x50, 0xed, 0x55, 0xba]);
  for (let at = file.indexOf(magic); at !== -1; at = file.indexOf(magic, at + 4)) {
    // Header: magic, version, size of the header, bytes that follow it; then entries with a header of their own.
    const [headerBytes, bytes] = [file.readUInt16LE(at + 6), Number(file.readBigUInt64LE(at + 8))];
    for (let entry = at + headerBytes; entry < at + headerBytes + bytes; ) {
      const kind = file.readUInt16LE(entry) === 1 ? 'ptx' : 'cubin';
      found.push({ kind, architecture: file.readUInt32LE(entry + 28) });
      entry += file.readUInt32LE(entry + 4) + Number(file.readBigUInt64LE(entry + 8));
    }
  }
  return found;
}

test('a GPU that has no kernels is refused before anything is loaded on it', (t) => {
  const gpu = (computeCapability: string) => ({ name: 'GPU', computeCapability, memory: 1 });
  for (const unfit of ['7.5', '6.1', '11.0']) {
    const error = t.throws(() => requireSupported(gpu(unfit)), { instanceOf: DeviceError });
    t.true(error!.message.includes(`capability ${unfit}; 8.x, 9.0, 10.x, or 12.0 or later is required`));
  }
  for (const fit of ['8.0', '8.9', '9.0', '10.0', '10.3', '12.0', '12.1', '13.0']) {
    t.notThrows(() => requireSupported(gpu(fit)), fit);
  }
});

test('the library has code for Ampere to Blackwell, and PTX for later GPUs', async (t) => {
  const code = deviceCode(await readFile(library));
  const of = (kind: string) =>
    [...new Set(code.filter((entry) => entry.kind === kind).map(({ architecture }) => architecture))].sort(
      (a, b) => a - b,
    );
  t.deepEqual(of('cubin'), [80, 86, 89, 90, 100, 120]);
  t.deepEqual(of('ptx'), [120]);
});

test('the library needs no CUDA on the machine, and exports one name', async (t) => {
  // A machine with a GPU need not have the tools of a compiler.
  if (!(await run('readelf', ['--version']).catch(() => undefined))) {
    t.pass();
    return;
  }
  const needed = (await run('readelf', ['-d', library])).stdout;
  t.notRegex(needed, /NEEDED.*(cuda|nv)/i);
  const exported = (await run('readelf', ['--dyn-syms', '-W', library])).stdout
    .split('\n')
    .filter((line) => / (GLOBAL|WEAK) +DEFAULT +\d+ /.test(line))
    .map((line) => line.trim().split(/\s+/).at(-1));
  t.deepEqual(exported, ['harmonidiff_cuda_plugin']);
});

test('requesting a GPU works if there is one, and otherwise says what is missing', async (t) => {
  let gpus = 0;
  try {
    gpus = loadAddon().cudaDevices(cudaLibrary()).length;
  } catch (error) {
    t.is((error as { code?: string }).code, 'DEVICE_NOT_FOUND');
    t.regex((error as Error).message, /No GPU can be used: .*driver/);
  }
  const load = Harmonizer.load(mini.folder, { device: 'cuda', engine: 'onnxruntime' });
  if (gpus === 0) {
    await t.throwsAsync(load, { instanceOf: DeviceError, code: 'DEVICE_NOT_FOUND', message: /GPU/ });
  } else {
    const error = await load.then((harmonizer) => harmonizer.close()).catch((cause) => cause);
    t.true(error === undefined || error instanceof EngineError);
  }
  const beyond = Harmonizer.load(mini.folder, { device: `cuda:${gpus + 1}` });
  await t.throwsAsync(beyond, { instanceOf: DeviceError, code: 'DEVICE_NOT_FOUND', message: /GPU/ });
});

test('auto takes the CPU if no GPU can be used', async (t) => {
  // With a GPU it would build TensorRT engines, which this test does not cover.
  if (engineStatus().some(({ device, version }) => device.startsWith('cuda') && version)) {
    t.pass();
    return;
  }
  await using harmonizer = await Harmonizer.load(mini.folder, { device: 'auto' });
  t.deepEqual(harmonizer.target, { device: 'cpu', engine: 'onnxruntime', precision: 'fp32' });
  t.is((await harmonizer.harmonize({ ...mini.request(), mode: 'lms' })).candidates.length, 1);
});

test('kernels are tested on a machine without an engine too', async (t) => {
  // An engine that the device does not have.
  const env = { ...process.env, HARMONIDIFF_TEST_DEVICE: 'cpu', HARMONIDIFF_TEST_ENGINE: 'tensorrt' };
  const sum = `
    import { native } from './test/support/native.ts';
    console.log(native.scale({ shape: [1, 3], data: Float32Array.of(1, 2, 3) }, 2).data.join());
  `;
  const { stdout } = await run('node', ['--import=tsx', '--input-type=module', '-e', sum], {
    cwd: root,
    env,
  });
  t.is(stdout, '2,4,6\n');
});

test('an invalid library and a missing one each have their own error', (t) => {
  const addon = loadAddon();
  for (const path of ['/nowhere/libharmonidiff_cuda.so', mini.file('target.png')]) {
    t.throws(() => addon.cudaDevices(path), {
      code: 'DEVICE_NOT_FOUND',
      message: /CUDA kernels could not be opened/,
    });
  }
});

test('every engine is listed, best first, and one that cannot be used says why', (t) => {
  const engines = engineStatus();
  t.deepEqual(
    engines.slice(0, 2).map(({ engine, precision }) => [engine, precision]),
    [
      ['tensorrt', 'fp16'],
      ['onnxruntime', 'fp16'],
    ],
  );
  // On the CPU, order and precision depend on the processor: test/openvino.test.ts.
  const onCpu = engines.slice(-2).map(({ device, engine }) => `${engine} on ${device}`);
  t.deepEqual(onCpu.sort(), ['onnxruntime on cpu', 'openvino on cpu']);
  for (const { version, problem } of engines) t.true((version === undefined) !== (problem === undefined));
});
