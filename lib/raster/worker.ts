import { type FileHandle, open } from 'node:fs/promises';
import { type ImageError, isOurs } from '../errors.js';
import { damageOf, reasonOf } from '../values/show.js';
import { type OpenFiles, type Patch, patchFiles } from './patch.js';
import { rewriteTiff } from './rewrite.js';
import { readInChunks } from './stored-patch.js';

/** What a thread is asked for. */
export interface Task {
  /** Copies of the scene's files; empty files if `rewritten` is set. */
  files: OpenFiles<string>;
  /** The scene's files, if new files without lossy compression are written from them. */
  rewritten?: OpenFiles<string> | undefined;
  /** One patch, or the paths of stored ones. */
  patches: Patch | readonly string[];
  /** Samples of all bands in the windows of all patches. */
  samples: number;
  label: string;
}

/** What a thread answers: the bands that have changed, or the reason why it failed. Errors lose their code on the way. */
export type Answer =
  | { bands: number[] }
  | { failed: 'image' | 'system'; reason: string }
  | { failed: 'refused'; code: ImageError['code']; message: string };

export default async function run({ files, rewritten, patches, samples, label }: Task): Promise<Answer> {
  const handles: FileHandle[] = [];
  try {
    const opened: Partial<OpenFiles> = {};
    for (const [name, path] of Object.entries(files) as [keyof OpenFiles, string | undefined][]) {
      if (path === undefined) continue;
      opened[name] = await open(path, 'r+');
      handles.push(opened[name]);
      if (rewritten) await rewrite(rewritten[name]!, opened[name], name, samples, label);
    }
    const bands = new Set<number>();
    for await (const chunk of 'planes' in patches ? [[patches]] : readInChunks(patches))
      for (const band of await patchFiles(opened as OpenFiles, chunk, label)) bands.add(band);
    return { bands: [...bands] };
  } catch (error) {
    if (isOurs(error))
      return { failed: 'refused', code: error.code as ImageError['code'], message: error.message };
    const isSystem = (error as NodeJS.ErrnoException).syscall !== undefined;
    return { failed: isSystem ? 'system' : 'image', reason: isSystem ? reasonOf(error) : damageOf(error) };
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}

async function rewrite(
  from: string,
  to: FileHandle,
  name: keyof OpenFiles,
  samples: number,
  label: string,
): Promise<void> {
  const source = await open(from, 'r');
  try {
    const isMask = name === 'mask' || name === 'maskOverviews';
    // Blocks around the patches, and overviews.
    const growth = MARGIN + 4 * samples * 8;
    await rewriteTiff(source, to, label, { isMask, growth });
  } finally {
    await source.close();
  }
}

/** In bytes. */
const MARGIN = 256 << 20;
