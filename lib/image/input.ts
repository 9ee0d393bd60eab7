import { types } from 'node:util';
import type { Sharp } from 'sharp';
import { ImageError, OptionError } from '../errors.js';
import { readFields } from '../values/fields.js';
import { show } from '../values/show.js';
import { type RawImage, readRawImage } from './raw-image.js';
import { viewAs } from './samples.js';

/** Path of a file, an encoded image, decoded pixels, or a sharp instance with its own pipeline. */
export type ImageInput = string | Uint8Array | RawImage | Sharp;

/** An input as it was at the time of the call. Raw pixels still share the caller's memory. */
export type Input =
  | { path: string }
  | { bytes: Uint8Array<ArrayBuffer> }
  | { raw: RawImage }
  | { instance: Sharp };

/** What a caller passed, for a call that waits. */
class HeldInput {
  constructor(readonly input: Input) {}
}

/**
 * Reads what a caller passed, and copies raw pixels, for a call that starts later. What it returns stands for the input.
 *
 * @throws as `readInput`
 */
export function holdInput(input: unknown, label: string): ImageInput {
  const given = readInput(input, label);
  const held =
    'raw' in given ? { raw: { ...given.raw, data: given.raw.data.slice() as RawImage['data'] } } : given;
  return new HeldInput(held) as unknown as ImageInput;
}

/**
 * Reads what a caller passed, without waiting for anything: no property is read twice, and changing bytes or an instance
 * later has no effect.
 *
 * @param label names the image in errors
 * @throws ImageError, OptionError
 */
export function readInput(input: unknown, label: string): Input {
  if (typeof input === 'string') return { path: input };
  if (input instanceof HeldInput) return input.input;
  if (types.isUint8Array(input)) {
    const bytes = new Uint8Array(viewAs(Uint8Array, input));
    if (bytes.length > 0) return { bytes };
    throw new ImageError('IMAGE_INVALID', `The ${label} image is an empty buffer. Pass a whole file.`);
  }
  const sharpLike = readFields(input, ['clone', 'metadata']);
  if (typeof sharpLike?.clone === 'function' && typeof sharpLike.metadata === 'function') {
    return { instance: (input as Sharp).clone() };
  }
  const raw = readRawImage(input, label);
  if (raw) return { raw };
  throw new OptionError(
    `${label} is ${show(input)}; it must be a file path, a Buffer, { data, width, height, channels } or a sharp instance.`,
  );
}
