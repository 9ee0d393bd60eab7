// The contenders: this package with each of its engines, and peers in Python that do the same maths.
import { join } from 'node:path';

const here = import.meta.dirname;

const RUNTIMES = {
  pytorch: 'PyTorch eager',
  'pytorch-compile': 'PyTorch compiled',
  onnxruntime: 'ONNX Runtime (Python)',
  openvino: 'OpenVINO (Python)',
};

/** `sequential` is one candidate after another, as in the reference; in `lockstep` all share each call. */
const ORDERS = ['sequential', 'lockstep'];

/** Runtimes and precisions of the peers. ONNX Runtime has no bf16 kernels for these networks on a CPU. */
const PEERS = [
  ['pytorch', 'fp32'],
  ['pytorch', 'bf16'],
  ['pytorch-compile', 'fp32'],
  ['pytorch-compile', 'bf16'],
  ['onnxruntime', 'fp32'],
  ['openvino', 'fp32'],
  ['openvino', 'bf16'],
];

/** This package on each of its engines for a CPU. It always runs its candidates in lockstep. */
const OURS = [
  { engine: 'onnxruntime', name: 'harmonidiff, ONNX Runtime fp32', precision: 'fp32' },
  { engine: 'openvino', name: 'harmonidiff, OpenVINO fp32', precision: 'fp32' },
  { engine: 'openvino', name: 'harmonidiff, OpenVINO bf16', precision: 'bf16' },
].map((contender) => ({ ...contender, id: `harmonidiff-${contender.engine}-${contender.precision}` }));

const PEER_CALLS = PEERS.map(([runtime, precision]) => ({
  id: `${runtime}-${precision}`,
  name: `${RUNTIMES[runtime]} ${precision}`,
  runtime,
  precision,
}));

/** Contenders that make a whole image. */
export const CONTENDERS = [
  ...OURS,
  ...ORDERS.flatMap((order) =>
    PEER_CALLS.map((peer) => ({
      ...peer,
      id: `${peer.id}-${order}`,
      name: `${peer.name}, ${order}`,
      order,
    })),
  ),
];

/** Contenders that make one call of a UNet, which has no order. */
export const UNET_CONTENDERS = [...OURS, ...PEER_CALLS];

/** What the speeds in the tables refer to. */
export const BASELINES = ['pytorch-fp32-sequential', 'pytorch-fp32'];

/**
 * The command of a contender.
 *
 * @param model what `prepareModel` returns
 * @param out the file that it writes its result to
 * @param more flags of harmonidiff.mjs
 */
export function commandOf(contender, model, { python, threads, repeat, cache }, out, more = []) {
  const common = ['--model', model.folder, '--request', model.request, '--out', out];
  common.push('--precision', contender.precision, '--threads', String(threads), '--repeat', String(repeat));
  if (contender.engine) {
    const script = model.kind === 'unet' ? 'harmonidiff-unet.mjs' : 'harmonidiff.mjs';
    return [process.execPath, join(here, script), ...common, '--engine', contender.engine, ...more];
  }
  const module = model.kind === 'unet' ? 'bench.cpu.unet' : 'bench.cpu.peer';
  const order = contender.order ? ['--order', contender.order] : [];
  const graphs = ['--graphs', model.graphs, '--cache', join(cache, 'openvino')];
  return [python, '-m', module, ...common, '--runtime', contender.runtime, ...order, ...graphs];
}
