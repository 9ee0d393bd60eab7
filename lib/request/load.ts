import { availableParallelism } from 'node:os';
import type { NetworkName } from '../model/graphs.js';
import type { Precision } from '../model/onnx/graph.js';
import {
  callback,
  choice,
  type Kind,
  matching,
  number,
  option,
  path,
  signal,
  type Values,
  whole,
} from './option.js';

export const ENGINES = ['tensorrt', 'openvino', 'onnxruntime'] as const;
export const PRECISIONS = ['fp32', 'fp16', 'bf16'] as const satisfies readonly Precision[];

/** Where the networks run. `auto` is the first GPU if it can be used, else the CPU; `cuda` is `cuda:0`. */
export type Device = 'auto' | 'cpu' | 'cuda' | `cuda:${number}`;
/**
 * What runs the networks. `auto` is TensorRT on a GPU where it is installed, OpenVINO on a CPU with AVX-512 where it is
 * installed, else ONNX Runtime.
 */
export type Engine = 'auto' | (typeof ENGINES)[number];

/** Options that choose what the networks run on. */
export const TARGET = {
  device: option(matching<Device>(/^(auto|cpu|cuda(:\d{1,4})?)$/, 'auto, cpu, cuda or cuda:N', '<name>'), {
    sentence: 'Device that runs the networks; auto is the first GPU if it can be used, else the CPU',
    default: 'auto',
  }),
  engine: option<Engine>(choice(['auto', ...ENGINES]), {
    sentence:
      'Engine that runs the networks; auto is TensorRT on a GPU and OpenVINO on a CPU with AVX-512 if they are installed, else ONNX Runtime',
    default: 'auto',
  }),
  precision: option<Precision | 'auto'>(choice(['auto', ...PRECISIONS]), {
    sentence:
      'Precision of the networks; auto is fp16 on a GPU, and on the CPU bf16 in OpenVINO if the processor has instructions for it, else fp32; bf16 needs TensorRT or OpenVINO',
    default: 'auto',
  }),
};

export interface TargetOptions extends Values<typeof TARGET> {}

export const MAX_MEMORY = option(number({ low: 1, high: 1e9 }), {
  sentence: 'Memory that the model, its prepared targets and the requests in flight may take on the CPU',
  unit: 'MB',
  defaultText:
    "75 % of the memory limit of the process's cgroup or of the machine's memory, whichever is smaller",
});

export const THREADS = option(upToTwiceTheCores(), {
  sentence: 'Threads of each network call on the CPU',
  defaultText: 'one per core',
});

/** Progress of building the TensorRT engine of one network, or of compiling it with OpenVINO. */
export interface BuildProgress {
  network: NetworkName;
  /** TensorRT's name of the phase; `compiling` for OpenVINO, with one step for each size of the inputs. */
  phase: string;
  /** Finished steps of the phase. */
  step: number;
  steps: number;
}

/**
 * How calls in flight use the networks. With `turns` they alternate between network calls; with `shared` rows of equal
 * shape also go into one network call.
 */
export type Batching = 'turns' | 'shared';

/** Options for many calls of one harmonizer at the same time. */
export const CALLS = {
  batching: option<Batching>(choice(['turns', 'shared']), {
    sentence:
      'How calls in flight use the networks: they take turns, or rows of equal shape also share network calls',
    defaultText: 'shared on a GPU, turns on the CPU',
  }),
  maxInFlight: option(whole(1, 64), {
    sentence: 'The most calls that run at the same time; on the CPU fewer if they would exceed maxMemory',
    default: 8,
  }),
  maxQueue: option(whole(0, 1e6), {
    sentence: 'The most calls that wait for others to end; more are refused',
    default: 1000,
  }),
};

/** Options of `Harmonizer.load`. */
export const LOAD = {
  classifier: option(path('<folder>'), {
    sentence: 'Folder of the harmony classifier',
    defaultText: "the model's own",
  }),
  ...TARGET,
  threads: THREADS,
  maxMemory: MAX_MEMORY,
  ...CALLS,
  signal: option(signal(), { sentence: 'Stops loading, and building TensorRT engines' }),
  onProgress: option(callback<BuildProgress>(), {
    sentence: 'Receives the progress of building TensorRT engines',
  }),
};

export interface LoadOptions extends Values<typeof LOAD> {}

/** Messages state the number. The documentation must not depend on the machine. */
function upToTwiceTheCores(): Kind<number> {
  const most = 2 * availableParallelism();
  return {
    ...whole(1, most, `${most} (twice the number of cores)`),
    expected: 'a whole number, 1 to twice the number of cores',
  };
}
