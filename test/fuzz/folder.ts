import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder for the files that a parser reads. It is removed when the process ends. */
export function newFolder(): string {
  return removedAtEnd(mkdtempSync(join(tmpdir(), 'harmonidiff-fuzz-')));
}

export function removedAtEnd(folder: string): string {
  folders.push(folder);
  return folder;
}
