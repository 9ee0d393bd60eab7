import type { FileHandle } from 'node:fs/promises';
import { ImageError, isOurs, PlacementError } from '../errors.js';
import { openRegular } from '../files/read.js';
import { type FileState, stateOf } from '../files/state.js';
import { damageOf, reasonOf } from '../values/show.js';
import { COMPANIONS, exists } from './companions.js';
import { type Raster, readLayout } from './layout.js';
import { checkPatchable, type OpenFiles, type Patch } from './patch.js';
import { newSamples } from './samples.js';
import type { Outline } from './stored-patch.js';
import { fits } from './window.js';

/** Paths of a scene and of the files that belong to it. */
export interface SceneFiles extends OpenFiles<string> {
  auxiliary?: string | undefined;
}

/** Files with pixels. */
export const WITH_PIXELS = ['image', 'overviews', 'mask', 'maskOverviews'] as const;

/** @param end the file that the scene is a link to. Files beside the link take precedence over those beside `end`. */
export async function findFiles(scene: string, end = scene): Promise<SceneFiles> {
  const found: SceneFiles = { image: scene };
  for (const [name, ending] of Object.entries(COMPANIONS) as [keyof typeof COMPANIONS, string][])
    for (const path of [scene, end])
      if (!found[name] && (await exists(path + ending))) found[name] = path + ending;
  return found;
}

/**
 * Checks whether a scene can be patched, before anything is copied. Only tags are read.
 *
 * @returns the states of its files
 * @throws ImageError
 */
export async function checkScene(
  files: SceneFiles,
  { makesValid }: Pick<Patch, 'makesValid'>,
  label: string,
  rewrite: boolean,
): Promise<FileState[]> {
  return withFiles(files, label, async (opened) => {
    const states: FileState[] = [];
    for (const name of WITH_PIXELS) if (opened[name]) states.push(await stateOf(files[name]!, opened[name]));
    // A new file has no lossy compression.
    if (rewrite) await readLayout(opened.image, (await opened.image.stat()).size, label);
    else await checkPatchable(opened, makesValid, label);
    return states;
  });
}

/**
 * Checks whether patches fit a scene.
 *
 * @throws ImageError, PlacementError
 */
export async function checkPatches(
  files: SceneFiles,
  patches: readonly Outline[],
  label: string,
): Promise<void> {
  await withFiles(files, label, async (opened) => {
    const raster = await readLayout(opened.image, (await opened.image.stat()).size, label);
    for (const patch of patches) checkPatch(raster, patch);
  });
}

function checkPatch(raster: Raster, { window, planes, pixels }: Outline): void {
  const { x, y, width, height } = window;
  if (!fits(window, raster) || width < 1 || height < 1)
    throw new PlacementError(
      `The patch (${x}, ${y}, ${width} x ${height}) is not within the scene of ${raster.width} x ${raster.height} pixels. Move it.`,
    );
  const expected = width * height;
  const type = newSamples(raster, 0)[Symbol.toStringTag];
  const isWrong = planes.some((plane) => plane && (plane.length !== expected || plane.type !== type));
  if (planes.length !== raster.bands || pixels !== expected || isWrong)
    throw new PlacementError(
      `The planes of a patch must be ${raster.bands} arrays of ${expected} samples in the type of the scene.`,
    );
}

async function withFiles<T>(
  files: SceneFiles,
  label: string,
  work: (opened: OpenFiles) => Promise<T>,
): Promise<T> {
  const handles: FileHandle[] = [];
  try {
    const opened: Partial<OpenFiles> = {};
    for (const name of WITH_PIXELS) {
      if (files[name] === undefined) continue;
      opened[name] = await openRegular(files[name]);
      handles.push(opened[name]);
    }
    return await work(opened as OpenFiles);
  } catch (cause) {
    throw isOurs(cause) ? cause : unreadable(files.image, label, cause);
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}

function unreadable(path: string, label: string, cause: unknown): ImageError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === undefined) return damaged(label, cause);
  const [reason] = reasonOf(cause).split(', ');
  const message =
    code === 'ENOENT'
      ? `The ${label} image ${path} does not exist. Check the path.`
      : `The ${label} image ${path} cannot be read (${reason}). Check the path and its permissions.`;
  return new ImageError('IMAGE_NOT_FOUND', message, { cause });
}

export function damaged(label: string, cause: unknown): ImageError {
  return new ImageError(
    'IMAGE_INVALID',
    `The ${label} image cannot be patched (${damageOf(cause)}). If it is damaged, write a new file, for example: gdal_translate in.tif out.tif`,
    { cause },
  );
}
