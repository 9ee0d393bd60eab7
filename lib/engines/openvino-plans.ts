import { constants } from 'node:fs';
import { copyFile, link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import type { ModelFolder } from '../model/folder.js';
import {
  type BuiltGraphs,
  encodeGraphs,
  type ModelGraphs,
  type NetworkName,
  partOf,
  precisionOf,
} from '../model/graphs.js';
import type { Weights } from '../model/weights.js';
import { type Core, loadAddon, type NativeShapes, type NativeTarget } from '../native/addon.js';
import { runCancellable, type Watch } from '../native/cancellable.js';
import type { BuildProgress } from '../request/load.js';
import { PlanCache } from './cache.js';
import { type NetworkPlans, type Planner, preparePlans } from './plans.js';
import { processorFlags } from './processor.js';
import { type CompiledSizes, compiledSizes } from './shapes.js';
import type { Target } from './target.js';

/** Raised with every change to how plans are built (native/engines/openvino.cc). */
const RECIPE = '1';

export interface OpenVinoPlanOptions {
  /** As in `preparePlans`. */
  anew?: boolean;
  /** By default the sizes that the pipeline calls the networks with. */
  sizes?: CompiledSizes;
}

/**
 * OpenVINO's plans (compiled models) of every network of the model. OpenVINO optimises a graph for the processor and the
 * number of threads, which takes seconds; loading the result takes a third of that.
 *
 * @throws as `preparePlans`
 */
export async function openVinoPlans(
  core: Core,
  model: ModelFolder,
  built: BuiltGraphs,
  target: Target & NativeTarget,
  { signal, onProgress }: Watch<BuildProgress>,
  { anew, sizes = compiledSizes(model, built) }: OpenVinoPlanOptions = {},
): Promise<Record<string, NetworkPlans>> {
  const cache = await PlanCache.open();
  const graphs = encodeGraphs(model, built);
  const { version } = loadAddon().openVinoFacts(target.openVino!);
  const processor = [cpus()[0]?.model, ...processorFlags()].join(' ');
  const planner: Planner<NativeShapes | undefined> = {
    precision: target.precision,
    facts: [RECIPE, version, processor, String(target.threads)],
    sizes,
    build: (name, shapes, plan) => {
      const steps = sizes[name]!.length;
      onProgress?.({ network: name, phase: 'compiling', step: sizes[name]!.indexOf(shapes), steps });
      return buildPlan(core, cache, model, graphs, { name, shapes, plan }, target, signal);
    },
  };
  return preparePlans(cache, model, graphs, planner, { signal, anew });
}

async function buildPlan(
  core: Core,
  cache: PlanCache,
  model: ModelFolder,
  graphs: ModelGraphs,
  { name, shapes, plan }: { name: NetworkName; shapes: NativeShapes | undefined; plan: string },
  target: Target & NativeTarget,
  signal: AbortSignal | undefined,
): Promise<void> {
  const scratch = await mkdtemp(cache.path('.weights-'));
  try {
    const graph = join(scratch, 'graph.onnx');
    await writeFile(graph, graphs[name]!.graph);
    await placeWeights(model[partOf(name)]!.weights, scratch);
    const request = { name, graph, shapes, precision: precisionOf(name, target.precision), plan };
    await runCancellable(() => core.build(target, request, undefined), { signal });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Puts the files of weights into a folder, because OpenVINO reads them only from the folder of the graph, and does not
 * follow links out of it. A hard link takes no space; where the cache is on another file system, the file is copied.
 */
async function placeWeights(weights: Weights, folder: string): Promise<void> {
  const files = new Set([...weights.entries.values()].map(({ file }) => file));
  for (const file of files) {
    const place = join(folder, basename(file));
    await link(file, place).catch(() => copyFile(file, place, constants.COPYFILE_FICLONE));
  }
}
