// Saved measurements: bench/results/<gpu>.json has one part for each command that measures on that GPU.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'results');

/** Replaces one part of the GPU's file, keeps the others, and returns the file's path. */
export function keepResult(gpu, part, value) {
  const name = gpu
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const file = join(folder, `${name}.json`);
  const parts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, `${JSON.stringify({ ...parts, [part]: value }, null, 2)}\n`);
  return file;
}
