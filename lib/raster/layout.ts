import type { Size } from '../values/size.js';
import { roundTo, type SampleFormat, type SampleType } from './samples.js';
import { type ByteSource, type Directory, readDirectory, type TagValue } from './tags.js';
import { unsupportedTiff } from './unsupported.js';

/** How the pixels of a TIFF are stored, as its tags say. Bands are counted from 0. */
export interface Layout extends Size, SampleType {
  bands: number;
  littleEndian: boolean;
  /** Whether every band has blocks of its own. */
  planar: boolean;
  /** Size of a tile, or of a strip. */
  block: { width: number; height: number };
  /** Whether blocks at the edges are stored in full size. */
  tiled: boolean;
  offsets: number[];
  byteCounts: number[];
  compression: number;
  predictor: number;
  /** Whether the lowest bit of a byte comes first. */
  reversedBits: boolean;
  photometric: number;
  /** Meaning of the last bands: 0 unspecified, 1 associated alpha, 2 unassociated alpha. */
  extraSamples: number[];
  jpegTables?: Uint8Array;
  lercParameters?: number[];
}

/** The raster in a TIFF, with what belongs to it. */
export interface Raster extends Layout {
  /** 1 to 8, as in EXIF: how to turn the image upright. */
  orientation: number;
  /** Red, green and blue of each index, 0…65535. */
  colourMap?: number[];
  icc?: Uint8Array;
  /** GDAL's nodata value. */
  nodata?: number;
  /** The mask in the same file: 0 where a pixel has no data. */
  mask?: Layout;
}

export const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, mask: 4, cmyk: 5, yCbCr: 6 };
/** Codes of compressions. */
export const COMPRESSION = {
  none: 1,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  packbits: 32773,
  oldDeflate: 32946,
  lerc: 34887,
  zstd: 50000,
  webp: 50001,
};

/** Names of photometric interpretations that are not read. */
const OTHER_COLOURS: Readonly<Record<number, string>> = {
  8: 'CIELab',
  9: 'ICCLab',
  10: 'ITULab',
  32803: 'a colour filter array (raw camera data)',
  32844: 'LogL',
  32845: 'LogLuv',
  34892: 'raw camera data',
};

/** Names of compressions, by code. Those with `true` are read. */
export const COMPRESSIONS: Readonly<Record<number, [name: string, isRead?: true]>> = {
  [COMPRESSION.none]: ['none', true],
  2: ['CCITT Huffman'],
  3: ['CCITT fax 3'],
  4: ['CCITT fax 4'],
  [COMPRESSION.lzw]: ['LZW', true],
  6: ['old-style JPEG'],
  [COMPRESSION.jpeg]: ['JPEG', true],
  [COMPRESSION.deflate]: ['Deflate', true],
  [COMPRESSION.packbits]: ['PackBits', true],
  [COMPRESSION.oldDeflate]: ['Deflate', true],
  33003: ['JPEG 2000'],
  33005: ['JPEG 2000'],
  34712: ['JPEG 2000'],
  [COMPRESSION.lerc]: ['LERC', true],
  34892: ['lossy JPEG of DNG'],
  34925: ['LZMA'],
  [COMPRESSION.zstd]: ['ZSTD', true],
  [COMPRESSION.webp]: ['WebP', true],
  50002: ['JPEG XL'],
  52546: ['JPEG XL'],
};

/** Codes of the compressions that have a predictor, whatever the tag says with others. */
const PREDICTED = new Set([COMPRESSION.lzw, COMPRESSION.deflate, COMPRESSION.oldDeflate, COMPRESSION.zstd]);

/** Codes of the tags that say how pixels are stored. */
export const TAGS = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  extraSamples: 338,
  format: 339,
  jpegTables: 347,
  icc: 34675,
  nodata: 42113,
  lerc: 50674,
};
const ALL = new Set(Object.values(TAGS));
const OF_MASK = new Set([TAGS.subfileType, TAGS.width, TAGS.height]);
/** Largest tile or strip, in pixels. */
const MOST_PIXELS = 100_000_000;

/** A TIFF with overviews has a few dozen directories at most. */
const MOST_DIRECTORIES = 64;
/** Longest ICC profile, colour map or list of offsets that is read, in bytes. */
const LONGEST = 64 << 20;

/**
 * Reads how the first image of a TIFF is stored, and where its mask is.
 *
 * @param bytes size of the file
 * @param label names the image in errors
 * @throws ImageError (`IMAGE_UNSUPPORTED`) for what is not read
 * @throws Error for a damaged file
 */
