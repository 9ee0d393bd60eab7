import { composerOf } from '../composer.js';
import type { Harmonizer } from '../harmonizer.js';
import { type PatchesOptions, readPatches } from '../request/patches.js';
import { openLabelling } from '../scene/open-labelling.js';
import { openScene } from '../scene/open-scene.js';
import { checkOutput } from '../scene/output.js';
import { throwIfAborted } from '../values/abort.js';
import { ComposingPatches } from './composing.js';
import { readFeatures } from './features.js';
import type { PatchesResult } from './result.js';

/**
 * Inserts many sources into a large scene and harmonises each, as `composeScene` does one. Patches that overlap are made in
 * the order of the file, so that each sees those before it; the result does not depend on how many are made at once.
 *
 * Every patch is planned before the first is made, so that a wrong path or place is found at once. Finished patches are kept
 * in a folder beside the output (`<out>.patches`) until the output has been written: the same call resumes an interrupted
 * one.
 *
 * @throws OptionError, ImageError for bad input, PatchError for a patch that fails, unless `keepGoing` is set
 * @throws OutputError if the result cannot be written; the scene is unchanged then
 * @throws AbortError when `signal` is aborted
 * @example
 * import { composePatches, Harmonizer, smallModel } from 'harmonidiff';
 *
 * await using harmonizer = await Harmonizer.load(smallModel);
 * const { patches, failed } = await composePatches(harmonizer, {
 *   scene: 'scene.tif',
 *   patches: 'patches.geojson', // each feature with the properties source, sourcePrompt and targetPrompt
 *   keepGoing: true,
 *   out: 'composed.tif',
 * });
 */
export async function composePatches(
  harmonizer: Harmonizer,
  options: PatchesOptions,
): Promise<PatchesResult> {
  const began = performance.now();
  const composer = composerOf(harmonizer);
  const request = readPatches(options);
  throwIfAborted(request.signal);
  const features = await readFeatures(request);
  const output = await checkOutput(request, { scene: request.scene, patches: request.patches });
  const scene = await openScene({ ...request.defaults, ...request });
  try {
    const canvas = { side: harmonizer.canvas.width, factor: composer.factor };
    const { scene: path, patches, labelsIn, inPlace } = request;
    const inputs = { scene: path, patches, out: request.out, ...(!inPlace && { labelsIn }) };
    const image = { path, size: scene.raster, map: scene.map };
    const labelling = await openLabelling(request, image, inputs);
    const composing = new ComposingPatches({ request, features, scene, composer, canvas, labelling });
    return await composing.run(output.path, began);
  } finally {
    await scene.close();
  }
}
