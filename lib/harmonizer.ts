import { availableParallelism } from 'node:os';
import { registerSession } from './composer.js';
import { loadFirst } from './engines/load.js';
import { findTargets, type ResolvedTarget } from './engines/target.js';
import { ModelFileError, OptionError } from './errors.js';
import { holdInput, type ImageInput } from './image/input.js';
import { readImage } from './image/open.js';
import { checkModelFits, readModelFolder } from './model/folder.js';
import { prepareTarget } from './prepared/prepare.js';
import { isPrepared, type PreparedContents, type PreparedTarget, withPrepared } from './prepared/target.js';
import type { RunningCall } from './queue/requests.js';
import type { HarmonizerStats } from './queue/statistics.js';
import {
  type Harmonization,
  type HarmonizeOptions,
  readHarmonize,
  SCORE,
  type ScoreOptions,
  type Scores,
} from './request/harmonize.js';
import { holdImages, holdMask, readImages } from './request/images.js';
import { CALLS, LOAD, type LoadOptions } from './request/load.js';
import { checkMethodRuns, type Method } from './request/methods.js';
import { path } from './request/option.js';
import { placeSource } from './request/placement.js';
import { type PrepareOptions, readPrepare } from './request/prepare.js';
import { check, readOptions, resolve } from './request/read.js';
import type { Candidate, HarmonizeResult } from './result.js';
import { Session } from './session.js';
import type { Size } from './values/size.js';

/**
 * A model loaded on one device. Call `harmonize` and `score` at any time, from anywhere: up to `maxInFlight` calls run at the
 * same time and take turns with the networks, the others wait in a queue, and none blocks the event loop. What a call
 * returns does not depend on the others.
 *
 * @example
 * import { Harmonizer, smallModel } from 'harmonidiff';
 *
 * await using harmonizer = await Harmonizer.load(smallModel);
 * const { winner } = await harmonizer.harmonize({
 *   target: 'scene.png',
 *   source: 'patch.png',
 *   box: { x: 48, y: 52, width: 168, height: 160 },
 *   prompts: { target: 'a satellite image of a forest', source: 'a satellite image of a hospital' },
 * });
 */
export class Harmonizer {
  /** The size in pixels of every result. Targets are resized to it; boxes are in its pixels. */
  readonly canvas: Readonly<Size>;
  /** The device, the engine and the precision in use. */
  readonly target: Readonly<ResolvedTarget>;
  /** The methods this model can run: `sd2-inpainting` needs a UNet with nine input channels, and no other method can use one. */
  readonly methods: readonly Method[];
  private readonly session: Session;

  private constructor(session: Session) {
    this.session = session;
    this.canvas = session.canvas;
    this.target = session.target;
    this.methods = session.methods;
    registerSession(this, session);
  }

  /**
   * Loads a model folder in the diffusers layout. Nothing is downloaded. With TensorRT or OpenVINO, the first load
   * compiles the model into the cache. With TensorRT that takes minutes; `harmonidiff build` does it ahead of time.
   *
   * @param folder such as `smallModel`
   * @throws OptionError for an unknown option or a value out of range
   * @throws ModelFileError, SafetensorsError, TensorError, UnsupportedModelError for a model that cannot run
   * @throws MemoryLimitError for a model that needs more memory than `maxMemory`
   * @throws EngineError, DeviceError when the engine or the device is missing
   * @throws AbortError when `signal` is aborted
   * @example
   * import { Harmonizer } from 'harmonidiff';
   *
   * const harmonizer = await Harmonizer.load('models/diffusionsat-512', { threads: 2 });
   * console.log(harmonizer.canvas); // { width: 512, height: 512 }
   */
  static async load(folder: string, options: LoadOptions = {}): Promise<Harmonizer> {
    check(path('<folder>'), folder, 'folder');
    const given = readOptions(LOAD, options, 'load');
    const { batching, maxInFlight, maxQueue } = resolve(CALLS, given);
    const { classifier, threads = availableParallelism(), maxMemory, ...rest } = given;
    const targets = findTargets(rest);
    const model = await readModelFolder(folder, classifier);
    checkModelFits(model);
    for (const { code, message } of model.warnings) process.emitWarning(message, { code });
    const settings = { threads, maxMemory, batching, maxInFlight };
    const { core, memory, target } = await loadFirst(model, targets, settings, rest);
    return new Harmonizer(new Session(core, model, memory, { maxInFlight, maxQueue }, target));
  }

