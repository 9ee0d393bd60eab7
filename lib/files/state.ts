import { type FileHandle, stat } from 'node:fs/promises';

const KEYS = ['dev', 'ino', 'size', 'mtimeNs'] as const;

/** What changes if a file is written to, or if another file takes its place. */
export type FileState = Readonly<Record<(typeof KEYS)[number], bigint> & { path: string }>;

/** The state of an open file, which has the path `path`. */
export async function stateOf(path: string, handle: FileHandle): Promise<FileState> {
  const { dev, ino, size, mtimeNs } = await handle.stat({ bigint: true });
  return { path, dev, ino, size, mtimeNs };
}

/** Whether the path still leads to the same, unchanged file. */
export async function isUnchanged(state: FileState): Promise<boolean> {
  const now = await stat(state.path, { bigint: true }).catch(() => undefined);
  return now !== undefined && KEYS.every((key) => now[key] === state[key]);
}
