import { availableParallelism } from 'node:os';
import { type BuildProgress, planTarget, preparePlans } from './engines/plans.js';
import { findTargets, type Target, type TargetOptions, type Way } from './engines/target.js';
import { ClosedError, DeviceError, EngineError, fromNative, ModelFileError, OptionError } from './errors.js';
import { type ImageInput, loadRgb, type Raster, type Size } from './image/load.js';
import { checkModelFits, emitGraphs, type ModelFolder, readModelFolder } from './model/folder.js';
import type { Precision } from './model/onnx/graph.js';
import type { FloatTensor } from './model/safetensors.js';
import {
  type Core,
  loadAddon,
  type NativeModel,
  type NativeRequest,
  type NativeResult,
  type NativeScoreRequest,
  type NativeShape,
  type Progress,
  type RawImage,
  type Scores,
} from './native/addon.js';
import { type Cancellable, runCancellable, throwIfAborted, type Watch } from './native/cancellable.js';
import { inRange } from './request/checks.js';
import { checkOptions, type HarmonizeOptions, type Settings } from './request/harmonize.js';
import { checkMethodRuns, type Method, methodsOf } from './request/methods.js';
import { type Place, type Placement, placeSource } from './request/placement.js';

export interface LoadOptions extends TargetOptions {
  /** A folder with the harmony classifier; the model's own `classifier/` if it is left out. */
  classifier?: string | undefined;
  /** Threads of each network call on the CPU, 1…1024. Default: as many as the machine has cores. */
  threads?: number | undefined;
  /** Stops the loading, and the building of TensorRT engines that it may take. */
  signal?: AbortSignal | undefined;
  /** Told of the engines that TensorRT builds, where it has none for this model, GPU and precision. */
  onProgress?: ((progress: BuildProgress) => void) | undefined;
}

export interface Candidate {
  /** The timestep that it was started from; `null` for methods without candidates. */
  timestep: number | null;
  /** `null` without a classifier. */
  scores: Scores | null;
  /** Where `images` asked for it, and always without a classifier. */
  image: RawImage | null;
}

export interface HarmonizeResult {
  /**
   * The candidate with the highest mean score; `null` without a classifier, for a person to choose. Methods that make
   * one image have one candidate.
   */
  winner: { timestep: number | null; scores: Scores; image: RawImage } | null;
  /** By ascending timestep. */
  candidates: Candidate[];
  /** Milliseconds: `images`, the stages that ran, `total`. `total` includes the time spent in the queue. */
  timings: Record<string, number>;
  /** With `trace`: the intermediate tensors by name. */
  trace?: Record<string, FloatTensor>;
}

/** What a score depends on besides the image. */
export interface ScoreOptions extends Pick<Place, 'box' | 'mask'>, Pick<HarmonizeOptions, 'signal'> {
  /** How far the mask is eroded and dilated, as in `HarmonizeOptions`. Default 0.1. */
  edgeWidthRatio?: number | undefined;
}

/**
 * One model, loaded on one device. Requests may be made at any time; they run one after the other on a thread of the
 * harmonizer's own.
 */
export class Harmonizer {
  /** The size of every result, to which targets are resized: the UNet's sample size times the VAE's factor, square. */
  readonly canvas: Readonly<Size>;
  /** What the work is done on, by what, and in which precision. */
  readonly target: Readonly<Way>;
  /** Those that this model can run: `sd2-inpainting` needs a UNet of its own kind. */
  readonly methods: readonly Method[];
  private closing?: Promise<void>;

