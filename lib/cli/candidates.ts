import { join, parse } from 'node:path';
import { isFolder } from '../files/folders.js';
import { readModelFolder } from '../model/folder.js';
import { readHarmonize } from '../request/harmonize.js';

/**
 * The names of the candidates' files when all of them are written: `out`, with the timestep added where there is more
 * than one.
 */
export function candidateFiles(out: string, timesteps: readonly (number | null)[]): string[] {
  if (timesteps.length === 1) return [out];
  const { dir, name, ext } = parse(out);
  const folder = dir === '' || dir.endsWith('/') ? dir : `${dir}/`;
  return timesteps.map((timestep) => `${folder}${name}-${timestep}${ext}`);
}

/**
 * The timesteps of the candidates that will all be written, because no classifier chooses one; `undefined` where a single
 * result is written. Reads nothing of a model that has a classifier.
 *
 * @throws what `Harmonizer.load` and `Harmonizer.harmonize` throw for such a model or such options
 */
export async function unscoredTimesteps(
  { model, classifier }: { model: string; classifier?: string | undefined },
  options: unknown,
): Promise<number[] | undefined> {
  if (classifier !== undefined || (await isFolder(join(model, 'classifier')))) return undefined;
  const { noise } = await readModelFolder(model);
  const { method, schedule, candidateRange } = readHarmonize(options, noise).settings;
  const timesteps = Array.from(schedule.timesteps.slice(...candidateRange));
  return (method === 'twr' || method === 'ltf') && timesteps.length > 1 ? timesteps : undefined;
}
