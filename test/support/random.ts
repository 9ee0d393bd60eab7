import type { Tensor } from './fixtures.js';

/** The same numbers on every run (mulberry32), 0 ≤ n < 1. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

/** Values in −2…2. */
export function randomFloats(seed: number, ...shape: number[]): Tensor<Float32Array> {
  const next = generator(seed);
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => next() * 4 - 2) };
}

export function randomBytes(seed: number, ...shape: number[]): Tensor<Uint8Array> {
  const next = generator(seed);
  return { shape, data: Uint8Array.from({ length: sizeOf(shape) }, () => Math.floor(next() * 256)) };
}

/** Zeros and ones; the fraction of ones is `share`. */
export function randomMask(seed: number, share: number, height: number, width: number): Tensor<Uint8Array> {
  const next = generator(seed);
  return {
    shape: [height, width],
    data: Uint8Array.from({ length: height * width }, () => Number(next() < share)),
  };
}

/** [height, width] with ones in the box. */
export function boxMask(
  [height, width]: readonly [number, number],
  [x, y, w, h]: readonly [number, number, number, number],
): Tensor<Uint8Array> {
  const data = Uint8Array.from({ length: height * width }, (_, i) => {
    const [column, row] = [i % width, Math.floor(i / width)];
    return Number(column >= x && column < x + w && row >= y && row < y + h);
  });
  return { shape: [height, width], data };
}
