import { availableParallelism } from 'node:os';
import { planTarget, preparePlans } from './engines/plans.js';
import { findTargets, type ResolvedTarget, type Target } from './engines/target.js';
import { ClosedError, DeviceError, EngineError, fromNative, ModelFileError } from './errors.js';
import { type ImageInput, loadRgb, openImage } from './image/load.js';
import type { RgbImage, Size } from './image/raw-image.js';
import { checkModelFits, emitGraphs, type ModelFolder, readModelFolder } from './model/folder.js';
import type { FloatTensor } from './model/safetensors.js';
import {
  type Core,
  loadAddon,
  type NativeModel,
  type NativeRequest,
  type NativeResult,
} from './native/addon.js';
import { type Cancellable, runCancellable, throwIfAborted, type Watch } from './native/cancellable.js';
import {
  type Harmonization,
  type HarmonizeOptions,
  type Progress,
  readHarmonize,
  SCORE,
  type ScoreOptions,
  type Scores,
  type Stage,
} from './request/harmonize.js';
import { type BuildProgress, LOAD, type LoadOptions } from './request/load.js';
import { checkMethodRuns, type Method, methodsOf } from './request/methods.js';
import { path } from './request/option.js';
import { placeSource } from './request/placement.js';
import { check, readOptions, resolve } from './request/read.js';

export interface Candidate {
  /** The timestep that it was started from; `null` for methods without candidates. */
  timestep: number | null;
  /** `null` without a classifier. */
  scores: Scores | null;
  /** Where `images` asked for it, and always without a classifier. */
  image: RgbImage<Buffer> | null;
}

export interface HarmonizeResult {
  /**
   * The candidate with the highest mean score; `null` without a classifier, for a person to choose. Methods that make
   * one image have one candidate.
   */
  winner: { timestep: number | null; scores: Scores; image: RgbImage<Buffer> } | null;
  /** By ascending timestep. */
  candidates: Candidate[];
  timings: Timings;
  /** With `trace`: the intermediate tensors by name. */
  trace?: Record<string, FloatTensor>;
}

/** Milliseconds: the decoding of the images, the stages that ran, and all of it with the time spent in the queue. */
export type Timings = { images: number; total: number } & Partial<Record<Stage, number>>;

/**
 * One model, loaded on one device. Requests may be made at any time; they run one after the other on a thread of the
 * harmonizer's own.
 */
export class Harmonizer {
  /** The size of every result, to which targets are resized: the UNet's sample size times the VAE's factor, square. */
  readonly canvas: Readonly<Size>;
  /** What the work is done on, by what, and in which precision. */
  readonly target: Readonly<ResolvedTarget>;
  /** Those that this model can run: `sd2-inpainting` needs a UNet of its own kind. */
  readonly methods: readonly Method[];
  private closing?: Promise<void>;

  private constructor(
    private readonly core: Core,
    private readonly model: ModelFolder,
    { device, engine, precision }: ResolvedTarget,
  ) {
    const side = model.unet.shape.sampleSize * model.vae.shape.factor;
    this.canvas = { width: side, height: side };
    this.target = { device, engine, precision };
    this.methods = methodsOf(model);
  }

  /**
   * Loads a model folder in the diffusers layout. Nothing is downloaded, and the weights stay where they are. On a GPU
   * with TensorRT the first time takes minutes, for engines are built and kept (`harmonidiff build` does it ahead).
   *
   * @throws ModelFileError, SafetensorsError, TensorError, UnsupportedModelError for a folder that will not run
   * @throws EngineError, DeviceError when what is to run it is not there
   * @throws AbortError when `signal` was aborted
   */
  static async load(folder: string, options: LoadOptions = {}): Promise<Harmonizer> {
    check(path('<folder>'), folder, 'folder');
    const { classifier, threads = availableParallelism(), ...rest } = readOptions(LOAD, options, 'load');
    const targets = findTargets(rest);
    const model = await readModelFolder(folder, classifier);
    checkModelFits(model);
    for (;;) {
      const target = targets.shift()!;
      try {
        return new Harmonizer(await loadCore(model, target, threads, rest), model, target);
      } catch (error) {
        // That a GPU lacks some library shows only now; what was left open to choose is then chosen otherwise.
        const [next] = targets;
        if (!next || !isLack(error)) throw error;
        process.emitWarning(
          `${target.engine} on ${target.device} could not be used, ${next.engine} on ${next.device} is: ${error.message}`,
          { code: 'HARMONIDIFF_FALLBACK' },
        );
      }
    }
  }

  /**
   * Inserts the source into the target and makes it look as if it had always been there.
   *
   * @throws OptionError, ImageError, PlacementError for bad input, UnsupportedModelError for a method that is not of
   * `methods`
   * @throws AbortError when `signal` was aborted, ClosedError when the harmonizer is or was closed meanwhile
   * @throws EngineError when a network fails
   */
  async harmonize(options: HarmonizeOptions): Promise<HarmonizeResult> {
    const began = performance.now();
    this.throwIfClosed();
    const request = readHarmonize(options, this.model.noise);
    const { target, source, place, signal, onProgress } = request;
    checkMethodRuns(request.method, this.methods);
    throwIfAborted(signal);

    const [scene, [patch, { box, mask }]] = await Promise.all([
      loadRgb(target, 'target', this.canvas),
      openImage(source, 'source').then(async (opened) => {
        const placement = await placeSource(place, opened, this.canvas);
        return [await opened.rgb(placement.box), placement] as const;
      }),
    ]);
    const images = performance.now() - began;
    throwIfAborted(signal);
    this.throwIfClosed();

    const pictures = { target: scene, source: patch, box, mask };
    const result = await this.run(request, pictures, { signal, onProgress });
    const { winner, candidates, trace } = result;
    return {
      winner: winner === null ? null : (candidates[winner] as HarmonizeResult['winner']),
      candidates: candidates.map((candidate) =>
        wantsImage(candidate) ? candidate : { ...candidate, image: null },
      ),
      timings: { images, ...result.timings, total: performance.now() - began },
      ...(request.trace && { trace }),
    };

    function wantsImage({ scores }: Candidate): boolean {
      return request.images || scores === null;
    }
  }

