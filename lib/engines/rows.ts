import type { ModelFolder } from '../model/folder.js';
import { type BuiltGraphs, type NetworkName, networksOf, precisionOf } from '../model/graphs.js';
import type { Precision } from '../model/onnx/graph.js';
import { activationBytes, countWeights, largestTensor } from '../model/onnx/memory.js';
import { callShapes, LEAST_ROWS, type Rows, SHARED_ROWS, withRows } from './shapes.js';

/** `SHARED_ROWS`, halved until they fit. One row always does. */
export function mostSharedRows(fits: (rows: Rows) => boolean): Rows {
  let rows = SHARED_ROWS;
  while (!fits(rows) && Object.values(rows).some((count) => count > 1)) {
    rows = Object.fromEntries(
      Object.entries(rows).map(([name, count]) => [name, Math.ceil(count / 2)]),
    ) as Record<NetworkName, number>;
  }
  return rows;
}

/** Kernels count the elements of a tensor from 0 in signed 32-bit integers. */
const MOST_ELEMENTS = 2 ** 31;
/** Share of a GPU's memory for weights and tensors. CUDA, the kernels' code and the latents need the rest. */
const SHARE = 0.75;
const BYTES: Record<Precision, number> = { fp32: 4, fp16: 2, bf16: 2 };

/**
 * The most rows of each network's call in TensorRT: `SHARED_ROWS`, or halves of that, so that a full lockstep call splits
 * into equal parts. Limits are the size of a tensor and the GPU's memory.
 *
 * Scores of attention (heads x tokens^2 for each row) grow with the fourth power of the canvas's side: for SD 2.1, 2^31
 * elements hold those of 25 rows of 512 px, of 5 rows of 768 px, and of one of 1024 px. Fused attention does not store
 * them, but what it fuses is TensorRT's choice. ONNX Runtime's CUDA provider needs no such limit, because its graphs ask
 * for fused attention by name.
 *
 * @param graphs as TensorRT gets them
 * @param memory the GPU's whole memory, in bytes: plans depend on the result, and must not on what is free at the moment
 */
export function mostRows(
  model: ModelFolder,
  graphs: BuiltGraphs,
  { precision, memory }: { precision: Precision; memory: number },
): Rows {
  const weights = networksOf(model).map(
    (name) => BYTES[precisionOf(name, precision)] * countWeights(graphs[name]!),
  );
  const held = weights.reduce((sum, bytes) => sum + bytes, 0);
  const shapes = callShapes(model, 'ltf', { rows: 1, candidates: 1 });
  const most: Record<NetworkName, number> = { ...SHARED_ROWS };
  for (const name of networksOf(model)) {
    const graph = graphs[name]!;
    const fits = (rows: number) => {
      const inputs = withRows(shapes[name]!, rows);
      return (
        largestTensor(graph, inputs) <= MOST_ELEMENTS &&
        held + activationBytes(graph, inputs) <= SHARE * memory
      );
    };
    while (most[name] > LEAST_ROWS[name] && !fits(most[name])) most[name] /= 2;
  }
  return most;
}
