// What the numbers depend on: the processor, the memory and the versions of the programs.
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { processorFlags } from '../../dist/engines/processor.js';

/** Instructions that decide how fast networks run, as Linux names them. */
const FLAGS = [
  'avx2',
  'avx512f',
  'avx512_vnni',
  'avx512_bf16',
  'amx_tile',
  'amx_bf16',
  'bf16',
  'i8mm',
  'sve',
];

export function describeMachine() {
  const cores = cpus();
  const known = processorFlags();
  const flags = FLAGS.filter((flag) => known.includes(flag));
  return { cpu: cores[0].model.trim(), cores: cores.length, flags, memoryBytes: totalmem() };
}

/** Whether the processor multiplies in bf16. Elsewhere PyTorch emulates it, which is slow. */
export function hasBf16({ flags }) {
  return flags.some((flag) => ['avx512_bf16', 'amx_bf16', 'bf16'].includes(flag));
}

/** The versions of this package's side. The peers report theirs. */
export function ownVersions() {
  const { version } = readPackage('../../package.json');
  const runtime = readPackage('../../node_modules/onnxruntime-node/package.json');
  return { harmonidiff: version, node: process.versions.node, 'onnxruntime-node': runtime.version };
}

function readPackage(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
