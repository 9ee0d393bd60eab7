import { stat } from 'node:fs/promises';
import { extname } from 'node:path';

// The files beside a raster that GDAL reads with it.

/** Endings of the files that hold pixels or metadata of the raster. */
export const COMPANIONS = {
  overviews: '.ovr',
  mask: '.msk',
  maskOverviews: '.msk.ovr',
  auxiliary: '.aux.xml',
} as const;

/** Paths of a scene's world files and .prj file, and their names beside another raster. */
export function places(scene: string, out: string): { from: string; to: string }[] {
  const endings = (path: string) => {
    const ending = extname(path).slice(1);
    const [first, last] = [ending[0] ?? '', ending.at(-1) ?? ''];
    return [`${first}${last}w`, `${ending}w`, 'wld'];
  };
  const [own, other] = [endings(scene), endings(out)];
  const world = own.flatMap((ending, i) => [
    { from: `.${ending}`, to: `.${other[i]}` },
    { from: `.${ending.toUpperCase()}`, to: `.${other[i]!.toUpperCase()}` },
  ]);
  const others = ['.prj', '.PRJ', '_rpc.txt', '_RPC.TXT', '.imd', '.IMD', '.rpb', '.RPB'];
  const pairs = [...world, ...others.map((ending) => ({ from: ending, to: ending }))];
  const paths = pairs.map(({ from, to }) => ({ from: stem(scene) + from, to: stem(out) + to }));
  // A file without an ending has one world file for all of its names.
  return [...new Map(paths.map((pair) => [`${pair.from}\0${pair.to}`, pair])).values()];
}

function stem(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
