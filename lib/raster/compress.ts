import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { COMPRESSION } from './layout.js';
import { packBits, packLzw } from './pack.js';

const { none, lzw, deflate: DEFLATE, oldDeflate, packbits, zstd } = COMPRESSION;

/** Codes of the compressions that blocks are written in. All keep every bit. */
const LOSSLESS: ReadonlySet<number> = new Set([none, lzw, DEFLATE, oldDeflate, packbits, zstd]);

/** Of Deflate: 2.7 times as fast as the usual 6, for blocks that are 1 to 2 % larger. */
const LEVEL = 4;

export function isLossless(compression: number): boolean {
  return LOSSLESS.has(compression);
}

/** Compresses one block. @param rowBytes bytes of its rows */
export async function compress(
  block: Uint8Array,
  compression: number,
  rowBytes: number,
): Promise<Uint8Array> {
  switch (compression) {
    case none:
      return block;
    case lzw:
      return packLzw(block);
    case packbits:
      return packBits(block, rowBytes);
    case zstd: {
      // Loaded when a file needs it.
      const { Zstd } = await import('@hpcc-js/wasm-zstd');
      return (await Zstd.load()).compress(block);
    }
    default:
      return promisify(deflate)(block, { level: LEVEL });
  }
}
