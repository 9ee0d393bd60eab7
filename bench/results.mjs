// Saved measurements: bench/results/<gpu>.json has one part for each command that measures on that GPU.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** HARMONIDIFF_RESULTS names another folder. */
export const resultsFolder = process.env.HARMONIDIFF_RESULTS || join(import.meta.dirname, 'results');

/** Why a result of this GPU is not kept, or undefined: the simulated device computes on the CPU. */
export function reasonNotToKeep(gpu) {
  if (!gpu?.startsWith('Simulated')) return undefined;
  return `Not saved: ${gpu} computes on the CPU, so its times say nothing about a GPU`;
}

/**
 * Replaces one part of the GPU's file and keeps the others.
 *
 * @returns a sentence that says where the result is, or why it is not kept
 */
export function keepResult(gpu, part, value) {
  const reason = reasonNotToKeep(gpu);
  if (reason) return reason;
  const name = gpu
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const file = join(resultsFolder, `${name}.json`);
  const parts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  mkdirSync(resultsFolder, { recursive: true });
  // Replaced in one step, so that a run that is cut off leaves what was saved before.
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ ...parts, [part]: value }, null, 2)}\n`);
  renameSync(temporary, file);
  return `Saved in ${file}`;
}
