import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AbortError, ImageError, isOurs, OutputError } from '../errors.js';
import { findDestination, identityOf, unwritable } from '../files/destination.js';
import { readRegular } from '../files/read.js';
import { Staging } from '../files/staging.js';
import { type FileState, isUnchanged } from '../files/state.js';
import { throwIfAborted } from '../values/abort.js';
import { runInWorker } from '../workers/pool.js';
import { COMPANIONS, exists, places } from './companions.js';
import type { OpenFiles, Patch } from './patch.js';
import { checkPatches, checkScene, damaged, findFiles, type SceneFiles, WITH_PIXELS } from './scene-files.js';
import { auxiliaryWithoutStatistics } from './statistics.js';
import { type Outline, outlineOf, readOutline } from './stored-patch.js';
import type { Answer, Task } from './worker.js';

const LABEL = 'scene';
/** Largest .aux.xml file, in bytes. */
const LARGEST_AUXILIARY = 64 << 20;

export interface SaveOptions {
  /** Writes a new file instead of a copy, in which Deflate replaces lossy compression. Every other tag is kept. */
  rewrite?: boolean;
  signal?: AbortSignal;
}

/**
 * Writes a scene with patches in it: a copy of the file in which only the patches, their pixels in overviews, and statistics
 * differ. The files that GDAL reads beside the scene are written beside the output, under its name.
 *
 * All files are written under temporary names and then renamed, so that a crash leaves the old image or the new one, and
 * never overviews or statistics of the other beside it. A link is followed. A file that is replaced passes on its owner and
 * mode.
 *
 * @param out the output, which may be the scene itself
 * @param patches one patch, or the paths of stored ones in their order: where two overlap, the later one wins
 * @param xmp an XMP packet, for a file beside the output
 * @throws ImageError when the scene or a stored patch is missing (`IMAGE_NOT_FOUND`) or damaged (`IMAGE_INVALID`), or the
 *   scene holds pixels in a form that cannot be patched (`IMAGE_UNSUPPORTED`)
 * @throws PlacementError for a window that is not in the scene
 * @throws OutputError, AbortError
 */
export async function savePatched(
  scene: string,
  out: string,
  patches: Patch | readonly string[],
  { xmp, ...options }: SaveOptions & { xmp?: string } = {},
): Promise<void> {
  const makesValid = (await outlinesOf(patches)).some((outline) => outline.makesValid);
  await using copy = await PatchedCopy.start(scene, out, { ...options, makesValid });
  await copy.save(patches, xmp);
}

async function outlinesOf(patches: Patch | readonly string[]): Promise<Outline[]> {
  if ('planes' in patches) return [outlineOf(patches)];
  const outlines: Outline[] = [];
  for (const path of patches) outlines.push(await readOutline(path));
  return outlines;
}

/** `savePatched` in two steps: the scene is copied while the patches are still being made. */
export class PatchedCopy implements AsyncDisposable {
  private readonly staging = new Staging();
  private readonly made: Promise<OpenFiles<string>>;

  private constructor(
    private readonly scene: string,
    private readonly out: string,
    /** Where the image goes, after following links, and the file that it replaces. */
    private readonly end: { file: string; stats: Stats | undefined },
    private readonly isInPlace: boolean,
    private readonly files: SceneFiles,
    private readonly states: readonly FileState[],
    private readonly options: SaveOptions,
  ) {
    this.made = this.copyFiles();
    // `save` awaits it.
    this.made.catch(() => {});
  }

  /**
   * Checks the scene and the output, and begins to copy.
   *
   * @param options `makesValid` if that of any patch is true
   * @throws as `savePatched`
   */
  static async start(
    scene: string,
    out: string,
    options: SaveOptions & { makesValid?: boolean } = {},
  ): Promise<PatchedCopy> {
    throwIfAborted(options.signal);
    const destination = await findDestination(out);
    if (destination.kind !== 'file') throw unwritable(out, new Error('it is not a file'));
    const isInPlace = await isSameFile(scene, destination.stats);
    const files = await findFiles(scene, isInPlace ? destination.file : scene);
    const { makesValid = false, rewrite = false } = options;
    const states = await checkScene(files, { makesValid }, LABEL, rewrite);
    return new PatchedCopy(scene, out, destination, isInPlace, files, states, options);
  }

  /**
   * Writes the patches. Call it once.
   *
   * @param patches as those of `savePatched`
   * @throws as `savePatched`
   */
  async save(patches: Patch | readonly string[], xmp?: string): Promise<void> {
    const { scene, out, end, isInPlace, files, staging } = this;
    const { signal, rewrite = false } = this.options;
    try {
      const outlines = await outlinesOf(patches);
      await checkPatches(files, outlines, LABEL);
      const made = await this.made;
      throwIfAborted(signal);
      const rewritten = rewrite ? files : undefined;
      const samples = outlines.reduce((sum, { planes, pixels }) => sum + planes.length * pixels, 0);
      const task = { files: made, rewritten, patches, samples, label: LABEL };
      const bands = await patchInWorker(task, out, signal);

      const renaming = new Renaming(staging, out, [made.image, end.file]);
      if (made.overviews) {
        renaming.stale.push(this.target('overviews'));
        renaming.last.push([made.overviews, this.target('overviews')]);
      }
      // In place, masks that stay are not written again.
      if (!isInPlace || outlines.some(({ makesValid }) => makesValid) || rewrite)
        for (const name of ['mask', 'maskOverviews'] as const)
          if (made[name]) renaming.last.push([made[name], this.target(name)]);
      await (isInPlace
        ? besideItself(files, bands, renaming)
        : besideOther(files, out, end.stats !== undefined, bands, renaming));
      // Also those beside the file that a link leads to.
      if (isInPlace && end.file !== scene) renaming.stale.push(end.file + COMPANIONS.overviews);
      if (xmp !== undefined) renaming.last.push([await staging.write(xmp, `${out}.xmp`), `${out}.xmp`]);
      await renaming.complete();
      throwIfAborted(signal);
      await checkUnchanged(this.states, out);
      await renaming.run();
    } catch (cause) {
      throw isOurs(cause) ? cause : unwritable(out, cause);
    }
  }

