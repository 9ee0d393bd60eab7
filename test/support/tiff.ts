/**
 * A TIFF of one uncompressed image, with any tags. GDAL and libtiff read it. For tests of files that sharp does not
 * write: other byte orders, sample formats, layouts and georeferences.
 *
 * @example writeTiff({ width: 2, height: 1, bands: 3, bits: 16, samples: [0, 1, 2, 65535, 4, 5] })
 */
export function writeTiff(image: TiffImage): Buffer {
  const { bigEndian = false, bigTiff = false } = image;
  const blocks = blocksOf(image);
  const tags = allTags(image, blocks);
  const [header, entryBytes, word] = bigTiff ? [16, 20, 8] : [8, 12, 4];
  const valuesAt = header + (bigTiff ? 8 : 2) + tags.length * entryBytes + word;

  // The values that do not fit into their entries come after the directory, then the pixels.
  let end = valuesAt;
  const places = tags.map(({ type, values }) => {
    const bytes = values.length * BYTES[type];
    const at = end;
    if (bytes > word) end += bytes + (bytes % 8 === 0 ? 0 : 8 - (bytes % 8));
    return bytes > word ? at : undefined;
  });
  const starts = blocks.map((block) => {
    const at = end;
    end += block.length;
    return at;
  });

  const file = new Writer(end, !bigEndian);
  file.put('SHORT', 0, bigEndian ? 0x4d4d : 0x4949);
  file.put('SHORT', 2, bigTiff ? 43 : 42);
  if (bigTiff) file.put('SHORT', 4, 8);
  file.put(bigTiff ? 'LONG8' : 'LONG', bigTiff ? 8 : 4, header);
  file.put(bigTiff ? 'LONG8' : 'SHORT', header, tags.length);
  for (const [i, { tag, type, values }] of tags.entries()) {
    const at = header + (bigTiff ? 8 : 2) + i * entryBytes;
    file.put('SHORT', at, tag);
    file.put('SHORT', at + 2, CODES[type]);
    file.put(bigTiff ? 'LONG8' : 'LONG', at + 4, values.length);
    const here = places[i];
    const from = here ?? at + 4 + word;
    if (here !== undefined) file.put(bigTiff ? 'LONG8' : 'LONG', at + 4 + word, here);
    const isOffsets = tag === STRIP_OFFSETS || tag === TILE_OFFSETS;
    for (const [j, value] of (isOffsets ? starts : values).entries())
      file.put(type, from + j * BYTES[type], value);
  }
  for (const [i, block] of blocks.entries()) block.copy(file.buffer, starts[i]!);
  return file.buffer;
}

export interface TiffImage {
  width: number;
  height: number;
  /** Samples per pixel; 1 by default. */
  bands?: number;
  /** Per sample; 8 by default. 1, 2, 4 and 12 are packed, rows starting on whole bytes. */
  bits?: 1 | 2 | 4 | 8 | 12 | 16 | 32 | 64;
  /** How samples are to be read; `uint` by default. */
  format?: 'uint' | 'int' | 'float';
  /** Bands one after the other instead of pixel by pixel (PlanarConfiguration 2). */
  planar?: boolean;
  /** PhotometricInterpretation: by default 1 (black is zero), and 2 (RGB) for three and more bands. */
  photometric?: number;
  /** ExtraSamples, one for each band beyond the colours: 0 unspecified, 1 associated alpha, 2 unassociated alpha. */
  extraSamples?: number[];
  /** All samples, pixel by pixel whatever the layout in the file; zeros by default. */
  samples?: ArrayLike<number>;
  /** Further tags, or other values for those written anyway. `undefined` leaves a tag out. */
  tags?: Record<number, TiffTag | undefined>;
  /** Tiles of this size instead of a single strip. */
  tile?: { width: number; height: number };
  bigEndian?: boolean;
  bigTiff?: boolean;
}

/** A value with its type. Texts get their final zero. */
export type TiffTag =
  | { type: Exclude<TiffType, 'ASCII'>; values: number[] }
  | { type: 'ASCII'; values: string };
export type TiffType = keyof typeof CODES;

const CODES = { BYTE: 1, ASCII: 2, SHORT: 3, LONG: 4, FLOAT: 11, DOUBLE: 12, LONG8: 16 } as const;
const BYTES = { BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, FLOAT: 4, DOUBLE: 8, LONG8: 8 } as const;
const FORMATS = { uint: 1, int: 2, float: 3 };
const STRIP_OFFSETS = 273;
const TILE_OFFSETS = 324;

interface Entry {
  tag: number;
  type: TiffType;
  values: number[];
}