export async function readLayout(source: ByteSource, bytes: number, label: string): Promise<Raster> {
  const directory = await readLayoutTags(source, bytes);
  const layout = layoutOf(directory, label);
  const { tags } = directory;
  const icc = tags.get(TAGS.icc);
  const colourMap = tags.get(TAGS.colourMap);
  const nodata = nodataOf(tags.get(TAGS.nodata), layout);
  const mask = await findMask(source, directory, layout, bytes, label);
  return {
    ...layout,
    orientation: number(tags, TAGS.orientation) ?? 1,
    ...(Array.isArray(colourMap) && { colourMap }),
    ...(icc instanceof Uint8Array && { icc }),
    ...(nodata !== undefined && { nodata }),
    ...(mask && { mask }),
  };
}

/** Reads the tags of one directory that say how its pixels are stored. @param at its position; the first by default */
export function readLayoutTags(source: ByteSource, bytes: number, at?: number): Promise<Directory> {
  return readDirectory(source, ALL, { ...(at !== undefined && { at }), longest: Math.min(bytes, LONGEST) });
}

/** The first directory after the image's that is a mask of the same size. */
async function findMask(
  source: ByteSource,
  { next }: Directory,
  { width, height }: Layout,
  bytes: number,
  label: string,
): Promise<Layout | undefined> {
  for (let i = 0; i < MOST_DIRECTORIES && next > 0; i++) {
    // What follows the image may be damaged, and is not needed.
    const directory = await readDirectory(source, OF_MASK, { at: next }).catch(() => undefined);
    if (!directory) return undefined;
    const isMask = ((number(directory.tags, TAGS.subfileType) ?? 0) & 4) !== 0;
    if (
      isMask &&
      number(directory.tags, TAGS.width) === width &&
      number(directory.tags, TAGS.height) === height
    )
      return layoutOf(await readLayoutTags(source, bytes, next), label);
    next = directory.next;
  }
  return undefined;
}

/**
 * How the pixels of one directory are stored. Its tags are those of `readLayoutTags`.
 *
 * @throws as `readLayout`
 */
export function layoutOf({ tags, littleEndian }: Directory, label: string): Layout {
  const [width, height] = [number(tags, TAGS.width), number(tags, TAGS.height)];
  if (!isCount(width) || !isCount(height)) throw new Error('its size is unknown');
  const bands = number(tags, TAGS.samples) ?? 1;
  if (!isCount(bands) || bands > 65_535) throw new Error(`it has ${bands} bands`);
  const planar = bands > 1 && number(tags, TAGS.planar) === 2;
  const tiled = tags.has(TAGS.tileOffsets);
  const rows = number(tags, TAGS.rowsPerStrip) ?? height;
  const block = tiled
    ? { width: number(tags, TAGS.tileWidth) ?? 0, height: number(tags, TAGS.tileHeight) ?? 0 }
    : { width, height: Math.min(rows === 0 ? height : rows, height) };
  if (!isCount(block.width) || !isCount(block.height)) throw new Error('the size of its tiles is unknown');
  if (tiled && block.width * block.height > MOST_PIXELS)
    throw new Error(`its tiles have ${block.width} x ${block.height} pixels`);
  const blocks = Math.ceil(width / block.width) * Math.ceil(height / block.height) * (planar ? bands : 1);
  const offsets = list(tags, tiled ? TAGS.tileOffsets : TAGS.stripOffsets);
  const byteCounts = list(tags, tiled ? TAGS.tileBytes : TAGS.stripBytes);
  if (offsets.length < blocks || byteCounts.length < blocks)
    throw new Error(`it lists ${offsets.length} blocks of pixels and needs ${blocks}`);
  const jpegTables = tags.get(TAGS.jpegTables);
  const lercParameters = list(tags, TAGS.lerc);
  const compression = number(tags, TAGS.compression) ?? COMPRESSION.none;
  const layout: Layout = {
    ...{ width, height, bands, littleEndian, planar, block, tiled, offsets, byteCounts },
    ...samplesOf(tags, label),
    compression,
    predictor: PREDICTED.has(compression) ? (number(tags, TAGS.predictor) ?? 1) : 1,
    reversedBits: number(tags, TAGS.fillOrder) === 2,
    photometric: number(tags, TAGS.photometric) ?? PHOTOMETRIC.blackIsZero,
    extraSamples: list(tags, TAGS.extraSamples),
    ...(jpegTables instanceof Uint8Array && { jpegTables }),
    ...(lercParameters.length > 0 && { lercParameters }),
  };
  checkSupported(layout, label);
  return layout;
}

