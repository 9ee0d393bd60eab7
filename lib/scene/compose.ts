import { extname } from 'node:path';
import { OptionError } from '../errors.js';
import { type Destination, findDestination } from '../files/destination.js';
import { writeAtomically } from '../files/write.js';
import { type Candidate, composerOf, type Harmonizer, type Timings } from '../harmonizer.js';
import { provenance } from '../image/provenance.js';
import type { RgbImage } from '../image/raw-image.js';
import { encodeImage, imageFormat } from '../image/save.js';
import { rangeWarnings } from '../image/warnings.js';
import { scaleMetadata } from '../model/metadata.js';
import type { FloatTensor } from '../model/safetensors.js';
import { savePatched } from '../raster/save-patched.js';
import { checkScene, findFiles } from '../raster/scene-files.js';
import type { AppliedStretch } from '../raster/stretch.js';
import type { Window } from '../raster/window.js';
import { type ComposeOptions, type Composition, readCompose } from '../request/compose.js';
import type { Box, Scores } from '../request/harmonize.js';
import { sourceTypeOf } from '../request/methods.js';
import { throwIfAborted } from '../values/abort.js';
import type { Warning } from '../warnings.js';
import { candidateOf, checkCandidate } from './candidate.js';
import type { Facts } from './facts.js';
import { closeInputs, openInputs } from './inputs.js';
import { type Plan, planComposition } from './plan.js';
import { drawingOf, type Prepared, toPicture } from './prepare.js';
import { drawPreview } from './preview.js';
import { detailOf, levelsOf } from './restore.js';
import { inWorker } from './workers.js';

/** What `composeScene` returns. Places are in pixels of the scene. */
export interface ComposeResult {
  /** The file that was written; `null` after a dry run. */
  out: string | null;
  /** Where the source went: the box around its pixels, and their number. */
  place: { box: Box; pixels: number };
  /** What the model saw. It reaches beyond a scene that is smaller than the canvas. */
  window: Window;
  /** Pixels of the scene per pixel of the canvas: 1 at the scene's own resolution. */
  scale: number;
  /** The scene's bands that the model saw as red, green and blue, or grey, counted from 1. */
  targetBands: number[];
  /** The same of the source. */
  sourceBands: number[];
  /** How the scene's samples became the levels that the model saw: `range` became 0 and 255. */
  targetStretch: AppliedStretch;
  /** The same of the source. */
  sourceStretch: AppliedStretch;
  /** Metadata of the scene, at the patch, and what it comes from. `gsd` is that of the scene. */
  metadata: Facts;
  /** Where the candidate in the result started; `null` for methods without candidates, and after a dry run. */
  timestep: number | null;
  /** Its scores on the canvas; `null` without a classifier, and after a dry run. */
  scores: Scores | null;
  /** By ascending timestep; none after a dry run. */
  candidates: Omit<Candidate, 'image'>[];
  /** Estimate of the memory that the request needs, in bytes: for the samples, and for the model; `null` if not known. */
  memory: { samples: number; model: number | null };
  timings: Timings & { read: number; write: number };
  warnings: Warning[];
  /** The intermediate tensors by name, if `trace` is set. */
  trace?: Record<string, FloatTensor>;
}

