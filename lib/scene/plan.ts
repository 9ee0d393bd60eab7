import { ImageError, OptionError } from '../errors.js';
import { guard } from '../image/guard.js';
import { checkBands } from '../image/pixels.js';
import { typeOf } from '../image/samples.js';
import type { Raster } from '../raster/layout.js';
import { type RasterMap, readMap } from '../raster/map.js';
import { alphaOf, defaultBands } from '../raster/picture.js';
import { findStretch } from '../raster/stretch.js';
import { fits, intersect, type Window, whole } from '../raster/window.js';
import type { Composition } from '../request/compose.js';
import { ENCODING } from '../request/methods.js';
import type { Warning } from '../warnings.js';
import { windowAround } from './canvas.js';
import { type Facts, readFacts } from './facts.js';
import { type Footprint, findFootprint } from './footprint.js';
import type { Inputs } from './inputs.js';
import { bandsWarnings, type OpenScene, see } from './open-scene.js';
import type { OpenSource } from './open-source.js';
import type { Preparation, Seen } from './prepare.js';
import { boundsOfTurned } from './resample.js';
import { bandsOf } from './source.js';
import { inWorker } from './workers.js';

/** Everything that is decided before pixels are read. */
export interface Plan {
  preparation: Preparation;
  footprint: Footprint;
  /** The part of the window that is within the scene. */
  visible: Window;
  facts: Facts;
  /** Estimate of the memory for samples, in bytes. */
  bytes: number;
  warnings: Warning[];
}

/** Largest patch, in pixels of the scene. */
const MOST_PIXELS = 64_000_000;

/**
 * Finds the patch's place, and chooses window, bands and stretch.
 *
 * @throws OptionError, ImageError, PlacementError
 * @throws AbortError
 */
export async function planComposition(
  composition: Composition,
  scene: OpenScene,
  inputs: Inputs,
  { side, factor }: { side: number; factor: number },
): Promise<Plan> {
  const { raster, seen, map } = scene;
  const source = await inputs.source;
  const seenSource = await seenInSource(source, seen, composition);
  const window = sourceWindow(source, composition);
  const footprint = await locate({ raster, map, source, window, mask: inputs.mask }, composition);
  const { place } = footprint;
  const canvas = windowAround(place, raster, side, factor);
  const visible = intersect(canvas, whole(raster));
  const others = otherBands(raster, source, seen.bands, composition);
  const preparation: Preparation = {
    scene: { pyramid: { raster, levels: scene.levels }, seen },
    source: {
      image: source.image,
      seen: seenSource,
      layout: {
        window,
        rotation: composition.sourceRotation,
        box: { width: footprint.box.width, height: footprint.box.height },
        part: { ...place, x: place.x - footprint.box.x, y: place.y - footprint.box.y },
      },
    },
    others,
    place,
    ...(footprint.mask && { mask: footprint.mask }),
    window: canvas,
    ...{ side, factor },
    ...(ENCODING.includes(composition.settings.method) && { edge: composition.settings.edgeWidthRatio }),
    fillNodata: composition.fillNodata,
  };
  const centre = [place.x + place.width / 2, place.y + place.height / 2] as const;
  const facts = await readFacts(composition.scene, map, centre, given(composition));
  return {
    ...{ preparation, footprint, visible },
    facts,
    bytes: bytesOf(preparation, visible),
    warnings: [
      ...('pyramid' in source.image
        ? bandsWarnings('source', source.image.pyramid.raster, seenSource.bands, composition.sourceBands)
        : []),
      ...clipWarnings(footprint),
      ...scaleWarnings(canvas.scale, footprint, side),
    ],
  };
}

async function seenInSource(
  { image }: OpenSource,
  scene: Seen,
  { sourceBands, sourceStretch, sourceUnits, targetBands, signal }: Composition,
): Promise<Seen> {
  const count = bandsOf(image);
  // Bands with the same numbers are used. Three bands in other units are more likely red, green and blue.
  const isAlike = count > 3 || sourceUnits === 'same';
  const same = targetBands && isAlike && Math.max(...targetBands) <= count ? targetBands : undefined;
  const usual = 'pyramid' in image ? defaultBands(image.pyramid.raster) : count < 3 ? [1] : [1, 2, 3];
  const bands = sourceBands ?? same ?? usual;
  checkBands(bands, count, 'source');
  const zeroBased = bands.map((band) => band - 1);
  if (sourceUnits === 'same') return { ...scene, bands: zeroBased };
  if ('pyramid' in image) return see(image.pyramid, bands, sourceStretch, signal, 'source');
  const { stretch } =
    sourceStretch === 'percentile'
      ? await inWorker({ kind: 'stretch', raw: image.raw, bands: zeroBased, stretch: sourceStretch }, signal)
      : { stretch: findStretch({ planes: [], ...typeOf(image.raw.data) }, sourceStretch ?? 'full') };
  return { bands: zeroBased, stretch, inverted: false };
}

