import { fromNative } from '../errors.js';
import { checkUnchanged, type ModelFolder } from '../model/folder.js';
import { emitGraphs } from '../model/graphs.js';
import type { Precision } from '../model/onnx/graph.js';
import { type Core, loadAddon, type NativeModel, type NativeShape } from '../native/addon.js';
import { throwIfAborted, type Watch } from '../native/cancellable.js';
import type { BuildProgress } from '../request/load.js';
import { planTarget, preparePlans } from './plans.js';
import type { Target } from './target.js';

/**
 * Loads a model into a new core that runs on the target. TensorRT gets plans, which are built if the cache has none;
 * ONNX Runtime gets graphs.
 *
 * @throws ModelFileError when a file of weights changes meanwhile
 * @throws EngineError, DeviceError when the engine fails, AbortError when the signal is aborted
 */
export async function loadCore(
  model: ModelFolder,
  target: Target,
  threads: number,
  watch: Watch<BuildProgress>,
): Promise<Core> {
  const core = new (loadAddon().Core)();
  const shape = shapeOf(model, target.precision);
  const load = async (networks: NativeModel['networks']) => {
    throwIfAborted(watch.signal);
    await core.load({ ...target, threads, networks, shape });
    throwIfAborted(watch.signal);
  };
  try {
    if (!target.tensorRt) {
      await load({ ...emitGraphs(model, { attention: 'fused', precision: target.precision }) });
      await checkUnchanged(model);
      return core;
    }
    const running = planTarget(target);
    const plans = await preparePlans(core, model, running, watch);
    try {
      await load(plans);
    } catch (error) {
      // The driver may have changed. New plans fit the machine as it is now.
      if ((error as { code?: string }).code !== 'PLAN_REFUSED') throw error;
      await load(await preparePlans(core, model, running, watch, { anew: true }));
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
