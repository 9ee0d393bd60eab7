import { ImageError } from '../errors.js';
import type { Mask, RawImage, RgbImage } from './raw-image.js';

export type Samples = NodeJS.TypedArray;
/** 8-bit samples; a Buffer is a Uint8Array. */
export type Bytes = Uint8Array | Uint8ClampedArray;

type ViewType<T> = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;

/** The types of samples, each with its white. */
const TYPES: readonly [ViewType<Samples> & { name: string }, number][] = [
  [Uint8Array, 2 ** 8 - 1],
  [Uint8ClampedArray, 2 ** 8 - 1],
  [Uint16Array, 2 ** 16 - 1],
  [Uint32Array, 2 ** 32 - 1],
  [BigUint64Array, 2 ** 64 - 1],
  [Int8Array, 2 ** 7 - 1],
  [Int16Array, 2 ** 15 - 1],
  [Int32Array, 2 ** 31 - 1],
  [BigInt64Array, 2 ** 63 - 1],
  [Float32Array, 1],
  [Float64Array, 1],
];
const KINDS = new Map(TYPES.map(([View, white]) => [View.name, { View, white }]));
// Of newer versions of Node.
const { Float16Array } = globalThis as { Float16Array?: ViewType<Samples> };
if (Float16Array) KINDS.set('Float16Array', { View: Float16Array, white: 1 });

export function isSupported(data: Samples): boolean {
  return KINDS.has(nameOf(data));
}

/** The same samples in an array of their own kind that has nothing of what a caller may have put on theirs. */
export function viewSamples(data: Samples): Samples {
  return viewAs(KINDS.get(nameOf(data))!.View, data);
}

/** The same memory in a plain array of `View`, whose elements must have the size of `data`'s. */
export function viewAs<T>(View: ViewType<T>, data: Samples): T {
  const length = builtIn(data, 'length') as number;
  // A detached buffer has no view.
  if (length === 0) return new View(new ArrayBuffer(0), 0, 0);
  return new View(builtIn(data, 'buffer') as ArrayBufferLike, builtIn(data, 'byteOffset') as number, length);
}

/**
 * 8-bit RGB in memory of its own: round(255 · sample / white). Grey is repeated, alpha is dropped.
 *
 * @param image as `readRawImage` gives it
 * @throws ImageError for NaN
 */
export function toRgb(image: RawImage, label: string): RgbImage<Uint8Array> {
  const { width, height, channels } = image;
  const { white } = KINDS.get(nameOf(image.data))!;
  if (white === 255 && channels === 3) {
    return { data: new Uint8Array(image.data as Bytes), width, height, channels };
  }
  const data = new Uint8Array(width * height * 3);
  const scale = 255 / white;
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  let at = 0;
  forEachBlock(image, label, (samples) => {
    for (let i = 0; i < samples.length; i += channels) {
      data[at++] = toLevel(samples[i]! * scale);
      data[at++] = toLevel(samples[i + green]! * scale);
      data[at++] = toLevel(samples[i + blue]! * scale);
    }
  });
  return { data, width, height, channels: 3 };
}

/**
 * 1 where a pixel is not 0 in any colour channel, 0 elsewhere. Alpha does not count.
 *
 * @param image as `readRawImage` gives it
 * @throws ImageError for NaN
 */
export function toMask(image: RawImage, label: string): Mask {
  const { width, height, channels } = image;
  const data = new Uint8Array(width * height);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  let at = 0;
  forEachBlock(image, label, (samples) => {
    for (let i = 0; i < samples.length; i += channels, at++) {
      if (samples[i] !== 0 || samples[i + green] !== 0 || samples[i + blue] !== 0) data[at] = 1;
    }
  });
  return { data, width, height, channels: 1 };
}

const BLOCK_PIXELS = 4096;

/** Block by block as doubles, so that one fast loop serves every type. */
function forEachBlock(
  { data, channels }: RawImage,
  label: string,
  visit: (samples: Float64Array) => void,
): void {
  const step = BLOCK_PIXELS * channels;
  for (let start = 0; start < data.length; start += step) {
    const part = data.subarray(start, start + step);
    const isBig = part instanceof BigInt64Array || part instanceof BigUint64Array;
    const samples = isBig ? Float64Array.from(part, Number) : new Float64Array(part);
    if (samples.includes(Number.NaN)) {
      const at = start + samples.findIndex(Number.isNaN);
      throw new ImageError(
        'IMAGE_INVALID',
        `The ${label} image has NaN at sample ${at}; replace it by a number.`,
      );
    }
    visit(samples);
  }
}

function toLevel(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), 255));
}

/** As `Uint8Array`, whatever the array itself or its subclass says. */
function nameOf(data: Samples): string {
  return builtIn(data, Symbol.toStringTag) as string;
}

/** By the getter that all typed arrays share. */
function builtIn(data: Samples, key: 'length' | 'buffer' | 'byteOffset' | symbol): unknown {
  return Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), key, data);
}
