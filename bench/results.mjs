// Saved measurements: bench/results/<gpu>.json has one part for each command that measures on that GPU.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** HARMONIDIFF_RESULTS names another folder, for a machine from which only that folder comes back. */
const folder = process.env.HARMONIDIFF_RESULTS || join(import.meta.dirname, 'results');

/**
 * Replaces one part of the GPU's file and keeps the others. What the stand-in for the CUDA runtime measures is never
 * kept: it computes on the CPU.
 *
 * @returns a sentence that says where the result is, or why it is not kept
 */
export function keepResult(gpu, part, value) {
  if (gpu.startsWith('Simulated')) return `Not saved: ${gpu} computes on the CPU, so its times say nothing`;
  const name = gpu
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const file = join(folder, `${name}.json`);
  const parts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  mkdirSync(folder, { recursive: true });
  // In one step, because a run that is cut off leaves what it had kept before.
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ ...parts, [part]: value }, null, 2)}\n`);
  renameSync(temporary, file);
  return `Saved in ${file}`;
}
