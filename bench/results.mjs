// Saved measurements: bench/results/<gpu>.json has one part for each command that measures on that GPU.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** HARMONIDIFF_RESULTS names another folder. */
const folder = process.env.HARMONIDIFF_RESULTS || join(import.meta.dirname, 'results');

/**
 * Replaces one part of the GPU's file and keeps the others. What is measured on the simulated device is never kept,
 * because it computes on the CPU.
 *
 * @returns a sentence that says where the result is, or why it is not kept
 */
export function keepResult(gpu, part, value) {
  if (gpu.startsWith('Simulated'))
    return `Not saved: ${gpu} computes on the CPU, so its times say nothing about a GPU`;
  const name = gpu
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const file = join(folder, `${name}.json`);
  const parts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  mkdirSync(folder, { recursive: true });
  // Replaced in one step, so that a run that is cut off leaves what was saved before.
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ ...parts, [part]: value }, null, 2)}\n`);
  renameSync(temporary, file);
  return `Saved in ${file}`;
}
