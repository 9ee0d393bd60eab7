import { DataType, type Model, type Node } from '../../lib/model/onnx/proto.js';

const TYPES = { fp16: DataType.FLOAT16, bf16: DataType.BFLOAT16 };

/**
 * A graph whose decomposed attention is in 16 bits, for ONNX Runtime on the CPU, which has no such kernels for bf16 and
 * leaves out roundings of fp16. Casts around fp32 operators say where to round: operands, shares and result as in
 * TensorRT's fused kernels, which sum up in fp32, and the scores as well if they are `stored` because nothing is fused.
 */
export function roundAsTensorRt(model: Model, type: 'fp16' | 'bf16', { stored = false } = {}): Model {
  const producers = new Map(model.nodes.map((node) => [node.outputs[0]!, node]));
  /** The nodes to compute in fp32, and whether their results are rounded. */
  const rounded = new Map<Node, boolean>();
  for (const softmax of model.nodes.filter((node) => node.type === 'Softmax')) {
    const scores = producers.get(softmax.inputs[0]!)!;
    rounded.set(producers.get(scores.inputs[0]!)!, true); // the scaled query
    rounded.set(scores, stored);
    rounded.set(softmax, true);
    const mixed = model.nodes.find(({ inputs }) => inputs.includes(softmax.outputs[0]!))!;
    rounded.set(mixed, true);
  }
  const nodes: Node[] = [];
  const cast = (input: string, to: DataType, output = `fp32_${nodes.length}`) => {
    nodes.push({ type: 'Cast', domain: '', inputs: [input], outputs: [output], attributes: { to } });
    return output;
  };
  for (const node of model.nodes) {
    const rounds = rounded.get(node);
    if (rounds === undefined) {
      nodes.push(node);
      continue;
    }
    const inputs = node.inputs.map((name) => cast(name, DataType.FLOAT));
    const [output] = node.outputs as [string];
    const wide = rounds ? `${output}_fp32` : output;
    nodes.push({ ...node, inputs, outputs: [wide] });
    if (rounds) cast(wide, TYPES[type], output);
  }
  return { ...model, nodes };
}

/** Multiplies what the layers of this name give, such as `to_q`, by a power of two, as larger weights would. */
export function amplify(model: Model, layer: string, factor: number): Model {
  const producers = new Map(model.nodes.map((node) => [node.outputs[0]!, node]));
  const nodes = model.nodes.flatMap((node): Node[] => {
    const weight = producers.get(node.inputs[1] ?? '')?.inputs[0];
    const origin = producers.get(weight ?? '')?.inputs[0] ?? weight;
    if (node.type !== 'MatMul' || !`.${origin}`.endsWith(`.${layer}.weight`)) return [node];
    const [output] = node.outputs as [string];
    const doubled = (i: number) => (i === 0 ? `${output}_small` : `${output}_${i}`);
    const steps = Math.log2(factor);
    const sums = Array.from({ length: steps }, (_, i): Node => {
      const name = i === steps - 1 ? output : doubled(i + 1);
      return { type: 'Add', domain: '', inputs: [doubled(i), doubled(i)], outputs: [name], attributes: {} };
    });
    return steps === 0 ? [node] : [{ ...node, outputs: [doubled(0)] }, ...sums];
  });
  return { ...model, nodes };
}
