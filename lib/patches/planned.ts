import type { Composer } from '../composer.js';
import { OptionError } from '../errors.js';
import type { Feature } from '../geojson/read.js';
import type { RasterMap } from '../raster/map.js';
import { type ComposeOptions, type Composition, completeComposition } from '../request/compose.js';
import type { Patches } from '../request/patches.js';
import { checkCandidate } from '../scene/candidate.js';
import { sizedRequest } from '../scene/composing.js';
import { closeInputs, openInputs } from '../scene/inputs.js';
import type { OpenScene } from '../scene/open-scene.js';
import type { OpenSource } from '../scene/open-source.js';
import { type Plan, planComposition } from '../scene/plan.js';
import type { PatchFeatures } from './features.js';
import { readProperties } from './properties.js';

/** Patches that are made at the same time. While the networks work on one, another is read or written. */
export const AT_ONCE = 2;

/**
 * All options of one patch: its own, and for the rest those of all patches.
 *
 * @throws OptionError, PlacementError
 */
export function compositionOf(
  feature: Feature,
  { nameOf, pathOf, footprintOf }: PatchFeatures,
  { scene, dryRun, signal, defaults }: Patches,
  map: RasterMap | undefined,
  composer: Composer,
): Composition {
  const footprint = footprintOf(feature);
  const { rotation, prompts, ...own } = readProperties(feature, nameOf(feature), pathOf);
  const options = {
    ...defaults,
    ...own,
    ...(rotation !== undefined && { sourceRotation: rotation }),
    prompts: { ...defaults.prompts, ...prompts },
    ...{ scene, dryRun, signal },
  } as ComposeOptions;
  if (options.source === undefined)
    throw new OptionError('source is missing; name the file of the patch in its property source.');
  const composition = completeComposition(options, composer.noise);
  composition.place = { ...composition.place, ...placeOf(footprint, map) };
  composer.check(sizedRequest(composition));
  checkCandidate(composition, composer.hasClassifier);
  return composition;
}

/** @throws OptionError for a scene that lacks the system of the footprint */
function placeOf(
  footprint: ReturnType<PatchFeatures['footprintOf']>,
  map: RasterMap | undefined,
): Omit<Composition['place'], 'maskThreshold'> {
  const { system } = 'area' in footprint ? footprint.area : footprint;
  if (system === 'wgs84' && !map?.isPlaced)
    throw new OptionError(
      'The scene has no known coordinate reference system; give the footprints in its columns and rows and set patchesCrs to pixel, or set the system with gdal_edit.py -a_srs.',
    );
  if (system === 'scene' && !map)
    throw new OptionError(
      'The scene has no georeference; give the footprints in its columns and rows, and set patchesCrs to pixel.',
    );
  if ('area' in footprint) return { area: footprint.area };
  const [x, y] = footprint.point;
  if (system === 'wgs84') return { at: { longitude: x, latitude: y } };
  const [column, row] = system === 'scene' ? map!.fromCrs([x, y]) : [x, y];
  return { atPixel: { x: column, y: row } };
}

/**
 * Plans a patch, and works with the plan while its source is open.
 *
 * @throws as `planComposition` and `work`
 */
export async function withPlan<T>(
  composition: Composition,
  scene: OpenScene,
  composer: Composer,
  canvas: { side: number; factor: number },
  work: (plan: Plan, source: OpenSource) => Promise<T>,
): Promise<T> {
  const inputs = openInputs(composition);
  try {
    const plan = await planComposition(composition, scene, inputs, canvas);
    composer.check(sizedRequest(composition), AT_ONCE * plan.bytes);
    return await work(plan, await inputs.source);
  } finally {
    await closeInputs(inputs);
  }
}