  /**
   * Inserts the source into the target and makes it look as if it had always been there.
   *
   * @throws OptionError, ImageError, PlacementError for bad input
   * @throws UnsupportedModelError for a method that is not in `methods`
   * @throws MemoryLimitError for a request that, with the model, needs more memory than `maxMemory`
   * @throws ModelFileError when a file of weights has changed since the model was loaded
   * @throws QueueFullError when `maxQueue` calls wait already
   * @throws AbortError when `signal` is aborted, ClosedError when the harmonizer is closed
   * @throws EngineError when a network fails
   * @example
   * import sharp from 'sharp';
   *
   * const { winner, candidates, timings } = await harmonizer.harmonize({
   *   target: 'scene.png',
   *   source: 'patch.png',
   *   box: { x: 48, y: 52, width: 168, height: 160 },
   *   prompts: { target: 'a satellite image of a forest', source: 'a satellite image of a hospital' },
   *   metadata: { gsd: 0.3, longitude: -55, latitude: -10 },
   *   signal: AbortSignal.timeout(60_000),
   * });
   * if (winner) await sharp(winner.image.data, { raw: winner.image }).toFile('harmonised.png');
   * @example
   * const { targetStretch, warnings } = await harmonizer.harmonize({
   *   target: 'sentinel-2.tif', // 13 bands of uint16
   *   targetBands: [4, 3, 2],
   *   targetStretch: { range: [0, 3000] },
   *   source: 'patch.png',
   *   box: { x: 48, y: 52, width: 168, height: 160 },
   *   method: 'copy-paste',
   * });
   */
  async harmonize(options: HarmonizeOptions): Promise<HarmonizeResult> {
    const began = performance.now();
    const { session } = this;
    session.throwIfClosed();
    const request = readHarmonize(options, session.model.noise);
    const { target, method, signal } = request;
    const harmonize = (prepared?: PreparedContents, holdTarget?: RunningCall['holdUntil']) => {
      checkMethodRuns(method, this.methods);
      session.memory?.checkRequest(request);
      const footprint = session.memory?.toHarmonize(request);
      let held = request;
      const start = ({ record, holdUntil }: RunningCall) => {
        const hold: RunningCall['holdUntil'] = (settled) => {
          holdUntil(settled);
          holdTarget?.(settled);
        };
        return this.harmonizeRequest(held, { began, running: { record, holdUntil: hold } }, prepared);
      };
      return session.inFlight({ operation: 'harmonize', method }, footprint, signal, start, () => {
        held = holdImages(request);
      });
    };
    return isPrepared(target) ? withPrepared(target, session, harmonize) : harmonize();
  }

  private async harmonizeRequest(
    request: Harmonization,
    { began, running }: { began: number; running: RunningCall },
    prepared?: PreparedContents,
  ): Promise<HarmonizeResult> {
    const started = performance.now();
    const { signal, onProgress } = request;
    const { scene, patch, placement } = await readImages(request, this.canvas, prepared?.scene);
    const images = performance.now() - started;
    await this.session.checkReady(signal);

    const { box, mask, pixels } = placement;
    const pictures = { target: scene.image, source: patch.image, box, mask };
    const watch = { signal, onProgress };
    const result = await this.session.harmonize(request, pictures, watch, running, prepared?.id);
    const waiting = running.record(result);
    const { winner, candidates, trace } = result;
    return {
      winner: winner === null ? null : (candidates[winner] as HarmonizeResult['winner']),
      candidates: candidates.map((candidate) =>
        wantsImage(candidate) ? candidate : { ...candidate, image: null },
      ),
      timings: { waiting, images, ...result.timings, total: performance.now() - began },
      place: { box, pixels },
      targetBands: [...scene.bands],
      sourceBands: patch.bands,
      targetStretch: structuredClone(scene.stretch),
      sourceStretch: patch.stretch,
      warnings: structuredClone([...scene.warnings, ...patch.warnings]),
      ...(request.trace && { trace }),
    };

    function wantsImage({ scores }: Candidate): boolean {
      return request.images || scores === null;
    }
  }