const FORMATS: Readonly<Record<number, SampleFormat>> = { 1: 'uint', 2: 'int', 3: 'float', 4: 'uint' };

const NAMES = { uint: 'unsigned integers', int: 'integers', float: 'floating-point numbers' };

function samplesOf(tags: Directory['tags'], label: string): SampleType {
  const formats = new Set(list(tags, TAGS.format, 1));
  const sizes = new Set(list(tags, TAGS.bits, 1));
  if (formats.size > 1 || sizes.size > 1)
    throw unsupportedTiff(label, 'has bands of different types', 'gdal_translate -ot Float32');
  const [[code], [bits]] = [[...formats], [...sizes]] as [[number], [number]];
  if (code === 5 || code === 6)
    throw unsupportedTiff(label, 'has complex samples', 'gdal_translate -ot Float32');
  const format = FORMATS[code];
  const fits =
    format === 'float'
      ? [16, 32, 64].includes(bits)
      : format === 'int'
        ? [8, 16, 32].includes(bits)
        : bits >= 1 && bits <= 32;
  if (!format || !fits)
    throw unsupportedTiff(
      label,
      `has ${bits}-bit ${format ? NAMES[format] : `samples of format ${code}`}`,
      'gdal_translate -ot Float32',
    );
  return { format, bits };
}

function checkSupported(layout: Layout, label: string): void {
  const { photometric, compression, predictor, bands, bits, format } = layout;
  const [name, isRead] = COMPRESSIONS[compression] ?? [`number ${compression}`];
  if (!isRead)
    throw unsupportedTiff(label, `is compressed with ${name}`, 'gdal_translate -co COMPRESS=DEFLATE');
  if (photometric in OTHER_COLOURS)
    throw unsupportedTiff(label, `holds ${OTHER_COLOURS[photometric]}`, 'convert -colorspace sRGB');
  const isJpeg = compression === COMPRESSION.jpeg;
  if (photometric === PHOTOMETRIC.yCbCr && !(isJpeg && bands === 3) && compression !== COMPRESSION.webp)
    throw unsupportedTiff(
      label,
      isJpeg ? `holds YCbCr in ${bands} bands` : 'holds YCbCr that is not JPEG',
      'gdal_translate -co PHOTOMETRIC=RGB',
    );
  if ((isJpeg || compression === COMPRESSION.webp) && (format !== 'uint' || bits !== 8))
    throw unsupportedTiff(label, `has ${bits}-bit samples in ${name}`, 'gdal_translate -co COMPRESS=DEFLATE');
  if (
    ![1, 2, 3].includes(predictor) ||
    (predictor === 2 && bits % 8 !== 0) ||
    (predictor === 3 && format !== 'float')
  )
    throw unsupportedTiff(
      label,
      `has predictor ${predictor} for ${bits}-bit samples`,
      'gdal_translate -co COMPRESS=DEFLATE',
    );
  if (photometric === PHOTOMETRIC.palette && (format !== 'uint' || bits > 16))
    throw unsupportedTiff(label, `has a palette for ${bits}-bit samples`, 'gdal_translate -expand rgb');
  const colours = { [PHOTOMETRIC.rgb]: 3, [PHOTOMETRIC.yCbCr]: 3, [PHOTOMETRIC.cmyk]: 4 }[photometric] ?? 1;
  if (bands < colours) throw new Error(`it has ${bands} bands, and its colours need ${colours}`);
}

function nodataOf(value: TagValue | undefined, { format, bits }: Layout): number | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replace(/\0[\s\S]*$/, '').trim();
  if (/^[-+]?nan$/i.test(text)) return Number.NaN;
  const infinite = /^([-+]?)inf(inity)?$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (text === '' || Number.isNaN(Number(text))) return undefined;
  return format === 'float' ? roundTo(bits, Number(text)) : Number(text);
}

function number(tags: Directory['tags'], tag: number): number | undefined {
  return list(tags, tag)[0];
}

function list(tags: Directory['tags'], tag: number, usual?: number): number[] {
  const value = tags.get(tag);
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value;
  if (value instanceof Uint8Array) return [...value];
  return usual === undefined ? [] : [usual];
}

function isCount(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && value! > 0;
}
