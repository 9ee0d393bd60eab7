import { type FileHandle, stat } from 'node:fs/promises';

const KEYS = ['dev', 'ino', 'size', 'mtimeNs'] as const;

/** Properties of a file that change when it is written to or another file takes its place. */
export type FileState = Readonly<Record<(typeof KEYS)[number], bigint> & { path: string }>;

/** The state of the open file at `path`. */
export async function stateOf(path: string, handle: FileHandle): Promise<FileState> {
  const { dev, ino, size, mtimeNs } = await handle.stat({ bigint: true });
  return { path, dev, ino, size, mtimeNs };
}

/** Whether the path still leads to the same, unchanged file. */
export async function isUnchanged(state: FileState): Promise<boolean> {
  const now = await stat(state.path, { bigint: true }).catch(() => undefined);
  return now !== undefined && KEYS.every((key) => now[key] === state[key]);
}
