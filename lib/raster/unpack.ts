// geotiff's decoders collect bytes in arrays without a bound, which ends the process for large blocks.

/** Undoes PackBits. At most `most` bytes come out; what a damaged block holds beyond them is ignored. */
export function unpackBits(block: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most);
  let at = 0;
  for (let i = 0; i < block.length && at < most; ) {
    const header = block[i++]!;
    // The standard gives this one no meaning.
    if (header === 128) continue;
    if (header < 128) {
      const run = block.subarray(i, i + Math.min(header + 1, most - at));
      out.set(run, at);
      at += run.length;
      i += header + 1;
    } else if (i < block.length) {
      out.fill(block[i++]!, at, at + 257 - header);
      at = Math.min(at + 257 - header, most);
    }
  }
  return out.subarray(0, at);
}

const [CLEAR, END, FIRST, CODES] = [256, 257, 258, 4096];

/** Undoes the LZW of TIFF 6.0. At most `most` bytes come out. @throws Error for a code that is not defined yet */
export function unpackLzw(block: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most);
  // A code stands for the bytes of an earlier code and the one after them, which are in `out` side by side.
  const starts = new Uint32Array(CODES);
  const lengths = new Uint16Array(CODES);
  let [next, bits, held, value, at] = [FIRST, 9, 0, 0, 0];
  for (let i = 0; at < most; ) {
    while (held < bits && i < block.length) {
      value = ((value << 8) | block[i++]!) & 0xffffff;
      held += 8;
    }
    // Some writers leave out the end.
    if (held < bits) break;
    held -= bits;
    const code = (value >>> held) & ((1 << bits) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      [next, bits] = [FIRST, 9];
      continue;
    }
    const from = at;
    if (code < CLEAR) out[at++] = code;
    else {
      if (code >= next) throw new Error('its LZW codes are damaged');
      const end = Math.min(starts[code]! + lengths[code]!, starts[code]! + most - at);
      for (let j = starts[code]!; j < end; j++) out[at++] = out[j]!;
    }
    if (next < CODES) {
      starts[next] = from;
      lengths[next] = (code < CLEAR ? 1 : lengths[code]!) + 1;
      next++;
      // The standard lengthens codes one code early.
      if (next >= 2 ** bits && bits < 12) bits++;
    }
  }
  return out.subarray(0, at);
}
