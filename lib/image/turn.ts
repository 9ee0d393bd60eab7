import type { Size } from '../values/size.js';

/** The size of an image once it is turned upright. @param orientation as in EXIF, 1 to 8 */
export function uprightSize({ width, height }: Size, orientation: number): Size {
  return isSideways(orientation) ? { width: height, height: width } : { width, height };
}

function isSideways(orientation: number): boolean {
  return orientation >= 5 && orientation <= 8;
}

/**
 * Turns interleaved samples upright.
 *
 * @param orientation as in EXIF, 1 to 8: 1 is upright, and other values than these count as 1
 * @param size before turning
 */
export function turnUpright(
  samples: Uint8Array<ArrayBuffer>,
  { width, height }: Size,
  channels: number,
  orientation: number,
): Uint8Array<ArrayBuffer> {
  if (!(orientation >= 2 && orientation <= 8)) return samples;
  const sideways = isSideways(orientation);
  const [across, down] = sideways ? [height, width] : [width, height];
  // Where row 0 and column 0 of the stored image are: see the tag Orientation in TIFF 6.0.
  const fromRight = [2, 3, 6, 7].includes(orientation);
  const fromBottom = [3, 4, 7, 8].includes(orientation);
  const turned = new Uint8Array(samples.length);
  for (let y = 0, at = 0; y < down; y++) {
    const v = fromBottom ? down - 1 - y : y;
    for (let x = 0; x < across; x++) {
      const u = fromRight ? across - 1 - x : x;
      const from = (sideways ? u * width + v : v * width + u) * channels;
      for (let c = 0; c < channels; c++) turned[at++] = samples[from + c]!;
    }
  }
  return turned;
}
