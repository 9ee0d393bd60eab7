// The opposites of the functions in unpack.ts.

/** Longest run of a PackBits header. */
const LONGEST_RUN = 128;

/** Compresses with PackBits, each row by itself, as the standard requires. */
export function packBits(bytes: Uint8Array, rowBytes: number): Uint8Array {
  const rows = Math.ceil(bytes.length / rowBytes);
  const out = new Uint8Array(bytes.length + rows * (1 + Math.ceil(rowBytes / LONGEST_RUN)));
  let at = 0;
  for (let start = 0; start < bytes.length; start += rowBytes) {
    const end = Math.min(start + rowBytes, bytes.length);
    for (let i = start; i < end; ) {
      const run = runAt(bytes, i, end);
      if (run > 1) {
        out[at++] = 257 - run;
        out[at++] = bytes[i]!;
        i += run;
        continue;
      }
      // A run of two equal bytes saves less than the header of the literal after it costs; a run of three does not.
      let to = i + 1;
      while (to < end && to - i < LONGEST_RUN && runAt(bytes, to, end) < 3) to++;
      out[at++] = to - i - 1;
      out.set(bytes.subarray(i, to), at);
      at += to - i;
      i = to;
    }
  }
  return out.subarray(0, at);
}

/** How many bytes from `at` on are equal. */
function runAt(bytes: Uint8Array, at: number, end: number): number {
  const most = Math.min(end, at + LONGEST_RUN);
  let to = at + 1;
  while (to < most && bytes[to] === bytes[at]) to++;
  return to - at;
}

const [CLEAR, END, FIRST] = [256, 257, 258];
/** The table is cleared when this code is the next, which keeps all codes within 12 bits. */
const LAST = 4095;

/** Compresses with the LZW of TIFF 6.0. */
export function packLzw(bytes: Uint8Array): Uint8Array {
  // Every code takes 12 bits at most and stands for one byte at least.
  const out = new Uint8Array(Math.ceil(bytes.length * 1.5) + Math.ceil(bytes.length / 1024) * 2 + 16);
  // By the code of a string and the byte after it: the code of both together, or 0 for a string without a code.
  const table = new Uint16Array(LAST * 256);
  let [next, bits, held, value, at] = [FIRST, 9, 0, 0, 0];
  const put = (code: number) => {
    value = ((value << bits) | code) & 0xffffff;
    held += bits;
    while (held >= 8) {
      held -= 8;
      out[at++] = value >>> held;
    }
  };
  const clear = () => {
    put(CLEAR);
    table.fill(0);
    [next, bits] = [FIRST, 9];
  };
  const grow = () => {
    next++;
    if (next === LAST) clear();
    // The standard lengthens codes one code early.
    else if (next >= 2 ** bits) bits++;
  };
  put(CLEAR);
  let prefix = bytes[0];
  for (let i = 1; i < bytes.length; i++) {
    const key = prefix! * 256 + bytes[i]!;
    const known = table[key]!;
    if (known) {
      prefix = known;
      continue;
    }
    put(prefix!);
    table[key] = next;
    grow();
    prefix = bytes[i];
  }
  if (prefix !== undefined) {
    put(prefix);
    grow();
  }
  put(END);
  if (held > 0) out[at++] = value << (8 - held);
  return out.subarray(0, at);
}