  /** Removes what has not been saved. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.made.catch(() => {});
    await this.staging[Symbol.asyncDispose]();
  }

  /** Where a file of the scene goes. */
  private target(name: (typeof WITH_PIXELS)[number]): string {
    if (name === 'image') return this.end.file;
    return this.isInPlace ? this.files[name]! : this.out + COMPANIONS[name];
  }

  private async copyFiles(): Promise<OpenFiles<string>> {
    const made: OpenFiles<string> = { image: '' };
    for (const name of WITH_PIXELS) {
      const from = this.files[name];
      if (from === undefined) continue;
      const to = this.target(name);
      made[name] = await (this.options.rewrite
        ? this.staging.create(to, await statsOf(to))
        : this.staging.copy(from, to, await statsOf(to)));
    }
    return made;
  }
}

/** Whether a path leads to the same file, under any name. */
async function isSameFile(path: string, stats: Stats | undefined): Promise<boolean> {
  const own = await statsOf(path);
  return own !== undefined && stats !== undefined && identityOf(own) === identityOf(stats);
}

/** The files that are renamed when all of them are complete. */
class Renaming {
  /** Files that fit both the old image and the new one; those without a temporary name are removed. */
  readonly first: [temporary: string | undefined, file: string][] = [];
  /** Files that do not fit the new image. */
  readonly stale: string[] = [];
  /** Files that fit only the new image. */
  readonly last: [temporary: string, file: string][] = [];

  constructor(
    readonly staging: Staging,
    private readonly out: string,
    readonly image: [temporary: string, file: string],
  ) {}

  async complete(): Promise<void> {
    for (const [temporary, file] of [...this.first, this.image, ...this.last])
      if (temporary) await this.staging.complete(temporary, await statsOf(file));
  }

  /** @throws OutputError with the old files as they were, unless the image itself has been renamed already */
  async run(): Promise<void> {
    try {
      for (const [temporary, file] of this.first)
        if (temporary) await this.staging.rename(temporary, file);
        else await this.staging.setAside(file);
      for (const file of this.stale) await this.staging.setAside(file);
      await this.staging.rename(...this.image);
    } catch (error) {
      await this.staging.restore();
      throw unwritable(this.out, error);
    }
    for (const [temporary, file] of this.last) await this.staging.rename(temporary, file);
  }
}

async function besideItself(
  files: SceneFiles,
  bands: ReadonlySet<number>,
  { staging, first }: Renaming,
): Promise<void> {
  if (files.auxiliary === undefined) return;
  const old = await auxiliaryText(files.auxiliary);
  const text = auxiliaryWithoutStatistics(old, bands);
  if (text === old) return;
  const stats = await statsOf(files.auxiliary);
  first.push([text && (await staging.write(text, files.auxiliary, stats)), files.auxiliary]);
}

async function besideOther(
  files: SceneFiles,
  out: string,
  replaces: boolean,
  bands: ReadonlySet<number>,
  { staging, last, stale }: Renaming,
): Promise<void> {
  const text = files.auxiliary && auxiliaryWithoutStatistics(await auxiliaryText(files.auxiliary), bands);
  const auxiliary = out + COMPANIONS.auxiliary;
  if (text) last.push([await staging.write(text, auxiliary), auxiliary]);
  for (const ending of Object.values(COMPANIONS)) stale.push(out + ending);
  const pairs = places(files.image, out);
  const own = new Set(pairs.map(({ from }) => from));
  for (const { from, to } of pairs) {
    if (own.has(to)) continue;
    if (await exists(from)) last.push([await staging.copy(from, to), to]);
    // This file belongs to the one that is replaced.
    else if (replaces && !(await isOfShapefile(to))) stale.push(to);
  }
}

/** A .prj file of the same name may be that of a shapefile. */
async function isOfShapefile(path: string): Promise<boolean> {
  return /\.prj$/i.test(path) && exists(path.replace(/\.prj$/i, '.shp'));
}

async function auxiliaryText(path: string): Promise<string> {
  return (await readRegular(path, LARGEST_AUXILIARY)).toString();
}

async function statsOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

async function checkUnchanged(states: readonly FileState[], out: string): Promise<void> {
  for (const state of states)
    if (!(await isUnchanged(state)))
      throw new OutputError(
        `Could not write ${out}: ${state.path} has changed while it was read. Run this again.`,
      );
}

async function patchInWorker(task: Task, out: string, signal?: AbortSignal): Promise<Set<number>> {
  const answer = (await runInWorker('#raster-worker', task, { signal }).catch((cause) => {
    throw cause instanceof AbortError ? cause : damaged(LABEL, cause);
  })) as Answer;
  if ('bands' in answer) return new Set(answer.bands);
  if (answer.failed === 'refused') throw new ImageError(answer.code, answer.message);
  if (answer.failed === 'system') throw unwritable(out, new Error(answer.reason));
  throw damaged(LABEL, new Error(answer.reason));
}
