import { availableParallelism } from 'node:os';
import {
  type Core,
  loadAddon,
  type NativeModel,
  type NativeResult,
  type RawImage,
  type Scores,
} from './addon.js';
import { type Device, findTarget, type Target } from './engines.js';
import { AbortError, ClosedError, fromNative, OptionError } from './errors.js';
import { loadRgb, type Size } from './image/load.js';
import { placeSource } from './image/placement.js';
import { checkModelFits, emitGraphs, type ModelFolder, readModelFolder } from './model/folder.js';
import type { FloatTensor } from './model/safetensors.js';
import { checkOptions, type HarmonizeOptions, inRange } from './options.js';

export interface LoadOptions {
  /** A folder with the harmony classifier; the model's own `classifier/` if it is left out. */
  classifier?: string | undefined;
  /** Default `auto`. */
  device?: Device | undefined;
  /** Threads of each network call, 1…1024. Default: as many as the machine has cores. */
  threads?: number | undefined;
}

export interface Candidate {
  /** The timestep that it was started from; `null` for the plain paste of mode `init`. */
  timestep: number | null;
  /** `null` without a classifier. */
  scores: Scores | null;
  /** Where `images` asked for it, and always without a classifier. */
  image: RawImage | null;
}

export interface HarmonizeResult {
  /** The candidate with the highest mean score; `null` without a classifier, for a person to choose. */
  winner: { timestep: number | null; scores: Scores; image: RawImage } | null;
  /** By ascending timestep. */
  candidates: Candidate[];
  /** Milliseconds: `images`, the stages that ran, `total`. `total` includes the time spent in the queue. */
  timings: Record<string, number>;
  /** With `trace`: the intermediate tensors by name. */
  trace?: Record<string, FloatTensor>;
}

/**
 * One model, loaded on one device. Requests may be made at any time; they run one after the other on a thread of the
 * harmonizer's own.
 */
export class Harmonizer {
  /** The size of every result, to which targets are resized: the UNet's sample size times the VAE's factor, square. */
  readonly canvas: Readonly<Size>;
  private closing?: Promise<void>;

  private constructor(
    private readonly core: Core,
    private readonly model: ModelFolder,
  ) {
    const side = model.unet.shape.sampleSize * model.vae.shape.factor;
    this.canvas = { width: side, height: side };
  }

  /**
   * Loads a model folder in the diffusers layout. Nothing is downloaded, and the weights stay where they are.
   *
   * @throws ModelFileError, SafetensorsError, TensorError, UnsupportedModelError for a folder that will not run
   * @throws EngineError, DeviceError when what is to run it is not there
   */
  static async load(folder: string, options: LoadOptions = {}): Promise<Harmonizer> {
    if (typeof folder !== 'string')
      throw new OptionError(`The model is ${folder}; it must be a folder's path.`);
    const target = findTarget(options.device ?? 'auto');
    const threads = inRange('threads', options.threads ?? availableParallelism(), 1, 1024, true);
    const model = await readModelFolder(folder, options.classifier);
    checkModelFits(model);
    const core = await loadCore(describe(model, target, threads)).catch((error) => {
      // That a GPU lacks some library shows only now; `auto` then takes the CPU.
      if (!target.cuda || (options.device ?? 'auto') !== 'auto') throw error;
      return loadCore(describe(model, findTarget('cpu'), threads));
    });
    return new Harmonizer(core, model);
  }

  /**
   * Inserts the source into the target and makes it look as if it had always been there.
   *
   * @throws OptionError, ImageError, PlacementError for bad input
   * @throws AbortError when `signal` was aborted, ClosedError when the harmonizer is or was closed meanwhile
   * @throws EngineError when a network fails
   */
  async harmonize(options: HarmonizeOptions): Promise<HarmonizeResult> {
    const began = performance.now();
    this.throwIfClosed();
    const settings = checkOptions(options, this.model.noise);
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

    const { tokenizer, unet } = this.model;
    const request = {
      ...settings,
      metadata: settings.metadata.subarray(0, unet.shape.metadata),
      target,
      source,
      box,
      mask,
      sourceTokens: tokenizer.encode(settings.prompts.source),
      targetTokens: tokenizer.encode(settings.prompts.target),
      emptyTokens: tokenizer.encode(''),
    };
    const result = await this.run((report) => this.core.harmonize(request, report), signal, onProgress);
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

  /** Stops the requests that are running (they reject with ClosedError) and frees the model's memory. */
  close(): Promise<void> {
    this.closing ??= this.core.close();
    return this.closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Rejects as soon as `signal` is aborted or `onProgress` throws; the core then stops by itself. */
  private run(
    start: (report: Parameters<Core['harmonize']>[1]) => ReturnType<Core['harmonize']>,
    signal: HarmonizeOptions['signal'],
    onProgress: HarmonizeOptions['onProgress'],
  ): Promise<NativeResult> {
    return new Promise((resolve, reject) => {
      let settled = false;
      const report: typeof onProgress = (progress) => {
        if (settled) return;
        try {
          onProgress?.(progress);
        } catch (error) {
          stop(error);
        }
      };
      const { promise, cancel } = start(onProgress && report);
      const stop = (error: unknown) => {
        cancel();
        settle(() => reject(error));
      };
      const onAbort = () => stop(aborted(signal!));
      const settle = (finish: () => void) => {
        settled = true;
        signal?.removeEventListener('abort', onAbort);
        finish();
      };
      signal?.addEventListener('abort', onAbort);
      promise.then(
        (result) => settle(() => resolve(result)),
        (error) =>
          settle(() =>
            reject(this.closing ? new ClosedError(undefined, { cause: error }) : fromNative(error)),
          ),
      );
    });
  }

  private throwIfClosed(): void {
    if (this.closing) throw new ClosedError();
  }
}

async function loadCore(model: NativeModel): Promise<Core> {
  const core = new (loadAddon().Core)();
  try {
    await core.load(model);
  } catch (error) {
    await core.close();
    throw fromNative(error);
  }
  return core;
}

function describe(model: ModelFolder, target: Target, threads: number): NativeModel {
  const { unet, vae, classifier, tokenizer } = model;
  return {
    ...target,
    threads,
    networks: emitGraphs(model, 'fused'),
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

function aborted(signal: AbortSignal): AbortError {
  return new AbortError(undefined, { cause: signal.reason });
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw aborted(signal);
}
