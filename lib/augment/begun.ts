import { existsSync } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AugmentationError, OptionError } from '../errors.js';
import { replaceFile } from '../files/write.js';
import { show } from '../values/show.js';
import {
  type AugmentationItem,
  type AugmentationManifest,
  COMMAND,
  formatManifest,
  idOf,
  readAugmentationManifest,
} from './manifest.js';
import { SetFolder } from './set-folder.js';

/**
 * Checks before anything is written that a set can be made in its folder.
 *
 * @throws OptionError if files of the set would be taken for scenes or patches, or would replace them
 * @throws AugmentationError (`RUN_DIFFERS`) for a folder with files that are not of a set
 */
export async function checkFolder(folder: SetFolder, manifest: AugmentationManifest): Promise<void> {
  const out = await realOf(folder.folder);
  const own = new SetFolder(out);
  for (const name of ['scenes', 'patches'] as const) {
    const read = await realOf(manifest[name]);
    if (isWithin(out, read))
      throw new OptionError(
        `out is ${folder.folder}, which is in the folder of ${name}, ${manifest[name]}; choose a folder outside it.`,
      );
    for (const written of [own.images, own.labels, own.work])
      if (isWithin(read, written)) throw replaces(folder, name, manifest[name]);
  }
  for (const name of ['labels', 'patchLabels'] as const) {
    const path = manifest[name]?.path;
    const read = path === undefined ? undefined : await realOf(path);
    if (
      read === own.allLabels ||
      (read && [own.images, own.labels].some((written) => isWithin(read, written)))
    )
      throw replaces(folder, name, path!);
  }
  // In this order: another call that begins the set writes its manifest first.
  if ((await isUnused(own)) || manifestOf(await readIfAny(folder.manifest))) return;
  throw new AugmentationError(
    'RUN_DIFFERS',
    `${folder.folder} holds files that do not belong to a set (images, labels or a manifest). Use another folder.`,
  );
}

function replaces({ folder }: SetFolder, name: string, path: string): OptionError {
  return new OptionError(
    `out is ${folder}, and the set would replace files of ${name}, ${path}. Choose another folder.`,
  );
}

/** Whether nothing is there that a set would replace. */
async function isUnused({ images, labels, allLabels, manifest }: SetFolder): Promise<boolean> {
  for (const folder of [images, labels]) if ((await readdir(folder).catch(() => [])).length > 0) return false;
  return !existsSync(allLabels) && !existsSync(manifest);
}

/** The real path of what may not exist yet. */
async function realOf(path: string): Promise<string> {
  const whole = resolve(path);
  const real = await realpath(whole).catch(() => undefined);
  if (real !== undefined || dirname(whole) === whole) return real ?? whole;
  return join(await realOf(dirname(whole)), basename(whole));
}

/** Whether a path is a folder or leads into it. */
function isWithin(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from !== '..' && !from.startsWith(`..${sep}`);
}

/**
 * Begins a set in a folder, or resumes the one in it. A plan with more composites extends one with fewer.
 *
 * @param maker what composites are made with
 * @returns ids of the composites that are there
 * @throws AugmentationError (`RUN_DIFFERS`) for a folder that holds another set, or one that was made with something else
 */
export async function joinSet(
  manifest: AugmentationManifest,
  maker: Maker,
  folder: SetFolder,
): Promise<Set<string>> {
  const text = formatManifest(manifest, await realpath(folder.folder));
  await refuseOther(text, folder);
  const done = new Set<string>();
  for (const item of manifest.items) if (await isMade(item, folder)) done.add(item.id);
  const isWhole = done.size === manifest.items.length;
  // `augment` makes nothing in a whole set, which it may find on another machine, with another engine.
  if (!isWhole || maker.identity === undefined) await joinModel(folder, maker, done.size > 0, isWhole);
  await replaceFile(folder.manifest, [Buffer.from(text)]);
  return done;
}

