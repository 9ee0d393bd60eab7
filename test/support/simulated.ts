import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Puts the simulated device (native/simulated) in the place of a GPU, for this process. Must be imported before anything
// that loads the addon.

const root = join(import.meta.dirname, '../..');
execFileSync(process.execPath, ['scripts/build-cuda.mjs', '--simulated', '--if-needed'], { cwd: root });
export const folder = join(root, 'build/simulated');

/** The environment of this process and of those that it starts. */
const { simulatedEnvironment } = await import('../../scripts/simulated.mjs');
const cache = mkdtempSync(join(tmpdir(), 'harmonidiff-cache-'));
Object.assign(process.env, simulatedEnvironment(folder), { HARMONIDIFF_CACHE: cache });
process.once('exit', () => rmSync(cache, { recursive: true, force: true }));

/** What the device has done since it was opened; `blocks`, `bytes`: its memory that is in use now. */
export interface Counters {
  /** Launched or captured. */
  kernels: number;
  copies: number;
  /** Copies from or to the host. */
  transfers: number;
  graphLaunches: number;
  captures: number;
  /** That were invalidated. */
  failedCaptures: number;
  /** Calls that wait for the device. */
  synchronisations: number;
  allocations: number;
  blocks: number;
  bytes: number;
  mostBytes: number;
  /** Calls that an engine queued outside a graph. */
  networkCalls: number;
}

interface Controls {
  simulatedCounters(library: string): Counters;
  simulatedLeaveFree(library: string, bytes: number): void;
  simulatedFailAfter(library: string, calls: number): void;
  simulatedSpoilCaptures(library: string, invalidated: number, refused: number): void;
}

const controls: Controls = createRequire(import.meta.url)(
  join(root, 'build/testing/harmonidiff_testing.node'),
);
const library = join(folder, 'cuda/libsimulated_cudart.so');

export function counters(): Counters {
  return controls.simulatedCounters(library);
}

/** What the device does during `work`. */
export async function countDuring(work: () => Promise<unknown>): Promise<Counters> {
  const before = counters();
  await work();
  const after = counters();
  const names = Object.keys(after) as (keyof Counters)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as unknown as Counters;
}

/** What `work` returns while other programs leave this many bytes of the device's memory. */
export async function withFree<T>(bytes: number, work: () => Promise<T>): Promise<T> {
  controls.simulatedLeaveFree(library, bytes);
  try {
    return await work();
  } finally {
    controls.simulatedLeaveFree(library, Number.POSITIVE_INFINITY);
  }
}

/** What `work` returns while the device fails after so many calls, as after an illegal access, and never recovers. */
export async function failingAfter<T>(calls: number, work: () => Promise<T>): Promise<T> {
  controls.simulatedFailAfter(library, calls);
  try {
    return await work();
  } finally {
    controls.simulatedFailAfter(library, -1);
  }
}

/**
 * @param invalidated so many of the next captures, as if another thread waited for the whole device meanwhile
 * @param refused so many, which then cannot begin
 */
export function spoilCaptures({ invalidated = 0, refused = 0 }): void {
  controls.simulatedSpoilCaptures(library, invalidated, refused);
}