  private constructor(
    private readonly core: Core,
    private readonly model: ModelFolder,
    { device, engine, precision }: Way,
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
    if (typeof folder !== 'string')
      throw new OptionError(`The model is ${folder}; it must be a folder's path.`);
    const targets = findTargets(options);
    const threads = inRange('threads', options.threads ?? availableParallelism(), 1, 1024, true);
    const model = await readModelFolder(folder, options.classifier);
    checkModelFits(model);
    for (;;) {
      const target = targets.shift()!;
      try {
        return new Harmonizer(await loadCore(model, target, threads, options), model, target);
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
    const settings = checkOptions(options, this.model.noise);
    checkMethodRuns(settings.requestedMethod, this.methods);
    const { signal, onProgress } = options;
    throwIfAborted(signal);

    const [target, { box, mask }] = await Promise.all([
      loadRgb(options.target, 'target', this.canvas),
      placeSource(options, options.source, this.canvas, {
        source: options.sourceGsd,
        canvas: options.metadata?.gsd,
      }),
    ]);
    const source = await loadRgb(options.source, 'source', box);
    const images = performance.now() - began;
    throwIfAborted(signal);
    this.throwIfClosed();

    const result = await this.run(settings, { target, source, box, mask }, { signal, onProgress });
    const { winner, candidates, trace } = result;
    return {
      winner: winner === null ? null : (candidates[winner] as HarmonizeResult['winner']),
      candidates: candidates.map((candidate) =>
        wantsImage(candidate) ? candidate : { ...candidate, image: null },
      ),
      timings: { images, ...result.timings, total: performance.now() - began },
      ...(settings.trace && { trace }),
    };

    function wantsImage({ scores }: Candidate): boolean {
      return settings.images || scores === null;
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
    const { box, mask, signal } = options ?? {};
    const edgeWidthRatio = inRange('edgeWidthRatio', options?.edgeWidthRatio ?? 0.1, 0, 0.5);
    throwIfAborted(signal);
    const [pixels, placement] = await Promise.all([
      loadRgb(image, 'scored', this.canvas),
      placeSource({ box, mask }, image, this.canvas, {}),
    ]);
    throwIfAborted(signal);
    this.throwIfClosed();
    const request: NativeScoreRequest = { image: { ...pixels, channels: 3 }, ...placement, edgeWidthRatio };
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
    { prompts, ...settings }: Settings,
    { target, source, ...placement }: { target: Raster; source: Raster } & Placement,
    watch: Watch<Progress>,
  ): Promise<NativeResult> {
    const { tokenizer, unet } = this.model;
    const request: NativeRequest = {
      ...settings,
      ...placement,
      target: { ...target, channels: 3 },
      source: { ...source, channels: 3 },
      metadata: settings.metadata.subarray(0, unet.shape.metadata),
      sourceTokens: tokenizer.encode(prompts.source),
      targetTokens: tokenizer.encode(prompts.target),
      emptyTokens: tokenizer.encode(''),
    };
    return this.call((report) => this.core.harmonize(request, report), watch);
  }

  private call<T>(
    start: (report: ((progress: Progress) => void) | undefined) => Cancellable<T>,
    watch: Watch<Progress>,
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
  options: LoadOptions,
): Promise<Core> {
  const core = new (loadAddon().Core)();
  const shape = shapeOf(model, target.precision);
  const load = async (networks: NativeModel['networks']) => {
    throwIfAborted(options.signal);
    await core.load({ ...target, threads, networks, shape });
    throwIfAborted(options.signal);
  };
  try {
    if (!target.tensorRt) {
      await load({ ...emitGraphs(model, { attention: 'fused', precision: target.precision }) });
      return core;
    }
    const running = planTarget(target);
    const plans = await preparePlans(core, model, running, options);
    try {
      await load(plans);
    } catch (error) {
      // A driver that was exchanged may be the reason. New ones are of this machine as it is now.
      if ((error as { code?: string }).code !== 'PLAN_REFUSED') throw error;
      await load(await preparePlans(core, model, running, options, { anew: true }));
    }
    return core;
  } catch (error) {
    await core.close();
    throw fromNative(error);
  }
}

function shapeOf({ unet, vae, classifier, tokenizer }: ModelFolder, precision: Precision): NativeShape {
  return {
    precision,
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