function allTags(image: TiffImage, blocks: Buffer[]): Entry[] {
  const { width, height, bands = 1, bits = 8, format = 'uint', planar = false, tile, bigTiff } = image;
  const { photometric = bands < 3 ? 1 : 2, extraSamples } = image;
  const short = (...values: number[]): TiffTag => ({ type: 'SHORT', values });
  const long = (...values: number[]): TiffTag => ({ type: bigTiff ? 'LONG8' : 'LONG', values });
  const offsets = blocks.map(() => 0);
  const lengths = blocks.map((block) => block.length);
  const tags: Record<number, TiffTag | undefined> = {
    256: short(width),
    257: short(height),
    258: short(...Array<number>(bands).fill(bits)),
    259: short(1),
    262: short(photometric),
    277: short(bands),
    284: short(planar ? 2 : 1),
    ...(extraSamples && { 338: short(...extraSamples) }),
    339: short(...Array<number>(bands).fill(FORMATS[format])),
    ...(tile
      ? { 322: short(tile.width), 323: short(tile.height), 324: long(...offsets), 325: long(...lengths) }
      : { 273: long(...offsets), 278: short(height), 279: long(...lengths) }),
    ...image.tags,
  };
  return Object.entries(tags).flatMap(([tag, value]) => {
    if (!value) return [];
    const { type } = value;
    const values = value.type === 'ASCII' ? [...Buffer.from(`${value.values}\0`)] : value.values;
    return [{ tag: Number(tag), type, values }];
  });
}

/** The strip, or the tiles, of each plane. */
function blocksOf(image: TiffImage): Buffer[] {
  const { width, height, bands = 1, planar = false, tile = { width, height } } = image;
  const blocks: Buffer[] = [];
  for (const plane of planar ? Array(bands).keys() : [undefined]) {
    for (let top = 0; top < height; top += tile.height) {
      for (let left = 0; left < width; left += tile.width) blocks.push(block(image, left, top, tile, plane));
    }
  }
  return blocks;
}

/** Pixels beyond the image's edge are 0. */
function block(
  image: TiffImage,
  left: number,
  top: number,
  tile: { width: number; height: number },
  plane: number | undefined,
): Buffer {
  const { width, height, bands = 1, bits = 8, format = 'uint', samples, bigEndian = false } = image;
  const shown = plane === undefined ? [...Array(bands).keys()] : [plane];
  const rowBytes = Math.ceil((tile.width * shown.length * bits) / 8);
  const file = new Writer(rowBytes * tile.height, !bigEndian);
  for (let y = 0; y < tile.height; y++) {
    for (let x = 0; x < tile.width; x++) {
      if (top + y >= height || left + x >= width) continue;
      for (const [i, band] of shown.entries()) {
        const value = samples?.[((top + y) * width + left + x) * bands + band] ?? 0;
        file.sample(y * rowBytes * 8 + (x * shown.length + i) * bits, value, bits, format);
      }
    }
  }
  return file.buffer;
}

class Writer {
  readonly buffer: Buffer;
  private readonly view: DataView;

  constructor(
    length: number,
    private readonly little: boolean,
  ) {
    this.buffer = Buffer.alloc(length);
    this.view = new DataView(this.buffer.buffer, this.buffer.byteOffset, length);
  }

  put(type: TiffType, at: number, value: number): void {
    if (type === 'SHORT') this.view.setUint16(at, value, this.little);
    else if (type === 'LONG') this.view.setUint32(at, value, this.little);
    else if (type === 'FLOAT') this.view.setFloat32(at, value, this.little);
    else if (type === 'DOUBLE') this.view.setFloat64(at, value, this.little);
    else if (type === 'LONG8') this.view.setBigUint64(at, BigInt(value), this.little);
    else this.view.setUint8(at, value);
  }

  /** A sample at a position in bits. Those that are not whole bytes are packed, highest bit first. */
  sample(at: number, value: number, bits: number, format: 'uint' | 'int' | 'float'): void {
    const byte = at / 8;
    if (format === 'float') this.put(bits === 64 ? 'DOUBLE' : 'FLOAT', byte, value);
    else if (bits === 8) this.put('BYTE', byte, value);
    else if (bits === 16) this.put('SHORT', byte, value);
    else if (bits === 32) this.put('LONG', byte, value);
    else if (bits === 64) this.view.setBigInt64(byte, BigInt(value), this.little);
    else
      for (let i = 0; i < bits; i++) {
        const bit = (value >> (bits - 1 - i)) & 1;
        this.buffer[(at + i) >> 3]! |= bit << (7 - ((at + i) % 8));
      }
  }
}
