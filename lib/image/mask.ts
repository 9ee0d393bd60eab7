import type { RawImage } from './raw-image.js';

/**
 * The mask in interleaved samples: 1 where a sample of any colour counts.
 *
 * @param hasAlpha whether the last channel is alpha
 * @param forEachBlock passes on the samples in order, in blocks of whole pixels
 */
export function maskOf(
  { width, height, channels }: Pick<RawImage, 'width' | 'height' | 'channels'>,
  hasAlpha: boolean,
  counts: (sample: number) => boolean,
  forEachBlock: (visit: (samples: ArrayLike<number>) => void) => void,
): Uint8Array {
  const shown = hasAlpha ? channels - 1 : channels;
  const colours = new Uint8Array(width * height);
  const alpha = hasAlpha ? new Uint8Array(width * height) : undefined;
  let at = 0;
  forEachBlock((samples) => {
    for (let i = 0; i < samples.length; i += channels, at++) {
      for (let c = 0; c < shown; c++) if (counts(samples[i + c]!)) colours[at] = 1;
      if (alpha && counts(samples[i + shown]!)) alpha[at] = 1;
    }
  });
  return chooseMask(colours, alpha);
}

/**
 * The mask in an image's colours, or in its alpha where only that distinguishes pixels: a mask may be drawn in alpha, over
 * colours that say nothing.
 *
 * @param colours 1 where a colour counts
 * @param alpha 1 where alpha counts
 */
export function chooseMask(colours: Uint8Array, alpha: Uint8Array | undefined): Uint8Array {
  return alpha && varies(alpha) && !varies(colours) ? alpha : colours;
}

function varies(mask: Uint8Array): boolean {
  return mask.includes(0) && mask.includes(1);
}