function sourceWindow({ size }: OpenSource, { sourceWindow: window }: Composition): Window {
  if (!window) return whole(size);
  if (window.width > 0 && window.height > 0 && fits(window, size)) return window;
  throw new OptionError(
    `sourceWindow is x ${window.x}, y ${window.y}, ${window.width} x ${window.height} px; it must lie within the source of ${size.width} x ${size.height} px.`,
  );
}

interface Located {
  raster: Raster;
  map: RasterMap | undefined;
  source: OpenSource;
  window: Window;
  mask: Inputs['mask'];
}

async function locate(
  { raster, map, source, window, mask }: Located,
  { scene, place, sourceRotation, sourceGsd, metadata }: Composition,
): Promise<Footprint> {
  const isPoint = place.at !== undefined || place.atPixel !== undefined;
  const gsdOfSource = async () => {
    if (sourceGsd !== undefined || source.path === undefined) return sourceGsd;
    const centre = [window.x + window.width / 2, window.y + window.height / 2] as const;
    return (await readFacts(source.path, await readMap(source.path, source.size), centre)).gsd;
  };
  // Without a map, a STAC item may state one for the whole scene.
  const stated = metadata?.gsd ?? (isPoint && !map ? (await readFacts(scene, map, [0, 0])).gsd : undefined);
  const footprint = await findFootprint(
    place,
    {
      scene: { width: raster.width, height: raster.height },
      map,
      source: boundsOfTurned(window, sourceRotation),
      sourceGsd: isPoint ? await guard('source', gsdOfSource) : undefined,
      gsdAt: (column, row) => stated ?? map?.gsdAt(column, row),
    },
    mask,
  );
  const { width, height } = footprint.box;
  if (width * height > MOST_PIXELS)
    throw new ImageError(
      'IMAGE_TOO_LARGE',
      `The patch covers ${width} x ${height} px of the scene; the limit is ${MOST_PIXELS / 1e6} megapixels. ${isPoint ? 'Check sourceGsd and metadata.gsd, or insert it in parts.' : 'Insert it in parts.'}`,
    );
  return footprint;
}

/** Bands of the scene that the model does not see and that the source has, too. */
function otherBands(
  raster: Raster,
  { image }: OpenSource,
  seen: readonly number[],
  { otherBands }: Composition,
): { scene: number; source: number }[] {
  if (otherBands === 'keep') return [];
  const count = bandsOf(image);
  const alphas = [alphaOf(raster), 'pyramid' in image ? alphaOf(image.pyramid.raster) : undefined];
  return Array.from({ length: Math.min(raster.bands, count) }, (_, band) => band)
    .filter((band) => !seen.includes(band) && !alphas.includes(band))
    .map((band) => ({ scene: band, source: band }));
}

/** What the caller states. */
function given({ metadata }: Composition): Omit<Facts, 'from'> {
  return Object.fromEntries(Object.entries(metadata ?? {}).filter(([, value]) => value !== undefined));
}

function clipWarnings({ box, place }: Footprint): Warning[] {
  if (box.width === place.width && box.height === place.height) return [];
  return [
    {
      code: 'PATCH_CUT',
      message: `The patch of ${box.width} x ${box.height} px reaches beyond the scene; ${place.width} x ${place.height} px of it are inserted.`,
    },
  ];
}

/** Beyond this, the seam is repainted at less than half of the scene's resolution. */
const MOST_SCALE = 2;

function scaleWarnings(scale: number, { place }: Footprint, side: number): Warning[] {
  if (scale <= MOST_SCALE) return [];
  return [
    {
      code: 'PATCH_LARGE',
      message: `The patch of ${place.width} x ${place.height} px is harmonised at 1/${scale.toFixed(1)} of the scene's resolution, because the model sees ${side} x ${side} px. The source keeps its detail, but the repainted seam is softer. Use a model with a larger canvas, or a smaller patch.`,
    },
  ];
}

/** Bytes of the largest arrays that exist at the same time. */
function bytesOf({ scene, place, side }: Preparation, visible: Window): number {
  const { raster } = scene.pyramid;
  const sample = Math.max(1, Math.ceil(raster.bits / 8));
  const patch = place.width * place.height;
  const stripe = Math.min(visible.width * visible.height, 4_000_000) * raster.bands * 8;
  const canvases = side * side * 3 * 4 * 12;
  // The scene, the source and the result of the patch with the edge band around it.
  return Math.round(patch * 1.5 * raster.bands * (2 * sample + 4) + stripe + canvases);
}
