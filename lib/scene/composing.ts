import type { Composer } from '../composer.js';
import { provenance } from '../image/provenance.js';
import type { RgbImage } from '../image/raw-image.js';
import { rangeWarnings } from '../image/warnings.js';
import { runsOf } from '../labels/runs.js';
import { scaleMetadata } from '../model/metadata.js';
import type { NativeResult } from '../native/addon.js';
import { PatchedCopy } from '../raster/save-patched.js';
import { checkScene, findFiles } from '../raster/scene-files.js';
import type { Composition } from '../request/compose.js';
import { sourceTypeOf } from '../request/methods.js';
import { candidateOf } from './candidate.js';
import type { Facts } from './facts.js';
import type { Changes } from './finish.js';
import type { Followed, Labelling, PatchLabels, PreparedLabels } from './labelling.js';
import { type Output, writePicture } from './output.js';
import type { Plan } from './plan.js';
import { drawingOf, type Prepared, toPicture } from './prepare.js';
import { drawPreview } from './preview.js';
import { detailOf, levelsOf } from './restore.js';
import type { ComposeResult } from './result.js';
import { inWorker } from './workers.js';

/** One composition, after it has been planned. */
export class Composing {
  constructor(
    private readonly composer: Composer,
    private readonly composition: Composition,
    private readonly plan: Plan,
    private readonly began: number,
    private readonly labelling?: { scene: Labelling; patch: PatchLabels },
  ) {}

  async run(output: Output): Promise<ComposeResult> {
    const { scene, rewrite, fillNodata, dryRun, signal } = this.composition;
    if (dryRun) return this.preview(output);
    // Copied while the networks run.
    await using copy =
      output.kind === 'scene'
        ? await PatchedCopy.start(scene, output.path, {
            rewrite,
            makesValid: fillNodata,
            ...(signal && { signal }),
          })
        : undefined;
    const { changes, followed, finishing, ...composed } = await this.compose();
    await using labels = await this.prepareLabels(followed, output.path);
    const xmp = provenance(sourceTypeOf(this.composition.settings.method));
    if (copy) await copy.save({ ...changes, makesValid: fillNodata }, xmp);
    else await this.writeWindow(output.path, changes, xmp);
    await labels?.write();
    const now = performance.now();
    const timings = { ...composed.timings, write: now - finishing, total: now - this.began };
    return { out: output.path, ...composed, ...(labels?.counts && { labels: labels.counts }), timings };
  }

  /** Makes the patch, and writes nothing. */
  async compose(): Promise<Composed> {
    const { composition, plan } = this;
    const { preparation } = plan;
    const { prepared } = await inWorker({ kind: 'prepare', preparation }, composition.signal);
    const read = performance.now() - this.began;
    const pictures = this.picturesOf(prepared);
    const about = this.describe(prepared, pictures);
    const result = await this.harmonize(prepared.canvas, pictures);
    const chosen = candidateOf(result, composition.candidate);
    const finishing = performance.now();
    const { window: sourceWindow, rotation } = preparation.source.layout;
    const followed = {
      placement: { sourceWindow, rotation, box: plan.footprint.box },
      mask: runsOf(prepared.native.mask, plan.footprint.place),
    };
    const changes = await this.changesOf(prepared, chosen.image);
    return {
      ...about,
      timestep: chosen.timestep,
      scores: chosen.scores,
      candidates: result.candidates.map(({ timestep, scores }) => ({ timestep, scores })),
      timings: {
        ...{ waiting: result.waited, images: read, ...result.timings, read },
        total: performance.now() - this.began,
      },
      ...(composition.trace && { trace: result.trace }),
      ...{ changes, followed, finishing },
    };
  }

  private async prepareLabels(followed: Followed, image: string): Promise<PreparedLabels | undefined> {
    if (!this.labelling) return undefined;
    const { scene, patch } = this.labelling;
    return scene.prepare([{ ...followed, ...patch, name: 'the patch' }], image, this.composition.signal);
  }

