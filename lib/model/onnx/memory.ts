import { DataType, type Model, type Node } from './proto.js';
import { elements, inferShapes } from './shapes.js';

// Estimates of the memory that a network's tensors take.

const BYTES: Record<DataType, number> = {
  [DataType.FLOAT]: 4,
  [DataType.INT64]: 8,
  [DataType.FLOAT16]: 2,
  [DataType.BFLOAT16]: 2,
};

/** Operators whose output is their first input with another shape. */
const ALIASES = new Set(['Reshape', 'Identity', 'Flatten']);
/** Operators that can overwrite an input that nothing else reads. */
const IN_PLACE = new Set(['Add', 'Mul', 'Sigmoid', 'Relu', 'Clip', 'Softmax']);

/**
 * The number of weights that are held in memory after loading, in the order in which the kernels read them. What is
 * computed from weights alone is computed at load, and only the results are kept.
 */
export function countWeights(model: Model): number {
  const constants = constantNodes(model);
  const shapes = inferShapes({ ...model, nodes: constants }, {});
  const read = new Set<string>();
  for (const node of without(model.nodes, constants)) {
    // Embedding tables are not copied: rows are looked up in the mapped file.
    const inputs = node.type === 'Gather' ? node.inputs.slice(1) : node.inputs;
    for (const name of inputs) if (shapes.has(name)) read.add(name);
  }
  return [...read].reduce((sum, name) => sum + elements(shapes.get(name)!.dims), 0);
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

/** Elements of the largest intermediate tensor in a run on inputs of the given shapes. */
export function largestTensor(model: Model, inputs: Readonly<Record<string, readonly number[]>>): number {
  const shapes = inferShapes(model, inputs);
  return computedNodes(model, shapes)
    .flatMap(({ outputs }) => outputs)
    .reduce((most, name) => Math.max(most, elements(shapes.get(name)!.dims)), 0);
}

/** The nodes that take memory in a run: not shape arithmetic, nor what is computed at load. */
function computedNodes(model: Model, shapes: ReturnType<typeof inferShapes>): Node[] {
  return without(model.nodes, constantNodes(model)).filter(
    ({ outputs }) => shapes.get(outputs[0]!)!.values === undefined,
  );
}

/** The nodes that depend only on constants, which engines compute at load. */
function constantNodes({ initializers, nodes }: Model): Node[] {
  const constants = new Set(initializers.map(({ name }) => name));
  return nodes.filter(({ inputs, outputs }) => {
    const isConstant = inputs.every((name) => name === '' || constants.has(name));
    if (isConstant) for (const name of outputs) constants.add(name);
    return isConstant;
  });
}

function without(nodes: readonly Node[], others: readonly Node[]): Node[] {
  const excluded = new Set(others);
  return nodes.filter((node) => !excluded.has(node));
}

function typesOf({ inputs, initializers, nodes }: Model): Map<string, DataType> {
  const types = new Map([...inputs, ...initializers].map(({ name, type }) => [name, type]));
  for (const { type, inputs, outputs, attributes } of nodes) {
    const kept = types.get(inputs[0]!) ?? DataType.FLOAT;
    for (const name of outputs) types.set(name, type === 'Cast' ? (attributes.to as DataType) : kept);
  }
  return types;
}

function peakOf(model: Model, inputs: Readonly<Record<string, readonly number[]>>): number {
  const shapes = inferShapes(model, inputs);
  const types = typesOf(model);
  const nodes = computedNodes(model, shapes);
  const bytesOf = (name: string) => elements(shapes.get(name)!.dims) * BYTES[types.get(name)!];
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
