import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Composer } from '../composer.js';
import { type ErrorCode, type HarmonidiffError, isOurs, OutputError, PatchError } from '../errors.js';
import { findDestination } from '../files/destination.js';
import type { Feature } from '../geojson/read.js';
import { provenance } from '../image/provenance.js';
import { PatchedCopy } from '../raster/save-patched.js';
import { checkScene, findFiles } from '../raster/scene-files.js';
import type { Composition } from '../request/compose.js';
import type { Progress } from '../request/harmonize.js';
import { ENCODING, sourceTypeOf } from '../request/methods.js';
import type { Patches } from '../request/patches.js';
import { Composing } from '../scene/composing.js';
import type { Labelling, PatchLabels, PreparedLabels } from '../scene/labelling.js';
import type { OpenScene } from '../scene/open-scene.js';
import { refuseInput } from '../scene/output.js';
import { regionOf } from '../scene/prepare.js';
import type { ComposeResult } from '../scene/result.js';
import { throwIfAborted } from '../values/abort.js';
import type { PatchFeatures } from './features.js';
import { type Finished, Journal } from './journal.js';
import { keyOf, keyOfScene } from './key.js';
import { type Reach, seenBy } from './order.js';
import { AT_ONCE, compositionOf, withPlan } from './planned.js';
import { idleLabels, unknownProperties } from './properties.js';
import type { FailedPatch, PatchesResult, PatchResult } from './result.js';

export interface Given {
  request: Patches;
  features: PatchFeatures;
  scene: OpenScene;
  composer: Composer;
  canvas: { side: number; factor: number };
  labelling: Labelling | undefined;
}

/** A patch that can be made. */
interface Planned {
  feature: Feature;
  composition: Composition;
  reach: Reach;
  /** Its result as far as it is known without running the networks. */
  preview: Finished['result'] | undefined;
  labels: PatchLabels;
}

/** All patches of one scene. */
export class ComposingPatches {
  private readonly failed: FailedPatch[] = [];
  private first?: PatchError;
  private readonly fractions = new Map<number, number>();
  private finished = 0;
  private resumed = 0;

  constructor(private readonly given: Given) {}

  async run(out: string, began: number): Promise<PatchesResult> {
    const { request, features, scene: opened } = this.given;
    const warnings = [
      ...opened.warnings,
      ...unknownProperties(features),
      ...(this.given.labelling ? [] : idleLabels(features)),
    ];
    const planned = await this.planAll();
    warnings.push(...(this.given.labelling?.warnings ?? []));
    if (request.dryRun) {
      const total = performance.now() - began;
      const patches = planned.flatMap(({ feature, preview }) =>
        preview ? [resultOf(feature, preview)] : [],
      );
      return {
        out: null,
        patches,
        ...this.outcome(),
        warnings,
        timings: { patches: total, write: 0, total },
      };
    }
    const { scene, signal } = request;
    const { rewrite = false } = request.defaults;
    const makesValid = planned.some(({ composition }) => composition.fillNodata);
    await checkScene(await findFiles(scene), { makesValid }, 'scene', rewrite);
    await using journal = await Journal.open(await fileOf(out));
    const ofScene = await keyOfScene(scene, opened, this.given.composer);
    const made = await this.makeAll(planned, journal, ofScene);
    const writing = performance.now();
    const done = planned.flatMap((plan, i) => (made[i] ? [{ ...plan, patch: made[i] }] : []));
    await using labels = await this.prepareLabels(done, out);
    // Copied only now: what is interrupted before leaves no copy of the scene behind.
    await using copy = await PatchedCopy.start(scene, out, {
      rewrite,
      makesValid,
      ...(signal && { signal }),
    });
    if ((await keyOfScene(scene, opened, this.given.composer)) !== ofScene)
      throw new OutputError(
        `Could not write ${out}: ${scene} has changed while its patches were made. Run this again.`,
      );
    const encoded = done.find(({ composition: { settings } }) => ENCODING.includes(settings.method));
    const { method } = (encoded ?? done[0]!).composition.settings;
    await copy.save(
      done.map(({ patch }) => patch.path),
      provenance(sourceTypeOf(method)),
    );
    await labels?.write();
    await journal.remove();
    const now = performance.now();
    return {
      out,
      patches: done.map(({ feature, patch }) => resultOf(feature, patch.result)),
      ...this.outcome(),
      ...(labels?.counts && { labels: labels.counts }),
      warnings,
      timings: { patches: writing - began, write: now - writing, total: now - began },
    };
  }

