import { composerOf } from '../composer.js';
import type { Harmonizer } from '../harmonizer.js';
import { type ComposeOptions, type Composition, readCompose } from '../request/compose.js';
import { throwIfAborted } from '../values/abort.js';
import type { Size } from '../values/size.js';
import { checkCandidate } from './candidate.js';
import { Composing, sizedRequest } from './composing.js';
import { closeInputs, openInputs } from './inputs.js';
import { openLabelling } from './open-labelling.js';
import { type OpenScene, openScene } from './open-scene.js';
import { checkOutput, inputsOf } from './output.js';
import { planComposition } from './plan.js';
import type { ComposeResult } from './result.js';

/**
 * Inserts a source into a large scene and harmonises it. The scene keeps its size, georeference, bands, sample type and
 * metadata; only the pixels of the patch and of the edge band around it change.
 *
 * @throws OptionError, ImageError, PlacementError for bad input
 * @throws OutputError if the result cannot be written; the scene is unchanged then
 * @throws what `Harmonizer.harmonize` throws
 * @example
 * import { composeScene, Harmonizer, smallModel } from 'harmonidiff';
 *
 * await using harmonizer = await Harmonizer.load(smallModel);
 * const { window, scale, timestep } = await composeScene(harmonizer, {
 *   scene: 'scene.tif', // 20,000 × 20,000 px, four bands of uint16
 *   source: 'patch.tif',
 *   place: { at: { longitude: 13.4, latitude: 52.5 } },
 *   prompts: { target: 'a satellite image of a forest', source: 'a satellite image of a hospital' },
 *   out: 'composed.tif',
 * });
 */
export async function composeScene(harmonizer: Harmonizer, options: ComposeOptions): Promise<ComposeResult> {
  const began = performance.now();
  const composer = composerOf(harmonizer);
  const composition = readCompose(options, composer.noise);
  const request = sizedRequest(composition);
  composer.check(request);
  checkCandidate(composition, composer.hasClassifier);
  throwIfAborted(composition.signal);
  // The caller's pixels and bytes may change after the first await.
  const inputs = openInputs(composition);
  let scene: OpenScene | undefined;
  try {
    const output = await checkOutput(composition, inputsOf(composition));
    const canvas = { side: harmonizer.canvas.width, factor: composer.factor };
    scene = await openScene(composition);
    const plan = await planComposition(composition, scene, inputs, canvas);
    const labelling = await readLabels(composition, scene, (await inputs.source).size);
    plan.warnings.unshift(...scene.warnings, ...(labelling?.scene.warnings ?? []));
    if (!composition.dryRun) composer.check(request, plan.bytes);
    return await new Composing(composer, composition, plan, began, labelling).run(output);
  } finally {
    await closeInputs(inputs);
    await scene?.close();
  }
}

async function readLabels(composition: Composition, { raster, map }: OpenScene, source: Size) {
  const { scene: path, labels, labelsIn, inPlace } = composition;
  const { out } = composition;
  const inputs = { ...inputsOf(composition), labels, out, ...(!inPlace && { labelsIn }) };
  const scene = await openLabelling(composition, { path, size: raster, map }, inputs);
  return scene && { scene, patch: await scene.read(composition, source) };
}
