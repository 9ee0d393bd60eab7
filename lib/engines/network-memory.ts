import type { ModelFolder } from '../model/folder.js';
import { type BuiltGraphs, type NetworkName, networksOf, precisionOf } from '../model/graphs.js';
import type { Precision } from '../model/onnx/graph.js';
import { activationBytes, countWeights } from '../model/onnx/memory.js';
import { type CallShapes, callShapes, compiledSizes } from './shapes.js';
import type { ResolvedTarget } from './target.js';

// Estimates, in bytes, of the memory that the networks take on the CPU. The constants were measured with ONNX Runtime 1.30 and
// OpenVINO 2026.4. test/memory-limit.test.ts compares the estimates with measurements.

/** What an engine takes for the networks of a model. */
export interface NetworkMemory {
  /** Peak while the model loads, two networks at a time. */
  toLoad(): number;
  /** The loaded networks, and their tensors for calls of the given shapes, which they keep for the next call. */
  toRun(shapes: CallShapes): number;
}

const FLOAT_BYTES = 4;

/** @param graphs as the engine gets them */
export function networkMemory(
  { engine, precision }: Pick<ResolvedTarget, 'engine' | 'precision'>,
  model: ModelFolder,
  graphs: BuiltGraphs,
): NetworkMemory {
  return engine === 'openvino' ? inOpenVino(precision, model, graphs) : inOnnxRuntime(model, graphs);
}

function inOnnxRuntime(model: ModelFolder, graphs: BuiltGraphs): NetworkMemory {
  /** ONNX Runtime itself, its threads, and the networks' graphs. */
  const engine = 22e6;
  /** Temporary memory for optimising a network's graph. */
  const optimizing = 15e6;
  /** The allocator reserves more than it hands out, because sizes differ from call to call. */
  const fragmentation = 1.4;

  const weights = weightsOf(model, graphs);
  const loaded = engine + sum(weights.values());
  return {
    // Weights are converted and reordered while their network loads.
    toLoad: () => loaded + optimizing + largestTwo(weights),
    toRun: (shapes) =>
      loaded +
      sum(
        networksOf(model).map((name) =>
          shapes[name] ? fragmentation * activationBytes(graphs[name]!, shapes[name]) : 0,
        ),
      ),
  };
}

/** Every plan has its own weights, code and tensors, which do not grow with a request, because its rows are split. */
function inOpenVino(precision: Precision, model: ModelFolder, graphs: BuiltGraphs): NetworkMemory {
  /** Of every operator: the code that is made for it, and what describes it. */
  const operator = 29e3;
  /** Tensors take more than the largest set of them that is needed at the same time. */
  const fragmentation = 1.6;

  /** Weights and tensors have the precision of the network. */
  const share = (name: NetworkName) => (precisionOf(name, precision) === 'bf16' ? 0.5 : 1);
  const weights = new Map([...weightsOf(model, graphs)].map(([name, bytes]) => [name, share(name) * bytes]));
  const whole = callShapes(model, 'ltf', { rows: 1, candidates: 1 });
  let loaded = 0;
  const tensors = new Map<NetworkName, number>();
  for (const [name, sizes] of Object.entries(compiledSizes(model, graphs)) as [NetworkName, object[]][]) {
    const graph = graphs[name]!;
    loaded += sizes.length * (weights.get(name)! + operator * graph.nodes.length);
    const ofSizes = sizes.map((size) => activationBytes(graph, { ...whole[name], ...size }));
    tensors.set(name, fragmentation * share(name) * sum(ofSizes));
  }
  return {
    toLoad: () => loaded + largestTwo(weights),
    toRun: (shapes) => loaded + sum(networksOf(model).map((name) => (shapes[name] ? tensors.get(name)! : 0))),
  };
}

/** In fp32, of each network. */
function weightsOf(model: ModelFolder, graphs: BuiltGraphs): Map<NetworkName, number> {
  return new Map(networksOf(model).map((name) => [name, FLOAT_BYTES * countWeights(graphs[name]!)]));
}

function largestTwo(bytes: ReadonlyMap<NetworkName, number>): number {
  const [first = 0, second = 0] = [...bytes.values()].sort((a, b) => b - a);
  return first + second;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
