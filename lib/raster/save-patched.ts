import type { Stats } from 'node:fs';
import { type FileHandle, stat } from 'node:fs/promises';
import { AbortError, ImageError, isOurs, OutputError, PlacementError } from '../errors.js';
import { findDestination, identityOf, unwritable } from '../files/destination.js';
import { openRegular, readRegular } from '../files/read.js';
import { Staging } from '../files/staging.js';
import { type FileState, isUnchanged, stateOf } from '../files/state.js';
import { throwIfAborted } from '../values/abort.js';
import { reasonOf } from '../values/show.js';
import { runInWorker } from '../workers/pool.js';
import { COMPANIONS, exists, places } from './companions.js';
import { type Raster, readLayout } from './layout.js';
import { checkPatchable, type OpenFiles, type Patch } from './patch.js';
import { newSamples } from './samples.js';
import { auxiliaryWithoutStatistics } from './statistics.js';
import { fits } from './window.js';
import type { Answer, Task } from './worker.js';

const LABEL = 'scene';
/** Largest .aux.xml file, in bytes. */
const LARGEST_AUXILIARY = 64 << 20;

type Names = OpenFiles<string>;

/**
 * Writes a scene with a patch in it: a copy of the file in which only the patch, what is shown of it in overviews, and
 * statistics differ. The files that GDAL reads beside the scene are written beside the output, under its name.
 *
 * All is made under temporary names and then renamed, so that a crash leaves the old files or the new ones: overviews
 * and statistics of another state are never beside the image. A link is followed. A file that is replaced passes on its
 * owner and mode.
 *
 * @param out may be the scene itself
 * @param rewrite writes a new file instead, in which what was compressed with loss is in Deflate. Every tag is kept
 * @param xmp an XMP packet, for a file beside the output
 * @throws ImageError when the scene is missing (`IMAGE_NOT_FOUND`), damaged (`IMAGE_INVALID`) or holds pixels in a form
 *   that cannot be patched (`IMAGE_UNSUPPORTED`)
 * @throws PlacementError for a window that is not in the scene
 * @throws OutputError, AbortError
 */
export async function savePatched(
  scene: string,
  out: string,
  patch: Patch,
  { rewrite = false, xmp, signal }: { rewrite?: boolean; xmp?: string; signal?: AbortSignal } = {},
): Promise<void> {
  throwIfAborted(signal);
  const destination = await findDestination(out);
  if (destination.kind !== 'file')
    throw unwritable(out, new Error('a scene is written to a file, and this is not one'));
  const { file, stats } = destination;
  const files = await findFiles(scene);
  const { image, states, raster } = await checkFiles(files, patch.makesValid, rewrite);
  checkShape(patch, raster);
  const isInPlace = stats !== undefined && identityOf(stats) === identityOf(image);
  try {
    await using staging = new Staging();
    const named: Names = { image: file };
    for (const name of ['overviews', 'mask', 'maskOverviews'] as const)
      if (files[name]) named[name] = isInPlace ? files[name] : out + COMPANIONS[name];
    const made: Names = { image: '' };
    for (const name of Object.keys(named) as (keyof Names)[]) {
      const [path, replaced] = [named[name]!, await statsOf(named[name]!)];
      made[name] = await (rewrite
        ? staging.create(path, replaced)
        : staging.copy(files[name]!, path, replaced));
    }
    throwIfAborted(signal);
    const bands = await patchInWorker(
      { files: made, rewritten: rewrite ? { ...files } : undefined, patch, label: LABEL },
      out,
      signal,
    );
    const auxiliary = await patchedAuxiliary(files.auxiliary, bands);

    const first: [temporary: string | undefined, file: string][] = [];
    const last: [temporary: string, file: string][] = [];
    const stale: string[] = [];
    const target = isInPlace && files.auxiliary ? files.auxiliary : out + COMPANIONS.auxiliary;
    const text = auxiliary && (await staging.write(auxiliary, target, await statsOf(target)));
    if (isInPlace && files.auxiliary) first.push([text, target]);
    else if (text) last.push([text, target]);
    // In place, masks that stay are not written again.
    for (const name of ['overviews', 'mask', 'maskOverviews'] as const)
      if (made[name] && !(isInPlace && name !== 'overviews' && !patch.makesValid && !rewrite))
        last.push([made[name], named[name]!]);
    if (isInPlace && files.overviews) stale.push(files.overviews);
    if (!isInPlace) {
      const pairs = places(scene, out);
      const own = new Set(pairs.map(({ from }) => from));
      for (const { from, to } of pairs) {
        if (from === to) continue;
        if (await exists(from)) last.push([await staging.copy(from, to, await statsOf(to)), to]);
        // It belongs to the file that is replaced.
        else if (stats && !own.has(to) && !last.some(([, file]) => file === to)) stale.push(to);
      }
      for (const ending of Object.values(COMPANIONS)) stale.push(out + ending);
    }
    if (xmp !== undefined) {
      const sidecar = `${out}.xmp`;
      last.push([await staging.write(xmp, sidecar, await statsOf(sidecar)), sidecar]);
    }
    await staging.complete(made.image, stats);
    for (const [temporary, file] of [...first, ...last])
      if (temporary) await staging.complete(temporary, await statsOf(file));
    throwIfAborted(signal);
    for (const state of states)
      if (!(await isUnchanged(state)))
        throw new OutputError(
          `Could not write ${out}: ${state.path} has changed while it was read. Run this again.`,
        );
    // From here on, what is beside the image is right for the old image and for the new one.
    try {
      for (const [temporary, file] of first)
        if (temporary) await staging.rename(temporary, file);
        else await staging.setAside(file);
      for (const file of stale) await staging.setAside(file);
      await staging.rename(made.image, file);
    } catch (error) {
      await staging.restore();
      throw error;
    }
    for (const [temporary, file] of last) await staging.rename(temporary, file);
  } catch (cause) {
    throw isOurs(cause) ? cause : unwritable(out, cause);
  }
}

