import * as v from 'valibot';
import type { ImageInput } from '../image/input.js';
import type { PreparedTarget } from '../prepared/target.js';
import type { Stretch } from '../raster/stretch.js';
import { copied, type Kind, number, option, signal, type Values } from './option.js';

// Options for how images are read.

export function image(): Kind<ImageInput> {
  const expected = 'a file path, a Buffer, a sharp instance or a RawImage';
  const schema = v.custom<ImageInput>(isImage, expected) as v.GenericSchema<unknown, ImageInput>;
  return { schema, expected, json: v.string(), text: { argument: '<file>', read: (text) => text } };
}

/** An image, or a prepared target in its place. */
export function imageOrPrepared(): Kind<ImageInput | PreparedTarget> {
  const expected = 'a file path, a Buffer, a sharp instance, a RawImage or a PreparedTarget';
  return { ...image(), expected, schema: v.custom<ImageInput | PreparedTarget>(isImage, expected) as never };
}

/** A TIFF has at most this many bands. */
const MOST_BANDS = 65_535;

/** Whether a value may be an image. */
function isImage(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

/** One band for grey, or three for red, green and blue. */
export function bands(): Kind<readonly number[]> {
  const expected = 'one band or three, counted from 1';
  const fits = (band: unknown) =>
    Number.isInteger(band) && (band as number) >= 1 && (band as number) <= MOST_BANDS;
  const band = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_BANDS));
  return {
    schema: copied((value) => {
      if (!Array.isArray(value) || (value.length !== 1 && value.length !== 3)) return undefined;
      const list: unknown[] = [value[0], value[1], value[2]].slice(0, value.length);
      return list.every(fits) ? (list as number[]) : undefined;
    }, expected),
    expected,
    json: v.union([v.strictTuple([band]), v.strictTuple([band, band, band])]),
    text: {
      argument: '<list>',
      read: (text) => (/^\d+(,\d+)*$/.test(text) ? text.split(',').map(Number) : undefined),
      expected: 'one band or three, counted from 1, such as 4,3,2',
    },
  };
}

export function stretch(): Kind<Stretch> {
  const expected = 'full, percentile or { range: [low, high] } with low < high';
  const names = ['full', 'percentile'] as const;
  return {
    schema: copied((value): Stretch | undefined => {
      if (value === 'full' || value === 'percentile') return value;
      if (typeof value !== 'object' || value === null) return undefined;
      const { range } = value as { range?: unknown };
      if (!Array.isArray(range) || range.length !== 2) return undefined;
      const [low, high] = [range[0] as unknown, range[1] as unknown];
      return Number.isFinite(low) && Number.isFinite(high) && (low as number) < (high as number)
        ? { range: [low as number, high as number] }
        : undefined;
    }, expected),
    expected,
    json: v.union([v.picklist(names), v.strictObject({ range: v.strictTuple([v.number(), v.number()]) })]),
    text: {
      argument: '<name|low,high>',
      read: (text) => {
        if (!text.includes(',')) return text;
        const range = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
        return { range };
      },
      expected: 'full, percentile or a range such as 200,3000',
    },
  };
}

/** The stretch that an image gets if none is asked for, in words. */
export const USUAL_STRETCH =
  'percentile for TIFFs, except for unsigned samples of up to 8 bits or where a colour profile applies; full for everything else';
/** The bands that are shown if none are asked for, in words. */
export const USUAL_BANDS =
  "the image's red, green and blue, or bands 1,2,3; band 1 of an image with fewer than three bands";

/** The options that read one image, which messages and sentences call `what`. */
export function pictureOptions(what: string) {
  return {
    bands: option(bands(), {
      sentence: `Bands of ${what}: one for grey, or three for red, green and blue`,
      defaultText: USUAL_BANDS,
    }),
    stretch: option(stretch(), {
      sentence: `How ${what} is converted to 8 bits: by the full range of its sample type, from 2 to 98 % of its samples (percentile), or by a range of your own`,
      defaultText: USUAL_STRETCH,
    }),
  };
}

export const MASK_THRESHOLD = option(number({ low: 0, high: 1e9 }), {
  sentence: 'Lowest floating-point sample that is inside the mask',
  default: 0.5,
});

const SIGNAL = option(signal(), { sentence: 'Stops reading' });

/** Options of `loadRgb`. */
export const READ_IMAGE = { ...pictureOptions('the image'), signal: SIGNAL };
/** Options of `loadMask`. */
export const READ_MASK = { threshold: MASK_THRESHOLD, signal: SIGNAL };

export interface ReadImageOptions extends Values<typeof READ_IMAGE> {}
export interface ReadMaskOptions extends Values<typeof READ_MASK> {}
