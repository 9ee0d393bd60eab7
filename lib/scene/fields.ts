import type { Window } from '../raster/window.js';
import { fillHoles } from './fill.js';
import type { Canvas } from './prepare.js';
import { cubic } from './resample.js';
import { distanceToSeam } from './seam.js';

/**
 * How much of the pixels' own detail is kept: all of it, because the result differs from the paste only in tones; none; or
 * all except at the seam.
 */
export type KeptDetail = 'all' | 'beside the seam' | 'none';

/**
 * On the canvas: what is added to a pixel's own level times its weight, inside the patch and in the edge band outside it.
 */
export interface Fields {
  inside: Float32Array;
  outside: Float32Array;
  /** How much of a pixel's own detail remains, 0…1. */
  weight: Float32Array;
  /** 1 where the edge band outside the mask is repainted. */
  band: Uint8Array;
}

/**
 * A pixel becomes up(result − w · canvas) + w · itself, where up interpolates: the harmonised tones with its own detail,
 * except at the seam, where w is 0. At the scene's own resolution, the canvas equals the pixels, so the pixel becomes the
 * result.
 */
export function fieldsOf(
  { target, source, mask, band }: Canvas,
  side: number,
  result: Float32Array | undefined,
  keepsDetail: KeptDetail,
): Fields {
  const fields: Fields = {
    inside: new Float32Array(3 * side * side),
    outside: new Float32Array(3 * side * side),
    weight: new Float32Array(side * side).fill(1),
    band: new Uint8Array(side * side),
  };
  if (!result) return fields;
  const distance = distanceToSeam(mask, side, side);
  for (let i = 0; i < mask.length; i++) {
    if (keepsDetail === 'none') fields.weight[i] = 0;
    // Squared, as in the restoration of detail on the canvas.
    else if (keepsDetail !== 'all') fields.weight[i] = Math.min(1, (distance[i]! - 0.5) / band) ** 2;
    if (mask[i] === 0 && distance[i]! <= band) fields.band[i] = 1;
    const weight = fields.weight[i]!;
    for (let c = 3 * i; c < 3 * i + 3; c++) {
      fields.inside[c] = result[c]! - weight * source[c]!;
      fields.outside[c] = result[c]! - weight * target[c]!;
    }
  }
  // Interpolation at the mask's edge needs values beyond it, where nothing was computed.
  if (keepsDetail === 'all') extend(fields.inside, mask, side);
  return fields;
}

/** Continues three interleaved channels smoothly where `has` is 0. */
function extend(field: Float32Array, has: Uint8Array, side: number): void {
  const channels = [0, 1, 2].map((c) => Float32Array.from(has, (_, i) => field[3 * i + c]!));
  fillHoles(channels, has, side, side);
  for (const [c, channel] of channels.entries())
    for (let i = 0; i < channel.length; i++) field[3 * i + c] = channel[i]!;
}

/** The fields at the scene's resolution, row by row. */
export class FieldRows {
  private readonly columns: { at: number; nearest: number; weights: number[] }[];
  private readonly inside: Float32Array;
  private readonly outside: Float32Array;
  private readonly weight: Float32Array;
  private nearestRow = 0;

  constructor(
    private readonly fields: Fields,
    private readonly side: number,
    private readonly region: Window,
    private readonly scale: number,
    private readonly origin: { x: number; y: number },
  ) {
    this.columns = Array.from({ length: region.width }, (_, x) => this.tapsAt(region.x + x - origin.x));
    [this.inside, this.outside] = [new Float32Array(3 * side), new Float32Array(3 * side)];
    this.weight = new Float32Array(side);
  }

  /** Interpolates the fields at a row of the region. */
  moveTo(y: number): void {
    const { side, fields } = this;
    const { at, weights, nearest } = this.tapsAt(this.region.y + y - this.origin.y);
    this.nearestRow = nearest;
    const blend = (field: Float32Array, width: number, into: Float32Array) => {
      into.fill(0);
      for (let tap = 0; tap < 4; tap++) {
        const part = weights[tap]!;
        if (part === 0) continue;
        const start = this.clamp(at + tap) * width;
        for (let i = 0; i < width; i++) into[i]! += part * field[start + i]!;
      }
    };
    blend(fields.inside, 3 * side, this.inside);
    blend(fields.outside, 3 * side, this.outside);
    blend(fields.weight, side, this.weight);
  }

  isInBand(x: number): boolean {
    return this.fields.band[this.nearestRow * this.side + this.columns[x]!.nearest] === 1;
  }

  /** @param own the pixel's own level */
  levelAt(x: number, channel: number, isInside: boolean, own: number): number {
    const { at, weights } = this.columns[x]!;
    const row = isInside ? this.inside : this.outside;
    let [added, weight] = [0, 0];
    for (let tap = 0; tap < 4; tap++) {
      const part = weights[tap]!;
      if (part === 0) continue;
      const column = this.clamp(at + tap);
      added += part * row[3 * column + channel]!;
      weight += part * this.weight[column]!;
    }
    return added + weight * own;
  }

  /** The four pixels of the canvas around the centre of a pixel of the window, and their weights. */
  private tapsAt(pixel: number): { at: number; nearest: number; weights: number[] } {
    const place = (pixel + 0.5) / this.scale - 0.5;
    const at = Math.floor(place) - 1;
    const weights = [0, 1, 2, 3].map((tap) => cubic(place - at - tap));
    return { at, weights, nearest: this.clamp(Math.floor((pixel + 0.5) / this.scale)) };
  }

  private clamp(index: number): number {
    return Math.min(Math.max(index, 0), this.side - 1);
  }
}
