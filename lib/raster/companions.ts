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

/** Paths of all files that belong to a raster, whether they exist or not. */
export function companionsOf(raster: string): string[] {
  const withEnding = Object.values(COMPANIONS).map((ending) => raster + ending);
  return [...withEnding, ...places(raster, raster).map(({ from }) => from)];
}

/** Paths of a scene's world files and .prj file, and their names beside another raster. */
export function places(scene: string, out: string): { from: string; to: string }[] {
  const [own, other] = [worldEndings(scene), worldEndings(out)];
  const others = ['.prj', '.PRJ', '_rpc.txt', '_RPC.TXT', '.imd', '.IMD', '.rpb', '.RPB'];
  const pairs = [
    ...own.map((from, i) => ({ from, to: other[i]! })),
    ...others.map((ending) => ({ from: ending, to: ending })),
  ];
  const paths = pairs.map(({ from, to }) => ({ from: stem(scene) + from, to: stem(out) + to }));
  // A file without an ending has one world file for all of its names.
  return [...new Map(paths.map((pair) => [`${pair.from}\0${pair.to}`, pair])).values()];
}

/** Paths where a raster's world file may be, in the order in which they are tried. */
export function worldFilesOf(raster: string): string[] {
  return worldEndings(raster).map((ending) => stem(raster) + ending);
}

/** Paths where a raster's .prj file may be, in the order in which they are tried. */
export function projectionFilesOf(raster: string): string[] {
  return ['.prj', '.PRJ'].map((ending) => stem(raster) + ending);
}

/** Such as .tfw, .tifw and .wld, each as the raster's own ending is written, in lower case and in upper case. */
function worldEndings(path: string): string[] {
  const ending = extname(path).slice(1);
  const [first, last] = [ending[0] ?? '', ending.at(-1) ?? ''];
  const endings = [`.${first}${last}w`, `.${ending}w`, '.wld'];
  return endings.flatMap((ending) => [ending, ending.toLowerCase(), ending.toUpperCase()]);
}

function stem(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
