import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { AugmentationError, OptionError } from '../errors.js';
import { replaceFile } from '../files/write.js';
import { type AugmentationItem, type AugmentationManifest, formatManifest } from './manifest.js';
import type { SetFolder } from './set-folder.js';

/** @throws OptionError for a folder in which the next plan would find composites as scenes or patches */
export function refuseInside(out: string, { scenes, patches }: AugmentationManifest): void {
  for (const [name, folder] of Object.entries({ scenes, patches })) {
    const from = relative(folder, resolve(out));
    const isOutside = from === '..' || from.startsWith(`..${sep}`);
    if (!isOutside)
      throw new OptionError(
        `out is ${out}, which is in the folder of ${name}, ${folder}; choose a folder outside it.`,
      );
  }
}

/**
 * Begins a set in a folder, or resumes the one in it.
 *
 * @throws AugmentationError (`RUN_DIFFERS`) for a folder that holds another set
 */
export async function joinSet(manifest: AugmentationManifest, folder: SetFolder): Promise<void> {
  const text = formatManifest(manifest, folder.folder);
  const found = await readIfAny(folder.manifest);
  if (found === text) return;
  if (found !== undefined)
    throw new AugmentationError(
      'RUN_DIFFERS',
      `${folder.folder} holds another set: ${differences(found, text)}. Use another folder, or the options and files of that set.`,
    );
  await replaceFile(folder.manifest, [Buffer.from(text)]);
}

/** Names what differs in two manifests. */
function differences(found: string, wanted: string): string {
  const before = found.split('\n');
  const now = wanted.split('\n');
  const [old, header] = [before[0], now[0]].map((line) => {
    try {
      return { ...(JSON.parse(line!) as Record<string, unknown>) };
    } catch {
      return {};
    }
  }) as [Record<string, unknown>, Record<string, unknown>];
  const names = [...new Set([...Object.keys(old), ...Object.keys(header)])].filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(header[name]),
  );
  if (names.length > 0) return `its manifest differs in ${names.join(', ')}`;
  const line = now.findIndex((line, i) => line !== before[i]);
  return `its manifest differs in line ${line + 1}, because scenes, patches or labels have changed`;
}

/** What all composites of a set must be made with. */
export interface Model {
  version: string;
  identity: string;
}

/**
 * Records what a set is made with.
 *
 * @param isBegun whether composites have been made
 * @throws AugmentationError (`RUN_DIFFERS`) if they were made with something else
 */
export async function joinModel(folder: SetFolder, model: Model, isBegun: boolean): Promise<void> {
  const text = `${JSON.stringify(model)}\n`;
  const found = await readIfAny(folder.model);
  if (found === text) return;
  if (isBegun && found !== undefined)
    throw new AugmentationError(
      'RUN_DIFFERS',
      `The composites in ${folder.folder} were made with another model, engine, precision or version of this package. Use the same, or another folder.`,
    );
  await replaceFile(folder.model, [Buffer.from(text)]);
}

/** The labels of a composite are written last. */
export async function isMade({ id, scene }: AugmentationItem, folder: SetFolder): Promise<boolean> {
  for (const path of [folder.labelsOf(id), folder.image(id, scene.path)]) {
    const size = await stat(path).then(
      ({ size }) => size,
      () => 0,
    );
    if (size === 0) return false;
  }
  return true;
}

async function readIfAny(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
