import { basename } from 'node:path';
import { UnsupportedModelError } from '../../errors.js';
import { toBfloat16, toFloat16 } from '../halves.js';
import type { Weights } from '../weights.js';
import {
  type Attribute,
  DataType,
  type Initializer,
  type Model,
  type Node,
  type ValueInfo,
} from './proto.js';

/** The name of a tensor in the graph. */
export type Value = string;

/**
 * How attention is expressed: `fused` is ONNX Runtime's `com.microsoft.MultiHeadAttention`, which never holds the
 * whole score matrix; `decomposed` is plain ONNX, which TensorRT's parser reads and fuses by itself.
 */
export type AttentionForm = 'fused' | 'decomposed';

/** All give the same values, but for rounding: see upsampling.ts. */
export type UpsamplingForm = 'resize' | 'interleave' | 'depth-to-space';

/** The type that a network computes in. Its inputs and outputs are always fp32 and are cast at the boundary. */
export type Precision = 'fp32' | 'fp16' | 'bf16';

/** What an engine needs from a graph. */
export interface GraphForm {
  attention: AttentionForm;
  precision: Precision;
  /**
   * The precision of decomposed attention with `upcast_attention` in an fp16 graph; by default fp32, as in diffusers.
   * Graphs of other precisions need no cast: fp32 and bf16 hold scores of any size.
   */
  scores?: Precision;
  /** How an image is doubled and convolved; by default by `resize`. The others need 4/9 of the multiplications. */
  upsampling?: UpsamplingForm;
}

/** 20 is the first opset with Gelu; TensorRT 10's parser and ONNX Runtime from 1.17 read it. */
const ONNX_OPSET = 20;
const MICROSOFT_DOMAIN = 'com.microsoft';

const COMPUTE_TYPES: Record<Precision, DataType> = {
  fp32: DataType.FLOAT,
  fp16: DataType.FLOAT16,
  bf16: DataType.BFLOAT16,
};

const WEIGHT_TYPES: ReadonlyMap<string, DataType> = new Map([
  ['F32', DataType.FLOAT],
  ['F16', DataType.FLOAT16],
  ['BF16', DataType.BFLOAT16],
]);

/** Collects the nodes and initializers of an ONNX model. The weights stay in their safetensors files. */
export class Graph {
  private readonly nodes: Node[] = [];
  private readonly initializers = new Map<string, Initializer>();
  private readonly inputs: ValueInfo[] = [];
  private readonly outputs: ValueInfo[] = [];
  private readonly shared = new Map<string, Value>();
  private count = 0;
  /** The type that the network computes in. */
  private readonly type: DataType;

  constructor(
    readonly name: string,
    readonly weights: Weights,
    readonly form: GraphForm,
  ) {
    this.type = COMPUTE_TYPES[form.precision];
  }

  input(name: string, type: DataType, dims: readonly (number | string)[]): Value {
    this.inputs.push({ name, type, dims });
    return name;
  }

  /** Adds an fp32 output for a value in the network's precision. */
  output(name: string, value: Value, dims: readonly (number | string)[]): void {
    const [type, attributes]: [string, Node['attributes']] = this.narrow
      ? ['Cast', { to: DataType.FLOAT }]
      : ['Identity', {}];
    this.nodes.push({ type, domain: '', inputs: [value], outputs: [name], attributes });
    this.outputs.push({ name, type: DataType.FLOAT, dims });
  }

  /** Whether the network computes in less than fp32. */
  get narrow(): boolean {
    return this.type !== DataType.FLOAT;
  }

  /** From fp32 to the network's precision. */
  fromFloat(value: Value): Value {
    return this.fromPrecision(value, 'fp32');
  }

  /** From the network's precision to fp32, for a part that needs it. */
  toFloat(value: Value): Value {
    return this.toPrecision(value, 'fp32');
  }

  /** From another precision to the network's. */
  fromPrecision(value: Value, precision: Precision): Value {
    return precision === this.form.precision ? value : this.cast(value, this.type);
  }

  /** From the network's precision to another, for a part that computes in it. */
  toPrecision(value: Value, precision: Precision): Value {
    return precision === this.form.precision ? value : this.cast(value, COMPUTE_TYPES[precision]);
  }

  private cast(value: Value, type: DataType): Value {
    return this.op('Cast', [value], { to: type });
  }

