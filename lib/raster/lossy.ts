import sharp, { type Sharp } from 'sharp';

/** Pixels of a codec that knows its own size. */
export interface Pixels {
  bytes: Uint8Array;
  width: number;
  height: number;
  bands: number;
}

/** Adobe's marker, which says whether three components are YCbCr (1) or as they are (0). */
function adobeMarker(transform: 0 | 1): Uint8Array {
  return Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform);
}

/**
 * Decodes a block in JPEG. The tables may be stored once for all blocks, and the photometric interpretation says what a
 * file of its own says by a marker.
 *
 * @param most pixels, which bounds what a hostile block claims
 */
export async function decodeJpeg(
  block: Uint8Array,
  {
    tables,
    isYCbCr,
    bands,
    most,
  }: { tables: Uint8Array | undefined; isYCbCr: boolean; bands: 1 | 3; most: number },
): Promise<Pixels> {
  const start = block.subarray(0, 2);
  // Between the tables' own start and end.
  const shared = tables && tables.length > 4 ? tables.subarray(2, tables.length - 2) : new Uint8Array(0);
  const marker = bands === 3 ? adobeMarker(isYCbCr ? 1 : 0) : new Uint8Array(0);
  const file = Buffer.concat([start, marker, shared, block.subarray(2)]);
  const options = { ...OPTIONS, limitInputPixels: most };
  return decoded(sharp(file, options).toColourspace(bands === 1 ? 'b-w' : 'srgb'));
}

/** Decodes a block in WebP. Four bands keep their alpha as stored. */
export async function decodeWebp(block: Uint8Array, bands: number, most: number): Promise<Pixels> {
  const image = sharp(block, { ...OPTIONS, limitInputPixels: most }).toColourspace('srgb');
  return decoded(bands === 4 ? image.ensureAlpha() : image.removeAlpha());
}

const OPTIONS = { ignoreIcc: true, failOn: 'error' } as const;

async function decoded(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height, bands: info.channels };
}
