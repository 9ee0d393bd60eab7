import { formFor } from '../../lib/engines/form.js';
import { openVinoPlans } from '../../lib/engines/openvino-plans.js';
import { type CompiledSizes, compiledSizes } from '../../lib/engines/shapes.js';
import { findTargets } from '../../lib/engines/target.js';
import { planTarget, tensorRtPlans } from '../../lib/engines/tensorrt-plans.js';
import type { ModelFolder } from '../../lib/model/folder.js';
import { buildGraphs, encodeGraphs, type NetworkName } from '../../lib/model/graphs.js';
import type { GraphForm } from '../../lib/model/onnx/graph.js';
import { loadAddon, type Profile } from '../../lib/native/addon.js';
import { type NativeNetwork, native } from './native.js';
import { target as wanted } from './target.js';

/** The device and the engine that run networks in the tests. */
export const target = findTargets(wanted)[0]!;
native.useTarget({ ...target, threads: 2 });

/** The forms in which the target's engine takes graphs. */
export const forms: readonly GraphForm[] = target.tensorRt
  ? [{ attention: 'decomposed', precision: target.precision }]
  : target.openVino
    ? [{ ...formFor(target), precision: target.precision }]
    : [
        { attention: 'fused', precision: 'fp32', upsampling: 'interleave' },
        { attention: 'decomposed', precision: 'fp32' },
        { attention: 'fused', precision: 'fp16', upsampling: 'interleave' },
        { attention: 'fused', precision: 'fp32', upsampling: 'depth-to-space' },
        { attention: 'decomposed', precision: 'fp16' },
      ];

/** The networks of a model, for `runNetwork`. TensorRT builds them for calls of these sizes. */
export async function networksOf(
  model: ModelFolder,
  form: GraphForm,
  profiles: Record<NetworkName, Profile[]>,
): Promise<Record<string, NativeNetwork>> {
  if (!target.tensorRt && !target.openVino) return { ...encodeGraphs(model, buildGraphs(model, form)) };
  // One model after the other: kernels that are timed at the same time look slow. A second test finds the plans built.
  const build = async () => {
    const core = new (loadAddon().Core)();
    const graphs = buildGraphs(model, formFor(target));
    const plans = target.openVino
      ? openVinoPlans(
          core,
          model,
          graphs,
          { ...target, threads: 2 },
          {},
          { sizes: withAnySize(compiledSizes(model, graphs)) },
        )
      : tensorRtPlans(core, model, planTarget(target), {}, { profiles });
    return plans.finally(() => core.close());
  };
  const plans = building.then(build, build);
  building = plans;
  return plans;
}

/** OpenVINO's usual sizes, and a plan for any other. */
function withAnySize(sizes: CompiledSizes): CompiledSizes {
  return Object.fromEntries(
    Object.entries(sizes).map(([name, sizes]) => [name, [...new Set([...sizes, undefined])]]),
  );
}

let building: Promise<unknown> = Promise.resolve();
