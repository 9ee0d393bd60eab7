const BINS = 1 << 16;

/**
 * Exact quantiles (nearest rank) in a few passes over the samples, without sorting them. Each pass counts the next 16
 * bits of the samples that share all bits before with the wanted one.
 *
 * @param forEach calls its argument with every sample, in any order; samples must be finite
 * @param fractions 0…1
 * @returns undefined if there are no samples
 */
export function quantiles(
  forEach: (visit: (sample: number) => void) => void,
  fractions: readonly number[],
): number[] | undefined {
  const counts = countBits(forEach, 0, [0, 0]);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  return fractions.map((fraction) => {
    let rank = Math.max(Math.ceil(fraction * total) - 1, 0);
    const prefix: [number, number] = [0, 0];
    let bins = counts;
    for (let level = 0; level < 4; level++) {
      if (level > 0) bins = countBits(forEach, level, prefix);
      let bin = 0;
      while (rank >= bins[bin]!) rank -= bins[bin++]!;
      const [word, shift] = placeOf(level);
      prefix[word] = (prefix[word] | (bin << shift)) >>> 0;
    }
    return fromKey(prefix);
  });
}

/** The bits of a double as two 32-bit words, highest first, in an order that sorts like the numbers. */
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const [HIGH, LOW] = [1, 0];

/** Word and shift of the 16 bits that a level looks at. */
function placeOf(level: number): [word: 0 | 1, shift: number] {
  return [level < 2 ? 0 : 1, level % 2 === 0 ? 16 : 0];
}

function countBits(
  forEach: (visit: (sample: number) => void) => void,
  level: number,
  [first, second]: [number, number],
): Float64Array {
  const bins = new Float64Array(BINS);
  forEach((sample) => {
    // Zeros of either sign are equal.
    float[0] = sample === 0 ? 0 : sample;
    const negative = words[HIGH]! >>> 31 === 1;
    const high = negative ? ~words[HIGH]! >>> 0 : (words[HIGH]! | 0x80000000) >>> 0;
    if (level === 0) {
      bins[high >>> 16]!++;
      return;
    }
    if (level === 1) {
      if (high >>> 16 === first >>> 16) bins[high & 0xffff]!++;
      return;
    }
    if (high !== first) return;
    const low = negative ? ~words[LOW]! >>> 0 : words[LOW]!;
    if (level === 2) bins[low >>> 16]!++;
    else if (low >>> 16 === second >>> 16) bins[low & 0xffff]!++;
  });
  return bins;
}

function fromKey([high, low]: [number, number]): number {
  const negative = high >>> 31 === 0;
  words[HIGH] = negative ? ~high : high & 0x7fffffff;
  words[LOW] = negative ? ~low : low;
  return float[0]!;
}

/**
 * The same for integers of up to 16 bits, which are counted in one pass.
 *
 * @param lowest smallest possible sample
 */
export function smallQuantiles(
  forEach: (visit: (sample: number) => void) => void,
  fractions: readonly number[],
  lowest: number,
): number[] | undefined {
  const counts = new Float64Array(BINS);
  let total = 0;
  forEach((sample) => {
    counts[sample - lowest]!++;
    total++;
  });
  if (total === 0) return undefined;
  return fractions.map((fraction) => {
    let rank = Math.max(Math.ceil(fraction * total) - 1, 0);
    let bin = 0;
    while (rank >= counts[bin]!) rank -= counts[bin++]!;
    return bin + lowest;
  });
}
