// Rehearses run.sh on the simulated device: in an empty root with nothing but glibc, bash, coreutils, tar, xz and python3
// from this system, without a network, into which the checkout and the pieces are copied one by one. Needs root or user
// namespaces.
//
// npm run build && npm run build:cuda -- --simulated && node scripts/gpu-machine/pack.mjs --simulated
// node scripts/gpu-machine/rehearse.mjs [--provider] [--keep]
//   --provider   also loads the slimmed CUDA provider, with CUDA's libraries, which are fetched (1.4 GB), in Python's
//                folder as on the machine; without a driver it gets as far as asking for one
//   --keep       keeps the root
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { call, pythonPackages } from '../packages.mjs';
import { fail, need, readFlags } from '../tools.mjs';

process.chdir(join(import.meta.dirname, '../..'));
const { values: options } = readFlags({
  options: { keep: { type: 'boolean', default: false }, provider: { type: 'boolean', default: false } },
});
need('tar', 'xz', 'python');
const own = 'build/gpu-machine';
const names = ['node', 'modules', 'built', 'onnxruntime', 'provider', 'simulated'];
const root = mkdtempSync(join(tmpdir(), 'harmonidiff-machine-'));
/** In the root. */
const checkout = '/harmonidiff';
process.on('exit', () => {
  if (options.keep) console.log(`Kept in ${root}`);
  else rmSync(root, { recursive: true, force: true });
});
rehearse();

function rehearse() {
  installSystem();
  for (const file of text('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']).split(
    '\0',
  )) {
    if (file && existsSync(file)) put(resolve(file), join(checkout, file));
  }
  // Some machines have tar but no xz, for which Python unpacks.
  for (const name of names) unpack(name, { without: name === 'built' ? '/usr/bin/xz' : undefined });

  // As on the machine, but for the driver. The tests of networks fail at once.
  if (options.provider) installCuda();
  expect(
    run('check --engine onnxruntime', { HARMONIDIFF_ONNXRUNTIME: '' }),
    'FAILED: onnxruntime fp32',
    options.provider
      ? 'CUDA driver version is insufficient'
      : 'libcublasLt.so.13: cannot open shared object file',
  );
  expect(run('check', { LIMIT: '60' }), 'FAILED: onnxruntime fp32', 'FAILED: tensorrt fp16');
  run('bench', { LIMIT: '20' });
  const models = readdirSync(join(root, 'tmp')).filter((name) => name.startsWith('harmonidiff-bench-'));
  if (models.length > 0) fail(`bench:gpu has left its model in /tmp/${models[0]}.`);

  // To the end. The simulated device computes on this machine's cores, which takes longer than a GPU.
  const patience = { LIMIT: '7200' };
  const bench = run('bench --size small --repeat 1 --images 1', patience);
  expect(bench, 'harmonidiff, TensorRT fp16', 'harmonidiff, ONNX Runtime fp16', 'Not run: PyTorch fp16');
  const check = run('check', patience);
  const engines = ['onnxruntime', 'tensorrt'].flatMap((name) => [`${name} fp32`, `${name} fp16`]);
  expect(check, ...['kernels', ...engines, 'attention'].map((name) => `passed: ${name}`));
  for (const output of [bench, check]) expect(output, 'Not saved: Simulated GPU');
  const left = readdirSync(join(root, 'out')).sort();
  if (left.join() !== 'bench.log,check.log,machine.txt') fail(`$OUT has ${left.join(', ')}.`);
  console.log(
    'Rehearsed: unpacking, ONNX Runtime up to the driver, runs that are cut off, bench:gpu, check:gpu',
  );
}