  private async prepareLabels(
    done: readonly { feature: Feature; labels: PatchLabels; patch: Finished }[],
    image: string,
  ): Promise<PreparedLabels | undefined> {
    const { labelling, features, request } = this.given;
    const patches = done.map(({ feature, labels, patch }) => ({
      ...{ ...patch.followed, ...labels },
      name: features.nameOf(feature),
    }));
    return labelling?.prepare(patches, image, request.signal);
  }

  /** Plans every patch, so that what is wrong with one is found before any is made. */
  private async planAll(): Promise<Planned[]> {
    const { request, features, scene } = this.given;
    const planned: Planned[] = [];
    for (const feature of features.features) {
      throwIfAborted(request.signal);
      const patch = await this.attempt(feature, () => this.plan(feature, scene));
      if (patch) planned.push(patch);
    }
    return planned;
  }

  private async plan(feature: Feature, scene: OpenScene): Promise<Planned> {
    const { request, features, composer } = this.given;
    const composition = compositionOf(feature, features, request, scene.map, composer);
    await this.refuseInputs(composition);
    return withPlan(composition, scene, composer, this.given.canvas, async (plan, { size }) => {
      const reach = { window: plan.visible, region: regionOf(plan.preparation) };
      const labels = (await this.given.labelling?.read(composition, size)) ?? { objects: [] };
      const planned = { feature, composition, reach, labels };
      if (!request.dryRun) return { ...planned, preview: undefined };
      const composing = new Composing(composer, composition, plan, performance.now());
      const preview = await composing.run({ kind: 'none', path: '' });
      return { ...planned, preview: summaryOf(preview) };
    });
  }

  /** @throws OptionError for an output that would replace a file which the patch is made from */
  private async refuseInputs({ source, labels }: Composition): Promise<void> {
    const { out, labelsOut } = this.given.request;
    for (const [name, path] of Object.entries({ out, labelsOut }))
      if (path !== undefined) await refuseInput(name, await findDestination(path), { source, labels });
  }

  /**
   * Makes the patches, several at once, each after those that it sees.
   *
   * @returns undefined for one that failed
   */
  private async makeAll(
    planned: readonly Planned[],
    journal: Journal,
    ofScene: string,
  ): Promise<(Finished | undefined)[]> {
    const { request } = this.given;
    const stop = new AbortController();
    const signal = request.signal ? AbortSignal.any([request.signal, stop.signal]) : stop.signal;
    const limit = pLimit(AT_ONCE);
    const seen = seenBy(planned.map(({ reach }) => reach));
    const made: Promise<Finished | undefined>[] = [];
    for (const [i, patch] of planned.entries()) {
      const earlier = async () => {
        const all = await Promise.all(seen[i]!.map(async (j) => [planned[j]!, await made[j]] as const));
        return all.flatMap(([{ reach }, finished]) => (finished ? [{ reach, finished }] : []));
      };
      made.push(
        earlier().then((seen) =>
          limit(() =>
            this.attempt(patch.feature, () => this.make(patch, seen, { ofScene, journal, signal })),
          ),
        ),
      );
    }
    try {
      return await Promise.all(made);
    } catch (error) {
      stop.abort();
      await Promise.allSettled(made);
      throw error;
    }
  }

