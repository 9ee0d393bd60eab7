import { fromNative } from '../errors.js';
import { checkUnchanged, type ModelFolder } from '../model/folder.js';
import { buildGraphs, encodeGraphs } from '../model/graphs.js';
import { frequenciesOf } from '../model/networks/unet.js';
import type { Precision } from '../model/onnx/graph.js';
import { type Core, loadAddon, type NativeModel, type NativeShape } from '../native/addon.js';
import { runCancellable, type Watch } from '../native/cancellable.js';
import type { Batching, BuildProgress } from '../request/load.js';
import { throwIfAborted } from '../values/abort.js';
import { formFor } from './form.js';
import { MemoryLimit } from './memory-limit.js';
import { networkMemory } from './network-memory.js';
import { openVinoPlans } from './openvino-plans.js';
import type { NetworkPlans } from './plans.js';
import { SHARED_ROWS } from './shapes.js';
import { isMissing, type Target } from './target.js';
import { planTarget, tensorRtPlans } from './tensorrt-plans.js';

export interface LoadedCore {
  core: Core;
  /** Only on the CPU: a GPU has its own memory, and its engines report when that runs out. */
  memory?: MemoryLimit | undefined;
}

export interface LoadSettings {
  threads: number;
  maxMemory: number | undefined;
  batching: Batching;
  maxInFlight: number;
}

/**
 * Loads a model into a new core that runs on the target. TensorRT and OpenVINO get plans, which are built if the cache has
 * none; ONNX Runtime gets graphs.
 *
 * @throws MemoryLimitError for a model that needs more than `maxMemory`, in MB
 * @throws ModelFileError when a file of weights changes during loading
 * @throws EngineError, DeviceError when the engine fails, AbortError when the signal is aborted
 */
export async function loadCore(
  model: ModelFolder,
  target: Target,
  { threads, maxMemory, batching, maxInFlight }: LoadSettings,
  watch: Watch<BuildProgress>,
): Promise<LoadedCore> {
  const core = new (loadAddon().Core)();
  const shape = shapeOf(model, target.precision);
  const { signal } = watch;
  let sharedRows = SHARED_ROWS;
  const settings = { batching, maxInFlight };
  const load = (networks: NativeModel['networks']) =>
    runCancellable(() => core.load({ ...target, ...settings, sharedRows, threads, networks, shape }), {
      signal,
    });
  try {
    if (target.tensorRt) {
      const running = planTarget(target);
      await loadPlans(load, (anew) => tensorRtPlans(core, model, running, watch, { anew }));
      return { core };
    }
    const graphs = buildGraphs(model, formFor(target));
    const memory = target.cuda
      ? undefined
      : new MemoryLimit(model, networkMemory(target, model, graphs), maxMemory, batching);
    if (memory) sharedRows = memory.sharedRows;
    memory?.checkLoad();
    if (target.openVino) {
      const running = { ...target, threads };
      await loadPlans(load, (anew) => openVinoPlans(core, model, graphs, running, watch, { anew }));
    } else {
      await load({ ...encodeGraphs(model, graphs) });
    }
    await checkUnchanged(model);
    throwIfAborted(signal);
    return { core, memory };
  } catch (error) {
    const closing = core.close();
    // OpenVINO cannot be interrupted while it compiles; nobody must wait for that.
    if (!signal?.aborted) await closing;
    throw fromNative(error);
  }
}

/**
 * Loads a model on the first of the targets whose device and engine are there. Warns for each that is passed over.
 *
 * @throws as `loadCore`
 */
export async function loadFirst(
  model: ModelFolder,
  targets: readonly Target[],
  { batching, ...settings }: Omit<LoadSettings, 'batching'> & { batching: Batching | undefined },
  watch: Watch<BuildProgress>,
): Promise<LoadedCore & { target: Target }> {
  const [target, ...others] = targets as [Target, ...Target[]];
  try {
    const byDefault = target.cuda ? 'shared' : 'turns';
    const loaded = await loadCore(model, target, { ...settings, batching: batching ?? byDefault }, watch);
    return { ...loaded, target };
  } catch (error) {
    // A missing library that an engine opens itself is only noticed here. An engine that is there but fails must not be
    // passed over: on the CPU the same work takes far longer.
    const [next] = others;
    if (!next || !isMissing(error)) throw error;
    process.emitWarning(
      `Using ${next.engine} on ${next.device}, since ${target.engine} on ${target.device} cannot be used: ${error.message}`,
      { code: 'HARMONIDIFF_FALLBACK' },
    );
    return loadFirst(model, others, { ...settings, batching }, watch);
  }
}

async function loadPlans(
  load: (plans: Record<string, NetworkPlans>) => Promise<void>,
  prepare: (anew: boolean) => Promise<Record<string, NetworkPlans>>,
): Promise<void> {
  const plans = await prepare(false);
  try {
    await load(plans);
  } catch (error) {
    // The machine may have changed, such as its driver. New plans fit it as it is now.
    if ((error as { code?: string }).code !== 'PLAN_REFUSED') throw error;
    await load(await prepare(true));
  }
}

/** What the core needs to know about the model. */
export function shapeOf(
  { unet, vae, classifier, tokenizer }: ModelFolder,
  precision: Precision,
): NativeShape {
  return {
    precision,
    latentChannels: vae.shape.latentChannels,
    factor: vae.shape.factor,
    scalingFactor: vae.shape.scalingFactor,
    tokens: tokenizer.length,
    textWidth: unet.shape.textWidth,
    metadata: unet.shape.metadata,
    frequencies: frequenciesOf(unet.shape.projection),
    cosineFirst: unet.shape.projection.cosineFirst,
    ...(classifier && {
      classifierFormat: {
        imageSize: classifier.shape.imageSize,
        mean: Float32Array.from(classifier.shape.mean),
        std: Float32Array.from(classifier.shape.std),
      },
    }),
  };
}
