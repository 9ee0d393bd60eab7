import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRef } from '../dataset/manifest.js';
import type { SkippedScene } from '../dataset/scenes.js';
import { digestFile } from '../files/digest.js';
import { openSource } from '../scene/open-source.js';
import { bandsOf, readPart } from '../scene/source.js';
import type { SourcePatch } from './patches.js';

/** The files that a plan is made from, each of which is read once. */
export class PlanFiles {
  private readonly digests = new Map<string, Promise<string>>();
  private readonly usable = new Map<SourcePatch, Promise<boolean>>();
  private readonly reals = new Map<string, string>();

  constructor(private readonly skipped: SkippedScene[]) {}

  /** Whether a patch can be read and has data. */
  isUsable(folder: string, patch: SourcePatch): Promise<boolean> {
    const known = this.usable.get(patch) ?? this.check(folder, patch);
    this.usable.set(patch, known);
    return known;
  }

  private async check(folder: string, { image: { path }, window }: SourcePatch): Promise<boolean> {
    try {
      const { image, close } = await openSource(join(folder, path));
      try {
        const bands = Array.from({ length: bandsOf(image) }, (_, band) => band);
        const { valid } = await readPart(image, bands, window, bands);
        if (!valid || valid.includes(1)) return true;
      } finally {
        await close();
      }
      this.skipped.push({ path, reason: 'one of its patches has no data' });
    } catch (error) {
      this.skipped.push({ path, reason: (error as Error).message });
    }
    return false;
  }

  /** @param path relative to the folder */
  async ref(folder: string, path: string): Promise<FileRef> {
    const file = join(folder, path);
    const known = this.digests.get(file) ?? digestFile(file);
    this.digests.set(file, known);
    return { path, sha256: await known };
  }

  real(folder: string, path: string): string {
    const file = join(folder, path);
    const real = this.reals.get(file) ?? realpathSync(file);
    this.reals.set(file, real);
    return real;
  }
}