  private async make(
    { feature, composition }: Planned,
    seen: readonly { reach: Reach; finished: Finished }[],
    { ofScene, journal, signal }: { ofScene: string; journal: Journal; signal: AbortSignal },
  ): Promise<Finished> {
    throwIfAborted(signal);
    const { scene, composer, canvas } = this.given;
    const [full, ...overviews] = scene.levels;
    const changes = seen.map(({ reach, finished }) => ({ path: finished.path, window: reach.region }));
    const changed = { ...scene, levels: [{ ...full!, changes }, ...overviews] };
    const onProgress = ({ fraction }: Progress) => this.report(feature, fraction);
    const watched = { ...composition, signal, onProgress };
    return withPlan(watched, changed, composer, canvas, async (plan) => {
      const keys = seen.map(({ finished }) => finished.key);
      const key = (await keyOf(ofScene, composition, plan, keys)) ?? randomUUID();
      const found = await journal.find(feature.index, key);
      if (found) {
        this.resumed++;
        this.finish(feature);
        return found;
      }
      const composed = await new Composing(composer, watched, plan, performance.now()).compose();
      const patch = { ...composed.changes, makesValid: composition.fillNodata };
      const { followed } = composed;
      const kept = await journal.keep(feature.index, patch, { key, followed, result: summaryOf(composed) });
      this.finish(feature);
      return kept;
    });
  }

  /**
   * Does some work on a patch.
   *
   * @returns undefined if it failed for a reason of its own and the others go on
   * @throws PatchError, and errors that are not about this patch as they are
   */
  private async attempt<T>(feature: Feature, work: () => Promise<T>): Promise<T | undefined> {
    const { index, id } = feature;
    try {
      return await work();
    } catch (error) {
      if (!isOurs(error) || !OF_ONE_PATCH.has(error.code)) throw error;
      const failure = new PatchError(index, this.given.features.nameOf(feature), error);
      if (!this.given.request.keepGoing) throw failure;
      this.first ??= failure;
      const { code } = error;
      this.failed.push({ index, ...(id !== undefined && { id }), code, message: failure.message });
      // Then there is nothing to write.
      if (this.failed.length === this.given.features.features.length) throw this.first;
      this.finish(feature);
      return undefined;
    }
  }

  private outcome(): Pick<PatchesResult, 'failed' | 'resumed'> {
    return { failed: this.failed.sort((a, b) => a.index - b.index), resumed: this.resumed };
  }

  private report({ index }: Feature, fraction: number): void {
    this.fractions.set(index, fraction);
    this.tell(index);
  }

  private finish({ index }: Feature): void {
    this.fractions.delete(index);
    this.finished++;
    this.tell(index);
  }

  private tell(patch: number): void {
    const steps = this.given.features.features.length;
    const parts = [...this.fractions.values()].reduce((sum, part) => sum + part, 0);
    const fraction = (this.finished + parts) / steps;
    this.given.request.onProgress?.({ patch, step: this.finished, steps, fraction });
  }
}

/** Errors that are about one patch: its options, its images and its place. All others would meet the next patch as well. */
const OF_ONE_PATCH: ReadonlySet<ErrorCode> = new Set<HarmonidiffError['code']>([
  'IMAGE_INVALID',
  'IMAGE_NOT_FOUND',
  'IMAGE_TOO_LARGE',
  'IMAGE_UNSUPPORTED',
  'LABELS_INVALID',
  'LABELS_NOT_FOUND',
  'MEMORY_LIMIT',
  'MODEL_UNSUPPORTED',
  'OPTION_INVALID',
  'PLACEMENT_INVALID',
]);

function summaryOf({
  place,
  window,
  scale,
  metadata,
  timestep,
  scores,
  candidates,
  warnings,
}: Omit<ComposeResult, 'out' | 'timings'>): Finished['result'] {
  return { place, window, scale, metadata, timestep, scores, candidates, warnings };
}

function resultOf({ index, id }: Feature, result: Finished['result']): PatchResult {
  return { index, ...(id !== undefined && { id }), ...result };
}

/** Where a path leads to, so that two names of one file are known as one. */
async function fileOf(path: string): Promise<string> {
  const destination = await findDestination(path);
  return destination.kind === 'file' ? destination.file : path;
}
