import { OptionError } from '../errors.js';
import type { PictureOptions } from '../raster/picture.js';
import type { BandData } from '../raster/samples.js';
import {
  type AppliedStretch,
  applyStretch,
  findStretch,
  fullStretch,
  type Stretch,
} from '../raster/stretch.js';
import { show } from '../values/show.js';
import { toRgb } from './convert.js';
import type { RawImage, RgbImage } from './raw-image.js';
import { typeOf } from './samples.js';
import { optionOf } from './warnings.js';

/** A picture and how it was made from samples. */
export interface Shown {
  image: RgbImage<Uint8Array>;
  /** The bands that became red, green and blue, or grey, counted from 1. */
  bands: number[];
  stretch: AppliedStretch;
}

/**
 * Makes 8-bit RGB of decoded pixels, whose full range counts unless another is asked for.
 *
 * @throws ImageError for NaN, unless a stretch is asked for
 * @throws OptionError for a band that the image does not have
 */
export function showPixels(raw: RawImage, label: string, { bands, stretch }: PictureOptions): Shown {
  const { width, height, channels } = raw;
  const type = typeOf(raw.data);
  if (!bands && !stretch) {
    const shown = channels < 3 ? [1] : [1, 2, 3];
    return { image: toRgb(raw, label), bands: shown, stretch: fullStretch(type) };
  }
  const chosen = bands ?? (channels < 3 ? [1] : [1, 2, 3]);
  checkBands(chosen, channels, label);
  const planes = chosen.map((band) => planeOf(raw, band - 1));
  const image = { planes, ...type };
  const applied = findStretch(image, stretch ?? 'full');
  const data = new Uint8Array(3 * width * height);
  applyStretch(image, applied, data, { repeat: planes.length === 1 ? 3 : 1 });
  return { image: { data, width, height, channels: 3 }, bands: [...chosen], stretch: applied };
}

/**
 * Stretches samples to the whole range of 8 or 16 bits, and keeps their channels.
 *
 * @param raw without alpha
 */
export function stretchPixels(raw: RawImage, stretch: Stretch): { image: RawImage; stretch: AppliedStretch } {
  const { width, height, channels } = raw;
  const type = typeOf(raw.data);
  const planes = Array.from({ length: channels }, (_, band) => planeOf(raw, band));
  const applied = findStretch({ planes, ...type }, stretch);
  const data = new (type.bits > 8 ? Uint16Array : Uint8Array)(width * height * channels);
  applyStretch({ planes, ...type }, applied, data);
  return { image: { data, width, height, channels }, stretch: applied };
}

/** @throws OptionError for a band that the image does not have */
export function checkBands(bands: readonly number[], most: number, label: string): void {
  if (bands.every((band) => band <= most)) return;
  throw new OptionError(
    `${optionOf(label, 'bands')} is ${show(bands)}, but the ${label} image has ${most === 1 ? 'one band' : `${most} bands`}; ` +
      `choose from 1 to ${most}.`,
  );
}

/** One channel of interleaved samples. 64-bit integers become doubles. */
export function planeOf({ data, channels }: RawImage, band: number): BandData {
  const length = data.length / channels;
  const isBig = (data as unknown) instanceof BigInt64Array || (data as unknown) instanceof BigUint64Array;
  const plane = isBig
    ? new Float64Array(length)
    : new (data.constructor as new (length: number) => BandData)(length);
  for (let i = 0, at = band; i < length; i++, at += channels) plane[i] = Number(data[at]);
  return plane;
}
