import type { Attribute, Initializer, Model, Node } from './proto.js';

/** What is known of a tensor before the network runs: its shape and, if it is used as a shape itself, its values. */
export interface TensorShape {
  dims: readonly number[];
  values?: readonly number[];
}

/**
 * Infers the shapes of all tensors of a graph from those of its inputs, by name. Covers the operators that the networks
 * use (https://onnx.ai/onnx/operators).
 */
export function inferShapes(
  model: Model,
  inputs: Readonly<Record<string, readonly number[]>>,
): Map<string, TensorShape> {
  const shapes = new Map<string, TensorShape>();
  for (const [name, dims] of Object.entries(inputs)) shapes.set(name, { dims });
  for (const initializer of model.initializers) shapes.set(initializer.name, shapeOf(initializer));
  for (const node of model.nodes) {
    const operands = node.inputs.map((name) => shapes.get(name) ?? { dims: [] });
    const results = inferNode(node, operands);
    node.outputs.forEach((name, i) => {
      shapes.set(name, results[i] ?? results[0]!);
    });
  }
  return shapes;
}

function shapeOf({ dims, data }: Initializer): TensorShape {
  // Only int64 constants have 8 bytes for each element.
  const isInt64 = data instanceof Uint8Array && data.byteLength === 8 * elements(dims);
  return isInt64 ? { dims, values: [...new BigInt64Array(data.slice().buffer)].map(Number) } : { dims };
}

export function elements(dims: readonly number[]): number {
  return dims.reduce((product, side) => product * side, 1);
}

/** One shape for each output, or one for all. */
function inferNode({ type, attributes, outputs }: Node, operands: readonly TensorShape[]): TensorShape[] {
  const [first, second] = operands as [TensorShape, TensorShape];
  const dims = first.dims;
  switch (type) {
    case 'Add':
    case 'Mul': {
      const values = first.values && second.values && multiply(first.values, second.values);
      return [{ dims: broadcast(dims, second.dims), ...(type === 'Mul' && values && { values }) }];
    }
    case 'MatMul': {
      const batch = broadcast(dims.slice(0, -2), second.dims.slice(0, -2));
      return [{ dims: [...batch, dims.at(-2)!, second.dims.at(-1)!] }];
    }
    case 'Gemm':
      return [{ dims: [dims[0]!, second.dims[0]!] }];
    case 'Conv':
      return [{ dims: [dims[0]!, second.dims[0]!, ...slide(dims.slice(2), attributes)] }];
    case 'MaxPool':
      return [{ dims: [dims[0]!, dims[1]!, ...slide(dims.slice(2), attributes)] }];
    case 'GlobalAveragePool':
      return [{ dims: [dims[0]!, dims[1]!, ...dims.slice(2).map(() => 1)] }];
    case 'Flatten':
      return [{ dims: [dims[0]!, elements(dims.slice(1))] }];
    case 'Transpose':
      return [{ dims: integers(attributes.perm).map((axis) => dims[axis]!) }];
    case 'Reshape':
      return [{ dims: reshape(dims, second.values!) }];
    case 'Resize':
      return [{ dims: operands[3]!.values! }];
    case 'Shape': {
      const values = dims.slice(Number(attributes.start ?? 0), Number(attributes.end ?? dims.length));
      return [{ dims: [values.length], values }];
    }
    case 'Concat':
      return [concat(operands, Number(attributes.axis))];
    case 'DepthToSpace': {
      const [rows, channels, ...sides] = dims as [number, number, ...number[]];
      const block = Number(attributes.blocksize);
      return [{ dims: [rows, channels / block ** 2, ...sides.map((side) => side * block)] }];
    }
    case 'Split': {
      const axis = Number(attributes.axis);
      return [{ dims: dims.with(axis < 0 ? dims.length + axis : axis, dims.at(axis)! / outputs.length) }];
    }
    case 'Gather': {
      const axis = Number(attributes.axis);
      return [{ dims: [...dims.slice(0, axis), ...second.dims, ...dims.slice(axis + 1)] }];
    }
    // All others keep the shape of their first operand.
    default:
      return [{ dims }];
  }
}

function multiply(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value * b[i]!);
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => Math.max(a.at(i - rank) ?? 1, b.at(i - rank) ?? 1));
}

/** The sides of the output of a sliding window. */
function slide(sides: readonly number[], attributes: Node['attributes']): number[] {
  const [kernel, strides, pads] = [attributes.kernel_shape, attributes.strides, attributes.pads].map(
    integers,
  );
  return sides.map((side, i) => {
    const padded = side + pads![i]! + pads![i + sides.length]!;
    return Math.floor((padded - kernel![i]!) / strides![i]!) + 1;
  });
}

/** As ONNX defines it, 0 keeps a side, and −1 stands for whatever is left. */
function reshape(dims: readonly number[], wanted: readonly number[]): number[] {
  const sides = wanted.map((side, i) => (side === 0 ? dims[i]! : side));
  const rest = elements(dims) / elements(sides.filter((side) => side !== -1));
  return sides.map((side) => (side === -1 ? rest : side));
}

function concat(operands: readonly TensorShape[], axis: number): TensorShape {
  const [first] = operands as [TensorShape];
  const dims = first.dims.with(
    axis,
    operands.reduce((sum, { dims }) => sum + dims[axis]!, 0),
  );
  const values = operands.every(({ values }) => values)
    ? operands.flatMap(({ values }) => values!)
    : undefined;
  return { dims, ...(values && { values }) };
}

function integers(attribute: Attribute | undefined): readonly number[] {
  return attribute as readonly number[];
}
