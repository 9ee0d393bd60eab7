import { types } from 'node:util';
import { MetricError, OptionError } from '../errors.js';
import { isSide, type RgbImage } from '../image/raw-image.js';
import { isSupported, viewAs, viewSamples } from '../image/samples.js';
import { readFields } from '../values/fields.js';
import { guarded } from '../values/guarded.js';
import { show } from '../values/show.js';
import type { Size } from '../values/size.js';

/**
 * An RGB image with checked properties. The samples share the caller's memory.
 *
 * @param label starts the sentence that names the image in errors
 * @throws OptionError for anything but an 8-bit image
 * @throws MetricError (`METRIC_SIZE`) unless it has three samples for each pixel
 */
export function readImage(image: unknown, label: string): RgbImage<Uint8Array> {
  const { data, width, height, channels } = readFields(image, ['data', 'width', 'height', 'channels']) ?? {};
  if (!types.isUint8Array(data) && !types.isUint8ClampedArray(data)) {
    throw new OptionError(
      `${label} is ${show(image)}; it must be { data, width, height, channels: 3 } with data a Uint8Array. ` +
        'loadRgb makes one from any image.',
    );
  }
  const samples = viewAs(Uint8Array, data);
  if (isSide(width) && isSide(height) && channels === 3 && samples.length === width * height * 3) {
    return { data: samples, width, height, channels };
  }
  throw new MetricError(
    'METRIC_SIZE',
    `${label} has ${samples.length} samples, width ${show(width)}, height ${show(height)} and channels ` +
      `${show(channels)}; it must be RGB: channels 3, and three samples for each pixel.`,
  );
}

/** @throws as `readImage`, and MetricError (`METRIC_SIZE`) for images of different sizes */
export function readPair(a: unknown, b: unknown): [RgbImage<Uint8Array>, RgbImage<Uint8Array>] {
  const [first, second] = [readImage(a, 'The first image'), readImage(b, 'The second image')];
  if (first.width === second.width && first.height === second.height) return [first, second];
  throw new MetricError(
    'METRIC_SIZE',
    `The images are ${first.width} x ${first.height} and ${second.width} x ${second.height} px; resize or crop one to ` +
      'the size of the other.',
  );
}

/**
 * The values of a mask.
 *
 * @throws OptionError for anything but a Uint8Array
 * @throws MetricError (`METRIC_SIZE`) unless it has one value for each pixel
 */
export function readMask(mask: unknown, { width, height }: Size): Uint8Array {
  if (!types.isUint8Array(mask) && !types.isUint8ClampedArray(mask)) {
    throw new OptionError(
      `The mask is ${show(mask)}; it must be a Uint8Array, such as the data that loadMask returns.`,
    );
  }
  const values = viewAs(Uint8Array, mask);
  if (values.length === width * height) return values;
  throw new MetricError(
    'METRIC_SIZE',
    `The mask has ${values.length} values; the image of ${width} x ${height} px needs ${width * height}.`,
  );
}

/**
 * The numbers of an array or typed array, for reading only: a Float64Array is not copied.
 *
 * @param label starts the sentence that names the vector in errors
 * @throws OptionError for anything but an array of numbers
 * @throws MetricError (`METRIC_VALUE`) for a value that is not a finite number
 */
export function readVector(values: unknown, label: string): Float64Array {
  return guarded(label, () => {
    if (types.isFloat64Array(values)) return checkFinite(viewAs(Float64Array, values), label);
    if (types.isTypedArray(values) && isSupported(values)) {
      return Float64Array.from(checkFinite(viewSamples(values), label), Number);
    }
    if (Array.isArray(values)) return Float64Array.from(copyNumbers(values, label));
    throw new OptionError(`${label} is ${show(values)}; it must be an array of numbers.`);
  });
}

/** @throws OptionError for anything but an array, and as `readVector` for its rows */
export function readRows(rows: unknown, label: string): Float64Array[] {
  return guarded(`The ${label} set`, () => {
    if (!Array.isArray(rows)) {
      throw new OptionError(`The ${label} set is ${show(rows)}; it must be an array of arrays of numbers.`);
    }
    const read: Float64Array[] = [];
    const { length } = rows;
    for (let i = 0; i < length; i++) read.push(readVector(rows[i], `Row ${i} of the ${label} set`));
    return read;
  });
}

function checkFinite<T extends ArrayLike<unknown>>(values: T, label: string): T {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i])) throw notFinite(label, values[i], i);
  return values;
}

/** Reads and checks the numbers one by one, because a sparse array may be too long to copy. */
function copyNumbers(values: readonly unknown[], label: string): number[] {
  const numbers: number[] = [];
  const { length } = values;
  for (let i = 0; i < length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) throw notFinite(label, value, i);
    numbers.push(value as number);
  }
  return numbers;
}

function notFinite(label: string, value: unknown, index: number): MetricError {
  return new MetricError(
    'METRIC_VALUE',
    `${label} holds ${show(value)} at ${index}; leave it out, or find out why its extractor returns such values.`,
  );
}
