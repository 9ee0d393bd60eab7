import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the files that a parser reads. It goes when the process ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'harmonidiff-fuzz-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
