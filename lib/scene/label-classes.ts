import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OptionError } from '../errors.js';
import { unwritable } from '../files/destination.js';
import { openRegular } from '../files/read.js';
import { guard } from '../image/guard.js';
import { classPatch } from '../labels/class-patch.js';
import {
  ClassWriter,
  openClassRaster,
  requireClasses,
  requireFits,
  requireSize,
} from '../labels/class-raster.js';
import type { LabelledImage } from '../labels/files.js';
import { type Raster, readLayout } from '../raster/layout.js';
import { savePatched } from '../raster/save-patched.js';
import { storePatch } from '../raster/stored-patch.js';
import { intersect, whole } from '../raster/window.js';
import type { Size } from '../values/size.js';
import {
  imageOf,
  type LabelledPatch,
  type Labelling,
  type LabelsOfPatch,
  type PatchLabels,
  type PreparedLabels,
} from './labelling.js';
import { requireRaster, sceneClasses } from './names.js';

/** Labels as a raster with the number of a class in each pixel. */
export class ClassLabelling implements Labelling {
  readonly warnings = [];

  private constructor(
    private readonly path: string,
    private readonly raster: Raster,
    private readonly out: string,
  ) {}

  static async open(
    scene: LabelledImage,
    labelsIn: string | undefined,
    out: string,
  ): Promise<ClassLabelling> {
    const path = sceneClasses(labelsIn, out);
    const raster = await guard('class raster', async () => {
      const file = await openRegular(path);
      try {
        return await readLayout(file, (await file.stat()).size, 'class raster');
      } finally {
        await file.close();
      }
    });
    requireClasses(raster, path);
    requireSize(raster, scene, path);
    return new ClassLabelling(path, raster, out);
  }

  /** A patch without labels shows no class. */
  async read(given: LabelsOfPatch, size: Size): Promise<PatchLabels> {
    const { label, labels: path } = given;
    if (path !== undefined && label !== undefined)
      throw new OptionError(
        `label is ${label} and labels is ${path}; in a raster of classes, a pixel has one class. Leave one of them out.`,
      );
    if (path !== undefined) {
      requireRaster(path, this.out);
      const image = imageOf(given, size);
      const opened = await openClassRaster(path, image);
      try {
        const window = intersect(given.sourceWindow ?? whole(size), whole(size));
        await guard('class raster', () => requireFits(opened, window, this.raster, path));
      } finally {
        await opened.close();
      }
      return { objects: [], classes: { path, image } };
    }
    if (label === undefined) return { objects: [], classes: this.raster.nodata ?? 0 };
    if (/^-?\d+$/.test(label)) {
      new ClassWriter(this.raster, 1, 'The patch').put(0, Number(label));
      return { objects: [], classes: Number(label) };
    }
    throw new OptionError(`label is ${label}; in a raster of classes, it must be the number of a class.`);
  }

  async prepare(
    patches: readonly LabelledPatch[],
    _image: string,
    signal: AbortSignal | undefined,
  ): Promise<PreparedLabels> {
    // Beside the output, where there is room for it.
    const folder = await mkdtemp(join(dirname(this.out), '.harmonidiff-classes-')).catch((cause) => {
      throw unwritable(this.out, cause);
    });
    const dispose = () => rm(folder, { recursive: true, force: true });
    try {
      const paths: string[] = [];
      for (const [i, patch] of patches.entries()) {
        const path = join(folder, `${i}.patch`);
        await this.store(path, patch);
        paths.push(path);
      }
      return {
        write: () => savePatched(this.path, this.out, paths, { ...(signal && { signal }) }),
        [Symbol.asyncDispose]: dispose,
      };
    } catch (error) {
      await dispose();
      throw error;
    }
  }

  private async store(path: string, { placement, mask, classes, name }: LabelledPatch): Promise<void> {
    if (typeof classes !== 'object')
      return storePatch(path, await classPatch({ placement, mask, classes: classes! }, this.raster, name));
    const opened = await openClassRaster(classes.path, classes.image);
    try {
      await storePatch(path, await classPatch({ placement, mask, classes: opened }, this.raster, name));
    } finally {
      await opened.close();
    }
  }
}
