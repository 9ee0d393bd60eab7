import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSafetensorsHeader } from '../../../lib/model/safetensors.js';
import { Weights } from '../../../lib/model/weights.js';
import { edge, mutatedBytes } from '../bytes.js';
import { newFolder } from '../folder.js';
import { mutatedJson } from '../json.js';
import { expect, type Parser } from '../parser.js';

const HEADER = {
  __metadata__: { format: 'pt' },
  'conv_in.weight': { dtype: 'F32', shape: [4, 2], data_offsets: [0, 32] },
  'conv_in.bias': { dtype: 'BF16', shape: [4], data_offsets: [32, 40] },
  scalar: { dtype: 'I64', shape: [], data_offsets: [40, 48] },
  packed: { dtype: 'F4', shape: [2, 8], data_offsets: [48, 56] },
  unknown: { dtype: 'X9', shape: [8], data_offsets: [56, 64] },
};
const DATA = 64;

function fileOf(header: Uint8Array, data = DATA, declared = header.length): Buffer {
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(declared));
  return Buffer.concat([prefix, header, Buffer.alloc(data)]);
}

/** If the header itself is malformed, its length is usually right. */
const lengths = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: edge.map((declared) => ({ declared })) },
  { weight: 1, arbitrary: fc.nat({ max: 80 }).map((data) => ({ data })) },
);

const path = join(newFolder(), 'model.safetensors');

export const safetensors: Parser<Uint8Array> = {
  name: 'safetensors',
  arbitrary: fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(mutatedJson([HEADER]), lengths)
        .map(([header, { data, declared }]: [Buffer, { data?: number; declared?: number }]) =>
          fileOf(header, data, declared),
        ),
    },
    { weight: 1, arbitrary: mutatedBytes([fileOf(Buffer.from(JSON.stringify(HEADER)))]) },
  ),
  async run(bytes) {
    await writeFile(path, bytes);
    const file = await readSafetensorsHeader(path);
    for (const { offset, length } of file.entries.values())
      expect(offset >= 8 && length >= 0 && offset + length <= bytes.length, 'a tensor is outside the file');
    await Weights.of(path, [file]).checkUnchanged();
  },
};
