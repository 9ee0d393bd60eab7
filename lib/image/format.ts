import { ImageError } from '../errors.js';
import { unsupported } from '../raster/unsupported.js';

/** The formats that are read, by their names in sharp. */
export type Format = 'jpeg' | 'png' | 'webp' | 'tiff' | 'gif' | 'heif';

/** Bytes from the start of a file that tell its format. */
const HEAD = 512;

type Signature = readonly [offset: number, bytes: string];

const READ: readonly (readonly [Format, ...Signature[]])[] = [
  ['jpeg', [0, '\xff\xd8\xff']],
  ['png', [0, '\x89PNG\r\n\x1a\n']],
  ['webp', [0, 'RIFF'], [8, 'WEBP']],
  ['tiff', [0, 'II*\0']],
  ['tiff', [0, 'MM\0*']],
  ['tiff', [0, 'II+\0']],
  ['tiff', [0, 'MM\0+']],
  ['gif', [0, 'GIF87a']],
  ['gif', [0, 'GIF89a']],
];

const TO_TIFF = 'Convert it, for example: gdal_translate in out.tif';
const TO_PNG = 'Convert it to PNG or JPEG with an image editor.';

/** Other formats that people may give: what each is and how to convert it. */
const OTHERS: readonly (readonly [what: string, remedy: string, ...Signature[]])[] = [
  ['a JPEG 2000 file', TO_TIFF, [0, '\0\0\0\x0cjP  ']],
  ['a JPEG 2000 file', TO_TIFF, [0, '\xff\x4f\xff\x51']],
  ['a JPEG XL file', TO_PNG, [0, '\0\0\0\x0cJXL ']],
  ['a JPEG XL file', TO_PNG, [0, '\xff\x0a']],
  ['an HDF5 or NetCDF file', TO_TIFF, [0, '\x89HDF']],
  ['a NetCDF file', TO_TIFF, [0, 'CDF']],
  ['an HDF4 file', TO_TIFF, [0, '\x0e\x03\x13\x01']],
  ['an NITF file', TO_TIFF, [0, 'NITF']],
  ['an Erdas Imagine file', TO_TIFF, [0, 'EHFA_HEADER_TAG']],
  ['a FITS file', TO_TIFF, [0, 'SIMPLE  =']],
  ['a virtual raster of GDAL', TO_TIFF, [0, '<VRTDataset']],
  ['a GRIB file', TO_TIFF, [0, 'GRIB']],
  ['a BMP file', TO_PNG, [0, 'BM']],
  ['a PDF file', TO_PNG, [0, '%PDF']],
  ['a Photoshop file', TO_PNG, [0, '8BPS']],
  ['an OpenEXR file', TO_TIFF, [0, '\x76\x2f\x31\x01']],
  ['a Radiance HDR file', TO_TIFF, [0, '#?RADIANCE']],
  ['a libvips file', TO_PNG, [0, '\x08\xf2\xa6\xb6']],
  ['a libvips file', TO_PNG, [0, '\xb6\xa6\xf2\x08']],
  ['a ZIP archive', 'Extract the image from the archive first.', [0, 'PK\x03\x04']],
  ['a gzip file', 'Decompress it first, for example with gunzip.', [0, '\x1f\x8b']],
];

/**
 * The format of an image, from its content and not from its name.
 *
 * @param head bytes from the start, all of them or many
 * @param label names the image in errors
 * @throws ImageError (`IMAGE_UNSUPPORTED`) for a known format that is not read, and (`IMAGE_INVALID`) for an unknown one
 */
export function formatOf(head: Uint8Array, label: string): Format {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD)).toString('latin1');
  const fits = (signatures: readonly Signature[]) =>
    signatures.every(([offset, bytes]) => text.startsWith(bytes, offset));
  const read = READ.find(([, ...signatures]) => fits(signatures));
  if (read) return read[0];
  if (text.startsWith('ftyp', 4)) {
    // The brands of a file in the ISO container: the major one, a version, and the compatible ones.
    const brands = text.slice(8, Math.max(head[3] ?? 0, 16));
    if (/avi[fs]/.test(brands)) return 'heif';
    if (/hei[cfsxm]|hev[cx]|mif1/.test(brands))
      throw isOther(label, 'a HEIC file', 'Convert it, for example: heif-convert in.heic out.png');
  }
  const other = OTHERS.find(([, , ...signatures]) => fits(signatures));
  if (other) throw isOther(label, other[0], other[1]);
  if (/^P[1-7F][f\s]/.test(text)) throw isOther(label, 'a Netpbm file', TO_PNG);
  if (/<svg[\s>]/i.test(text) || /^\W*<\?xml/.test(text))
    throw isOther(label, 'an SVG or another XML file', 'Render SVG to PNG, for example with rsvg-convert.');
  throw new ImageError(
    'IMAGE_INVALID',
    `The ${label} image starts with ${JSON.stringify(text.slice(0, 12))}, which is no known format. ` +
      'Give a JPEG, PNG, WebP, TIFF, GIF or AVIF file.',
  );
}

function isOther(label: string, what: string, remedy: string): ImageError {
  return unsupported(`The ${label} image is ${what}, which is not supported.`, remedy);
}

/** Whether a WebP file or block is lossless: its pixels are in a `VP8L` chunk. */
export function isLosslessWebp(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= view.length; ) {
    const kind = view.toString('latin1', at, at + 4);
    if (kind === 'VP8L') return true;
    if (kind === 'VP8 ') return false;
    // The pixels of an animation's frame follow its header, in chunks of their own.
    const size = view.readUInt32LE(at + 4);
    at += kind === 'ANMF' ? 24 : 8 + size + (size % 2);
  }
  return false;
}