  /**
   * The harmony scores of any image, whether it was made here or not: how much the pixels in the box or mask look as if
   * they had always been there. The same as those of a candidate with these pixels: the classifier sees the image with
   * the mask as placed, eroded and dilated, and `mean` is the mean of the three sigmoids.
   *
   * @param image resized to `canvas` unless it has that size
   * @throws OptionError, ImageError, PlacementError for bad input
   * @throws ModelFileError when the model has no classifier
   * @throws AbortError when `signal` was aborted, ClosedError when the harmonizer is or was closed meanwhile
   * @throws EngineError when the classifier fails
   */
  async score(image: ImageInput, options: ScoreOptions): Promise<Scores> {
    this.throwIfClosed();
    if (!this.model.classifier) {
      throw new ModelFileError(
        'MODEL_NOT_FOUND',
        `${this.model.path} has no classifier to score with; name one's folder: load(…, { classifier }).`,
      );
    }
    const { signal, ...place } = readOptions(SCORE, options, 'score');
    const { edgeWidthRatio } = resolve({ edgeWidthRatio: SCORE.edgeWidthRatio }, place);
    throwIfAborted(signal);
    const [picture, { box, mask }] = await Promise.all([
      loadRgb(image, 'scored', this.canvas),
      placeSource(place, this.canvas, this.canvas),
    ]);
    throwIfAborted(signal);
    this.throwIfClosed();
    const request = { image: picture, box, mask, edgeWidthRatio };
    return this.call(() => this.core.score(request), { signal });
  }

  /** Stops the requests that are running (they reject with ClosedError) and frees the model's memory. */
  close(): Promise<void> {
    this.closing ??= this.core.close();
    return this.closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  private run(
    {
      settings,
      prompts,
      metadata,
      images,
      trace,
    }: Pick<Harmonization, 'settings' | 'prompts' | 'metadata' | 'images' | 'trace'>,
    pictures: Pick<NativeRequest, 'target' | 'source' | 'box' | 'mask'>,
    watch: Watch<Progress>,
  ): Promise<NativeResult> {
    const { tokenizer, unet } = this.model;
    const request: NativeRequest = {
      ...settings,
      ...pictures,
      images,
      trace,
      metadata: metadata.subarray(0, unet.shape.metadata),
      sourceTokens: tokenizer.encode(prompts.source),
      targetTokens: tokenizer.encode(prompts.target),
      emptyTokens: tokenizer.encode(''),
    };
    return this.call((report) => this.core.harmonize(request, report), watch);
  }

  /** What fails while the harmonizer closes, fails because of that. */
  private call<T, P>(
    start: (report: ((progress: P) => void) | undefined) => Cancellable<T>,
    watch: Watch<P>,
  ): Promise<T> {
    return runCancellable(start, watch, (error) =>
      this.closing ? new ClosedError(undefined, { cause: error }) : fromNative(error),
    );
  }

  private throwIfClosed(): void {
    if (this.closing) throw new ClosedError();
  }
}

function isLack(error: unknown): error is Error {
  if (error instanceof DeviceError) return true;
  return error instanceof EngineError && error.code !== 'CACHE_UNSAFE';
}

async function loadCore(
  model: ModelFolder,
  target: Target,
  threads: number,
  watch: Watch<BuildProgress>,
): Promise<Core> {
  const core = new (loadAddon().Core)();
  const load = async (networks: NativeModel['networks']) => {
    throwIfAborted(watch.signal);
    await core.load(describe(model, { ...target, threads, networks }));
    throwIfAborted(watch.signal);
  };
  try {
    if (!target.tensorRt) {
      await load({ ...emitGraphs(model, { attention: 'fused', precision: target.precision }) });
      return core;
    }
    const running = planTarget(target);
    const plans = await preparePlans(core, model, running, watch);
    try {
      await load(plans);
    } catch (error) {
      // A driver that was exchanged may be the reason. New ones are of this machine as it is now.
      if ((error as { code?: string }).code !== 'PLAN_REFUSED') throw error;
      await load(await preparePlans(core, model, running, watch, { anew: true }));
    }
    return core;
  } catch (error) {
    await core.close();
    throw fromNative(error);
  }
}

function describe(
  model: ModelFolder,
  running: Target & Pick<NativeModel, 'threads' | 'networks'>,
): NativeModel {
  const { unet, vae, classifier, tokenizer } = model;
  return {
    ...running,
    latentChannels: vae.shape.latentChannels,
    factor: vae.shape.factor,
    scalingFactor: vae.shape.scalingFactor,
    tokens: tokenizer.length,
    textWidth: unet.shape.textWidth,
    metadata: unet.shape.metadata,
    ...(classifier && {
      classifierFormat: {
        imageSize: classifier.shape.imageSize,
        mean: Float32Array.from(classifier.shape.mean),
        std: Float32Array.from(classifier.shape.std),
      },
    }),
  };
}