/**
 * Inserts a source into a large scene and harmonises it. The scene keeps its size, bands, samples, map and metadata; only
 * the pixels of the patch and of the edge band around it change, at the scene's own resolution.
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
  const { signal, dryRun, settings, method, candidate } = composition;
  const request = sizedRequest(composition);
  composer.check({ method, ...request });
  checkCandidate(composition, composer.hasClassifier);
  throwIfAborted(signal);
  // The caller's pixels and bytes may change after the first await.
  const inputs = openInputs(composition);
  let plan: Plan | undefined;
  try {
    const output = await checkOutput(composition);
    plan = await planComposition(composition, inputs, {
      side: harmonizer.canvas.width,
      factor: composer.factor,
    });
    const { preparation, facts } = plan;
    if (!dryRun) composer.check({ method, ...request }, plan.bytes);
    const { scene, rewrite, fillNodata } = composition;
    if (output.kind === 'scene')
      await checkScene(await findFiles(scene), { makesValid: fillNodata }, 'scene', rewrite);
    const { prepared } = await inWorker({ kind: 'prepare', preparation }, signal);
    const drawing = drawingOf(preparation);
    const { canvas } = prepared;
    const pictures = {
      target: toPicture(canvas.target, preparation.side),
      source: toPicture(canvas.source, preparation.side, canvas.box),
    };
    const read = performance.now() - began;
    const about = {
      place: { box: plan.footprint.place, pixels: prepared.native.pixels },
      window: windowOf(preparation.window),
      scale: preparation.window.scale,
      ...describe(plan),
      metadata: facts,
      memory: { samples: plan.bytes, model: composer.memoryOf(request) ?? null },
      warnings: [
        ...plan.warnings,
        ...rangeWarnings(pictures.target, preparation.scene.seen.stretch, 'target'),
        ...rangeWarnings(pictures.source, preparation.source.seen.stretch, 'source'),
      ],
    };
    if (dryRun) {
      if (composition.preview !== undefined)
        await writePicture(composition.preview, drawPreview(pictures, canvas), undefined, signal);
      const timings = { images: read, read, write: 0, total: performance.now() - began };
      return { out: null, ...about, timestep: null, scores: null, candidates: [], timings };
    }

    const result = await composer.harmonize(
      {
        ...request,
        prompts: composition.prompts,
        metadata: scaleMetadata(onCanvas(facts, preparation.window.scale)),
      },
      {
        ...pictures,
        ...{ box: canvas.box, mask: canvas.mask },
        ...validityOf(canvas, preparation.side),
      },
      { signal, onProgress: composition.onProgress },
    );
    const chosen = candidateOf(result, candidate);
    const writing = performance.now();
    const levels = await levelsOf(composer, composition, canvas, preparation.side, chosen.image);
    const { changes } = await inWorker(
      {
        kind: 'finish',
        preparation: drawing,
        ...prepared,
        ...(levels && { result: levels }),
        keepsDetail: detailOf(composition),
        otherBands: composition.otherBands,
      },
      signal,
      prepared,
    );
    const xmp = provenance(sourceTypeOf(settings.method));
    if (output.kind === 'scene') {
      await savePatched(
        scene,
        output.path,
        { ...changes, makesValid: fillNodata },
        { rewrite, xmp, ...(signal && { signal }) },
      );
    } else {
      const { picture } = await inWorker(
        { kind: 'picture', preparation: drawing, window: plan.visible, changes },
        signal,
      );
      await writePicture(output.path, picture, xmp, signal);
    }
    const now = performance.now();
    return {
      out: output.path,
      ...about,
      timestep: chosen.timestep,
      scores: chosen.scores,
      candidates: result.candidates.map(({ timestep, scores }) => ({ timestep, scores })),
      timings: { images: read, ...result.timings, read, write: now - writing, total: now - began },
      ...(composition.trace && { trace: result.trace }),
    };
  } finally {
    await closeInputs(inputs);
    await plan?.close();
  }
}

/** What the memory of a request depends on. Where its box is on the canvas is not known yet. */
function sizedRequest({ settings, candidate, trace, place: { maskThreshold } }: Composition) {
  return { settings, images: candidate !== undefined, trace, place: { maskThreshold } };
}

type Output = { kind: 'scene' | 'picture' | 'none'; path: string };

/** @throws OptionError, OutputError before anything is read */
async function checkOutput(composition: Composition): Promise<Output> {
  const { scene, out, inPlace, preview } = composition;
  if (preview !== undefined) {
    imageFormat(preview);
    await refuseInput('preview', await findDestination(preview), composition);
  }
  if (inPlace) return { kind: 'scene', path: scene };
  if (out === undefined) return { kind: 'none', path: '' };
  const destination = await findDestination(out);
  await refuseInput('out', destination, composition);
  const isScene = /^\.tiff?$/i.test(extname(out));
  if (!isScene) imageFormat(out);
  if (isScene && destination.kind !== 'file')
    throw new OptionError(`out is ${out}, which is not a regular file; a scene can only be written to one.`);
  return { kind: isScene ? 'scene' : 'picture', path: out };
}

/** @throws OptionError for an output that would replace a file which the composition reads */
async function refuseInput(
  name: 'out' | 'preview',
  { path, kind, identity }: Destination,
  { scene, source, place: { mask, polygon } }: Composition,
): Promise<void> {
  if (kind !== 'file') return;
  for (const [input, given] of Object.entries({ scene, source, mask, polygon })) {
    if (typeof given !== 'string') continue;
    const original = await findDestination(given).catch(() => undefined);
    if (original?.identity !== identity) continue;
    const remedy = name === 'out' && input === 'scene' ? ', or set inPlace to replace the scene' : '';
    throw new OptionError(
      `${name} is ${path}, which is the ${input} itself; write to another file${remedy}.`,
    );
  }
}

async function writePicture(
  path: string,
  picture: RgbImage,
  xmp: string | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  await writeAtomically(path, [await encodeImage(picture, imageFormat(path), { xmp })], signal);
}

function windowOf({ x, y, width, height }: Window): Window {
  return { x, y, width, height };
}

function describe({ preparation: { scene, source } }: Plan) {
  return {
    targetBands: scene.seen.bands.map((band) => band + 1),
    sourceBands: source.seen.bands.map((band) => band + 1),
    targetStretch: scene.seen.stretch,
    sourceStretch: source.seen.stretch,
  };
}

/** The model's metadata describe the canvas. */
function onCanvas({ from, gsd, ...facts }: Facts, scale: number) {
  return { ...facts, ...(gsd !== undefined && { gsd: gsd * scale }) };
}

/** Which pixels have data, where not all have. */
function validityOf({ valid, sourceValid, box }: Prepared['canvas'], side: number) {
  const ofBox = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const start = (box.y + y) * side + box.x;
    ofBox.set(sourceValid.subarray(start, start + box.width), y * box.width);
  }
  const [lacks, lacksSource] = [valid.includes(0), ofBox.includes(0)];
  if (!lacks && !lacksSource) return {};
  return { valid: { ...(lacks && { target: valid }), ...(lacksSource && { source: ofBox }) } };
}
