import fc from 'fast-check';
import { byteEdit, edge, editBytes, noise } from './bytes.js';

// Mistakes in TIFFs: in the entries of directories, in the values that they point to, and in blocks of pixels.

/** Tags that decide how others are read. */
const TAGS = [
  ...[254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 330],
  ...[338, 339, 347, 33550, 33922, 34264, 34675, 34735, 34736, 34737, 42112, 42113, 50674],
];
/** Compressions, and numbers with a meaning in other tags. */
const VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 32, 64, 32773, 32946, 34712, 34887, 34925, 50000, 50001];

interface Entry {
  /** Position of the entry. */
  at: number;
  /** Bytes of an offset. */
  word: 4 | 8;
  little: boolean;
}

/** The entries of all directories of a valid file, and the positions of the offsets of next directories. */
function entriesOf(file: Buffer): { entries: Entry[]; nexts: Entry[] } {
  const little = file[0] === 0x49;
  const word = file[little ? 2 : 3] === 43 ? 8 : 4;
  const [entries, nexts]: [Entry[], Entry[]] = [[], []];
  const number = (at: number, bytes: number) =>
    little
      ? file.readUIntLE(at, Math.min(bytes, 6))
      : file.readUIntBE(at + Math.max(0, bytes - 6), Math.min(bytes, 6));
  for (let at = number(word, word); at > 0 && nexts.length < 8; ) {
    const [head, size] = word === 8 ? [8, 20] : [2, 12];
    const count = number(at, head);
    for (let i = 0; i < count; i++) entries.push({ at: at + head + i * size, word, little });
    const next = at + head + count * size;
    nexts.push({ at: next, word, little });
    at = number(next, word);
  }
  return { entries, nexts };
}

interface Edit {
  kind: 'tag' | 'type' | 'count' | 'value' | 'first' | 'far' | 'next' | 'block';
  at: number;
  tag: number;
  value: number;
  bytes: Parameters<typeof editBytes>[1];
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('tag', 'type', 'count', 'value', 'value', 'first', 'far', 'next', 'block'),
  at: fc.nat(),
  tag: fc.constantFrom(...TAGS),
  value: fc.oneof(fc.constantFrom(...VALUES), edge, fc.nat({ max: 2000 })),
  bytes: byteEdit,
});

function put(file: Buffer, { little }: Entry, at: number, bytes: number, value: number): void {
  if (at < 0 || at + bytes > file.length) return;
  const number = BigInt(value) & ((1n << BigInt(8 * bytes)) - 1n);
  for (let i = 0; i < bytes; i++)
    file[little ? at + i : at + bytes - 1 - i] = Number((number >> BigInt(8 * i)) & 255n);
}

function applied(
  file: Buffer,
  { kind, at, tag, value, bytes }: Edit,
  places: ReturnType<typeof entriesOf>,
): Buffer {
  const { entries, nexts } = places;
  const entry = (kind === 'next' ? nexts[at % nexts.length] : entries[at % entries.length])!;
  const { at: start, word } = entry;
  switch (kind) {
    case 'tag':
      put(file, entry, start, 2, tag);
      return file;
    case 'type':
      put(file, entry, start + 2, 2, value % 20);
      return file;
    case 'count':
      put(file, entry, start + 4, word, value);
      return file;
    case 'value':
      put(file, entry, start + 4 + word, word, value);
      return file;
    case 'first':
      // A single SHORT lies in the first bytes.
      put(file, entry, start + 4 + word, 2, value);
      return file;
    case 'far': {
      // One of the values that are stored after the directory, such as the offset of a block.
      const there = entry.little ? file.readUInt32LE(start + 4 + word) : file.readUInt32BE(start + 4 + word);
      put(file, entry, there + 4 * (at % 5), 4, value);
      return file;
    }
    case 'next':
      put(file, entry, start, word, at % 2 === 0 ? entries[0]!.at - 2 : value);
      return file;
    case 'block':
      return editBytes(file, { ...bytes, at: file.length - 1 - (bytes.at % Math.ceil(file.length / 2)) });
  }
}

export function mutatedTiffs(valid: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const placesOf = new Map(valid.map((file) => [file, entriesOf(file)]));
  const mutated = fc
    .tuple(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([file, edits]) => {
      // Edits that remove bytes come last, so that the entries are still in their places.
      const sorted = edits.toSorted((a, b) => Number(a.kind === 'block') - Number(b.kind === 'block'));
      const places = placesOf.get(file)!;
      return sorted.reduce<Buffer>((edited, edit) => applied(edited, edit, places), Buffer.from(file));
    });
  return fc.oneof(
    { weight: 17, arbitrary: mutated },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...valid), fc.array(byteEdit, { minLength: 1, maxLength: 3 }))
        .map(([file, edits]) => edits.reduce<Buffer>(editBytes, Buffer.from(file))),
    },
    { weight: 1, arbitrary: noise(['II*\0', 'MM\0*', 'II+\0\x08\0\0\0', 'MM\0+\0\x08\0\0']) },
  );
}
