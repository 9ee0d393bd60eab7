import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { digestList } from '../files/digest.js';
import { castWeights, isOfPrecision } from '../model/cast.js';
import type { ModelFolder } from '../model/folder.js';
import {
  buildGraph,
  buildGraphs,
  encodeGraph,
  encodeGraphs,
  type NetworkName,
  networksOf,
  partOf,
  precisionOf,
  withWeights,
} from '../model/graphs.js';
import type { GraphForm, Precision } from '../model/onnx/graph.js';
import {
  type Core,
  loadAddon,
  type NativeBuildProgress,
  type NativeTarget,
  type Profile,
} from '../native/addon.js';
import { runCancellable, type Watch } from '../native/cancellable.js';
import type { BuildProgress } from '../request/load.js';
import { PlanCache } from './cache.js';
import { type NetworkPlans, type Planner, preparePlans } from './plans.js';
import { mostRows } from './rows.js';
import { profilesOf } from './shapes.js';
import { cudaDevices, type Target } from './target.js';

/** What a plan is built for. It cannot be used on any other target. */
export interface PlanTarget extends NativeTarget {
  /** The GPU's name and compute capability. */
  gpu: string;
  /** The GPU's memory in bytes. */
  memory: number;
  /** TensorRT's version. */
  version: string;
  precision: Precision;
}

/** Adds to a TensorRT target everything that its plans depend on. */
export function planTarget(target: Target): PlanTarget {
  const { name, computeCapability, memory } = cudaDevices()[target.cuda!.number]!;
  const version = loadAddon().tensorRtVersion(target.tensorRt!);
  return { ...target, threads: 1, gpu: `${name}, ${computeCapability}`, memory, version };
}

/** Raised with every change to how plans are built (native/plugins/tensorrt/builder.cc, lib/model/cast.ts). */
const RECIPE = '2';

export interface PlanOptions {
  /** As in `preparePlans`. */
  anew?: boolean;
  /** By default the form that is best for TensorRT. Benchmarks compare it with others. */
  form?: GraphForm;
  /** By default the sizes that the pipeline calls the networks with. */
  profiles?: Record<NetworkName, Profile[]>;
}

/**
 * TensorRT's plan (serialized engine) of every network of the model. Building one takes minutes for a large model.
 *
 * @throws as `preparePlans`
 */
export async function tensorRtPlans(
  core: Core,
  model: ModelFolder,
  target: PlanTarget,
  watch: Watch<BuildProgress>,
  { anew, form = tensorRtForm(target), profiles: wanted }: PlanOptions = {},
): Promise<Record<string, NetworkPlans>> {
  const cache = await PlanCache.open();
  // Emit all graphs first, so that an unsupported model is refused before minutes are spent on building.
  const built = buildGraphs(model, form);
  const profiles = wanted ?? profilesOf(model, mostRows(model, built, target));
  const planner: Planner<readonly Profile[]> = {
    precision: target.precision,
    facts: [RECIPE, target.gpu, String(target.memory), target.version],
    sizes: Object.fromEntries(networksOf(model).map((name) => [name, [profiles[name]]])),
    build: (name, sizes, plan) =>
      buildPlan(core, cache, model, { name, form, plan, profiles: sizes }, target, watch),
  };
  return preparePlans(cache, model, encodeGraphs(model, built), planner, { signal: watch.signal, anew });
}

/**
 * The form that TensorRT gets. It fuses attention only where both products and the softmax are in 16 bits. For the UNet of
 * SD 2.1 and 16 rows of 64 x 64 latents, TensorRT-RTX then fuses all 32 attentions and takes 0.6 GB for tensors; with
 * scores in fp32 it fuses none and takes 8.6 GB.
 *
 * The fused kernels sum up scores in fp32, so fp16 can have those of SD 2.1. With scores beyond 65504 in one layer, before
 * scaling, the UNet's result differs from fp32 by up to 0.9e-3 of its norm, and by 1.0e-3 with scores in fp32; in bf16 by
 * 6.1e-3, more than the tests tolerate (test/attention.test.ts).
 */
function tensorRtForm({ precision }: PlanTarget): GraphForm {
  return { attention: 'decomposed', precision, scores: 'fp16' };
}

interface Wanted {
  name: NetworkName;
  form: GraphForm;
  plan: string;
  profiles: readonly Profile[];
}

async function buildPlan(
  core: Core,
  cache: PlanCache,
  model: ModelFolder,
  { name, form, plan, profiles }: Wanted,
  target: PlanTarget,
  { signal, onProgress }: Watch<BuildProgress>,
): Promise<void> {
  const part = partOf(name);
  const precision = precisionOf(name, target.precision);
  const scratch = await mkdtemp(cache.path('.weights-'));
  try {
    const { weights } = model[part]!;
    const cast = isOfPrecision(weights, precision)
      ? model
      : withWeights(model, part, await castWeights(weights, precision, join(scratch, 'weights.safetensors')));
    const request = {
      name,
      profiles,
      ...encodeGraph(cast, name, buildGraph(cast, name, form)),
      // An fp32 network must keep every digit.
      tf32: precision !== 'fp32',
      timingCache: cache.path(`${digestList([target.gpu, target.version]).slice(0, 16)}.timing`),
      plan,
    };
    await runCancellable((report) => core.build(target, request, report), {
      signal,
      onProgress:
        onProgress && ((progress: NativeBuildProgress) => onProgress({ network: name, ...progress })),
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
