import type { Raster } from '../raster/layout.js';
import { alphaOf, nodataTest } from '../raster/picture.js';
import { type BandData, newSamples } from '../raster/samples.js';
import type { Window } from '../raster/window.js';
import { fillHoles } from './fill.js';
import { type Scale, scaleOf } from './levels.js';
import type { Canvas, Drawing, Native } from './prepare.js';
import { cubic } from './resample.js';
import { distanceToSeam } from './seam.js';

/** What happens to bands that the model does not see. */
export type OtherBands = 'shift' | 'copy' | 'keep';

/** New samples for a window. */
export interface Changes {
  window: Window;
  /** By band of the file, [height, width] in its type; undefined where the band stays. */
  planes: (BandData | undefined)[];
  /** [height, width], 1 where samples change. */
  changed: Uint8Array;
}

/** A harmonised canvas, and all that is needed to write it into the scene. */
export interface Finishing {
  preparation: Drawing;
  canvas: Canvas;
  native: Native;
  /** Levels [side, side, 3]; absent for the plain paste. */
  result?: Float32Array;
  /**
   * How much of the pixels' own detail is kept: all of it, because the result differs from the paste only in tones; none; or
   * all except at the seam.
   */
  keepsDetail: 'all' | 'beside the seam' | 'none';
  otherBands: OtherBands;
}

/** Brings a harmonised canvas back to the scene's resolution, samples and bands. */
export function finish({ preparation, canvas, native, result, keepsDetail, otherBands }: Finishing): Changes {
  const { scene, source, place, side, window } = preparation;
  const { raster } = scene.pyramid;
  const { region } = native;
  const fields = fieldsOf(canvas, side, result, keepsDetail);
  const [toScene, toSource] = [scene.seen, source.seen].map(({ stretch, inverted }) =>
    scaleOf(stretch, inverted),
  ) as [Scale, Scale];
  const planes = native.scene.planes.map((): BandData | undefined => undefined);
  const planeOf = (band: number) => {
    planes[band] ??= newSamples(raster, region.width * region.height);
    return planes[band];
  };
  const changed = new Uint8Array(region.width * region.height);
  const bandsSeen = [...new Set(scene.seen.bands)];
  const put = writerOf(raster);
  const isNodata = nodataTest(raster);
  /** Whether a band keeps a sample: one without data unless the patch may fill it, and around the patch one not finite. */
  const keeps = (sample: number, isInside: boolean) =>
    isInside
      ? !preparation.fillNodata && isNodata?.(sample) === true
      : isNodata?.(sample) === true || !Number.isFinite(sample);
  const others = otherBands === 'keep' ? [] : otherScales(preparation, native, otherBands);

  const rows = new FieldRows(fields, side, region, window.scale, { x: window.x, y: window.y });
  for (let y = 0; y < region.height; y++) {
    rows.moveTo(y);
    for (let x = 0; x < region.width; x++) {
      const at = y * region.width + x;
      const [column, row] = [region.x + x - place.x, region.y + y - place.y];
      const isPlace = column >= 0 && row >= 0 && column < place.width && row < place.height;
      const from = row * place.width + column;
      const isInside = isPlace && native.mask[from] === 1;
      if (!isInside && !rows.isInBand(x)) continue;
      const hasData = native.scene.valid?.[at] !== 0;
      if (!hasData && !(isInside && preparation.fillNodata)) continue;
      changed[at] = 1;
      for (const band of bandsSeen) {
        const old = native.scene.planes[band]![at]!;
        const target = planeOf(band);
        if (keeps(old, isInside)) {
          target[at] = old;
          continue;
        }
        // A band that is shown in several colours becomes their mean.
        let [sum, count] = [0, 0];
        for (let c = 0; c < 3; c++) {
          if (scene.seen.bands[scene.seen.bands.length === 1 ? 0 : c] !== band) continue;
          const own = isInside
            ? toSource.toLevel(native.source.planes[source.seen.bands.length === 1 ? 0 : c]![from]!)
            : toScene.toLevel(old);
          sum += rows.levelAt(x, c, isInside, own);
          count++;
        }
        target[at] = put(toScene.toSample(sum / count));
      }
      if (!isInside) continue;
      for (const { band, plane, scale, offset } of others) {
        const old = native.scene.planes[band]![at]!;
        const value = native.source.planes[plane]![from]!;
        planeOf(band)[at] = keeps(old, true) || !Number.isFinite(value) ? old : put(value * scale + offset);
      }
    }
  }
  // The other bands change only inside the patch, not in the edge band around it.
  for (const { band } of others) {
    const plane = planes[band];
    if (plane) keepOutside(plane, native, band, place, changed);
  }
  const alpha = alphaOf(raster);
  if (preparation.fillNodata && alpha !== undefined)
    planes[alpha] = opaque(native.scene.planes[alpha]!, changed, raster);
  return { window: region, planes, changed };
}

