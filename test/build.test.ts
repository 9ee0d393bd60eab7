import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** The files that the build of the GPU libraries looks at, and libraries that are newer than all of them. */
async function builtClone(t: ExecutionContext): Promise<string> {
  const clone = await mkdtemp(join(tmpdir(), 'harmonidiff-build-'));
  t.teardown(() => rm(clone, { recursive: true }));
  for (const folder of ['scripts', 'native']) {
    await cp(join(root, folder), join(clone, folder), { recursive: true });
  }
  await mkdir(join(clone, 'build/cuda'), { recursive: true });
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (const name of ['cuda', 'tensorrt_11', 'tensorrt_rtx']) {
    await writeFile(join(clone, `build/cuda/libharmonidiff_${name}.so`), '');
  }
  return clone;
}

/** With no program on the PATH: neither a compiler, nor Python, nor cargo. */
function buildLibraries(clone: string) {
  return run(process.execPath, [join(clone, 'scripts/build-cuda.mjs'), '--if-needed'], {
    env: { PATH: '/nonexistent' },
  });
}

test('GPU libraries that are up to date need neither a compiler nor cargo', async (t) => {
  const { stdout, stderr } = await buildLibraries(await builtClone(t));
  t.regex(stdout, /^Skipping TensorRT 10: .*\n$/);
  t.is(stderr, '');
});

test('building a GPU library that is missing names the program that it needs', async (t) => {
  const clone = await builtClone(t);
  await rm(join(clone, 'build/cuda/libharmonidiff_tensorrt_11.so'));
  await t.throwsAsync(buildLibraries(clone), { message: /harmonidiff: not found: .*apt-get install/ });
});