/**
 * The manifest of a set in a folder if it only adds composites to another one; else that one itself. Where a longer plan has been
 * begun, a shorter one is a part of it.
 *
 * @throws ManifestError for a manifest in the folder that cannot be read
 */
export async function longerOf(
  manifest: AugmentationManifest,
  folder: SetFolder,
): Promise<AugmentationManifest> {
  const found = await readIfAny(folder.manifest);
  if (found === undefined || (await isEmpty(folder))) return manifest;
  const text = formatManifest(manifest, await realpath(folder.folder));
  if (difference(text, found) !== undefined) return manifest;
  const { count, items } = await readAugmentationManifest(folder.manifest);
  return { ...manifest, count, items };
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
    .filter((name) => !MAY_DIFFER.has(name))
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

/** A set may be extended, and its folders may have moved: the checksums of their files are compared. */
const MAY_DIFFER = new Set(['count', 'scenes', 'patches']);

/** The fields of a header, with the settings among them. */
function fieldsOf(line: string): Record<string, unknown> {
  const { settings, labels, patchLabels, ...fields } = manifestOf(line) ?? {};
  const checksum = (file: unknown) => (file as { sha256?: unknown } | undefined)?.sha256;
  return {
    ...fields,
    ...(settings as object | undefined),
    'checksum of labels': checksum(labels),
    'checksum of patchLabels': checksum(patchLabels),
  };
}

/** The header of the manifest of a set; undefined for any other text. */
function manifestOf(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const header = JSON.parse(text?.split('\n')[0] ?? '');
    return header.manifest === COMMAND ? header : undefined;
  } catch {
    return undefined;
  }
}

/** What makes the composites of a set, which must be the same for all of them. */
export interface Maker {
  version: string;
  /** `modelDigest` of the model. For a large model this takes seconds, so it is called only if needed. */
  digest(): Promise<string>;
  /** Differs for another model, engine or precision; absent if composites are made on other machines, each with its own. */
  identity?: string;
}

/** What a set's file says of it. */
interface MadeWith {
  version?: unknown;
  /** Missing in sets that were begun before it was recorded. */
  model?: unknown;
  identity?: unknown;
}

/**
 * Records what a set is made with.
 *
 * @param isBegun whether composites have been made
 * @param isWhole whether none is missing
 * @throws AugmentationError (`RUN_DIFFERS`) if they were made with something else
 */
async function joinModel(folder: SetFolder, maker: Maker, isBegun: boolean, isWhole: boolean): Promise<void> {
  const { version, identity, digest } = maker;
  const found = await readMadeWith(folder);
  const isSame = found !== undefined && (await isMadeWith(found, maker, isWhole));
  const isComplete = found?.model !== undefined || identity === undefined;
  // A set that other machines have begun stays one of any engine and precision.
  if (isSame && isComplete && (isBegun || found.identity === identity)) return;
  if (isBegun && found !== undefined && !isSame)
    throw new AugmentationError(
      'RUN_DIFFERS',
      found.version === version && found.model === undefined && identity === undefined
        ? `${folder.folder} does not say which model its composites were made with. Finish the set with augment, or use another folder.`
        : `The composites in ${folder.folder} were made with another model, engine, precision or version of this package. Use the same, or another folder.`,
    );
  const text = JSON.stringify({ version, model: await digest(), identity });
  await replaceFile(folder.model, [Buffer.from(`${text}\n`)]);
}

async function isMadeWith(
  found: MadeWith,
  { version, identity, digest }: Maker,
  isWhole: boolean,
): Promise<boolean> {
  if (found.version !== version) return false;
  if (identity !== undefined && found.identity !== undefined) return found.identity === identity;
  // Its model cannot be compared, and no composite of another one is added.
  if (found.model === undefined && isWhole) return true;
  return found.model === (await digest());
}

async function readMadeWith(folder: SetFolder): Promise<MadeWith | undefined> {
  const text = await readIfAny(folder.model);
  try {
    return text === undefined ? undefined : (JSON.parse(text) ?? {});
  } catch {
    return {};
  }
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
