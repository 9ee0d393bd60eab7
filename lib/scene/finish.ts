import type { Raster } from '../raster/layout.js';
import { alphaOf, nodataTest } from '../raster/picture.js';
import { type BandData, newSamples } from '../raster/samples.js';
import type { Window } from '../raster/window.js';
import { FieldRows, fieldsOf, type KeptDetail } from './fields.js';
import { type Scale, scaleOf } from './levels.js';
import type { Canvas, Drawing, Native } from './prepare.js';

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
  keepsDetail: KeptDetail;
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
