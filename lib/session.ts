import type { Footprint } from './engines/memory.js';
import type { MemoryLimit } from './engines/memory-limit.js';
import type { ResolvedTarget } from './engines/target.js';
import { ClosedError, fromNative } from './errors.js';
import { checkUnchanged, type ModelFolder } from './model/folder.js';
import type { Core, NativeRequest, NativeResult } from './native/addon.js';
import { type Cancellable, runCancellable, type Watch } from './native/cancellable.js';
import { type QueueLimits, Requests, type RequestTrace, type RunningCall } from './queue/requests.js';
import type { HarmonizerStats } from './queue/statistics.js';
import type { Harmonization, Progress } from './request/harmonize.js';
import { type Method, methodsOf } from './request/methods.js';
import { throwIfAborted } from './values/abort.js';
import type { Size } from './values/size.js';

export type Settings = Pick<Harmonization, 'settings' | 'prompts' | 'metadata' | 'images' | 'trace'>;
/** All have the canvas' size. */
export type Pictures = Pick<NativeRequest, 'target' | 'source' | 'box' | 'mask' | 'valid'>;

/** A loaded model and its queue of calls. Everything that one harmonizer does goes through its session. */
export class Session {
  readonly canvas: Readonly<Size>;
  readonly target: Readonly<ResolvedTarget>;
  readonly methods: readonly Method[];
  private readonly requests: Requests<Footprint | undefined>;
  private closing?: Promise<void>;

  /** @param memory only on the CPU */
  constructor(
    readonly core: Core,
    readonly model: ModelFolder,
    readonly memory: MemoryLimit | undefined,
    limits: QueueLimits,
    { device, engine, precision }: ResolvedTarget,
  ) {
    this.requests = new Requests(limits, (calls) => memory?.fit(calls as Footprint[]) ?? true);
    const side = model.unet.shape.sampleSize * model.vae.shape.factor;
    this.canvas = { width: side, height: side };
    this.target = { device, engine, precision };
    this.methods = methodsOf(model);
  }

  /**
   * Runs a call when it is its turn in the queue.
   *
   * @param beforeWaiting is called before this function returns if the call has to wait
   * @throws QueueFullError, AbortError, ClosedError, and what `work` throws
   */
  inFlight<R>(
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
   * Runs work of the core.
   *
   * @param running whose place in the queue is held until the core has stopped
   * @throws AbortError, ClosedError, EngineError, and what `onProgress` throws
   */
  async call<T, P>(
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
    // If it fails while the model is closing, `close` has stopped it.
    return runCancellable(startHeld, watch, (error) =>
      this.closing ? new ClosedError(undefined, { cause: error }) : fromNative(error),
    );
  }

  /**
   * Makes the candidates of pictures that have been read.
   *
   * @param prepared the target, if its latents are in the core
   * @throws as `call`
   */
  harmonize(
    { settings, prompts, metadata, images, trace }: Settings,
    pictures: Pictures,
    watch: Watch<Progress>,
    running: RunningCall,
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

  /**
   * Checks once more what may have changed while images were read.
   *
   * @throws ModelFileError, AbortError, ClosedError
   */
  async checkReady(signal: AbortSignal | undefined): Promise<void> {
    // ONNX Runtime maps the files of weights into memory, where changes to them appear. TensorRT copies its engines.
    if (this.target.engine === 'onnxruntime') await checkUnchanged(this.model);
    throwIfAborted(signal);
    this.throwIfClosed();
  }

  stats(): HarmonizerStats {
    return this.requests.stats();
  }

  close(): Promise<void> {
    this.closing ??= this.core.close();
    return this.closing;
  }

  /** @throws ClosedError */
  throwIfClosed(): void {
    if (this.closing) throw new ClosedError();
  }
}
