// Writes the binaries of the package to prebuilds/linux-<arch>/. Run `npm run build:cuda` first.
import { copyFileSync, existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fail, need, run } from './tools.mjs';

process.chdir(join(import.meta.dirname, '..'));
need('cmake', 'compiler', 'make', 'python', 'strip');

// prebuildify runs `node-gyp rebuild`, which deletes build/. It runs in its own folder, to keep the build/ in use.
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

run('prebuildify', ['--napi', '--strip', '--cwd', folder, '--out', '.'], { npm_config_nodedir: nodedir });
// The GPU libraries go next to the addon, which opens them when a GPU is asked for. TensorRT's are there for the versions
// whose headers were available.
const output = `prebuilds/linux-${process.arch}`;
for (const name of ['cuda', 'tensorrt_11', 'tensorrt_10'].map((part) => `libharmonidiff_${part}.so`)) {
  rmSync(join(output, name), { force: true });
  if (existsSync(join('build/cuda', name))) copyFileSync(join('build/cuda', name), join(output, name));
}
console.log(`Wrote ${output}/`);