  /**
   * Encodes and inverts a target once, for many sources. Pass the result to `harmonize` as its `target`: the images and
   * scores are the same as without it, and modes `lms`, `twr` and `ltf` take less time. Other methods use its picture.
   *
   * `harmonize` takes over the options that are given here: bands, stretch, prompt and metadata, and for these modes
   * `steps`, `candidateRange`, `posterior` and the `seed` of its sample. They can be left out there, but must not differ,
   * except that candidates may start later.
   *
   * @returns holds the target's latents in the memory of this harmonizer until it is closed
   * @throws OptionError, ImageError for bad input
   * @throws UnsupportedModelError if the model cannot run method `harmonidiff`
   * @throws MemoryLimitError if the model and all prepared targets need more memory than `maxMemory`
   * @throws ModelFileError, QueueFullError, AbortError, ClosedError, EngineError as `harmonize`
   * @example
   * const prompts = { target: 'a satellite image of a forest' };
   * await using target = await harmonizer.prepareTarget({ target: 'scene.png', prompts });
   * for (const source of ['hospital-1.png', 'hospital-2.png']) {
   *   const box = { x: 48, y: 52, width: 168, height: 160 };
   *   await harmonizer.harmonize({ target, source, box, prompts: { source: 'a satellite image of a hospital' } });
   * }
   */
  async prepareTarget(options: PrepareOptions): Promise<PreparedTarget> {
    const began = performance.now();
    this.session.throwIfClosed();
    const preparation = readPrepare(options, this.session.model.noise);
    checkMethodRuns('harmonidiff', this.methods);
    return prepareTarget(this.session, preparation, began);
  }

  /**
   * Scores any image: how much the pixels in the box or mask look as if they had always been there. The scores
   * equal those of a candidate of `harmonize` with the same pixels.
   *
   * @param image resized to `canvas` unless it has that size
   * @returns the classifier's scores, 0…1, with the mask as placed, eroded and dilated, and their mean
   * @throws OptionError, ImageError, PlacementError for bad input
   * @throws MemoryLimitError for a canvas that, with the model, needs more memory than `maxMemory`
   * @throws ModelFileError when the model has no classifier, or a file of weights has changed since it was loaded
   * @throws QueueFullError when `maxQueue` calls wait already
   * @throws AbortError when `signal` is aborted, ClosedError when the harmonizer is closed
   * @throws EngineError when the classifier fails
   * @example
   * const { mean } = await harmonizer.score('composite.png', { box: { x: 48, y: 52, width: 168, height: 160 } });
   */
  async score(image: ImageInput, options: ScoreOptions): Promise<Scores> {
    const { session } = this;
    session.throwIfClosed();
    const { core, memory, model } = session;
    if (!model.classifier) {
      throw new ModelFileError(
        'MODEL_NOT_FOUND',
        `${model.path} has no classifier to score with; name one's folder: load(…, { classifier }).`,
      );
    }
    const { signal, bands, stretch, ...given } = readOptions(SCORE, options, 'score');
    if ((given.box === undefined) === (given.mask === undefined))
      throw new OptionError(
        `Pass either box or mask for the pixels to score; ${given.box ? 'both are' : 'neither is'} given.`,
      );
    const { edgeWidthRatio, maskThreshold } = resolve(
      { edgeWidthRatio: SCORE.edgeWidthRatio, maskThreshold: SCORE.maskThreshold },
      given,
    );
    memory?.checkScore();
    const footprint = memory?.toScore();
    let held = { image, place: { ...given, maskThreshold } };
    const score = async (running: RunningCall) => {
      const [{ image: picture }, { box, mask }] = await Promise.all([
        readImage(held.image, 'scored', this.canvas, { bands, stretch, signal }),
        placeSource(held.place, this.canvas, this.canvas, signal),
      ]);
      await session.checkReady(signal);
      const request = { image: picture, box, mask, edgeWidthRatio };
      const { scores, waited } = await session.call(() => core.score(request), { signal }, running);
      running.record({ waited });
      return scores;
    };
    return session.inFlight({ operation: 'score' }, footprint, signal, score, () => {
      held = { image: holdInput(image, 'scored'), place: holdMask(held.place) };
    });
  }

  /**
   * How busy the harmonizer is: calls that wait and run, and how long the latest ones took.
   *
   * @example
   * const { queued, inFlight, waiting } = harmonizer.stats();
   * console.log(`${inFlight} calls run, ${queued} wait; half of the last waited ${waiting?.p50 ?? 0} ms at most`);
   */
  stats(): HarmonizerStats {
    return this.session.stats();
  }

  /**
   * Frees the memory of the model and of all prepared targets. Running calls reject with ClosedError.
   *
   * @example
   * await harmonizer.close(); // or: await using harmonizer = await Harmonizer.load(…)
   */
  close(): Promise<void> {
    return this.session.close();
  }

  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
