import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DatasetError } from '../errors.js';

const SUFFIXES = new Set(['.webp', '.png', '.jpg', '.jpeg', '.tif', '.tiff']);

/**
 * The images in a folder, at any depth. fMoW's `_ms` files are left out: they hold the bands of its `_msrgb` images.
 *
 * @returns paths relative to `folder`, sorted
 * @throws DatasetError when the folder cannot be listed
 */
export async function pictures(folder: string): Promise<string[]> {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = async (below: string): Promise<void> => {
    const real = await realpath(join(folder, below));
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of await readdir(real, { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const kind = entry.isSymbolicLink() ? await stat(join(folder, path)).catch(() => entry) : entry;
      if (kind.isDirectory()) await visit(path);
      else if (kind.isFile() && SUFFIXES.has(extname(path).toLowerCase()) && !/_ms\.[^.]+$/.test(path))
        found.push(path);
    }
  };
  await visit('').catch((cause) => {
    throw new DatasetError(
      'SCENES_NOT_FOUND',
      (cause as NodeJS.ErrnoException).code === 'ENOENT'
        ? `The folder ${folder} does not exist. Check its path.`
        : `The images in ${folder} cannot be listed: ${(cause as Error).message}. Give a folder of images.`,
      { cause },
    );
  });
  return found.sort(order);
}

/** By code points, as Python sorts, whatever the locale. */
export function order(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
