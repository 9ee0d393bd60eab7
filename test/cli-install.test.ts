import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { installedOpenVino } from '../lib/openvino/installed.js';
import { OPENVINO_VERSION, pinnedWheel } from '../lib/openvino/pinned.js';
import { scratch } from './support/copies.js';
import { fakePython } from './support/wheel.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const main = join(root, 'dist/cli/main.js');

/** The words after `harmonidiff`, with another cache than the user's. */
async function cli(cache: string, ...words: string[]) {
  const env = { ...process.env, HARMONIDIFF_CACHE: cache, HARMONIDIFF_OPENVINO: undefined };
  const child = spawn(process.execPath, [main, ...words], { env });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

test.serial('harmonidiff install openvino installs the real libraries, and they run a model', async (t) => {
  const cache = join(await scratch(t), 'cache');
  const { code, stdout, stderr } = await cli(cache, 'install', 'openvino');
  t.is(code, 0, stderr);
  const { name, bytes } = pinnedWheel();
  t.true(stderr.startsWith(`Fetching OpenVINO ${OPENVINO_VERSION} (licence: Apache-2.0)`), stderr);
  t.true(stderr.includes(`${name}, ${Math.round(bytes / 1e6)} MB`), stderr);
  const folder = installedOpenVino(cache)!;
  t.deepEqual(stdout.split('\n').slice(0, 2), [
    `OpenVINO ${OPENVINO_VERSION} is installed in ${folder}`,
    `Its licence, Apache-2.0, and those of what it includes are in ${join(folder, 'licenses')}`,
  ]);
  t.regex(await readFile(join(folder, 'licenses/LICENSE'), 'utf8'), /Apache License\s+Version 2\.0/);

  // Nothing of OpenVINO comes from elsewhere, and nothing is missing.
  const model = join(root, 'models/harmonidiff-small/image_encoder/model.onnx');
  const script = join(import.meta.dirname, 'support/openvino.py');
  const blob = join(await scratch(t), 'model.blob');
  const { stdout: folders } = await run('python3', [script, folder, model, blob]);
  t.deepEqual(folders.trim().split('\n'), [folder]);

  const again = await cli(cache, 'install', 'openvino', '--json');
  t.is(again.stderr, '');
  t.deepEqual(JSON.parse(again.stdout), {
    engine: 'openvino',
    version: OPENVINO_VERSION,
    fetched: false,
    folder,
    licence: 'Apache-2.0',
    licences: join(folder, 'licenses'),
  });
});

test.serial('an unknown engine is refused with those that there are', async (t) => {
  const { code, stderr } = await cli(await scratch(t), 'install', 'tensorflow');
  t.is(code, 1);
  t.regex(stderr, /'tensorflow' is invalid .* Allowed choices are openvino\./);
});

/** Starts the command with a pip that takes for ever, and waits until it does. */
async function startHanging(t: ExecutionContext) {
  const cache = await scratch(t);
  const python = await fakePython(t, 'echo $$ > "$AT/pid"; exec sleep 100');
  const env = { ...process.env, HARMONIDIFF_CACHE: cache };
  const child = spawn(process.execPath, [main, 'install', 'openvino'], { env });
  const ended = Promise.all([text(child.stderr), once(child, 'exit')]);
  const pid = () => readFile(join(python, 'pid'), 'utf8').catch(() => '');
  while (!(await pid()).endsWith('\n') && child.exitCode === null) await setTimeout(50);
  return { cache, child, ended, pip: Number(await pid()) };
}

test.serial('Ctrl-C ends pip and the command with exit code 130, and leaves nothing', async (t) => {
  const { cache, child, ended, pip } = await startHanging(t);
  child.kill('SIGINT');
  const [stderr, exit] = await ended;
  t.deepEqual(exit, [130, null]);
  t.regex(stderr, /\[ABORT_ERR\]\n$/);
  t.deepEqual(await readdir(cache), []);
  t.throws(() => process.kill(pip, 0), { code: 'ESRCH' });
});

test.serial('a killed command leaves nothing that counts as installed', async (t) => {
  const { cache, child, ended, pip } = await startHanging(t);
  child.kill('SIGKILL');
  const [, exit] = await ended;
  t.deepEqual(exit, [null, 'SIGKILL']);
  process.kill(pip);
  t.is(installedOpenVino(cache), undefined);
  t.regex((await readdir(cache)).join(), /^\.install-[^,]+$/);
});

test.serial('errors have their codes', async (t) => {
  const cache = await scratch(t);
  await fakePython(t, 'echo "No module named pip" >&2; exit 1');
  const { code, stdout, stderr } = await cli(cache, 'install', 'openvino', '--json');
  t.deepEqual([code, stdout], [1, '']);
  t.regex(stderr, /^Fetching .*\nharmonidiff: OpenVINO is fetched with pip, and .* \[INSTALL_FAILED\]\n$/s);
  await chmod(cache, 0o755);
  t.regex((await cli(cache, 'install', 'openvino')).stderr, /is open to other users .* \[CACHE_UNSAFE\]\n$/);
});
