import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { composePatches, composeScene, ManifestError, OptionError } from 'harmonidiff';
import { type ComposeOptions, checkOptions, type PatchesOptions } from 'harmonidiff/fields';
import { type Static, Type } from 'typebox';
import { readText } from '../read.js';
import { digestOf } from '../run.js';
import type { SharedFolder } from '../shared-folder.js';
import type { Kind, Task } from './kind.js';

type Fields = Record<string, unknown>;

/** One scene: the options of `composeScene`, or with `patches` those of `composePatches`. */
const ITEM = Type.Object({
  id: Type.String(),
  options: Type.Record(Type.String(), Type.Unknown()),
  /** Size in bytes and time in milliseconds of every file that is read, so that a changed one is another job. */
  files: Type.Record(Type.String(), Type.Tuple([Type.Number(), Type.Number()])),
});

type SceneItem = Static<typeof ITEM>;

/** Options that name files, `place.mask` among them. */
const PATHS = ['scene', 'source', 'patches', 'labels', 'labelsIn'];
const IN_PLACE = ['mask', 'polygon'];
/** Files of the result. Their folder is that of the job. */
const OUTPUTS = ['out', 'labelsOut'];
/** Options that a job cannot have. */
const OWN = ['inPlace', 'dryRun', 'preview', 'trace', 'signal', 'onProgress'];

/** Scenes with patches: a line for each, with the options of `composeScene` or `composePatches`. */
export const scenes: Kind = {
  name: 'scenes',
  common: Type.Object({}),
  item: ITEM,

  async plan(file, { shared, version, model, settings }) {
    const tasks: Task[] = [];
    const ids = new Set<string>();
    for (const { number, fields } of await readLines(file)) {
      const at = (message: string, cause?: unknown) =>
        new ManifestError('MANIFEST_INVALID', `${file}, line ${number}: ${message}`, { cause });
      const { id, ...options } = fields;
      if (typeof id !== 'string' || id === '' || id.length > 1000)
        throw at(
          `id is ${JSON.stringify(id)?.slice(0, 50)}; it must be a string of 1 to 1000 characters that names the scene.`,
        );
      if (ids.has(id)) throw at(`id is ${JSON.stringify(id)}; it must be unique.`);
      ids.add(id);
      try {
        const absolute = mapPaths({ ...settings, out: 'scene.tif', ...options }, (path) =>
          resolve(dirname(file), path),
        );
        check(absolute);
        // First, because a file of patches is opened for the names in it.
        const named = await mapPathsAsync(absolute, (path) => shared.nameOf(path));
        const files = await filesOf(absolute);
        const item: SceneItem = {
          id,
          options: named,
          files: Object.fromEntries(
            await Promise.all(files.map(async (path) => [await shared.nameOf(path), await stateOf(path)])),
          ),
        };
        tasks.push({ id, key: scenes.keyOf({ version, model, settings, common: {} }, item), item });
      } catch (error) {
        if (error instanceof OptionError) throw at(error.message, error);
        throw error;
      }
    }
    if (tasks.length === 0)
      throw new ManifestError('MANIFEST_INVALID', `${file} lists no scenes; add a line for each scene.`);
    return { common: {}, tasks };
  },

  keyOf: ({ version, model }, item) => digestOf([version, model, item]),

  async make({ harmonizer, shared, item: given, out, signal, onProgress }) {
    const { options, files } = given as SceneItem;
    await checkUnchanged(shared, files);
    const absolute = await mapPathsAsync(options, (path) => shared.resolve(path));
    check(absolute);
    // A file of patches names further files.
    for (const path of await filesOf(absolute)) await shared.nameOf(path);
    for (const name of OUTPUTS)
      if (absolute[name] !== undefined) absolute[name] = join(out, absolute[name] as string);
    const watched = {
      ...absolute,
      signal,
      onProgress: (progress: { fraction: number }) => onProgress(progress.fraction),
    };
    const named = {
      scene: options.out,
      ...(options.labelsOut !== undefined && { labels: options.labelsOut }),
    };
    if ('patches' in absolute) {
      const { patches, failed, warnings } = await composePatches(
        harmonizer,
        watched as unknown as PatchesOptions,
      );
      return { ...named, patches, failed, warnings };
    }
    const result = await composeScene(harmonizer, watched as unknown as ComposeOptions);
    const { place, window, timestep, scores, metadata, warnings, timings } = result;
    return { ...named, place, window, timestep, scores, metadata, warnings, timings };
  },
};

