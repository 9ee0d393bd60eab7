import { Float16Array } from '@petamoriken/float16';

// 16-bit floating-point numbers as raw bits, rounded to nearest, ties to even.

/** fp16 has 5 bits of exponent: values beyond 65,504 become infinite. */
export function toFloat16(values: Float32Array): Uint16Array {
  return new Uint16Array(new Float16Array(values).buffer);
}

export function fromFloat16(halves: Uint16Array): Float32Array {
  const { buffer, byteOffset, length } = halves;
  return new Float32Array(new Float16Array(buffer as ArrayBuffer, byteOffset, length));
}

/** bf16 is the upper half of an fp32. */
export function toBfloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Uint16Array.from(bits, (word) => {
    const noNumber = (word & 0x7fffffff) > 0x7f800000;
    // Rounding could turn a NaN into an infinity.
    return noNumber ? (word >>> 16) | 0x40 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
  });
}

export function fromBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}
