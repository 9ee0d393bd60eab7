import { Float16Array } from '@petamoriken/float16';
import { toNative } from './predictors.js';

/** The kind of number that a sample is. */
export type SampleFormat = 'uint' | 'int' | 'float';

export interface SampleType {
  format: SampleFormat;
  /** 1 to 32, or 64 in floating point. */
  bits: number;
}

/** How the samples of a block are stored. */
export interface Storage extends SampleType {
  littleEndian: boolean;
  /** 1 for none, 2 for horizontal differences, 3 for those of floating-point numbers. */
  predictor: number;
  block: { width: number };
}

/** Samples of one type. `float16` is widened to `Float32Array`. */
export type BandData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

type Ctor = new (length: number) => BandData;

/** An array for samples of a type. Sizes between whole bytes take the next larger type. */
export function newSamples({ format, bits }: SampleType, length: number): BandData {
  return new (typeOf(format, bits))(length);
}

function typeOf(format: SampleFormat, bits: number): Ctor {
  if (format === 'float') return bits === 64 ? Float64Array : Float32Array;
  if (format === 'int') return bits === 8 ? Int8Array : bits === 16 ? Int16Array : Int32Array;
  return bits <= 8 ? Uint8Array : bits <= 16 ? Uint16Array : Uint32Array;
}

/** A number as a floating-point sample of so many bits holds it: 0.7 in 32 bits is less than 0.7. */
export function roundTo(bits: number, value: number): number {
  return bits === 64 ? value : bits === 32 ? Math.fround(value) : new Float16Array([value])[0]!;
}

/**
 * The samples of a block, from its decompressed bytes, which may be changed.
 *
 * @param across samples in a row of the block, over all bands in it
 * @throws Error when there are too few bytes
 */
export function readSamples(bytes: Uint8Array, storage: Storage, across: number, rows: number): BandData {
  const { bits, format } = storage;
  const rowBytes = Math.ceil((across * bits) / 8);
  if (bytes.length < rowBytes * rows) throw new Error('a block of pixels ends too early');
  if (!isWhole(bits)) return unpack(bytes, storage, across, rows);
  const whole = toNative(bytes.subarray(0, rowBytes * rows), storage, across);
  if (format === 'float' && bits === 16) return new Float32Array(new Float16Array(whole.buffer));
  const View = typeOf(format, bits) as unknown as new (buffer: ArrayBuffer) => BandData;
  return new View(whole.buffer);
}

/** Whether samples have a size that typed arrays have. */
export function isWhole(bits: number): boolean {
  return [8, 16, 32, 64].includes(bits);
}

/** Samples of other sizes, packed from the highest bit of each byte, as GDAL does. Every row starts at a byte. */
function unpack(bytes: Uint8Array, { bits, format }: SampleType, across: number, rows: number) {
  const samples = newSamples({ bits, format }, across * rows);
  const rowBytes = Math.ceil((across * bits) / 8);
  for (let row = 0, at = 0; row < rows; row++) {
    let next = row * rowBytes;
    let held = 0;
    let value = 0;
    for (let i = 0; i < across; i++, at++) {
      // In doubles, because 32 bits may be held when 8 more come.
      while (held < bits) {
        value = value * 256 + bytes[next++]!;
        held += 8;
      }
      held -= bits;
      const scale = 2 ** held;
      const sample = Math.floor(value / scale);
      samples[at] = sample;
      value -= sample * scale;
    }
  }
  return samples;
}
