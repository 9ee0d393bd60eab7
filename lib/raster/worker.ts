import { type FileHandle, open } from 'node:fs/promises';
import { isOurs } from '../errors.js';
import { reasonOf } from '../values/show.js';
import { type OpenFiles, type Patch, patchFiles } from './patch.js';
import { rewriteTiff } from './rewrite.js';

/** What a thread is asked for. */
export interface Task {
  /** Copies of the scene's files; empty files if `rewritten` is set. */
  files: OpenFiles<string>;
  /** The scene's files, if new files without lossy compression are written from them. */
  rewritten?: OpenFiles<string> | undefined;
  patch: Patch;
  label: string;
}

/** What a thread answers: the bands that have changed, or the reason why it failed. Errors lose their code on the way. */
export type Answer =
  | { bands: number[] }
  | { failed: 'image' | 'system'; reason: string }
  | { failed: 'unsupported'; message: string };

export default async function run({ files, rewritten, patch, label }: Task): Promise<Answer> {
  const handles: FileHandle[] = [];
  try {
    const opened: Partial<OpenFiles> = {};
    for (const [name, path] of Object.entries(files) as [keyof OpenFiles, string | undefined][]) {
      if (path === undefined) continue;
      opened[name] = await open(path, 'r+');
      handles.push(opened[name]);
      if (rewritten) await rewrite(rewritten[name]!, opened[name], name, patch, label);
    }
    return { bands: [...(await patchFiles(opened as OpenFiles, [patch], label))] };
  } catch (error) {
    if (isOurs(error)) return { failed: 'unsupported', message: error.message };
    const isSystem = (error as NodeJS.ErrnoException).syscall !== undefined;
    return { failed: isSystem ? 'system' : 'image', reason: reasonOf(error) };
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}

async function rewrite(
  from: string,
  to: FileHandle,
  name: keyof OpenFiles,
  { planes, changed }: Patch,
  label: string,
): Promise<void> {
  const source = await open(from, 'r');
  try {
    const isMask = name === 'mask' || name === 'maskOverviews';
    // Blocks around the patch, and overviews.
    const growth = MARGIN + 4 * planes.length * changed.length * 8;
    await rewriteTiff(source, to, label, { isMask, growth });
  } finally {
    await source.close();
  }
}

/** In bytes. */
const MARGIN = 256 << 20;
