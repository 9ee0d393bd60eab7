import { join } from 'node:path';

/** The files of a set. */
export class SetFolder {
  /** The plan of the set, with how its composites are made. */
  readonly manifest: string;
  readonly images: string;
  /** COCO JSON for each composite. */
  readonly labels: string;
  /** COCO JSON for all composites. */
  readonly allLabels: string;
  /** Files that are only needed while the set is made. */
  readonly work: string;
  /** An empty file that is locked while a call makes the set. */
  readonly lock: string;
  /** Records the model and version, which must be the same for the whole set. */
  readonly model: string;

  constructor(readonly folder: string) {
    this.manifest = join(folder, 'manifest.jsonl');
    this.images = join(folder, 'images');
    this.labels = join(folder, 'labels');
    this.allLabels = join(folder, 'labels.json');
    this.work = join(folder, '.work');
    this.lock = join(this.work, 'lock');
    this.model = join(folder, '.made-with.json');
  }

  /** The image of a composite: a TIFF as its scene, or a PNG of a scene in any other format. */
  image(id: string, scene: string): string {
    return join(this.images, `${id}${isTiff(scene) ? '.tif' : '.png'}`);
  }

  labelsOf(id: string): string {
    return join(this.labels, `${id}.json`);
  }

  /** The folder of what is only needed while one composite is made. */
  workOf(id: string): string {
    return join(this.work, id);
  }

  workFile(id: string, name: string): string {
    return join(this.workOf(id), name);
  }
}

export function isTiff(path: string): boolean {
  return /\.tiff?$/i.test(path);
}
