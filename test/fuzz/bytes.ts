import fc from 'fast-check';

// Mistakes in bytes. Positions and values are drawn as plain numbers and fitted to the input afterwards, so that fast-check
// can shrink each of them independently.

/** Numbers at the limits of integer types, where sums and products overflow. */
const EDGES = [0, 1, 2, 3, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff];
export const edge = fc.oneof(
  fc.constantFrom(...EDGES, 0x80000000, 0xfffffffe, 0xffffffff),
  fc.nat({ max: 0xffffffff }),
);

export interface ByteEdit {
  kind: 'bit' | 'byte' | 'short' | 'long' | 'cut' | 'remove' | 'repeat' | 'insert';
  at: number;
  value: number;
  length: number;
}

export const byteEdit: fc.Arbitrary<ByteEdit> = fc.record({
  kind: fc.constantFrom('bit', 'byte', 'short', 'long', 'cut', 'remove', 'repeat', 'insert'),
  // Half of the positions are in the first bytes, where headers are.
  at: fc.oneof(fc.nat({ max: 64 }), fc.nat()),
  value: edge,
  length: fc.nat({ max: 40 }),
});

export function editBytes(bytes: Uint8Array, { kind, at: drawn, value, length }: ByteEdit): Buffer {
  const file = Buffer.from(bytes);
  if (file.length === 0) return Buffer.of(value & 0xff);
  const at = drawn % file.length;
  const [before, after] = [file.subarray(0, at), file.subarray(at)];
  switch (kind) {
    case 'bit':
      file[at]! ^= 1 << (value % 8);
      return file;
    case 'byte':
      file[at] = value & 0xff;
      return file;
    case 'short':
    case 'long':
      return Buffer.concat([before, numberBytes(kind, value, length), after.subarray(sizeOf(kind))]);
    case 'cut':
      return before;
    case 'remove':
      return Buffer.concat([before, after.subarray(length)]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 'insert':
      return Buffer.concat([before, Buffer.alloc(length, value & 0xff), after]);
  }
}

const sizeOf = (kind: 'short' | 'long') => (kind === 'short' ? 2 : 4);

/** A number in either byte order. */
function numberBytes(kind: 'short' | 'long', value: number, order: number): Buffer {
  const bytes = Buffer.alloc(sizeOf(kind));
  const [write, most] = [order % 2 === 0 ? 'writeUIntLE' : 'writeUIntBE', 2 ** (8 * bytes.length)] as const;
  bytes[write](value % most, 0, bytes.length);
  return bytes;
}

/**
 * Valid files with up to four mistakes, and some noise.
 *
 * @param starts what noise begins with, such as the signature of a format
 */
export function mutatedBytes(
  valid: readonly Uint8Array[],
  starts: readonly string[] = [''],
): fc.Arbitrary<Buffer> {
  const mutated = fc
    .tuple(fc.constantFrom(...valid), fc.array(byteEdit, { minLength: 1, maxLength: 4 }))
    .map(([file, edits]) => edits.reduce<Buffer>(editBytes, Buffer.from(file)));
  return fc.oneof({ weight: 19, arbitrary: mutated }, { weight: 1, arbitrary: noise(starts) });
}

export function noise(starts: readonly string[] = ['']): fc.Arbitrary<Buffer> {
  return fc
    .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }))
    .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]));
}
