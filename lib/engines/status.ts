import { cpus } from 'node:os';
import { fromNative } from '../errors.js';
import { loadAddon } from '../native/addon.js';
import { cudaDevices, resolve, type Way, waysOn } from './target.js';

/** One way to do the work, and whether this machine has it. */
export interface EngineStatus {
  device: string;
  engine: Way['engine'];
  /** That the networks compute in unless another is asked for. */
  precision: Way['precision'];
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
    return waysOn('cuda:0').map((way) => ({ ...way, device: 'cuda', problem }));
  }
}

function statusOf(device: Way['device'], hardware: string): EngineStatus[] {
  return waysOn(device).map((way) => {
    try {
      const { tensorRt, onnxRuntime } = resolve(way);
      const addon = loadAddon();
      const version = tensorRt ? addon.tensorRtVersion(tensorRt) : addon.onnxRuntimeVersion(onnxRuntime!);
      return { ...way, hardware, version };
    } catch (error) {
      return { ...way, hardware, problem: (fromNative(error) as Error).message };
    }
  });
}
