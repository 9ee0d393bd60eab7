import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { buildChanged, simulatedEnvironment } from '../scripts/simulated.mjs';
import { mini } from './support/fixtures.js';
import { folder as simulated } from './support/simulated.js';

// The simulated device notices what a GPU might forgive: each of these faults, put into the code of the GPU path, makes a
// harmonisation end differently.

interface Fault {
  library: 'cuda' | 'tensorrt';
  file: string;
  from: string;
  to: string;
  /** How the process ends. */
  ends: RegExp;
}

const root = join(import.meta.dirname, '..');
const network = { library: 'tensorrt', file: 'plugins/tensorrt/network.cc' } as const;
const plugin = { library: 'cuda', file: 'plugins/cuda/plugin.cu' } as const;

const faults: Record<string, Fault> = {
  'a copy to the host is not waited for': {
    ...plugin,
    from: 'return kind == CopyKind::OnDevice ? nullptr : failureOf(cudaStreamSynchronize(context->stream));',
    to: 'return nullptr;',
    ends: /SIGSEGV|PLACEMENT_INVALID|NUMBERS_INVALID|other pixels/,
  },
  'memory is freed before the work that uses it': {
    ...plugin,
    from: 'cudaFreeAsync(memory, context->stream)',
    to: 'cudaFree(memory)',
    ends: /SIGSEGV/,
  },
  'an output is not copied': {
    ...network,
    from: 'copy(outputs[i].data, ports_.at(outputs[i].name).data(), outputs[i].bytes);',
    to: '',
    ends: /NUMBERS_INVALID/,
  },
  'the memory of activations is too small': {
    ...network,
    from: 'session.reserveArena(static_cast<size_t>(engine_->getDeviceMemorySizeForProfileV2(p)));',
    to: 'session.reserveArena(static_cast<size_t>(engine_->getDeviceMemorySizeForProfileV2(p)) / 4096);',
    ends: /too little device memory/,
  },
  'an engine is destroyed before its contexts': {
    ...network,
    from: '  own_.clear();\n  shared_.clear();\n  engine_.reset();',
    to: '  engine_.reset();',
    ends: /an engine is destroyed before its contexts/,
  },
  'a call is captured before a plain one': {
    ...network,
    from: '  {\n    const std::shared_lock<std::shared_mutex> lock(captureLock());\n    if (!context',
    to: '  capture(context);\n  {\n    const std::shared_lock<std::shared_mutex> lock(captureLock());\n    if (!context',
    ends: /a call is captured before a first plain one/,
  },
  'a graph is replayed for other sizes': {
    ...network,
    from: '  context.dropGraph();\n  context.failedCaptures = 0;',
    to: '  context.failedCaptures = 0;',
    ends: /NUMBERS_INVALID|other pixels/,
  },
};

const run = promisify(execFile);

/** The digest of the winners, or how the process ended. */
async function harmonise(folder: string): Promise<string> {
  const env = { ...process.env, ...simulatedEnvironment(folder) };
  const script = ['test/support/harmonise.mjs', mini.folder];
  try {
    return (await run(process.execPath, script, { cwd: root, env })).stdout.trim();
  } catch (error) {
    const { signal, stderr } = error as { signal?: string; stderr: string };
    return `${signal} ${stderr}`;
  }
}

let expected: string;

test.before(async (t) => {
  t.timeout(5 * 60_000);
  process.chdir(root);
  expected = await harmonise(simulated);
  t.regex(expected, /^[0-9a-f]{64}$/);
});

for (const [name, { library, file, from, to, ends }] of Object.entries(faults)) {
  test.serial(`a fault is noticed: ${name}`, async (t) => {
    t.timeout(5 * 60_000);
    const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-fault-'));
    t.teardown(() => rm(folder, { recursive: true, force: true }));
    const native = join(folder, 'native');
    await cp(join(root, 'native'), native, { recursive: true });
    const source = await readFile(join(native, file), 'utf8');
    t.is(source.split(from).length, 2, 'the code that the fault replaces');
    await writeFile(
      join(native, file),
      source.replace(from, () => to),
    );
    buildChanged(library, { folder, native });
    const ended = await harmonise(folder);
    t.not(ended, expected);
    t.regex(/^[0-9a-f]{64}$/.test(ended) ? 'other pixels' : ended, ends);
  });
}