interface Found extends Names {
  auxiliary?: string | undefined;
}

/** The scene and the files beside it. Those beside a link come before those beside the file that it leads to. */
async function findFiles(scene: string): Promise<Found> {
  const found: Found = { image: scene };
  for (const [name, ending] of Object.entries(COMPANIONS) as [keyof typeof COMPANIONS, string][])
    if (await exists(scene + ending)) found[name] = scene + ending;
  return found;
}

async function statsOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

/**
 * Checks without a change whether `savePatched` can write a patch into a scene, before the patch is made.
 *
 * @throws as `savePatched`
 */
export async function checkScene(scene: string, makesValid: boolean, rewrite: boolean): Promise<void> {
  await checkFiles(await findFiles(scene), makesValid, rewrite);
}

/** Reads the tags of the scene before anything is copied. */
async function checkFiles(
  files: Found,
  makesValid: boolean,
  rewrite: boolean,
): Promise<{ image: Stats; states: FileState[]; raster: Raster }> {
  const { image: scene } = files;
  const handles: FileHandle[] = [];
  try {
    const opened: Partial<OpenFiles> = {};
    const states: FileState[] = [];
    for (const name of ['image', 'overviews', 'mask', 'maskOverviews'] as const) {
      const path = files[name];
      if (path === undefined) continue;
      const handle = await openRegular(path);
      handles.push(handle);
      opened[name] = handle;
      states.push(await stateOf(path, handle));
    }
    const { image } = opened as OpenFiles;
    const stats = await image.stat();
    const raster = await readLayout(image, stats.size, LABEL);
    // What is written anew has no loss.
    if (!rewrite) await checkPatchable(opened as OpenFiles, makesValid, LABEL);
    return { image: stats, states, raster };
  } catch (cause) {
    if (isOurs(cause)) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new ImageError('IMAGE_NOT_FOUND', `The scene image ${scene} does not exist. Check the path.`, {
        cause,
      });
    if (code !== undefined)
      throw new ImageError(
        'IMAGE_NOT_FOUND',
        `The scene image ${scene} cannot be read (${reasonOf(cause).split(', ')[0]}). Check the path and its permissions.`,
        { cause },
      );
    throw damaged(reasonOf(cause));
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}

function checkShape({ window, planes, changed }: Patch, raster: Raster): void {
  if (!fits(window, raster) || window.width < 1 || window.height < 1)
    throw new PlacementError(
      `The patch (${window.x}, ${window.y}, ${window.width} x ${window.height}) is not within the scene of ${raster.width} x ${raster.height} pixels.`,
    );
  const pixels = window.width * window.height;
  const sample = newSamples(raster, 0);
  if (
    planes.length !== raster.bands ||
    changed.length !== pixels ||
    planes.some((plane) => plane && (plane.length !== pixels || plane.constructor !== sample.constructor))
  )
    throw new TypeError('the planes of a patch must have the size of its window and the type of the file');
}

async function patchInWorker(task: Task, out: string, signal?: AbortSignal): Promise<Set<number>> {
  const answer = (await runInWorker('#raster-worker', task, { signal }).catch((cause) => {
    throw cause instanceof AbortError ? cause : damaged(reasonOf(cause));
  })) as Answer;
  if ('bands' in answer) return new Set(answer.bands);
  if (answer.failed === 'unsupported') throw new ImageError('IMAGE_UNSUPPORTED', answer.message);
  if (answer.failed === 'system') throw unwritable(out, new Error(answer.reason));
  throw damaged(answer.reason);
}

function damaged(reason: string): ImageError {
  return new ImageError(
    'IMAGE_INVALID',
    `The scene image cannot be patched (${reason}). Is it damaged? Write it anew, for example: gdal_translate in.tif out.tif`,
  );
}

/** @returns undefined if nothing is left of it, or if there is none */
async function patchedAuxiliary(
  path: string | undefined,
  bands: ReadonlySet<number>,
): Promise<string | undefined> {
  if (path === undefined) return undefined;
  return auxiliaryWithoutStatistics((await readRegular(path, LARGEST_AUXILIARY)).toString(), bands);
}
