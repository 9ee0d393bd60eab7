import { cpus } from 'node:os';
import { fromNative } from '../errors.js';
import { loadAddon } from '../native/addon.js';
import { cudaDevices, type ResolvedTarget, resolve, targetsOn } from './target.js';

/** One way to do the work, and whether this machine has it. */
export interface EngineStatus {
  device: string;
  engine: ResolvedTarget['engine'];
  /** That the networks compute in unless another is asked for. */
  precision: ResolvedTarget['precision'];
  /** What the device is. */
  hardware?: string;
  /** The engine's version, where it can be used. */
  version?: string;
  /** Why it cannot be used, where it cannot. */
  problem?: string;
}

/** What this version can run on, best first: `auto` takes the first that this machine has. */
export function engineStatus(): EngineStatus[] {
  const cores = cpus();
  const cpu = `${cores[0]?.model}, ${cores.length} cores`;
  return [...gpuStatus(), ...statusOf('cpu', cpu)];
}

function gpuStatus(): EngineStatus[] {
  try {
    return cudaDevices().flatMap(({ name, computeCapability, memory }, number) => {
      const gib = Math.round(memory / 2 ** 30);
      return statusOf(`cuda:${number}`, `${name}, compute capability ${computeCapability}, ${gib} GiB`);
    });
  } catch (error) {
    const problem = (error as Error).message;
    return targetsOn('cuda:0').map((target) => ({ ...target, device: 'cuda', problem }));
  }
}

function statusOf(device: ResolvedTarget['device'], hardware: string): EngineStatus[] {
  return targetsOn(device).map((target) => {
    try {
      const { tensorRt, onnxRuntime } = resolve(target);
      const addon = loadAddon();
      const version = tensorRt ? addon.tensorRtVersion(tensorRt) : addon.onnxRuntimeVersion(onnxRuntime!);
      return { ...target, hardware, version };
    } catch (error) {
      return { ...target, hardware, problem: (fromNative(error) as Error).message };
    }
  });
}