  private async preview({ kind }: Output): Promise<ComposeResult> {
    const { scene, rewrite, fillNodata, preview, signal } = this.composition;
    if (kind !== 'picture')
      await checkScene(await findFiles(scene), { makesValid: fillNodata }, 'scene', rewrite);
    const { prepared } = await inWorker({ kind: 'prepare', preparation: this.plan.preparation }, signal);
    const pictures = this.picturesOf(prepared);
    if (preview !== undefined)
      await writePicture(preview, drawPreview(pictures, prepared.canvas), undefined, signal);
    const total = performance.now() - this.began;
    return {
      out: null,
      ...this.describe(prepared, pictures),
      ...{ timestep: null, scores: null, candidates: [] },
      timings: { waiting: 0, images: total, read: total, write: 0, total },
    };
  }

  private picturesOf({ canvas }: Prepared): Pictures {
    const { side } = this.plan.preparation;
    return {
      target: toPicture(canvas.target, side),
      source: toPicture(canvas.source, side, canvas.box),
    };
  }

  /** The parts of the result that a dry run has, too. */
  private describe({ native }: Prepared, { target, source }: Pictures) {
    const { preparation, footprint, facts, bytes, warnings } = this.plan;
    const { x, y, width, height, scale } = preparation.window;
    const [scene, patch] = [preparation.scene.seen, preparation.source.seen];
    return {
      place: { box: footprint.place, pixels: native.pixels },
      window: { x, y, width, height },
      scale,
      targetBands: scene.bands.map((band) => band + 1),
      sourceBands: patch.bands.map((band) => band + 1),
      targetStretch: scene.stretch,
      sourceStretch: patch.stretch,
      metadata: facts,
      memory: { samples: bytes, model: this.composer.memoryOf(sizedRequest(this.composition)) ?? null },
      warnings: [
        ...warnings,
        ...rangeWarnings(target, scene.stretch, 'target'),
        ...rangeWarnings(source, patch.stretch, 'source'),
      ],
    };
  }

  private harmonize(canvas: Prepared['canvas'], pictures: Pictures): Promise<NativeResult> {
    const { prompts, signal, onProgress } = this.composition;
    const { facts, preparation } = this.plan;
    const metadata = scaleMetadata(onCanvas(facts, preparation.window.scale));
    return this.composer.harmonize(
      { ...sizedRequest(this.composition), prompts, metadata },
      { ...pictures, box: canvas.box, mask: canvas.mask, ...validityOf(canvas, preparation.side) },
      { signal, onProgress },
    );
  }

  /** @param prepared its arrays are transferred to the worker thread */
  private async changesOf(prepared: Prepared, image: RgbImage | null): Promise<Changes> {
    const { composition, plan } = this;
    const { side } = plan.preparation;
    const levels = await levelsOf(this.composer, composition, prepared.canvas, side, image);
    const { changes } = await inWorker(
      {
        kind: 'finish',
        preparation: drawingOf(plan.preparation),
        ...prepared,
        ...(levels && { result: levels }),
        keepsDetail: detailOf(composition),
        otherBands: composition.otherBands,
      },
      composition.signal,
      prepared,
    );
    return changes;
  }

  private async writeWindow(path: string, changes: Changes, xmp: string): Promise<void> {
    const { preparation, visible } = this.plan;
    const { signal } = this.composition;
    const task = { kind: 'picture', preparation: drawingOf(preparation), window: visible, changes } as const;
    const { picture } = await inWorker(task, signal);
    await writePicture(path, picture, xmp, signal);
  }
}

/** A patch that has been made, and not been written. */
export interface Composed extends Omit<ComposeResult, 'out' | 'timings'> {
  timings: Omit<ComposeResult['timings'], 'write'>;
  changes: Changes;
  /** Where the source went. */
  followed: Followed;
  /** When the networks had finished, as `performance.now()` tells. */
  finishing: number;
}

interface Pictures {
  target: RgbImage<Uint8Array>;
  /** Of the size of the box. */
  source: RgbImage<Uint8Array>;
}

/** What the memory of a request depends on. Where its box is on the canvas is not known yet. */
export function sizedRequest({ method, settings, candidate, trace, place: { maskThreshold } }: Composition) {
  return { method, settings, images: candidate !== undefined, trace, place: { maskThreshold } };
}

/** The GSD that the model is told is that of the canvas. */
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
