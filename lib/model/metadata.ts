import { OptionError } from '../errors.js';

/** Where, how and when the target was taken. What is unknown may be left out. */
export interface Metadata {
  /** Degrees, −180…180. */
  longitude?: number | undefined;
  /** Degrees, −90…90. */
  latitude?: number | undefined;
  /** Ground sampling distance of the canvas, metres per pixel, above 0. */
  gsd?: number | undefined;
  /** 0…1. */
  cloudCover?: number | undefined;
  year?: number | undefined;
  /** 1…12. */
  month?: number | undefined;
  /** 1…31. */
  day?: number | undefined;
}

interface Field {
  low: number;
  high: number;
  whole?: boolean;
  /** The range that becomes 1000 (DiffusionSat's scaling, arXiv 2312.03606). */
  range: number;
}

/** In the order of the UNet's metadata embeddings. */
const FIELDS: Readonly<Record<keyof Metadata, Field>> = {
  longitude: { low: -180, high: 180, range: 360 },
  latitude: { low: -90, high: 90, range: 180 },
  gsd: { low: Number.MIN_VALUE, high: 10_000, range: 1 },
  cloudCover: { low: 0, high: 1, range: 1 },
  year: { low: 1900, high: 2200, whole: true, range: 120 },
  month: { low: 1, high: 12, whole: true, range: 12 },
  day: { low: 1, high: 31, whole: true, range: 31 },
};

export const METADATA_FIELDS = Object.keys(FIELDS);

/**
 * The numbers that the UNet embeds; unknown ones are 0.
 *
 * @throws OptionError for a value out of its range, or a name that is none of the seven
 */
export function scaleMetadata(metadata: Metadata): Float32Array {
  for (const name of Object.keys(metadata)) {
    if (!Object.hasOwn(FIELDS, name)) {
      throw new OptionError(`metadata.${name} is not known; there are ${METADATA_FIELDS.join(', ')}.`);
    }
  }
  return Float32Array.from(Object.entries(FIELDS), ([name, { low, high, whole, range }]) => {
    const value: unknown = metadata[name as keyof Metadata] ?? undefined;
    if (value === undefined) return 0;
    const fits =
      typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value));
    if (!fits) {
      const span = low === Number.MIN_VALUE ? `above 0 to ${high}` : `${low} to ${high}`;
      throw new OptionError(
        `metadata.${name} is ${value}; it must be a${whole ? ' whole' : ''} number, ${span}.`,
      );
    }
    return (value / range) * 1000;
  });
}
