// Writes the binaries of the package to prebuilds/linux-x64/ and prebuilds/linux-arm64/. Run `npm run build:cuda` first.
import { copyFileSync, existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pythonPackages } from './packages.mjs';
import { fail, need, run } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
need('cmake', 'make', 'python');

// prebuildify runs `node-gyp rebuild`, which deletes build/. It runs in its own folder, to keep the current build/.
const folder = 'build/prebuild';
mkdirSync(folder, { recursive: true });
for (const name of ['binding.gyp', 'CMakeLists.txt', 'native', 'node_modules', 'package.json']) {
  if (!existsSync(join(folder, name))) symlinkSync(join('../..', name), join(folder, name));
}

// node-gyp downloads Node's headers unless it is told where they are.
const nodedir = process.env.npm_config_nodedir ?? join(realpathSync(process.execPath), '../..');
if (!existsSync(join(nodedir, 'include/node/common.gypi'))) {
  fail(
    `no Node headers in ${nodedir}/include/node. Set npm_config_nodedir to a Node installation that has them.`,
  );
}

// Zig links for any architecture and against any glibc, and its C++ library is linked in. The glibc is the one that
// onnxruntime-node needs.
const zig = resolve(pythonPackages('zig'), 'ziglang/zig');
const targets = { x64: 'x86_64-linux-gnu.2.28', arm64: 'aarch64-linux-gnu.2.28' };
for (const [arch, target] of Object.entries(targets)) {
  console.log(`Building prebuilds/linux-${arch}/`);
  run('prebuildify', ['--napi', '--arch', arch, '--cwd', folder, '--out', '.'], {
    CXX: `${zig} c++ -target ${target} -s`,
    // Zig keeps its compiled C++ library in a cache. Clones that share one would recompile it after each other.
    ZIG_GLOBAL_CACHE_DIR: resolve('build/zig-cache'),
    npm_config_nodedir: nodedir,
  });
}

// The GPU libraries go next to the addon, which opens them when a GPU is requested. TensorRT's exist only for the
// versions whose headers were available.
for (const name of ['cuda', 'tensorrt_11', 'tensorrt_10'].map((part) => `libharmonidiff_${part}.so`)) {
  const output = join(`prebuilds/linux-${process.arch}`, name);
  rmSync(output, { force: true });
  if (existsSync(join('build/cuda', name))) copyFileSync(join('build/cuda', name), output);
}
