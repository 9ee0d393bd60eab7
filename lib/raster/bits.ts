/** Reverses the order of the bits in every byte, in place. */
export function reverseBits(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i]!;
    byte = ((byte & 0xf0) >> 4) | ((byte & 0x0f) << 4);
    byte = ((byte & 0xcc) >> 2) | ((byte & 0x33) << 2);
    bytes[i] = ((byte & 0xaa) >> 1) | ((byte & 0x55) << 1);
  }
}

/**
 * Writes a sample of any number of bits, from the highest bit of each byte on.
 *
 * @param at position in bits
 * @param sample an integer
 * @returns whether a bit has changed
 */
export function writeBits(bytes: Uint8Array, at: number, bits: number, sample: number): boolean {
  let changed = false;
  for (let i = 0; i < bits; i++) {
    // Shifts would truncate to signed 32-bit integers.
    const bit = Math.floor(sample / 2 ** (bits - 1 - i)) % 2;
    const [byte, place] = [(at + i) >> 3, 7 - ((at + i) & 7)];
    if (((bytes[byte]! >> place) & 1) === bit) continue;
    bytes[byte]! ^= 1 << place;
    changed = true;
  }
  return changed;
}
