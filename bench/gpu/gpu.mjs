// The GPU as this package sees it, and what nvidia-smi, if there is one, says about its driver and memory.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cudaDevices } from '../../dist/engines/target.js';

const POLL_MS = 200;
const MIB = 2 ** 20;

const run = promisify(execFile);

/**
 * Peak rates of dense fp16 matrix products with fp32 accumulation, in FLOP/s, from NVIDIA's papers and data sheets. The
 * first name that matches counts. A GPU that is not listed gets no share of its data sheet.
 */
const PEAKS = [
  { name: /H100 PCIe/, flops: 756e12, source: 'NVIDIA H100 architecture white paper, PCIe' },
  { name: /H100(?! NVL)/, flops: 989.4e12, source: 'NVIDIA H100 architecture white paper, SXM5' },
  { name: /H200(?! NVL)/, flops: 989.4e12, source: 'NVIDIA H200 data sheet, 1,979 with sparsity' },
  { name: /A100/, flops: 312e12, source: 'NVIDIA A100 data sheet' },
];

/** `{ flops, source }` by the GPU's name, or undefined. */
export function datasheetPeak(name) {
  return PEAKS.find((peak) => peak.name.test(name));
}

/** Name, memory and, if nvidia-smi knows it, driver of GPU `number`. @throws Error without that GPU */
export async function gpuFacts(number) {
  // By the library that computes, which may be the stand-in for the CUDA runtime on a machine that also has a GPU.
  const device = cudaDevices()[number];
  if (!device) throw new Error(`there is no GPU ${number}`);
  const rows = await query('gpu=driver_version', number).catch(() => []);
  return { name: device.name, driver: rows[0]?.[0], memoryBytes: device.memory };
}

/**
 * Watches the memory that a process holds on GPU `number`. `start` sets the process; `stop` ends the watch and returns
 * the maximum as `{ bytes, of }`. `of` is 'process' if nvidia-smi lists the process. In a container it may not; then
 * `of` is 'device', and `bytes` is the growth of all memory in use on the GPU. Undefined if no use was seen.
 *
 * @returns undefined without nvidia-smi
 */
export async function watchMemory(number) {
  const before = await usedByDevice(number).catch(() => undefined);
  if (before === undefined) return undefined;
  const most = { process: 0, device: 0 };
  let watched;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      if (watched !== undefined) {
        // A query that fails is repeated in the next round.
        const [ofProcess, ofDevice] = await Promise.all([
          usedByProcess(watched, number).catch(() => 0),
          usedByDevice(number).catch(() => 0),
        ]);
        most.process = Math.max(most.process, ofProcess);
        most.device = Math.max(most.device, ofDevice - before);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  })();
  return {
    start(pid) {
      watched = pid;
    },
    async stop() {
      stopped = true;
      await watching;
      const of = most.process > 0 ? 'process' : 'device';
      return most[of] > 0 ? { bytes: most[of], of } : undefined;
    },
  };
}

async function usedByDevice(number) {
  const [[used]] = await query('gpu=memory.used', number);
  return Number(used) * MIB;
}

async function usedByProcess(pid, number) {
  const rows = await query('compute-apps=pid,used_memory', number);
  const own = rows.filter(([id]) => Number(id) === pid);
  // If the driver does not know, it reports [N/A].
  return own.reduce((sum, [, used]) => sum + (Number(used) || 0), 0) * MIB;
}

async function query(what, number) {
  const parameters = [`--query-${what}`, `--id=${number}`, '--format=csv,noheader,nounits'];
  const { stdout } = await run('nvidia-smi', parameters);
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(',').map((cell) => cell.trim()));
}