/** @throws OptionError */
function check(options: Fields): void {
  const own = OWN.find((name) => options[name] !== undefined);
  if (own !== undefined) throw new OptionError(`${own} is not supported in a job; leave it out.`);
  // What is not a path may name files that nobody has looked at: a FeatureCollection does.
  const { place } = options;
  for (const [fields, names] of [
    [options, PATHS],
    [place ?? {}, IN_PLACE],
  ] as const)
    for (const name of names) {
      const value = (fields as Fields)[name];
      if (value !== undefined && value !== null && typeof value !== 'string')
        throw new OptionError(`${name} is of type ${typeof value}; in a job it must be the path of a file.`);
    }
  for (const name of OUTPUTS) {
    const value = options[name];
    if (value !== undefined && !(typeof value === 'string' && /^[\w-][\w.-]*$/.test(value)))
      throw new OptionError(
        `${name} is ${JSON.stringify(value)}; it must be a file name without a folder, such as scene.tif.`,
      );
  }
  checkOptions('patches' in options ? 'composePatches' : 'composeScene', options);
}

/** All files that are read, with those that a file of patches names. @throws OptionError */
async function filesOf(options: Fields): Promise<string[]> {
  const place = (options.place ?? {}) as Fields;
  const named = [...PATHS.map((name) => options[name]), ...IN_PLACE.map((name) => place[name])];
  const files = named.filter((path) => typeof path === 'string');
  const { patches } = options;
  if (typeof patches === 'string')
    for (const properties of await readProperties(patches))
      for (const name of ['source', 'labels']) {
        const path = properties[name];
        if (typeof path === 'string' && path !== '') files.push(resolve(dirname(patches), path));
      }
  return [...new Set(files)];
}

/** Bytes of a file of patches; the library reads no larger one. */
const LARGEST = 32_000_000;

/** The properties of all features of a GeoJSON file, which may be a collection or one feature. */
async function readProperties(path: string): Promise<Fields[]> {
  const found: Fields[] = [];
  try {
    const text = await readText(path, LARGEST);
    JSON.parse(text.replace(/^\uFEFF/, ''), (name, value) => {
      if (name === 'properties' && typeof value === 'object' && value !== null) found.push(value);
      return value;
    });
    return found;
  } catch (cause) {
    throw new OptionError(`patches is ${path}, which cannot be read: ${(cause as Error).message}.`, {
      cause,
    });
  }
}

async function stateOf(path: string): Promise<[number, number]> {
  const { size, mtimeMs } = await stat(path).catch((cause) => {
    throw new OptionError(`${path} cannot be read: ${cause.message}.`, { cause });
  });
  return [size, Math.trunc(mtimeMs)];
}

/** @throws ManifestError (`CHECKSUM_MISMATCH`) */
async function checkUnchanged(shared: SharedFolder, files: SceneItem['files']): Promise<void> {
  for (const [name, state] of Object.entries(files)) {
    const found = await stateOf(await shared.resolve(name));
    if (found.join() === state.join()) continue;
    throw new ManifestError(
      'CHECKSUM_MISMATCH',
      `${name} has changed since the job was submitted. Submit the manifest again.`,
    );
  }
}

function mapPaths(options: Fields, map: (path: string) => string): Fields {
  const mapped = (fields: Fields, names: readonly string[]) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        names.includes(name) && typeof value === 'string' ? map(value) : value,
      ]),
    );
  const { place } = options;
  const isObject = typeof place === 'object' && place !== null;
  return { ...mapped(options, PATHS), ...(isObject && { place: mapped(place as Fields, IN_PLACE) }) };
}

async function mapPathsAsync(options: Fields, map: (path: string) => Promise<string>): Promise<Fields> {
  const mapped = new Map<string, string>();
  const found: string[] = [];
  mapPaths(options, (path) => {
    found.push(path);
    return path;
  });
  for (const path of found) mapped.set(path, await map(path));
  return mapPaths(options, (path) => mapped.get(path)!);
}

/** @throws ManifestError */
async function readLines(file: string): Promise<{ number: number; fields: Fields }[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((text, i) => ({ number: i + 1, text }));
  const [first, ...others] = lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ number, text }) => ({ number, fields: parse(text, file, number) }));
  const { version, manifest: _, ...more } = first!.fields;
  if (version !== 1 || Object.keys(more).length > 0)
    throw new ManifestError(
      'MANIFEST_INVALID',
      `${file}, line ${first!.number}: the first line must be {"manifest":"harmonidiff scenes","version":1}.`,
    );
  return others;
}

function parse(text: string, file: string, number: number): Fields {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw new ManifestError('MANIFEST_INVALID', `${file}, line ${number}: ${(cause as Error).message}.`, {
      cause,
    });
  }
  throw new ManifestError('MANIFEST_INVALID', `${file}, line ${number}: it must be an object.`);
}
