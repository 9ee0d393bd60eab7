import type { AppliedStretch } from '../raster/stretch.js';
import type { Warning } from '../warnings.js';
import type { RgbImage } from './raw-image.js';

/**
 * An image counts as dark if 98 % of its levels are at most 16, which samples of 12 bits in the range of 16 do not exceed,
 * and as bright if they are at least 239.
 */
const [SHARE, DARK, BRIGHT] = [0.98, 16, 239];
/** Pixels that are looked at, evenly spread. */
const MOST_PIXELS = 10_000;

/** Warns of a picture that is nearly black or white, as one with a wrong range of samples is. */
export function rangeWarnings(
  { data }: RgbImage,
  { range: [low, high] }: AppliedStretch,
  label: string,
): Warning[] {
  const step = 3 * Math.ceil(data.length / 3 / MOST_PIXELS);
  let [dark, bright, seen] = [0, 0, 0];
  for (let pixel = 0; pixel < data.length; pixel += step)
    for (let i = pixel; i < pixel + 3; i++, seen++) {
      const level = data[i]!;
      if (level <= DARK) dark++;
      else if (level >= BRIGHT) bright++;
    }
  const enough = SHARE * seen;
  if (dark < enough && bright < enough) return [];
  const [code, what, levels] =
    dark >= enough
      ? (['IMAGE_DARK', 'black', `at most ${DARK}`] as const)
      : (['IMAGE_BRIGHT', 'white', `at least ${BRIGHT}`] as const);
  return [
    {
      code,
      message:
        `The ${label} image is nearly ${what}: at least 98 % of its levels are ${levels} of 255. ` +
        (low === 0 && high === 255
          ? `If it should not be, set ${optionOf(label, 'stretch')} to the range of its samples.`
          : `Its samples from ${low} to ${high} became the levels 0 to 255. If they have another range, set ${optionOf(label, 'stretch')}.`),
    },
  ];
}

export function nodataWarnings(dataless: number, pixels: number, label: string): Warning[] {
  if (dataless === 0) return [];
  const percent = (100 * dataless) / pixels;
  return [
    {
      code: 'IMAGE_NODATA',
      message: `The ${label} image has no data in ${percent < 0.1 ? 'less than 0.1' : percent.toFixed(1)} % of its pixels, which still count as part of the picture.`,
    },
  ];
}

/** Bands that are shown unasked, where the image does not say which are its colours. */
export function bandsWarning(bands: readonly number[], most: number, label: string): Warning {
  return {
    code: 'IMAGE_BANDS',
    message:
      `The ${label} image has ${most} bands and does not say which are red, green and blue. Bands ${bands.join(', ')} are ` +
      `shown; choose others with ${optionOf(label, 'bands')}.`,
  };
}

export function profileWarning(label: string): Warning {
  return {
    code: 'IMAGE_PROFILE',
    message: `The ${label} image has a colour profile that cannot be used; its colours are treated as sRGB. Convert it to sRGB if they look wrong.`,
  };
}

/** The option that reads this image. */
export function optionOf(label: string, option: string): string {
  return label === 'target' || label === 'source'
    ? `${label}${option[0]!.toUpperCase()}${option.slice(1)}`
    : option;
}