/** Copies the programs that the machine has, with the libraries that they link to. */
function installSystem() {
  const coreutils =
    'cat cp date dirname env head ls mkdir mktemp mv rm sleep sort tee timeout touch uname wc';
  for (const program of ['bash', 'tar', 'xz', ...coreutils.split(' ')]) {
    const [path] = text('which', [program]).split('\n');
    install(realpathSync(path), join('/usr/bin', program));
  }
  const [python, library] = text('python3', [
    '-c',
    'import sys, sysconfig; print(sys.executable); print(sysconfig.get_path("stdlib"))',
  ]).split('\n');
  install(realpathSync(python));
  put(
    realpathSync(library),
    library,
    (path) => !/site-packages|__pycache__|\/(test|idlelib|config-[^/]*)$/.test(path),
  );
  const extensions = join(library, 'lib-dynload');
  for (const name of readdirSync(extensions)) putLibrariesOf(join(extensions, name));
  symlinkSync(realpathSync(python), join(root, 'usr/bin/python3'));
  // All of glibc, and the C++ library, which PyTorch needs.
  putLibrariesOf(process.execPath);
  const [, libc] = /(\/\S+)\/libc\.so\.6 \(/.exec(text('ldd', [process.execPath]));
  for (const name of ['libdl.so.2', 'libpthread.so.0', 'librt.so.1', 'libutil.so.1']) put(join(libc, name));
  for (const name of ['proc', 'dev', 'tmp', 'out']) mkdirSync(join(root, name));
  symlinkSync('usr/bin', join(root, 'bin'));
}

/** CUDA's libraries where PyTorch's packages put them, and in place of the driver a library that does nothing. */
function installCuda() {
  const [site] = text('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))']).split(
    '\n',
  );
  put(join(pythonPackages('cuda-libraries'), 'nvidia'), join(site, 'nvidia'));
  const source = join(root, 'tmp/driver.c');
  writeFileSync(source, 'int cuTensorMapEncodeTiled(void) { return 100; }\n');
  const driver = join(root, 'usr/lib/libcuda.so.1');
  mkdirSync(dirname(driver), { recursive: true });
  call('gcc', ['-shared', '-fPIC', '-Wl,-soname,libcuda.so.1', source, '-o', driver]);
}

function install(program, to = program) {
  put(program, to);
  putLibrariesOf(program);
}

/** A copy at the same place in the root. */
function put(from, to = from, filter = undefined) {
  mkdirSync(dirname(join(root, to)), { recursive: true });
  cpSync(from, join(root, to), { recursive: true, dereference: true, filter });
}

function putLibrariesOf(program) {
  for (const [, path] of text('ldd', [program]).matchAll(/(\/\S+) \(0x/g)) put(path);
}

/** Carries a piece into the root, unpacks it there, and takes it away. */
function unpack(name, { without }) {
  const piece = join(own, 'pieces', `${name}.tar.xz`);
  if (!existsSync(piece)) fail(`${piece} is missing: run "node scripts/gpu-machine/pack.mjs --simulated".`);
  put(piece, join(checkout, piece));
  const hidden = without && readFileSync(join(root, without));
  if (without) rmSync(join(root, without));
  expect(run(`unpack ${piece}`), `Unpacked ${piece}`);
  if (without) writeFileSync(join(root, without), hidden, { mode: 0o755 });
  rmSync(join(root, checkout, piece));
}

/** Runs run.sh in the root, without a network, and returns what it wrote. */
function run(parameters, env = {}) {
  console.log(`\n$ run.sh ${parameters}`);
  const variables = Object.entries({
    PATH: '/usr/bin',
    OUT: '/out',
    HARMONIDIFF_PREBUILD: `${checkout}/build/simulated`,
    HARMONIDIFF_TENSORRT: `${checkout}/build/simulated/tensorrt`,
    HARMONIDIFF_ONNXRUNTIME: `${checkout}/build/simulated/onnxruntime/libonnxruntime.so`,
    HARMONIDIFF_SIMULATED_ONNXRUNTIME: `${checkout}/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1`,
    ...env,
  }).map(([name, value]) => `${name}=${value}`);
  const script = `
    mount -t proc proc ${root}/proc
    mount -t tmpfs tmpfs ${root}/dev
    for name in null zero urandom; do : > ${root}/dev/$name; mount --bind /dev/$name ${root}/dev/$name; done
    ln -s /proc/self/fd ${root}/dev/fd
    exec chroot ${root} /usr/bin/env -i ${variables.join(' ')} ${checkout}/scripts/gpu-machine/run.sh ${parameters}`;
  const user = process.getuid() === 0 ? [] : ['--map-root-user'];
  const { stdout, status, error } = spawnSync(
    'unshare',
    [...user, '--net', '--mount', '--pid', '--fork', '--kill-child', 'bash', '-ec', script],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1e9 },
  );
  if (error) fail(`unshare did not start: ${error.message}`);
  process.stdout.write(stdout);
  console.log(`exit code ${status}`);
  return stdout;
}

function expect(output, ...wanted) {
  for (const part of wanted) if (!output.includes(part)) fail(`"${part}" is missing above.`);
}

function text(program, parameters) {
  const { stdout, stderr, status, error } = spawnSync(program, parameters, {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) fail(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}
