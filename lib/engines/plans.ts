import { unusable } from '../files/cache-folder.js';
import { digestFile, digestList } from '../files/digest.js';
import type { ModelFolder } from '../model/folder.js';
import { type ModelGraphs, type NetworkName, networksOf, partOf, precisionOf } from '../model/graphs.js';
import type { Precision } from '../model/onnx/graph.js';
import type { Weights } from '../model/weights.js';
import { throwIfAborted } from '../values/abort.js';
import type { PlanCache, PlanId } from './cache.js';

/** The plans of a network, in the order in which they are tried for a call, and the precision they compute in. */
export interface NetworkPlans {
  plans: string[];
  precision: Precision;
}

/** How an engine builds plans. */
export interface Planner<Size> {
  precision: Precision;
  /** Everything that plans depend on, besides graphs, weights and sizes: the engine's version, the hardware. */
  facts: readonly string[];
  /** What each network is built for. Every size makes one plan. */
  sizes: Readonly<Partial<Record<NetworkName, readonly Size[]>>>;
  /** Builds one plan and writes it to the file `plan`, which is in the cache's folder. */
  build(name: NetworkName, size: Size, plan: string): Promise<void>;
}

/**
 * The plans of every network of the model: what an engine compiled on this machine. They come from the cache, wherever
 * the model's folder was when they were built; the others are built now.
 *
 * @param graphs as the engine gets them
 * @param anew builds all plans, for when the cached ones do not work; those stay until they are replaced
 * @throws EngineError when the engine fails, or the cache cannot be written to or is open to other users
 * @throws ModelFileError when a file of weights has changed since it was read
 * @throws AbortError when the signal is aborted; plans that are finished by then are kept
 */
export async function preparePlans<Size>(
  cache: PlanCache,
  model: ModelFolder,
  graphs: ModelGraphs,
  planner: Planner<Size>,
  { signal, anew = false }: { signal?: AbortSignal | undefined; anew?: boolean | undefined },
): Promise<Record<string, NetworkPlans>> {
  const digests = new Map<string, Promise<string>>();
  const networks: Record<string, NetworkPlans> = {};
  for (const name of networksOf(model)) {
    const precision = precisionOf(name, planner.precision);
    const { weights } = model[partOf(name)]!;
    const contents = await weightDigests(weights, digests);
    // What is built from other weights must not be stored under the key of these.
    const build = async (size: Size, temporary: string) => {
      await planner.build(name, size, temporary);
      await weights.checkUnchanged();
    };
    const plans: string[] = [];
    for (const size of planner.sizes[name]!) {
      throwIfAborted(signal);
      const id: PlanId = {
        network: name,
        key: digestList([
          ...planner.facts,
          precision,
          JSON.stringify(size ?? null),
          graphs[name]!.graph,
          ...contents,
        ]),
      };
      const found = anew ? undefined : await cache.find(id);
      plans.push(
        found ?? (await cache.store(id, (temporary) => build(size, temporary)).catch(asCacheFailure)),
      );
    }
    networks[name] = { plans, precision };
  }
  return networks;
}

/** Turns system errors, such as a full disk, into cache errors. */
function asCacheFailure(error: Error): never {
  throw 'syscall' in error ? unusable(error) : error;
}

/** Uses contents, because dates and sizes are unreliable for files that were copied or unpacked. */
function weightDigests(weights: Weights, known: Map<string, Promise<string>>): Promise<string[]> {
  const files = [...new Set([...weights.entries.values()].map(({ file }) => file))].sort();
  return Promise.all(
    files.map((file) => {
      if (!known.has(file)) known.set(file, digestFile(file));
      return known.get(file)!;
    }),
  );
}
