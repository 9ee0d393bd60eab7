import { cpus } from 'node:os';
import { fromNative } from '../errors.js';
import { loadAddon } from '../native/addon.js';
import { cudaDevices, type ResolvedTarget, resolve, targetsOn } from './target.js';

/** An engine on a device, and whether this machine can use it. */
export interface EngineStatus {
  device: string;
  engine: ResolvedTarget['engine'];
  /** The default precision of the networks. */
  precision: ResolvedTarget['precision'];
  /** Description of the device. */
  hardware?: string;
  /** Version of the engine, if it can be used. */
  version?: string;
  /** Why the engine cannot be used. */
  problem?: string;
}

/** Everything this version can run on, best first. `auto` takes the first one that can be used. */
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
      const { tensorRt, openVino, onnxRuntime } = resolve(target);
      const addon = loadAddon();
      const version = tensorRt
        ? addon.tensorRtVersion(tensorRt)
        : openVino
          ? addon.openVinoFacts(openVino).version
          : addon.onnxRuntimeVersion(onnxRuntime!);
      return { ...target, hardware, version };
    } catch (error) {
      return { ...target, hardware, problem: (fromNative(error) as Error).message };
    }
  });
}
