import type { Model, Node } from './proto.js';
import { elements, inferShapes } from './shapes.js';

// Estimates of the memory that ONNX Runtime takes on the CPU, where every tensor is fp32.

const FLOAT_BYTES = 4;

/** Operators whose output is their first input with another shape. */
const ALIASES = new Set(['Reshape', 'Identity', 'Flatten']);
/** Operators that can overwrite an input that nothing else reads. */
const IN_PLACE = new Set(['Add', 'Mul', 'Sigmoid', 'Relu', 'Clip', 'Softmax']);

/** Bytes of the weights after loading: in fp32, in the order in which the kernels read them. */
export function weightBytes({ nodes, initializers }: Model): number {
  // Embedding tables are not copied: rows are looked up in the mapped file.
  const tables = new Set(nodes.filter(({ type }) => type === 'Gather').map(({ inputs }) => inputs[0]));
  return initializers
    .filter(({ name }) => !tables.has(name))
    .reduce((sum, { dims }) => sum + elements(dims) * FLOAT_BYTES, 0);
}

/** Results of `activationBytes`, which takes tens of milliseconds for a large network. */
const known = new WeakMap<Model, Map<string, number>>();

/** Peak bytes of the intermediate tensors in a run on inputs of the given shapes. */
export function activationBytes(model: Model, inputs: Readonly<Record<string, readonly number[]>>): number {
  const ofModel = known.get(model) ?? new Map<string, number>();
  known.set(model, ofModel);
  const shapes = JSON.stringify(inputs);
  const bytes = ofModel.get(shapes) ?? peakOf(model, inputs);
  ofModel.set(shapes, bytes);
  return bytes;
}

function peakOf(model: Model, inputs: Readonly<Record<string, readonly number[]>>): number {
  const shapes = inferShapes(model, inputs);
  const constants = new Set(model.initializers.map(({ name }) => name));
  const isConstant = ({ inputs }: Node) => inputs.every((name) => name === '' || constants.has(name));
  const nodes = model.nodes.filter((node) => {
    // Shape arithmetic takes hardly any memory, and what depends only on constants is computed during loading.
    if (isConstant(node)) for (const name of node.outputs) constants.add(name);
    return !isConstant(node) && shapes.get(node.outputs[0]!)!.values === undefined;
  });

  const bytesOf = (name: string) => elements(shapes.get(name)!.dims) * FLOAT_BYTES;
  /** Buffers by tensor; several tensors may share one. */
  const buffers = new Map<string, { bytes: number; uses: number }>();
  const uses = new Map<string, number>();
  for (const { inputs } of nodes) for (const name of inputs) uses.set(name, (uses.get(name) ?? 0) + 1);

  let [held, peak] = [0, 0];
  for (const { type, inputs, outputs } of nodes) {
    const [own] = outputs as [string];
    const shared = inputs.find((name) => {
      const buffer = buffers.get(name);
      if (!buffer) return false;
      if (ALIASES.has(type)) return name === inputs[0];
      return IN_PLACE.has(type) && buffer.uses === 1 && buffer.bytes === bytesOf(own);
    });
    if (shared !== undefined) {
      const buffer = buffers.get(shared)!;
      buffers.set(own, buffer);
      buffer.uses += uses.get(own) ?? 0;
    } else {
      for (const name of outputs) {
        const buffer = { bytes: bytesOf(name), uses: uses.get(name) ?? 0 };
        buffers.set(name, buffer);
        held += buffer.bytes;
      }
    }
    const operands = inputs.filter((name) => name !== '');
    peak = Math.max(peak, held + workspace(type, operands.map(bytesOf)));
    for (const name of inputs) {
      const buffer = buffers.get(name);
      if (buffer && --buffer.uses === 0) held -= buffer.bytes;
    }
  }
  return peak;
}

/** Bytes that a kernel allocates for itself. Attention copies query, key and value by head, but stores no scores. */
function workspace(type: string, inputs: readonly number[]): number {
  return type === 'MultiHeadAttention' ? inputs.reduce((sum, bytes) => sum + bytes, 0) : 0;
}
