import type { Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { filesBeside, ImageError, ManifestError, OptionError } from 'harmonidiff';
import { QueueError } from '../errors.js';
import { readText, reasonOf, unlessMissing } from '../read.js';
import type { SharedFolder } from '../shared-folder.js';
import type { Fields } from './scene-list.js';

/**
 * Size in bytes and time of the last change in milliseconds, by the names of files. Scenes may have many gigabytes, so their
 * contents are not compared: a file that is replaced by one of the same size and time counts as unchanged.
 */
export type FileStates = Record<string, [size: number, time: number]>;

/** Options that name files, and those of `place`. */
export const PATHS = ['scene', 'source', 'patches', 'labels', 'labelsIn'];
export const IN_PLACE = ['mask', 'polygon'];
/** Properties of patches that name files. */
const IN_PROPERTIES = ['source', 'labels'];

/** Applies a function to all paths in the options of a scene. */
export async function mapPaths(options: Fields, map: (path: string) => Promise<string>): Promise<Fields> {
  const mapped = async (fields: Fields, names: readonly string[]) => {
    const entries: [string, unknown][] = [];
    for (const [name, value] of Object.entries(fields))
      entries.push([name, names.includes(name) && typeof value === 'string' ? await map(value) : value]);
    return Object.fromEntries(entries);
  };
  const { place } = options;
  const isObject = typeof place === 'object' && place !== null && !Array.isArray(place);
  return {
    ...(await mapped(options, PATHS)),
    ...(isObject && { place: await mapped(place as Fields, IN_PLACE) }),
  };
}

/**
 * The states of all files that are read with the options of a scene: those that they name, those that the patches name, and
 * those beside images.
 *
 * @param options with absolute paths
 * @param properties of the patches
 * @param statesAt as below
 * @throws as `statesAt`
 */
export async function statesOf(
  options: Fields,
  properties: readonly Fields[],
  statesAt: (path: string) => Promise<readonly Entry[]>,
): Promise<FileStates> {
  const states = new Map<string, Entry[1]>();
  for (const path of filesOf(options, properties))
    for (const [name, state] of await statesAt(path)) states.set(name, state);
  return Object.fromEntries([...states].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The states of a file and of those beside it. A file beside an image that does not exist is left out, so that it changes the
 * states if it appears.
 *
 * @throws QueueError (`SHARED_FOLDER`) for a file outside the folder, also behind a link
 * @throws ImageError (`IMAGE_NOT_FOUND`) for a named file that cannot be read
 */
export async function statesAt(shared: SharedFolder, path: string): Promise<Entry[]> {
  const named = await stateOf(shared, path);
  if (/\.(geo)?json$/i.test(path)) return [named];
  const beside = await Promise.all(filesBeside(path).map((path) => stateIfAny(shared, path)));
  return [named, ...beside.filter((entry) => entry !== undefined)];
}

/** @throws ManifestError (`CHECKSUM_MISMATCH`) for files that are not as they were */
export function requireSame(before: FileStates, now: FileStates): void {
  const names = [...Object.keys(before), ...Object.keys(now)];
  const name = names.find((name) => String(before[name]) !== String(now[name]));
  if (name === undefined) return;
  const [was, is] = [Object.hasOwn(before, name), Object.hasOwn(now, name)];
  const what = was && is ? 'has changed' : is ? 'has appeared' : 'is gone';
  throw new ManifestError(
    'CHECKSUM_MISMATCH',
    `${name} ${what} since the job was submitted. Submit the manifest again.`,
  );
}

/** Bytes of a file of patches; the library reads no larger one. */
const LARGEST = 32_000_000;

/** The properties of all features of a file of patches, which may be a collection or one feature. @throws ImageError, OptionError */
export async function readProperties({ patches }: Fields): Promise<Fields[]> {
  if (typeof patches !== 'string') return [];
  const text = await readText(patches, LARGEST).catch((cause) => {
    throw unreadable(patches, cause);
  });
  const found: Fields[] = [];
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''), (name, value) => {
      if (name === 'properties' && typeof value === 'object' && value !== null) found.push(value);
      return value;
    });
    return found;
  } catch (cause) {
    throw new OptionError(
      `patches is ${patches}, which is not JSON: ${(cause as Error).message}. Correct the file.`,
      {
        cause,
      },
    );
  }
}

function filesOf(options: Fields, properties: readonly Fields[]): Set<string> {
  const { patches, place } = options;
  const named = [
    ...PATHS.map((name) => options[name]),
    ...IN_PLACE.map((name) => ((place ?? {}) as Fields)[name]),
  ];
  const ofPatches = properties.flatMap((fields) => IN_PROPERTIES.map((name) => fields[name]));
  const isPath = (path: unknown) => typeof path === 'string' && path !== '';
  return new Set([
    ...(named.filter(isPath) as string[]),
    ...(ofPatches.filter(isPath) as string[]).map((path) => resolve(dirname(patches as string), path)),
  ]);
}

/** The name of a file of the list. @throws QueueError (`SHARED_FOLDER`), ImageError, OptionError */
export async function nameOf(shared: SharedFolder, path: string): Promise<string> {
  // Node's own message about it is for programmers.
  if (path.includes('\0'))
    throw new OptionError(`${JSON.stringify(path.slice(0, 1000))} has a null character; pass a path.`);
  return shared.ownNameOf(path).catch((cause) => {
    throw cause instanceof QueueError ? cause : unreadable(path, cause);
  });
}

type Entry = [name: string, state: [size: number, time: number]];

function entryOf(name: string, { size, mtimeMs }: Stats): Entry {
  return [name, [size, Math.trunc(mtimeMs)]];
}

async function stateOf(shared: SharedFolder, path: string): Promise<Entry> {
  const name = await nameOf(shared, path);
  const stats = await stat(path).catch((cause) => {
    throw unreadable(path, cause);
  });
  if (stats.isFile()) return entryOf(name, stats);
  throw new OptionError(`${path} is not a regular file; pass the path of a file.`);
}

async function stateIfAny(shared: SharedFolder, path: string): Promise<Entry | undefined> {
  try {
    // Most do not exist. Of a folder, or a link to nothing, the library says so if it matters.
    if (!(await lstat(path).catch(unlessMissing))) return undefined;
    const name = await nameOf(shared, path);
    const stats = await stat(path).catch(unlessMissing);
    return stats?.isFile() ? entryOf(name, stats) : undefined;
  } catch (cause) {
    throw cause instanceof QueueError || cause instanceof ImageError
      ? cause
      : unreadable(path, cause as Error);
  }
}

function unreadable(path: string, cause: Error): ImageError {
  return new ImageError(
    'IMAGE_NOT_FOUND',
    `${path.slice(0, 1000)} cannot be read: ${reasonOf(cause)}. Check the path and its permissions.`,
    {
      cause,
    },
  );
}
