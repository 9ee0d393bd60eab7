import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { digest } from '../files/digest.js';

/** Draws a whole number, low…high, both included. */
export type Random = (low: number, high: number) => number;

/** A generator seeded with these words, hashed to 32 bits, so that the draws of one item do not affect another's. */
export function randomFor(...words: (string | number)[]): Random {
  const seed = Buffer.from(digest(JSON.stringify(words)), 'hex').readInt32LE();
  const generator = xoroshiro128plus(seed);
  return (low, high) => uniformInt(generator, low, high);
}

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[random(0, values.length - 1)]!;
}

/** Fisher–Yates shuffle. */
export function shuffled<T>(random: Random, values: readonly T[]): T[] {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random(0, last);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