/** Makes the changed pixels opaque that alpha hides. */
function opaque(alpha: BandData, changed: Uint8Array, { format, bits }: Raster): BandData {
  const most = format === 'float' ? 1 : 2 ** (format === 'int' ? bits - 1 : bits) - 1;
  return alpha.map((sample, i) => (changed[i] === 1 && sample === 0 ? most : sample)) as BandData;
}

function keepOutside(
  plane: BandData,
  { region, scene, mask }: Native,
  band: number,
  place: Window,
  changed: Uint8Array,
): void {
  for (let at = 0; at < changed.length; at++) {
    const [x, y] = [region.x + (at % region.width), region.y + Math.floor(at / region.width)];
    const [column, row] = [x - place.x, y - place.y];
    const isPlace = column >= 0 && row >= 0 && column < place.width && row < place.height;
    if (!isPlace || mask[row * place.width + column] === 0) plane[at] = scene.planes[band]![at]!;
  }
}

interface OtherScale {
  /** Band of the scene. */
  band: number;
  /** Plane of the source. */
  plane: number;
  scale: number;
  offset: number;
}

/** How the source's samples of the other bands become the scene's. For `shift`, their mean becomes that around the patch. */
function otherScales(
  { scene, source, others }: Drawing,
  { means }: Native,
  otherBands: OtherBands,
): OtherScale[] {
  const widthOf = ([low, high]: readonly [number, number]) => high - low;
  // A source in other units also has another contrast.
  const scale =
    otherBands === 'copy' ? 1 : widthOf(scene.seen.stretch.range) / widthOf(source.seen.stretch.range);
  return others.flatMap((pair, i) => {
    const mean = means[i]!;
    const offset = otherBands === 'copy' ? 0 : mean.scene - mean.source * scale;
    if (!Number.isFinite(offset)) return [];
    return [{ band: pair.scene, plane: source.seen.bands.length + i, scale, offset }];
  });
}

/** Rounds and clamps to the sample type, and avoids the value that means no data. */
function writerOf(raster: Raster): (sample: number) => number {
  const { format, bits, nodata } = raster;
  const isNodata = nodataTest(raster);
  if (format === 'float') {
    const near = nodata === undefined || !Number.isFinite(nodata) ? 0 : nodata;
    const next = near === 0 ? 1e-6 : near + Math.abs(near) * 1e-5;
    return (sample) => (isNodata?.(sample) ? next : sample);
  }
  const [low, high] = format === 'int' ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return (sample) => {
    const value = Math.min(Math.max(Math.round(sample), low), high);
    if (!isNodata?.(value)) return value;
    const isBelow = value > low && (sample < value || value === high);
    return isBelow ? value - 1 : value + 1;
  };
}

/**
 * On the canvas: what is added to a pixel's own level times its weight, inside the patch and in the edge band outside it.
 */
interface Fields {
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
function fieldsOf(
  { target, source, mask, band }: Canvas,
  side: number,
  result: Float32Array | undefined,
  keepsDetail: Finishing['keepsDetail'],
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
class FieldRows {
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
