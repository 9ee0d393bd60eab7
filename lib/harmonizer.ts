import { availableParallelism } from 'node:os';
import { type Composer, type Pictures, registerComposer, type Settings } from './composer.js';
import { loadFirst } from './engines/load.js';
import type { Footprint } from './engines/memory.js';
import type { MemoryLimit } from './engines/memory-limit.js';
import { findTargets, type ResolvedTarget } from './engines/target.js';
import { ClosedError, fromNative, ModelFileError } from './errors.js';
import { digestList } from './files/digest.js';
import { holdInput, type ImageInput } from './image/input.js';
import { readImage } from './image/open.js';
import {
  checkModelFits,
  checkUnchanged,
  type ModelFolder,
  readModelFolder,
  statesOf,
} from './model/folder.js';
import type { Core, NativeRequest, NativeResult } from './native/addon.js';
import { type Cancellable, runCancellable, type Watch } from './native/cancellable.js';
import { type Preparer, prepareTarget } from './prepared/prepare.js';
import { isPrepared, type PreparedContents, type PreparedTarget, withPrepared } from './prepared/target.js';
import { type QueueLimits, Requests, type RequestTrace, type RunningCall } from './queue/requests.js';
import type { HarmonizerStats } from './queue/statistics.js';
import {
  type Harmonization,
  type HarmonizeOptions,
  type Progress,
  readHarmonize,
  SCORE,
  type ScoreOptions,
  type Scores,
} from './request/harmonize.js';
import { holdImages, holdMask, readImages } from './request/images.js';
import { CALLS, LOAD, type LoadOptions } from './request/load.js';
import { checkMethodRuns, type Method, methodsOf } from './request/methods.js';
import { path } from './request/option.js';
import { placeSource } from './request/placement.js';
import { type PrepareOptions, readPrepare } from './request/prepare.js';
import { check, readOptions, resolve } from './request/read.js';
import type { Candidate, HarmonizeResult } from './result.js';
import { throwIfAborted } from './values/abort.js';
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
  private readonly requests: Requests<Footprint | undefined>;
  private closing?: Promise<void>;

  private constructor(
    private readonly core: Core,
    private readonly model: ModelFolder,
    private readonly memory: MemoryLimit | undefined,
    limits: QueueLimits,
    { device, engine, precision }: ResolvedTarget,
  ) {
    this.requests = new Requests(limits, (calls) => memory?.fit(calls as Footprint[]) ?? true);
    const side = model.unet.shape.sampleSize * model.vae.shape.factor;
    this.canvas = { width: side, height: side };
    this.target = { device, engine, precision };
    this.methods = methodsOf(model);
    registerComposer(this, () => this.composer());
  }

  /**
   * Loads a model folder in the diffusers layout. Nothing is downloaded. With TensorRT or OpenVINO, the first load
   * compiles the model into the cache. On a GPU with TensorRT the first load
   * builds engines, which takes minutes; `harmonidiff build` does that ahead of time.
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
    return new Harmonizer(core, model, memory, { maxInFlight, maxQueue }, target);
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
    this.throwIfClosed();
    const request = readHarmonize(options, this.model.noise);
    const { target, method, signal } = request;
    const harmonize = (prepared?: PreparedContents) => {
      checkMethodRuns(method, this.methods);
      this.memory?.checkRequest(request);
      const footprint = this.memory?.toHarmonize(request);
      let held = request;
      return this.inFlight(
        { operation: 'harmonize', method },
        footprint,
        signal,
        (running) => this.harmonizeRequest(held, { began, running }, prepared),
        () => {
          held = holdImages(request);
        },
      );
    };
    return isPrepared(target) ? withPrepared(target, this, harmonize) : harmonize();
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
    await this.checkReady(signal);

    const { box, mask, pixels } = placement;
    const pictures = { target: scene.image, source: patch.image, box, mask };
    const watch = { signal, onProgress };
    const result = await this.run(request, pictures, { running, watch }, prepared?.id);
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
    this.throwIfClosed();
    const preparation = readPrepare(options, this.model.noise);
    checkMethodRuns('harmonidiff', this.methods);
    const { canvas, core, model, memory } = this;
    const preparer: Preparer = {
      ...{ owner: this, canvas, model, memory },
      inFlight: (work, beforeWaiting) => {
        const { signal } = preparation;
        return this.inFlight(
          { operation: 'prepareTarget' },
          memory?.toPrepare(),
          signal,
          work,
          beforeWaiting,
        );
      },
      checkReady: (signal) => this.checkReady(signal),
      prepare: (request, watch, running) =>
        this.call((report) => core.prepareTarget(request, report), watch, running),
      release: (id) => core.releaseTarget(id),
    };
    return prepareTarget(preparer, preparation, began);
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
    this.throwIfClosed();
    if (!this.model.classifier) {
      throw new ModelFileError(
        'MODEL_NOT_FOUND',
        `${this.model.path} has no classifier to score with; name one's folder: load(…, { classifier }).`,
      );
    }
    const { signal, bands, stretch, ...given } = readOptions(SCORE, options, 'score');
    const { edgeWidthRatio, maskThreshold } = resolve(
      { edgeWidthRatio: SCORE.edgeWidthRatio, maskThreshold: SCORE.maskThreshold },
      given,
    );
    this.memory?.checkScore();
    const footprint = this.memory?.toScore();
    let held = { image, place: { ...given, maskThreshold } };
    const score = async (running: RunningCall) => {
      const [{ image: picture }, { box, mask }] = await Promise.all([
        readImage(held.image, 'scored', this.canvas, { bands, stretch, signal }),
        placeSource(held.place, this.canvas, this.canvas, signal),
      ]);
      await this.checkReady(signal);
      const request = { image: picture, box, mask, edgeWidthRatio };
      const { scores, waited } = await this.call(() => this.core.score(request), { signal }, running);
      running.record({ waited });
      return scores;
    };
    return this.inFlight({ operation: 'score' }, footprint, signal, score, () => {
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
    return this.requests.stats();
  }

  /**
   * Frees the memory of the model and of all prepared targets. Running calls reject with ClosedError.
   *
   * @example
   * await harmonizer.close(); // or: await using harmonizer = await Harmonizer.load(…)
   */
  close(): Promise<void> {
    this.closing ??= this.core.close();
    return this.closing;
  }

  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  private composer(): Composer {
    const { noise, vae, classifier } = this.model;
    return {
      noise,
      identity: digestList([...statesOf(this.model), ...Object.values(this.target)]),
      factor: vae.shape.factor,
      hasClassifier: classifier !== undefined,
      memoryOf: (request) => this.memory?.bytesFor(request),
      check: (request, samples) => {
        this.throwIfClosed();
        checkMethodRuns(request.method, this.methods);
        this.memory?.checkRequest(request, samples);
      },
      harmonize: (request, pictures, watch) => {
        const footprint = this.memory?.toHarmonize(request);
        const { method } = request;
        return this.inFlight({ operation: 'compose', method }, footprint, watch.signal, async (running) => {
          await this.checkReady(watch.signal);
          const result = await this.run(request, pictures, { running, watch });
          return { ...result, waited: running.record(result) };
        });
      },
      restoreDetail: (request, signal) => this.call(() => this.core.restoreDetail(request), { signal }),
      blendPoisson: (request, signal) => this.call(() => this.core.blendPoisson(request), { signal }),
    };
  }

  private run(
    { settings, prompts, metadata, images, trace }: Settings,
    pictures: Pictures,
    { running, watch }: { running: RunningCall; watch: Watch<Progress> },
    prepared?: number,
  ): Promise<NativeResult> {
    const { tokenizer, unet } = this.model;
    const request: NativeRequest = {
      ...settings,
      ...pictures,
      prepared,
      images,
      trace,
      metadata: metadata.subarray(0, unet.shape.metadata),
      sourceTokens: tokenizer.encode(prompts.source),
      targetTokens: tokenizer.encode(prompts.target),
      emptyTokens: tokenizer.encode(''),
    };
    return this.call((report) => this.core.harmonize(request, report), watch, running);
  }

  /** Runs a call when it is its turn in the queue. */
  private inFlight<R>(
    about: Pick<RequestTrace, 'operation' | 'method'>,
    footprint: Footprint | undefined,
    signal: AbortSignal | undefined,
    work: (running: RunningCall) => Promise<R>,
    beforeWaiting?: () => void,
  ): Promise<R> {
    const start = async (running: RunningCall) => {
      this.throwIfClosed();
      return work(running);
    };
    return this.requests.run({ ...about, target: this.target }, footprint, signal, start, beforeWaiting);
  }

  /**
   * Runs work of the core. If it fails while the harmonizer is closing, `close` has stopped it.
   *
   * @param running whose place in the queue is held until the core has stopped
   */
  private async call<T, P>(
    start: (report: ((progress: P) => void) | undefined) => Cancellable<T>,
    watch: Watch<P>,
    running?: Pick<RunningCall, 'holdUntil'>,
  ): Promise<T> {
    // It may have been closed since it was checked.
    this.throwIfClosed();
    const startHeld: typeof start = (report) => {
      const started = start(report);
      running?.holdUntil(started.promise);
      return started;
    };
    return runCancellable(startHeld, watch, (error) =>
      this.closing ? new ClosedError(undefined, { cause: error }) : fromNative(error),
    );
  }

  /** Checks once more what may have changed while images were read. */
  private async checkReady(signal: AbortSignal | undefined): Promise<void> {
    // ONNX Runtime maps the files of weights into memory, where changes to them appear. TensorRT copies its engines.
    if (this.target.engine === 'onnxruntime') await checkUnchanged(this.model);
    throwIfAborted(signal);
    this.throwIfClosed();
  }

  private throwIfClosed(): void {
    if (this.closing) throw new ClosedError();
  }
}
