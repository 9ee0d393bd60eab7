import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { castWeights, isOfPrecision } from '../model/cast.js';
import {
  emitGraph,
  emitGraphs,
  type ModelFolder,
  type NetworkName,
  networksOf,
  partOf,
  precisionOf,
  withWeights,
} from '../model/folder.js';
import type { GraphForm, Precision } from '../model/onnx/graph.js';
import type { Weights } from '../model/weights.js';
import {
  type Core,
  loadAddon,
  type NativeBuildProgress,
  type NativeTarget,
  type Profile,
} from '../native/addon.js';
import { runCancellable, throwIfAborted, type Watch } from '../native/cancellable.js';
import { digestOf, PlanCache, type PlanId, unusable } from './cache.js';
import { profilesOf } from './shapes.js';
import { cudaDevices, type Target } from './target.js';

/** How far the building of one network's engine has come: `step` of `steps` of a phase that TensorRT names. */
export interface BuildProgress extends NativeBuildProgress {
  network: NetworkName;
}

/** What a plan runs on: it is of no use to another. */
export interface PlanTarget extends NativeTarget {
  /** The GPU's name and compute capability. */
  gpu: string;
  /** TensorRT's version. */
  version: string;
  precision: Precision;
}

/** A target that runs on TensorRT, with all that its plans depend on. */
export function planTarget(target: Target): PlanTarget {
  const { name, computeCapability } = cudaDevices()[target.cuda!.number]!;
  const version = loadAddon().tensorRtVersion(target.tensorRt!);
  return { ...target, threads: 1, gpu: `${name}, ${computeCapability}`, version };
}

/** Grows with every change of how plans are built (native/plugins/tensorrt/builder.cc, lib/model/cast.ts). */
const RECIPE = '1';

type Plans = Record<string, { plan: string }>;

/**
 * The plan (serialized engine) of every network of the model, from the cache or, where it has none that was made of
 * this model for this target, built now, which takes minutes for a large one.
 *
 * @param anew build all of them: those of the cache are of no use here, and stay until they are replaced
 * @throws EngineError when TensorRT fails, the cache cannot be written to, or others can
 * @throws AbortError when the signal was aborted; what was finished by then is kept
 */
export async function preparePlans(
  core: Core,
  model: ModelFolder,
  target: PlanTarget,
  watch: Watch<BuildProgress>,
  { anew = false } = {},
): Promise<Plans> {
  const cache = await PlanCache.open();
  // All of them first: a model that cannot be emitted is refused before minutes are spent on building.
  const graphs = emitGraphs(model, formFor(target));
  const profiles = profilesOf(model);
  const digests = new Map<string, Promise<string>>();
  const plans: Plans = {};
  for (const name of networksOf(model)) {
    throwIfAborted(watch.signal);
    const { weights } = model[partOf(name)]!;
    const sizes = JSON.stringify(profiles[name]);
    const id: PlanId = {
      name: nameFor(name, weights, sizes, target),
      key: digestOfAll([
        RECIPE,
        target.gpu,
        target.version,
        precisionOf(name, target.precision),
        sizes,
        graphs[name]!.graph,
        ...(await weightDigests(weights, digests)),
      ]),
    };
    const build = (temporary: string) =>
      buildPlan(core, cache, model, { name, plan: temporary, profiles: profiles[name] }, target, watch);
    const found = anew ? undefined : await cache.find(id);
    plans[name] = { plan: found ?? (await cache.store(id, build).catch(asCacheFailure)) };
  }
  return plans;
}

function formFor({ precision }: PlanTarget): GraphForm {
  return { attention: 'decomposed', precision };
}

/** What a network's plan is for; another for the same, made of what has changed since, replaces it. */
function nameFor(name: NetworkName, { folder }: Weights, sizes: string, target: PlanTarget): string {
  const which = digestOfAll([folder, sizes, target.gpu, target.version, target.precision]);
  return `${which.slice(0, 16)}-${name}`;
}

/** The system's own errors, such as that of a full disk. */
function asCacheFailure(error: Error): never {
  throw 'syscall' in error ? unusable(error) : error;
}

interface Wanted {
  name: NetworkName;
  plan: string;
  profiles: readonly Profile[];
}

async function buildPlan(
  core: Core,
  cache: PlanCache,
  model: ModelFolder,
  { name, plan, profiles }: Wanted,
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
      ...emitGraph(cast, name, formFor(target)),
      // In a network of fp32 every digit counts.
      tf32: precision !== 'fp32',
      timingCache: cache.path(`${digestOfAll([target.gpu, target.version]).slice(0, 16)}.timing`),
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

/** By contents: a date or a size says nothing of a file that was copied or packed. */
function weightDigests(weights: Weights, known: Map<string, Promise<string>>): Promise<string[]> {
  const files = [...new Set([...weights.entries.values()].map(({ file }) => file))].sort();
  return Promise.all(
    files.map((file) => {
      if (!known.has(file)) known.set(file, digestOf(file));
      return known.get(file)!;
    }),
  );
}

/** Of a list, not of its parts strung together. */
function digestOfAll(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest('hex');
}
