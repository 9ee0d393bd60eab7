import type { AppliedStretch } from '../raster/stretch.js';

/**
 * A linear map between a raster's samples and levels, of which 0 is black and 255 is white. Levels are neither rounded nor
 * clamped, so that samples outside the stretch are not lost.
 */
export interface Scale {
  toLevel(sample: number): number;
  toSample(level: number): number;
}

/** @param inverted whether low samples are bright */
export function scaleOf({ range: [low, high] }: AppliedStretch, inverted: boolean): Scale {
  const [black, white] = inverted ? [high, low] : [low, high];
  const step = (white - black) / 255;
  return {
    toLevel: (sample) => (sample - black) / step,
    toSample: (level) => black + level * step,
  };
}
