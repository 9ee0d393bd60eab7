import type { AppliedStretch } from '../raster/stretch.js';
import type { Warning } from '../warnings.js';
import type { RgbImage } from './raw-image.js';

/**
 * Share of levels that must be dark or bright, and up to and from which ones they are. Samples of 12 bits in the range of
 * 16 reach level 16.
 */
const [SHARE, DARK, BRIGHT] = [0.98, 16, 239];
/** Pixels that are looked at, evenly spread. */
const MOST_PIXELS = 10_000;

/** Warns of a picture that is nearly black or white, as one with a wrong range of samples is. */
export function warnOfRange(
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
        `The ${label} image is nearly ${what}: at least 98 % of its levels are ${levels} of 255. Samples from ${low} to ` +
        `${high} became the levels 0 to 255; if its own samples have another range, choose it with ${optionOf(label, 'stretch')}.`,
    },
  ];
}

export function warnOfNodata(dataless: number, pixels: number, label: string): Warning[] {
  if (dataless === 0) return [];
  const percent = (100 * dataless) / pixels;
  return [
    {
      code: 'IMAGE_NODATA',
      message: `The ${label} image has no data in ${percent < 0.1 ? 'less than 0.1' : percent.toFixed(1)} % of its pixels.`,
    },
  ];
}

export function warnOfProfile(label: string): Warning {
  return {
    code: 'IMAGE_PROFILE',
    message: `The ${label} image has a colour profile that cannot be used; its colours were taken for sRGB.`,
  };
}

function optionOf(label: string, option: string): string {
  return label === 'target' || label === 'source'
    ? `${label}${option[0]!.toUpperCase()}${option.slice(1)}`
    : option;
}
