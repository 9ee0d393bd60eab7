import type { ModelFolder } from '../model/folder.js';
import { type BuiltGraphs, type NetworkName, networksOf, precisionOf } from '../model/graphs.js';
import type { Precision } from '../model/onnx/graph.js';
import { activationBytes, countWeights, largestTensor } from '../model/onnx/memory.js';
import { callShapes, LOCKSTEP, MASKS, PROMPTS } from './shapes.js';

/**
 * The most rows of each network's call when requests share it: as many as four requests or a full lockstep call have. More
 * are not faster, once they fill the device. An engine may take fewer at once.
 */
export const SHARED_ROWS: Readonly<Record<NetworkName, number>> = {
  textEncoder: 4 * PROMPTS,
  unet: LOCKSTEP,
  vaeEncoder: 4,
  vaeDecoder: 4,
  classifier: 4 * MASKS,
};

/** `SHARED_ROWS`, halved until they fit. One row always does. */
export function mostSharedRows(fits: (rows: typeof SHARED_ROWS) => boolean): typeof SHARED_ROWS {
  let rows = SHARED_ROWS;
  while (!fits(rows) && Object.values(rows).some((count) => count > 1)) {
    rows = Object.fromEntries(
      Object.entries(rows).map(([name, count]) => [name, Math.ceil(count / 2)]),
    ) as typeof SHARED_ROWS;
  }
  return rows;
}

/** Kernels count the elements of a tensor from 0 in signed 32-bit integers. */
const MOST_ELEMENTS = 2 ** 31;
/** Share of a GPU's memory for weights and tensors. CUDA, the kernels' code and the latents need the rest. */
const SHARE = 0.75;
const BYTES: Record<Precision, number> = { fp32: 4, fp16: 2, bf16: 2 };

/**
 * The most rows of a UNet call in TensorRT: a power of two, so that a full lockstep call splits into equal parts. Limits
 * are the size of a tensor and the GPU's memory.
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
): number {
  const weights = networksOf(model).map(
    (name) => BYTES[precisionOf(name, precision)] * countWeights(graphs[name]!),
  );
  const held = weights.reduce((sum, bytes) => sum + bytes, 0);
  const fits = (rows: number) => {
    const { unet: inputs } = callShapes(model, 'ltf', { rows, candidates: rows / 2 });
    return (
      largestTensor(graphs.unet, inputs!) <= MOST_ELEMENTS &&
      held + activationBytes(graphs.unet, inputs!) <= SHARE * memory
    );
  };
  let rows = LOCKSTEP;
  while (rows > 1 && !fits(rows)) rows /= 2;
  return rows;
}