  op(type: string, inputs: readonly Value[], attributes: Record<string, Attribute> = {}): Value {
    return this.multi(type, 1, inputs, attributes)[0]!;
  }

  /** A node with several outputs. */
  multi(
    type: string,
    outputs: number,
    inputs: readonly Value[],
    attributes: Record<string, Attribute> = {},
  ): Value[] {
    const names = Array.from({ length: outputs }, () => `${type}_${this.count++}`);
    this.nodes.push({ type, domain: '', inputs, outputs: names, attributes });
    return names;
  }

  /** A node of ONNX Runtime's own domain. */
  microsoft(type: string, inputs: readonly Value[], attributes: Record<string, Attribute>): Value {
    const name = `${type}_${this.count++}`;
    this.nodes.push({ type, domain: MICROSOFT_DOMAIN, inputs, outputs: [name], attributes });
    return name;
  }

  /** A weight in the network's precision. If it is stored in another, it gets a Cast, which the engine folds at load. */
  weight(name: string, shape: readonly number[]): Value {
    const stored = this.storedWeight(name, shape);
    return stored.type === this.type
      ? stored.name
      : this.once(`${name} cast`, () => this.cast(stored.name, this.type));
  }

  /** Looks up rows of an embedding table. Only these rows are converted. */
  embedding(name: string, shape: readonly number[], ids: Value): Value {
    const stored = this.storedWeight(name, shape);
    const rows = this.op('Gather', [stored.name, ids], { axis: 0 });
    return stored.type === this.type ? rows : this.cast(rows, this.type);
  }

  private storedWeight(name: string, shape: readonly number[]): Initializer {
    const known = this.initializers.get(name);
    // The dtype before the shape: quantized weights are packed into other shapes.
    const { dtype } = this.weights.get(name);
    const type = WEIGHT_TYPES.get(dtype);
    if (type === undefined) {
      throw new UnsupportedModelError(
        `${this.weights.label}: tensor ${name} is ${dtype}; save the weights as fp32, fp16 or bf16.`,
      );
    }
    const { file, offset, length } = this.weights.get(name, shape);
    if (known) return known;
    const tensor = { name, type, dims: shape, data: { location: basename(file), offset, length } };
    this.initializers.set(name, tensor);
    return tensor;
  }

  /** A small constant; in the network's precision, or in that of a part that computes in another. */
  floats(
    values: readonly number[] | Float32Array,
    dims: readonly number[] = [values.length],
    precision = this.form.precision,
  ): Value {
    const type = COMPUTE_TYPES[precision];
    return this.constant('floats', type, dims, toBytes(values, type));
  }

  /** A small int64 constant: shapes, axes, sizes. */
  ints(...values: number[]): Value {
    const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.constant('ints', DataType.INT64, [values.length], data);
  }

  private constant(kind: string, type: DataType, dims: readonly number[], data: Uint8Array): Value {
    return this.once(`${type} ${dims}: ${Buffer.from(data).toString('base64')}`, () => {
      const name = `${kind}_${this.count++}`;
      this.initializers.set(name, { name, type, dims, data });
      return name;
    });
  }

  /** Builds a value on first use and returns the same one afterwards. */
  once(key: string, build: () => Value): Value {
    let value = this.shared.get(key);
    if (value === undefined) {
      value = build();
      this.shared.set(key, value);
    }
    return value;
  }

  /** @throws UnsupportedModelError when the channels do not divide evenly */
  checkDivides(parts: number, channels: number, what: string): void {
    if (parts > 0 && channels % parts === 0) return;
    throw new UnsupportedModelError(
      `${this.weights.label}: ${channels} channels do not divide into ${parts} ${what}; its config.json is wrong.`,
    );
  }

  build(): Model {
    return {
      name: this.name,
      opsets:
        this.form.attention === 'fused' ? { '': ONNX_OPSET, [MICROSOFT_DOMAIN]: 1 } : { '': ONNX_OPSET },
      nodes: this.nodes,
      initializers: [...this.initializers.values()],
      inputs: this.inputs,
      outputs: this.outputs,
    };
  }
}

function toBytes(values: readonly number[] | Float32Array, type: DataType): Uint8Array {
  const floats = Float32Array.from(values);
  if (type === DataType.FLOAT16) return new Uint8Array(toFloat16(floats).buffer);
  if (type === DataType.BFLOAT16) return new Uint8Array(toBfloat16(floats).buffer);
  return new Uint8Array(floats.buffer);
}
