import { type FileHandle, open } from 'node:fs/promises';
import { isOurs } from '../errors.js';
import { reasonOf } from '../values/show.js';
import { type OpenFiles, type Patch, patchFiles } from './patch.js';

/** What a thread is asked for. Files are copies, which exist. */
export interface Task {
  files: OpenFiles<string>;
  patch: Patch;
  label: string;
}

/** What a thread answers: the bands that have changed, or why not. Errors lose their code on the way. */
export type Answer =
  | { bands: number[] }
  | { failed: 'image' | 'system'; reason: string }
  | { failed: 'unsupported'; message: string };

export default async function run({ files, patch, label }: Task): Promise<Answer> {
  const handles: FileHandle[] = [];
  try {
    const opened: Partial<OpenFiles> = {};
    for (const [name, path] of Object.entries(files) as [keyof OpenFiles, string | undefined][]) {
      if (path === undefined) continue;
      opened[name] = await open(path, 'r+');
      handles.push(opened[name]);
    }
    return { bands: [...(await patchFiles(opened as OpenFiles, patch, label))] };
  } catch (error) {
    if (isOurs(error)) return { failed: 'unsupported', message: error.message };
    const isSystem = (error as NodeJS.ErrnoException).syscall !== undefined;
    return { failed: isSystem ? 'system' : 'image', reason: reasonOf(error) };
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}
