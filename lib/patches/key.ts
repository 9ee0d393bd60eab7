import { stat } from 'node:fs/promises';
import type { Composer } from '../composer.js';
import { digest, digestList } from '../files/digest.js';
import { readInput } from '../image/input.js';
import { companionsOf } from '../raster/companions.js';
import { type Composition, PATCH_LABELS, SCENE_LABELS } from '../request/compose.js';
import type { OpenScene } from '../scene/open-scene.js';
import type { Plan } from '../scene/plan.js';
import { version } from '../version.js';

/** Differs if anything does that all patches depend on. */
export async function keyOfScene(path: string, { seen }: OpenScene, { identity }: Composer): Promise<string> {
  return digestList([version, identity, JSON.stringify(seen), await statesWith(path)]);
}

/**
 * Differs if anything does that a patch depends on.
 *
 * @param seen keys of the patches that it sees
 * @returns undefined if that cannot be told
 */
export async function keyOf(
  ofScene: string,
  composition: Composition,
  { facts, footprint, preparation }: Plan,
  seen: readonly string[],
): Promise<string | undefined> {
  const ofSource = await stateOfSource(composition.source);
  const { seen: seenSource, layout } = preparation.source;
  const found = [facts, footprint.box, footprint.place, seenSource, layout];
  const own = Object.entries(composition).filter(([name]) => !ELSEWHERE.has(name));
  return ofSource && digestList([ofScene, JSON.stringify([own, found]), ofSource, ...seen]);
}

/** Options that change no pixel of a patch, or are told by states of files. */
const ELSEWHERE = new Set<string>([
  ...Object.keys({ ...PATCH_LABELS, ...SCENE_LABELS }),
  ...['scene', 'source', 'out', 'inPlace', 'rewrite', 'signal', 'onProgress'],
]);

async function stateOfSource(source: Composition['source']): Promise<string | undefined> {
  const given = readInput(source, 'source');
  if ('path' in given) return statesWith(given.path);
  if ('bytes' in given) return digest(given.bytes);
  if (!('raw' in given)) return undefined;
  const { data, ...shape } = given.raw;
  return digestList([JSON.stringify(shape), new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
}

/** Of a file and of those that are read with it. */
async function statesWith(path: string): Promise<string> {
  return digestList(await Promise.all([path, ...companionsOf(path)].map(stateOf)));
}

/** Of a file that may be missing. */
async function stateOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found ? [path, found.dev, found.ino, found.size, found.mtimeNs].join(' ') : '';
}
