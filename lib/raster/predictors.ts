import type { Storage } from './samples.js';

// Converts between the decompressed bytes of a block and samples in this machine's byte order. Both directions keep every
// bit of a sample, so that unchanged samples are written as they were.

/**
 * The samples of a block in this machine's byte order, from its decompressed bytes. For samples of 8, 16, 32 or 64 bits.
 *
 * @param bytes whole rows
 * @param across samples in a row of the block, over all bands in it
 * @returns a copy, which starts at the beginning of its buffer
 */
export function toNative(bytes: Uint8Array, storage: Storage, across: number): Uint8Array<ArrayBuffer> {
  const { bits, littleEndian, predictor } = storage;
  const size = bits / 8;
  // A typed array needs an aligned start. The slice of a Buffer would not be a copy.
  const whole = new Uint8Array(bytes);
  const stride = across / storage.block.width;
  if (predictor === 3) undoFloatDifferences(whole, across * size, stride, size);
  else if (!littleEndian) swapBytes(whole, size);
  if (predictor === 2) undoDifferences(whole, across, stride, size);
  return whole;
}

/** Undoes `toNative`, in place. */
export function fromNative(bytes: Uint8Array<ArrayBuffer>, storage: Storage, across: number): void {
  const { bits, littleEndian, predictor } = storage;
  const size = bits / 8;
  const stride = across / storage.block.width;
  if (predictor === 2) takeDifferences(bytes, across, stride, size);
  if (predictor === 3) takeFloatDifferences(bytes, across * size, stride, size);
  else if (!littleEndian) swapBytes(bytes, size);
}

/** Reverses the bytes of every sample. */
export function swapBytes(
  samples: { buffer: ArrayBuffer; byteOffset: number; byteLength: number; BYTES_PER_ELEMENT: number },
  size = samples.BYTES_PER_ELEMENT,
): void {
  const buffer = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  if (size === 2) buffer.swap16();
  else if (size === 4) buffer.swap32();
  else if (size === 8) buffer.swap64();
}

/** Every sample is stored as its difference from the one before it in the row. */
function undoDifferences(
  { buffer }: Uint8Array<ArrayBuffer>,
  across: number,
  stride: number,
  size: number,
): void {
  if (size === 8) {
    const samples = new BigUint64Array(buffer);
    for (let row = 0; row < samples.length; row += across)
      for (let i = row + stride; i < row + across; i++) samples[i] = samples[i]! + samples[i - stride]!;
    return;
  }
  const samples = new { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[size as 1 | 2 | 4](buffer);
  for (let row = 0; row < samples.length; row += across)
    for (let i = row + stride; i < row + across; i++) samples[i]! += samples[i - stride]!;
}

/** Rows hold the highest bytes of all samples first, then the next, each as the difference from the byte before it. */
function undoFloatDifferences(bytes: Uint8Array, rowBytes: number, stride: number, size: number): void {
  const across = rowBytes / size;
  for (let start = 0; start < bytes.length; start += rowBytes) {
    const row = bytes.subarray(start, start + rowBytes);
    for (let i = stride; i < rowBytes; i++) row[i]! += row[i - stride]!;
    const planes = row.slice();
    for (let i = 0; i < across; i++)
      for (let byte = 0; byte < size; byte++) row[i * size + byte] = planes[(size - 1 - byte) * across + i]!;
  }
}

function takeDifferences(
  { buffer }: Uint8Array<ArrayBuffer>,
  across: number,
  stride: number,
  size: number,
): void {
  if (size === 8) {
    const samples = new BigUint64Array(buffer);
    for (let row = 0; row < samples.length; row += across)
      for (let i = row + across - 1; i >= row + stride; i--) samples[i] = samples[i]! - samples[i - stride]!;
    return;
  }
  const samples = new { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[size as 1 | 2 | 4](buffer);
  for (let row = 0; row < samples.length; row += across)
    for (let i = row + across - 1; i >= row + stride; i--) samples[i]! -= samples[i - stride]!;
}

function takeFloatDifferences(bytes: Uint8Array, rowBytes: number, stride: number, size: number): void {
  const across = rowBytes / size;
  const planes = new Uint8Array(rowBytes);
  for (let start = 0; start < bytes.length; start += rowBytes) {
    const row = bytes.subarray(start, start + rowBytes);
    for (let i = 0; i < across; i++)
      for (let byte = 0; byte < size; byte++) planes[(size - 1 - byte) * across + i] = row[i * size + byte]!;
    row.set(planes);
    for (let i = rowBytes - 1; i >= stride; i--) row[i]! -= row[i - stride]!;
  }
}
