import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OptionError } from '../errors.js';
import { openRegular } from '../files/read.js';
import { guard } from '../image/guard.js';
import { classPatch } from '../labels/class-patch.js';
import { openClassRaster, requireClasses, requireSize } from '../labels/class-raster.js';
import type { LabelledImage } from '../labels/files.js';
import { type Raster, readLayout } from '../raster/layout.js';
import { savePatched } from '../raster/save-patched.js';
import { storePatch } from '../raster/stored-patch.js';
import type { Size } from '../values/size.js';
import {
  imageOf,
  type LabelledPatch,
  type Labelling,
  type LabelsOfPatch,
  type PatchLabels,
} from './labelling.js';

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
    if (labelsIn === undefined)
      throw new OptionError(
        `labelsOut is ${out}, but labelsIn is missing; give the scene's raster of classes, or make an empty one: gdal_calc.py -A scene.tif --calc "A*0" --type Byte --outfile classes.tif`,
      );
    const raster = await guard('class raster', async () => {
      const file = await openRegular(labelsIn);
      try {
        return await readLayout(file, (await file.stat()).size, 'class raster');
      } finally {
        await file.close();
      }
    });
    requireClasses(raster, labelsIn);
    requireSize(raster, scene, labelsIn);
    return new ClassLabelling(labelsIn, raster, out);
  }

  /** A patch without labels shows no class. */
  async read(given: LabelsOfPatch, size: Size): Promise<PatchLabels> {
    const { label, labels: path } = given;
    if (path !== undefined) {
      const image = imageOf(given, size);
      await (await openClassRaster(path, image)).close();
      return { objects: [], classes: { path, image } };
    }
    if (label === undefined) return { objects: [], classes: this.raster.nodata ?? 0 };
    if (/^-?\d+$/.test(label)) return { objects: [], classes: Number(label) };
    throw new OptionError(`label is ${label}; in a raster of classes, it must be the number of a class.`);
  }

  async write(
    patches: readonly LabelledPatch[],
    _image: string,
    signal: AbortSignal | undefined,
  ): Promise<undefined> {
    const folder = await mkdtemp(join(tmpdir(), 'harmonidiff-classes-'));
    try {
      const paths: string[] = [];
      for (const [i, patch] of patches.entries()) {
        const path = join(folder, `${i}.patch`);
        await this.store(path, patch);
        paths.push(path);
      }
      await savePatched(this.path, this.out, paths, { ...(signal && { signal }) });
    } finally {
      await rm(folder, { recursive: true, force: true });
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
