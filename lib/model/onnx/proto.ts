import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** The parts of onnx.proto (IR version 10) that the graphs need, as plain data and as bytes. */
export const DataType = { FLOAT: 1, INT64: 7, FLOAT16: 10, BFLOAT16: 16 } as const;
export type DataType = (typeof DataType)[keyof typeof DataType];

export interface Initializer {
  name: string;
  type: DataType;
  dims: readonly number[];
  /** The numbers themselves, little-endian, or their position in a file. */
  data: Uint8Array | { location: string; offset: number; length: number };
}

export type Attribute = number | string | readonly number[] | { float: number };

export interface Node {
  type: string;
  domain: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: Readonly<Record<string, Attribute>>;
}

export interface ValueInfo {
  name: string;
  type: DataType;
  dims: readonly (number | string)[];
}

export interface Model {
  name: string;
  opsets: Readonly<Record<string, number>>;
  nodes: readonly Node[];
  initializers: readonly Initializer[];
  inputs: readonly ValueInfo[];
  outputs: readonly ValueInfo[];
}

const IR_VERSION = 10;
const EXTERNAL = 1;
const AttributeType = { FLOAT: 1, INT: 2, STRING: 3, INTS: 7 } as const;

/** Encodes a ModelProto. */
export function encodeModel(model: Model): Uint8Array {
  const writer = new BinaryWriter();
  int(writer, 1, IR_VERSION);
  text(writer, 2, 'harmonidiff');
  message(writer, 7, () => encodeGraph(writer, model));
  for (const [domain, version] of Object.entries(model.opsets)) {
    message(writer, 8, () => {
      text(writer, 1, domain);
      int(writer, 2, version);
    });
  }
  return writer.finish();
}

function encodeGraph(writer: BinaryWriter, model: Model): void {
  for (const node of model.nodes) message(writer, 1, () => encodeNode(writer, node));
  text(writer, 2, model.name);
  for (const tensor of model.initializers) message(writer, 5, () => encodeTensor(writer, tensor));
  for (const info of model.inputs) message(writer, 11, () => encodeValueInfo(writer, info));
  for (const info of model.outputs) message(writer, 12, () => encodeValueInfo(writer, info));
}

function encodeNode(writer: BinaryWriter, node: Node): void {
  for (const name of node.inputs) text(writer, 1, name);
  for (const name of node.outputs) text(writer, 2, name);
  text(writer, 3, node.outputs[0] ?? '');
  text(writer, 4, node.type);
  for (const [name, value] of Object.entries(node.attributes)) {
    message(writer, 5, () => encodeAttribute(writer, name, value));
  }
  if (node.domain) text(writer, 7, node.domain);
}

function encodeAttribute(writer: BinaryWriter, name: string, value: Attribute): void {
  text(writer, 1, name);
  if (typeof value === 'number') {
    int(writer, 3, value);
    int(writer, 20, AttributeType.INT);
  } else if (typeof value === 'string') {
    text(writer, 4, value);
    int(writer, 20, AttributeType.STRING);
  } else if ('float' in value) {
    writer.tag(2, WireType.Bit32).float(value.float);
    int(writer, 20, AttributeType.FLOAT);
  } else {
    for (const item of value) int(writer, 8, item);
    int(writer, 20, AttributeType.INTS);
  }
}

function encodeTensor(writer: BinaryWriter, tensor: Initializer): void {
  for (const side of tensor.dims) int(writer, 1, side);
  int(writer, 2, tensor.type);
  text(writer, 8, tensor.name);
  const { data } = tensor;
  if (data instanceof Uint8Array) {
    writer.tag(9, WireType.LengthDelimited).bytes(data);
    return;
  }
  for (const key of ['location', 'offset', 'length'] as const) {
    message(writer, 13, () => {
      text(writer, 1, key);
      text(writer, 2, String(data[key]));
    });
  }
  int(writer, 14, EXTERNAL);
}

function encodeValueInfo(writer: BinaryWriter, info: ValueInfo): void {
  text(writer, 1, info.name);
  message(writer, 2, () =>
    message(writer, 1, () => {
      int(writer, 1, info.type);
      message(writer, 2, () => {
        for (const side of info.dims) {
          message(writer, 1, () => (typeof side === 'number' ? int(writer, 1, side) : text(writer, 2, side)));
        }
      });
    }),
  );
}

function int(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function message(writer: BinaryWriter, field: number, body: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  body();
  writer.join();
}
