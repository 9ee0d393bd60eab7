import { readdir, readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { AugmentationError, OptionError } from '../errors.js';
import { replaceFile } from '../files/write.js';
import { show } from '../values/show.js';
import { type AugmentationItem, type AugmentationManifest, formatManifest, idOf } from './manifest.js';
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
 * Begins a set in a folder, or resumes the one in it. A plan with more composites extends one with fewer.
 *
 * @param model what composites are made with
 * @returns ids of the composites that are there
 * @throws AugmentationError (`RUN_DIFFERS`) for a folder that holds another set, or one that was made with something else
 */
export async function joinSet(
  manifest: AugmentationManifest,
  model: Model,
  folder: SetFolder,
): Promise<Set<string>> {
  const text = formatManifest(manifest, folder.folder);
  await refuseOther(text, folder);
  const done = new Set<string>();
  for (const item of manifest.items) if (await isMade(item, folder)) done.add(item.id);
  if (done.size < manifest.items.length) await joinModel(folder, model, done.size > 0);
  await replaceFile(folder.manifest, [Buffer.from(text)]);
  return done;
}

async function refuseOther(text: string, folder: SetFolder): Promise<void> {
  const found = await readIfAny(folder.manifest);
  if (found === undefined || found === text) return;
  const different = difference(found, text);
  if (different === undefined || (await isEmpty(folder))) return;
  throw new AugmentationError(
    'RUN_DIFFERS',
    `${folder.folder} holds another set: ${different}. Use another folder, or the options and files of that set.`,
  );
}

/** Whether no composite has been made, so that the plan may still change. */
async function isEmpty({ labels }: SetFolder): Promise<boolean> {
  return !(await readdir(labels)).some((name) => name.endsWith('.json'));
}

/** What differs in two manifests; undefined if the second only extends the first. */
function difference(found: string, wanted: string): string | undefined {
  const [[first = '', ...before], [header = '', ...now]] = [found.split('\n'), wanted.split('\n')];
  const [old, given] = [fieldsOf(first), fieldsOf(header)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(given)])];
  const different = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(given[name]));
  const said = different
    .filter((name) => name !== 'count')
    .map((name) => sayChange(name, old[name], given[name]));
  if (said.length > 0) return said.join(', ');
  if (before.length > now.length) return `it has ${old.count} composites, and count is only ${given.count}`;
  const line = before.findIndex((line, i) => line !== '' && line !== now[i]);
  if (line === -1) return undefined;
  return `composite ${idOf(line)} would be another one, because scenes, patches or labels have changed`;
}

function sayChange(name: string, before: unknown, now: unknown): string {
  const said = (value: unknown) => (value === undefined ? 'not set' : show(value));
  return `${name} was ${said(before)} and is ${said(now)}`;
}

/** The fields of a header, with the settings among them. */
function fieldsOf(line: string): Record<string, unknown> {
  try {
    const { settings, ...fields } = JSON.parse(line);
    return { ...fields, ...settings };
  } catch {
    return {};
  }
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
async function joinModel(folder: SetFolder, model: Model, isBegun: boolean): Promise<void> {
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
async function isMade({ id, scene }: AugmentationItem, folder: SetFolder): Promise<boolean> {
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
