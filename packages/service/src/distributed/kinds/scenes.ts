import { dirname, join, resolve } from 'node:path';
import { composePatches, composeScene, HarmonidiffError, OptionError } from 'harmonidiff';
import { type ComposeOptions, checkOptions, type PatchesOptions } from 'harmonidiff/fields';
import { type Static, Type } from 'typebox';
import { QueueError } from '../errors.js';
import { PERMANENT } from '../permanent.js';
import { digestOf } from '../run.js';
import type { Kind, Task } from './kind.js';
import {
  IN_PLACE,
  mapPaths,
  nameOf,
  PATHS,
  readProperties,
  requireSame,
  statesAt,
  statesOf,
} from './scene-files.js';
import { type Fields, invalid, readList, type SceneLine, show } from './scene-list.js';
import { checkSettings, hasSettings } from './settings.js';

/** One scene: the options of `composeScene`, or with `patches` those of `composePatches`. */
const ITEM = Type.Object({
  id: Type.String(),
  options: Type.Record(Type.String(), Type.Unknown()),
  /** `FileStates` of every file that is read, so that another job makes the result if one changes. */
  files: Type.Record(Type.String(), Type.Tuple([Type.Number(), Type.Number()])),
});

type SceneItem = Static<typeof ITEM>;

/** Files of the result. Their folder is that of the job. */
const OUTPUTS = ['out', 'labelsOut'];
/** The file that every job writes. */
const RESULT = 'result.json';
/** Options that a job cannot have. */
const OWN = ['inPlace', 'dryRun', 'preview', 'trace', 'signal', 'onProgress'];

/** Scenes with patches: a line for each, with the options of `composeScene` or `composePatches`. */
export const scenes: Kind = {
  name: 'scenes',
  common: Type.Object({}),
  item: ITEM,

  async plan(file, { shared, version, model, settings }) {
    const tasks: Task[] = [];
    // Many scenes may have the same source.
    const look: Look = {
      nameOf: remembered((path) => nameOf(shared, path)),
      resolve: remembered((path) => shared.resolve(path)),
      statesAt: remembered((path) => statesAt(shared, path)),
    };
    for await (const line of readList(file)) {
      const { id } = line;
      const item = await itemOf(line, file, look, settings).catch((error) => {
        throw located(error, line.where);
      });
      tasks.push({ id, key: scenes.keyOf({ version, model, settings, common: {} }, item), item });
    }
    return { common: {}, tasks };
  },

  keyOf: ({ version, model }, item) => digestOf([version, model, item]),

  async make({ harmonizer, shared, item: given, out, signal, onProgress }) {
    const { options, files } = given as SceneItem;
    const absolute = await mapPaths(options, (path) => shared.resolve(path));
    check(absolute);
    const checkFiles = async () =>
      requireSame(
        files,
        await statesOf(absolute, await readProperties(absolute), (path) => statesAt(shared, path)),
      );
    await checkFiles();
    const outputs = OUTPUTS.filter((name) => absolute[name] !== undefined).map((name) => [
      name,
      join(out, absolute[name] as string),
    ]);
    const watched = {
      ...absolute,
      ...Object.fromEntries(outputs),
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
      // The result would lack the patch for good, although another attempt, perhaps elsewhere, may make it.
      const passing = failed.find(({ code }) => !PERMANENT.has(code));
      if (passing) throw new HarmonidiffError(passing.code, passing.message);
      await checkFiles();
      return { ...named, patches, failed, warnings };
    }
    const result = await composeScene(harmonizer, watched as unknown as ComposeOptions);
    await checkFiles();
    const { place, window, timestep, scores, metadata, warnings, timings } = result;
    return { ...named, place, window, timestep, scores, metadata, warnings, timings };
  },
};

/** What is asked of files while a list is read. */
interface Look {
  nameOf(path: string): Promise<string>;
  resolve(name: string): Promise<string>;
  statesAt(path: string): ReturnType<typeof statesAt>;
}

/** Finds out about each path once. */
function remembered<T>(find: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (path) => {
    const known = found.get(path) ?? find(path);
    found.set(path, known);
    return known;
  };
}

async function itemOf(
  { id, options: given }: SceneLine,
  list: string,
  { nameOf, resolve: absoluteOf, statesAt }: Look,
  settings: Fields,
): Promise<SceneItem> {
  const whole = { ...settings, out: 'scene.tif', ...given };
  check(whole);
  const options = await mapPaths(whole, (path) => nameOf(resolve(dirname(list), path)));
  // As a worker will find them: files beside a link, and what a linked file of patches names, are where the link is.
  const absolute = await mapPaths(options, absoluteOf);
  const properties = await readProperties(absolute);
  // If patches have settings of their own, those of the scene need not be valid without them.
  if ('patches' in absolute && !properties.some(hasSettings)) checkSettings(absolute);
  return { id, options, files: await statesOf(absolute, properties, statesAt) };
}

/** An error about a line, which names it. */
function located(error: unknown, where: string): unknown {
  if (error instanceof QueueError) return new QueueError(error.code, `${where}: ${error.message}`);
  return error instanceof HarmonidiffError ? invalid(where, error.message, error) : error;
}

/** @throws OptionError, OutputError */
function check(options: Fields): void {
  const own = OWN.find((name) => options[name] !== undefined);
  if (own !== undefined) throw new OptionError(`${own} is not supported in a job; leave it out.`);
  // An object instead of a path, such as a FeatureCollection, could name files that were not checked.
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
        `${name} is ${show(value)}; it must be a file name without a folder, such as scene.tif.`,
      );
    if (value === RESULT)
      throw new OptionError(`${name} is ${RESULT}, which describes the result; choose another name.`);
  }
  if (options.out === options.labelsOut)
    throw new OptionError(`out and labelsOut are both ${options.out}; they must be different files.`);
  checkOptions('patches' in options ? 'composePatches' : 'composeScene', options);
}
